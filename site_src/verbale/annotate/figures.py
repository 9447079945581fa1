"""Find figures: amounts, percentages and counts, with what they count.

"about $299 billion" is 299000000000 USD with the bound "about"; "more than
200 countries" counts countries.  Numbers inside a date ("the first 11
months") or an instrument ("15 signed agreements") belong to those, and a
number that counts nothing is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache

from verbale.annotate.text import Reading, longest, spans_of
from verbale.model import Dated, FoundAgreement, FoundFigure, Passage
from verbale.text import Spans
from verbale.words import load

_DIGITS = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?|\d{1,18}(?:\.\d{1,9})?"


def find_figures(
    reading: Reading, dates: tuple[Dated, ...], agreements: tuple[FoundAgreement, ...]
) -> tuple[FoundFigure, ...]:
    """Return the figures of a document in reading order."""
    taken = spans_of(found.passage for found in (*dates, *agreements))
    dated = spans_of(found.passage for found in dates)
    found = []
    for sentence in reading.sentences:
        rules = _rules(reading.shape.language)
        matches = ((m, read) for rule, read in rules for m in rule.finditer(reading.folded, sentence.start, sentence.end))
        for match, read in longest(matches):
            passage = reading.passage(*match.span())
            if taken.meets(*match.span()):
                continue
            value, unit, bound = read(reading, match)
            if read is _read_count and reading.folded.startswith(("the ", "The "), max(0, match.start() - 4)):
                continue  # "the two leaders" are not counted here, but known already
            period = None if read is _read_count else _period(dated, sentence.start, sentence.end)
            found.append(FoundFigure(reading.id("figure", passage), passage, value, unit, bound, period))
    return tuple(found)


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], Callable], ...]:
    words = load(language)
    return tuple(_east(words) if "counting" in words["figures"] else _english(words))


def _english(words: dict) -> Iterator[tuple[re.Pattern[str], Callable]]:
    lists = words["figures"]
    bounds = "|".join(sorted((re.escape(b) for k in ("about", "over", "under") for b in lists[k]), key=len, reverse=True))
    scale = "|".join(lists["scales"])
    spelled = "|".join(word for word in words["time"]["numbers"] if word not in ("a", "an", "one"))
    number = rf"(?P<number>{_DIGITS})(?:[ -]?(?P<scale>{scale})\b)?"
    bound = rf"(?:\b(?P<bound>(?i:{bounds})) )?"
    sign = "|".join(re.escape(sign) for sign in lists["currency_signs"])
    currency = "|".join(sorted((re.escape(w) for w in lists["currency_words"]), key=len, reverse=True))
    percent = "|".join(re.escape(word) for word in lists["percent"])
    yield re.compile(rf"{bound}(?P<sign>{sign}) ?{number}(?!\d)", re.IGNORECASE), _read_amount
    yield re.compile(rf"{bound}\b{number} (?P<currency>{currency})\b", re.IGNORECASE), _read_amount
    yield re.compile(rf"{bound}(?P<minus>\bminus |(?<![\w-])-)?(?<![\d.,]){number} ?(?P<percent>%|(?:{percent})\b)", re.IGNORECASE), _read_percent
    not_counted = "|".join([*words["time"]["months"], *lists["time_nouns"], *lists["not_counted"]])
    noun = rf"(?P<noun>(?!(?:{not_counted})\b)[a-z][\w-]*(?: (?!(?:{not_counted})\b)[a-z][\w-]*){{0,2}}?s)\b"
    yield re.compile(rf"{bound}(?<![\d.,$€£¥₩-])\b(?:{number}|(?P<spelled>{spelled})) {noun}"), _read_count


def _read_amount(reading: Reading, match: re.Match[str]) -> tuple[str, str, str | None]:
    lists, sign = reading.words["figures"], match.groupdict().get("sign")
    unit = lists["currency_signs"][sign.upper()] if sign else lists["currency_words"][match["currency"].lower()]
    return _value(reading, match), unit, _bound(reading, match)


def _read_percent(reading: Reading, match: re.Match[str]) -> tuple[str, str, str | None]:
    return _value(reading, match), "%", _bound(reading, match)


def _read_count(reading: Reading, match: re.Match[str]) -> tuple[str, str, str | None]:
    return _value(reading, match), match["noun"], _bound(reading, match)


def _value(reading: Reading, match: re.Match[str]) -> str:
    spelled = match.groupdict().get("spelled")
    if spelled:
        return str(reading.words["time"]["numbers"][spelled])
    value = Decimal(match["number"].replace(",", ""))
    if match["scale"]:
        value *= Decimal(10) ** reading.words["figures"]["scales"][match["scale"].lower()]
    sign = "-" if match.groupdict().get("minus") else ""
    return f"{sign}{value.normalize():f}"


def _bound(reading: Reading, match: re.Match[str]) -> str | None:
    word = (match["bound"] or "").lower()
    return next((kind for kind in ("about", "over", "under") if word in reading.words["figures"][kind]), None)


def _period(dated: Spans[Passage], start: int, end: int) -> Passage | None:
    """Return the one period that the sentence names, None if it names several."""
    named = list(dated.meeting(start, end))
    return named[0] if len(named) == 1 else None


def _east(words: dict) -> Iterator[tuple[re.Pattern[str], Callable]]:
    """Compile "1조 2000억 원", "2,730억 달러", "3000亿美元"."""
    lists = words["figures"]
    units = "|".join(sorted(lists["units"], key=len, reverse=True))
    about = "|".join(lists["about"])
    part = rf"\d[\d,]*(?:\.\d+)? ?(?:{_counting(words)})?"
    pattern = rf"(?:(?P<bound>{about}) ?)?(?P<number>{part}(?: ?{part}){{0,3}}) ?(?P<unit>{units})"
    yield re.compile(pattern), _read_east


def _counting(words: dict) -> str:
    return "|".join(sorted(words["figures"]["counting"], key=len, reverse=True))


def _read_east(reading: Reading, match: re.Match[str]) -> tuple[str, str, str | None]:
    lists = reading.words["figures"]
    total = Decimal(0)
    for part in re.finditer(rf"(\d[\d,]*(?:\.\d+)?) ?({_counting(reading.words)})?", match["number"]):
        total += Decimal(part[1].replace(",", "")) * Decimal(10) ** lists["counting"].get(part[2], 0)
    return f"{total.normalize():f}", lists["units"][match["unit"]], "about" if match["bound"] else None
