"""Plain text: folding for comparison, and where sentences end.

A folded text has the length of the text it came from, so that an offset in
one is an offset in the other; what would change the length is not folded.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Generic, TypeVar

from verbale.words import load

Item = TypeVar("Item")

_FOLDS = {
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d",
    '"': "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02",
    "'": "\u2018\u2019\u201a\u201b\u2032\u02bc\uff07",
    " ": "\t\r\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
}
_TABLE = str.maketrans({ord(char): to for to, chars in _FOLDS.items() for char in chars})


def fold(text: str) -> str:
    """Return `text` with hyphens, quotation marks and spaces made alike.

    This is the whole list of what matching a citation forgives; the result
    has the length of `text`.
    """
    return text.translate(_TABLE)


def name_key(name: str) -> str:
    """Return what a name has in common with its other spellings.

    Case, hyphens, spaces and accents are set aside: "Lee Jae-myung",
    "Lee Jae Myung" and "LEE JAE‑MYUNG" have one key.
    """
    plain = unicodedata.normalize("NFKD", fold(name)).casefold()
    return "".join(char for char in plain if char.isalnum())


def slug(text: str, words: int = 6) -> str:
    """Return a short form of `text` fit for an id: Latin letters and digits.

    Other scripts keep their letters; addresses may hold them.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))
    parts = re.findall(r"[^\W_]+", re.sub(r"['’]", "", plain))
    return "-".join(parts[:words])[:60].strip("-")


def short_hash(*parts: str) -> str:
    """Return twelve hexadecimal digits made from `parts`: enough for millions of findings."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


class Spans(Generic[Item]):
    """Stretches of one text, each with an item, to ask which of them meet another.

    They may overlap.  Asking costs the logarithm of their number and the
    number of answers, so that a long text costs no more for each of its words.
    """

    def __init__(self, spans: Iterable[tuple[int, int, Item]]) -> None:
        self._spans = sorted(spans, key=lambda span: span[:2])
        self._starts = [start for start, _, _ in self._spans]
        self._reach: list[int] = []
        for _, end, _ in self._spans:
            self._reach.append(max(end, self._reach[-1]) if self._reach else end)

    def meeting(self, start: int, end: int) -> Iterator[Item]:
        """Yield the items that share a character with [start, end), last first."""
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and self._reach[at] > start:
            if self._spans[at][1] > start:
                yield self._spans[at][2]
            at -= 1

    def meets(self, start: int, end: int) -> bool:
        """Say whether any of them shares a character with [start, end)."""
        return next(self.meeting(start, end), None) is not None


# What stands between two fences at the top of a Markdown document.
FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)

# A run of full stops with the marks that close a quotation after it.
_END = re.compile(r"[.!?…]+[\"”’'»)\]*]*(?=\s|$)|[。！？]+[\"”’」』》）]*")
_WORD_BEFORE = re.compile(r"[^\s(\[\"“‘]{1,20}$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+$")


def sentence_spans(text: str, start: int = 0, end: int | None = None, language: str = "en") -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence between two offsets, without spaces around.

    A full stop ends none after an abbreviation or initials, nor before a
    small letter: "the U.S. military", "Mr. Lee", "Jan. 5", "J. D. Vance".
    """
    end = len(text) if end is None else end
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and not _is_end(text, match, end, language):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _is_end(text: str, match: re.Match[str], limit: int, language: str) -> bool:
    if match[0][0] in "。！？":
        return True
    following = text[match.end() : min(limit, match.end() + 40)].lstrip()
    if following[:1].islower():
        return False
    if match[0] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
    word = before[0] + "." if before else "."
    never, maybe, starters = _abbreviations(language)
    if word in never:
        return False
    if word in maybe:
        return bool(re.match(r"[\w'’]*", following) and re.match(r"[\w'’]*", following)[0] in starters)
    if _INITIALS.fullmatch(word) and word[0].isupper():
        # "J. D. Vance" goes on; so does "the U.S. Senate".
        return re.match(r"\w*", following)[0] in starters
    return True


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


@cache
def _abbreviations(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = load(language)["sentences"]
    return frozenset(words["never_end"]), frozenset(words["may_end"]), frozenset(words["starters"])
