"""Find how a document is built: title, deck, label, paragraphs, sentences, footer.

The first lines are titles if they are short, end in no full stop and stand
before a paragraph: "Lee Jae-Myung, Xi Jinping seek reset".  A label such as
"Lead:" opens a summary.  A last paragraph that begins as a credit does
("My article first appeared in …") is a footer.  None of them need be there.
What kind of source it is is said only where its words show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from verbale.model import Document, Passage, Role, Sentence, Shape
from verbale.text import FRONT_MATTER, fold, sentence_spans, short_hash
from verbale.words import load

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
_TITLE_LIMIT = 160
_SENTENCE_ENDS = tuple(".!?…。！？:;,")

Span = tuple[int, int]


def find_shape(document: Document) -> Shape:
    """Return the shape of `document`; a text of one line is one body paragraph."""
    text = document.text
    language = (document.about.language or _language(text)).lower().replace("_", "-").split("-")[0]
    words = load(language)
    paragraphs = list(_paragraphs(document))
    roles: list[Role] = ["body"] * len(paragraphs)
    for number in _title_lines(text, paragraphs):
        roles[number] = "title" if "title" not in roles else "deck" if "deck" not in roles else "heading"
    label = _label(document, paragraphs, roles, words)
    footer = _footer(document, paragraphs, roles, words)
    _headings(text, paragraphs, roles)
    kind, shown_by = _kind(document, paragraphs, roles, language)
    return Shape(
        title=_first(document, paragraphs, roles, "title"),
        deck=_first(document, paragraphs, roles, "deck"),
        label=label,
        footer=footer,
        kind=kind,
        kind_shown_by=shown_by,
        language=language,
        sentences=tuple(_sentences(document, paragraphs, roles, language)),
    )


def _language(text: str) -> str:
    """Tell Korean, Japanese and Chinese by their scripts; all else is English."""
    sample = text[:4000]
    hangul = len(re.findall(r"[\uac00-\ud7a3]", sample))
    kana = len(re.findall(r"[\u3041-\u30ff]", sample))
    han = len(re.findall(r"[\u4e00-\u9fff]", sample))
    if hangul * 5 > len(sample):
        return "ko"
    if kana * 10 > len(sample):
        return "ja"
    return "zh" if han * 4 > len(sample) else "en"


def _paragraphs(document: Document) -> Iterator[Span]:
    """Yield the paragraphs: lines, or runs of lines that were wrapped by hand."""
    text = document.text
    front = FRONT_MATTER.match(text) if document.file.endswith(".md") else None
    lines = [match.span() for match in _LINE.finditer(text, front.end() if front else 0)]
    start: int | None = None
    wrapped = _is_wrapped(text, lines)
    for number, (begin, end) in enumerate(lines):
        begin = start if start is not None else begin
        start = None
        following = lines[number + 1] if number + 1 < len(lines) else None
        if wrapped and following and text.count("\n", end, following[0]) == 1:
            start = begin
            continue
        heading = _MARKDOWN_HEADING.match(text, begin, end)
        begin = heading.end() if heading else begin
        while text[begin].isspace():
            begin += 1
        yield begin, begin + len(text[begin:end].rstrip())


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Say whether lines were broken by hand at some 60 to 100 characters.

    Then paragraphs are parted by blank lines, and most lines that another
    follows directly end in the middle of a sentence.
    """
    inner = [
        (start, end)
        for (start, end), (following, _) in pairwise(lines)
        if text.count("\n", end, following) == 1
    ]
    broken = sum(40 <= end - start <= 100 and not text[start:end].rstrip().endswith((".", "。", "!", "?")) for start, end in inner)
    return len(inner) >= 3 and broken * 2 > len(inner)


def _title_lines(text: str, paragraphs: list[Span]) -> list[int]:
    """Return which of the first paragraphs are titles; none if all would be."""
    found = []
    for number, (start, end) in enumerate(paragraphs[:4]):
        line = text[start:end]
        if len(line) > _TITLE_LIMIT or line.endswith(_SENTENCE_ENDS) or line[:1] in "\"“«「*(-•":
            break
        found.append(number)
    return found if found and found[-1] + 1 < len(paragraphs) else []


def _label(document: Document, paragraphs: list[Span], roles: list[Role], words: dict) -> Passage | None:
    for number, (start, end) in enumerate(paragraphs[:4]):
        match = re.match(r"([^:：]{1,30})[:：]\s*(?=\S)", document.text[start:end])
        if match and match[1].strip().lower() in {label.lower() for label in words["shape"]["labels"]}:
            roles[number] = "lead"
            return document.passage(start, start + match.end(1))
    return None


def _footer(document: Document, paragraphs: list[Span], roles: list[Role], words: dict) -> Passage | None:
    """Mark the last paragraphs that begin as credits do; return the last."""
    found = None
    for number in range(len(paragraphs) - 1, max(0, len(paragraphs) - 4), -1):
        start, end = paragraphs[number]
        line = fold(document.text[start:end]).lstrip("*†‡ ").lower()
        if not line.startswith(tuple(words["shape"]["footers"])):
            break
        roles[number] = "footer"
        found = found or document.passage(start, end)
    return found


def _headings(text: str, paragraphs: list[Span], roles: list[Role]) -> None:
    """Mark short lines without a full stop between paragraphs as headings."""
    for number in range(1, len(paragraphs) - 1):
        start, end = paragraphs[number]
        line = text[start:end]
        is_short = end - start <= 80 and not line.endswith(_SENTENCE_ENDS) and line[0] not in "-•*·–\"“"
        if roles[number] == "body" and is_short and roles[number + 1] == "body":
            roles[number] = "heading"


def _kind(document: Document, paragraphs: list[Span], roles: list[Role], language: str) -> tuple[str, Passage | None]:
    """Return the kind of source and the words that show it.

    Titles, labels, footers and the first body paragraph are looked at: a
    word such as "readout" inside an article says nothing of the article.
    """
    body = next((number for number, role in enumerate(roles) if role == "body"), None)
    for kind, pattern in _kind_rules(language):
        for number, (start, end) in enumerate(paragraphs):
            if roles[number] == "body" and number != body:
                continue
            match = pattern.search(document.text[start:end])
            if match:
                return kind, document.passage(start + match.start(), start + match.end())
    return "unknown", None


@cache
def _kind_rules(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in load(language)["kinds"]["shown_by"])


def _first(document: Document, paragraphs: list[Span], roles: list[Role], role: Role) -> Passage | None:
    return document.passage(*paragraphs[roles.index(role)]) if role in roles else None


def _sentences(document: Document, paragraphs: list[Span], roles: list[Role], language: str) -> Iterator[Sentence]:
    used: dict[str, int] = {}
    for number, (start, end) in enumerate(paragraphs):
        for begin, stop in sentence_spans(document.text, start, end, language):
            words = fold(document.text[begin:stop])
            used[words] = used.get(words, 0) + 1
            name = f"s-{short_hash(document.id, words, str(used[words]))}"
            yield Sentence(name, begin, stop, roles[number], number)
