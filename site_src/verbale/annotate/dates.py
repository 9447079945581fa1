"""Find the times that a document names: days, months, years, spans, durations.

A date stays exactly as precise as its words.  What is relative ("Sunday",
"in November", "last week") counts from the document's own date, never from
the day of the build; if nobody knows that date, nobody knows these.  The
tense of the sentence decides between past and future: "will fly on
Wednesday" is ahead, "said on Sunday" behind.  A duration ("two months") is
no date.  "May" and "March" are months only where a day, a year or a word
such as "in" or "last" says so.

Types and values are those of TIMEX3 (ISO-TimeML); EDTF says the same where
it can.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from verbale.annotate.text import Reading, longest
from verbale.edtf import When, read_edtf
from verbale.model import Dated, Sentence
from verbale.words import load


@dataclass(frozen=True, slots=True)
class _Context:
    """What a rule may know beside its words."""

    anchor: date | None
    is_future: bool
    words: dict


@dataclass(frozen=True, slots=True)
class _Read:
    """What a rule makes of its words: TIMEX3 type and value, EDTF, the rule's name."""

    type: str
    timex: str | None
    edtf: str | None
    rule: str
    anchored: bool = False


Rule = Callable[[re.Match[str], _Context], _Read | None]


def find_dates(reading: Reading) -> tuple[Dated, ...]:
    """Return the dates in reading order, none overlapping; of overlapping ones the longest."""
    anchor = reading.document.anchor
    day = date(*anchor.earliest) if anchor and anchor.is_day and anchor.earliest and 2 <= anchor.earliest[0] <= 9997 else None
    found = []
    for sentence in reading.sentences:
        rules = _rules(reading.shape.language)
        start, end = sentence.start, sentence.end
        matches = [(m, read) for rule, read in rules for m in rule.finditer(reading.folded, start, end)]
        for match, read in longest(matches):
            context = _Context(day, _is_future(reading, sentence, match), reading.words)
            value = read(match, context)
            if value is not None:
                found.append(_dated(reading, match, value, anchor))
    return tuple(found)


def _dated(reading: Reading, match: re.Match[str], value: _Read, anchor: When | None) -> Dated:
    passage = reading.passage(*(match.span("it") if "it" in match.re.groupindex else match.span()))
    when: When | None = None
    if value.edtf:
        try:
            when = read_edtf(value.edtf)
        except ValueError:  # "31 June": the words name no day, and are kept as such
            return Dated(reading.id("date", passage), passage, "DATE", None, None, "impossible date", None)
    used = anchor if value.anchored else None
    return Dated(reading.id("date", passage), passage, value.type, value.timex, when, value.rule, used)  # type: ignore[arg-type]


def _is_future(reading: Reading, sentence: Sentence, match: re.Match[str]) -> bool:
    """Say whether the clause of a date looks ahead: its nearest verb before, else after."""
    pattern = _future_pattern(reading.shape.language)
    if pattern is None:
        return False
    if reading.folded.startswith("'s", match.end()):
        return False  # "Wednesday's ruling" has been made
    before = reading.folded[max(sentence.start, match.start() - 50) : match.start()]
    clause = re.split(r"[;:,\"]| and | but | after ", before)[-1]
    if pattern.search(clause):
        return True
    return bool(re.match(r",? (?:will|is to|are to|is expected|is due|is set)\b", reading.folded[match.end() : match.end() + 20]))


@cache
def _future_pattern(language: str) -> re.Pattern[str] | None:
    words = load(language).get("time", {}).get("future", ())
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b") if words else None


# -------------------------------------------------------------- arithmetic


def _month_number(match: re.Match[str], context: _Context, group: str = "month") -> int:
    name = match[group].rstrip(".").lower()[:3]
    return [month.lower()[:3] for month in context.words["time"]["months"]].index(name) + 1


def _number(text: str, context: _Context) -> int | None:
    text = text.lower().strip()
    if text.isdigit():
        return int(text)
    numbers = {**context.words["time"]["numbers"], **context.words["time"]["ordinals"]}
    if text in numbers:
        return numbers[text]
    tens, _, ones = text.replace("-", " ").partition(" ")
    return numbers[tens] + numbers[ones] if tens in numbers and ones in numbers else None


def _day_of(text: str) -> int:
    return int(re.match(r"\d+", text)[0])  # type: ignore[index]


def _ymd(year: int, month: int, day: int | None = None) -> str:
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def _nearest_year(month: int, day: int | None, context: _Context) -> int | None:
    """Return the year of a month, or day of it, that is named without one.

    Ahead if the sentence looks ahead; else the last before the anchor, but
    a day within the coming fortnight is taken as it stands ("Jan. 4 to 7"
    in a text of Jan. 3).
    """
    anchor = context.anchor
    if anchor is None:
        return None
    this = date(anchor.year, month, min(day or 1, monthrange(anchor.year, month)[1]))
    if context.is_future:
        passed = this < anchor if day else month < anchor.month
        return anchor.year + 1 if passed else anchor.year
    if day is None:
        return anchor.year if month <= anchor.month else anchor.year - 1
    if this - anchor > timedelta(days=14):
        return anchor.year - 1
    if anchor - this > timedelta(days=350):
        return anchor.year + 1
    return anchor.year


def _single(edtf: str, rule: str, *, anchored: bool = False) -> _Read:
    return _Read("DATE", edtf, edtf, rule, anchored)


def _unresolved(rule: str, kind: str = "DATE") -> _Read:
    return _Read(kind, None, None, f"{rule}; no date to count from")


# ------------------------------------------------------------------- rules


def _read_iso(match: re.Match[str], context: _Context) -> _Read:
    return _single(match[0], "written out")


def _read_day(match: re.Match[str], context: _Context) -> _Read:
    """"Jan. 5, 2026"; "5 January"; "Monday, Jan. 5"."""
    month, day = _month_number(match, context), _day_of(match["day"])
    if match["year"]:
        return _single(_ymd(int(match["year"]), month, day), "written out")
    if not 1 <= day <= monthrange(2000, month)[1]:
        return _Read("DATE", None, None, "impossible date")
    year = _nearest_year(month, day, context)
    if year is None:
        return _Read("DATE", f"XXXX-{month:02}-{day:02}", None, "day without year; no date to count from")
    return _single(_ymd(year, month, day), "day without year, by the document's date", anchored=True)


def _read_range(match: re.Match[str], context: _Context) -> _Read:
    """"Jan. 4 to 7, 2026"; "4-7 January"; "26 June to 14 July 2015"."""
    first_month = _month_number(match, context)
    last_month = _month_number(match, context, "month2") if match.groupdict().get("month2") else first_month
    first, last = _day_of(match["day"]), _day_of(match["day2"])
    year = int(match["year"]) if match["year"] else _nearest_year(last_month, last, context)
    if year is None:
        return _unresolved("range of days without year")
    begins = year - 1 if first_month > last_month else year
    edtf = f"{_ymd(begins, first_month, first)}/{_ymd(year, last_month, last)}"
    return _Read("DATE", edtf, edtf, "range of days", not match["year"])


def _read_month(match: re.Match[str], context: _Context) -> _Read:
    return _single(_ymd(int(match["year"]), _month_number(match, context)), "month and year")


def _read_months(match: re.Match[str], context: _Context) -> _Read:
    """"January to November 2025"."""
    year = int(match["year"])
    edtf = f"{_ymd(year, _month_number(match, context))}/{_ymd(year, _month_number(match, context, 'month2'))}"
    return _Read("DATE", edtf, edtf, "range of months")


def _read_bare_month(match: re.Match[str], context: _Context) -> _Read:
    """"in November", "last May", "next March", "this June"."""
    month, which = _month_number(match, context), (match["which"] or "").lower()
    anchor = context.anchor
    if anchor is None:
        return _Read("DATE", f"XXXX-{month:02}", None, "month without year; no date to count from")
    if which == "last":
        year = anchor.year if month < anchor.month else anchor.year - 1
    elif which in ("next", "coming"):
        year = anchor.year if month > anchor.month else anchor.year + 1
    elif which == "this":
        year = anchor.year
    else:
        year = _nearest_year(month, None, context) or anchor.year
    return _single(_ymd(year, month), "month without year, by the document's date", anchored=True)


def _read_weekday(match: re.Match[str], context: _Context) -> _Read:
    """"Sunday", "last Monday", "next Tuesday", "Sunday evening"."""
    anchor, which = context.anchor, (match["which"] or "").lower()
    part = (match["part"] or "").lower()
    kind = "TIME" if part else "DATE"
    if anchor is None:
        return _unresolved("weekday", kind)
    names = [name.lower() for name in context.words["time"]["weekdays"]]
    behind = (anchor.weekday() - names.index(match["weekday"].lower())) % 7
    if which == "last":
        day = anchor - timedelta(days=behind or 7)
    elif which in ("next", "coming") or (context.is_future and which != "this" and behind):
        day = anchor + timedelta(days=7 - behind)
    elif context.is_future:
        day = anchor + timedelta(days=(7 - behind) % 7)
    else:
        day = anchor - timedelta(days=behind)
    tense = "ahead" if day > anchor else "behind"
    suffix = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}.get(part, "")
    return _Read(kind, day.isoformat() + suffix, day.isoformat(), f"weekday {tense} of the document's date", True)


_DAY_WORDS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}


def _read_day_word(match: re.Match[str], context: _Context) -> _Read:
    if context.anchor is None:
        return _unresolved(match["word"].lower())
    day = context.anchor + timedelta(days=_DAY_WORDS[match["word"].lower()])
    night = match["word"].lower() == "tonight"
    return _Read("TIME" if night else "DATE", day.isoformat() + ("TNI" if night else ""), day.isoformat(), "counted from the document's date", True)


_STEP = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


def _read_unit(match: re.Match[str], context: _Context) -> _Read:
    """"last week", "this year", "next month", "earlier this year"."""
    anchor, step = context.anchor, _STEP[match["which"].lower()]
    if anchor is None:
        return _unresolved("relative " + match["unit"].lower())
    unit, rule = match["unit"].lower(), "counted from the document's date"
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step)
        year, week, _ = monday.isocalendar()
        return _Read("DATE", f"{year}-W{week:02}", f"{monday}/{monday + timedelta(days=6)}", rule, True)
    if unit == "weekend":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step)
        year, week, _ = monday.isocalendar()
        saturday = monday + timedelta(days=5)
        return _Read("DATE", f"{year}-W{week:02}-WE", f"{saturday}/{saturday + timedelta(days=1)}", rule, True)
    return _shifted(anchor, unit, step, rule)


def _shifted(anchor: date, unit: str, step: int, rule: str) -> _Read:
    """Return the day, month, year, decade or century some steps away."""
    if unit == "day":
        return _single((anchor + timedelta(days=step)).isoformat(), rule, anchored=True)
    if unit == "week":
        return _single((anchor + timedelta(weeks=step)).isoformat(), rule, anchored=True)
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        return _single(_ymd(months // 12, months % 12 + 1), rule, anchored=True)
    if unit == "decade":
        return _Read("DATE", f"{anchor.year // 10 + step}", f"{anchor.year // 10 + step}X", rule, True)
    if unit == "century":
        return _Read("DATE", f"{anchor.year // 100 + step}", f"{anchor.year // 100 + step}XX", rule, True)
    return _single(f"{anchor.year + step:04}", rule, anchored=True)


def _read_quarter(match: re.Match[str], context: _Context) -> _Read | None:
    """"the third quarter", "third-quarter earnings": the last that has begun."""
    number = _number(match["which"], context)
    if context.anchor is None or number is None:
        return _unresolved("quarter without year")
    first = (number - 1) * 3 + 1
    year = context.anchor.year if first <= context.anchor.month else context.anchor.year - 1
    return _Read("DATE", f"{year}-Q{number}", f"{_ymd(year, first)}/{_ymd(year, first + 2)}", "quarter, by the document's date", True)


def _read_year_before(match: re.Match[str], context: _Context) -> _Read:
    """"a year earlier", "the year-ago period"."""
    if context.anchor is None:
        return _unresolved("a year earlier")
    return _shifted(context.anchor, "year", -1, "counted back from the document's date")


def _read_weekend(match: re.Match[str], context: _Context) -> _Read:
    """"over the weekend": the last one."""
    if context.anchor is None:
        return _unresolved("weekend")
    saturday = context.anchor - timedelta(days=(context.anchor.weekday() - 5) % 7)
    year, week, _ = saturday.isocalendar()
    return _Read("DATE", f"{year}-W{week:02}-WE", f"{saturday}/{saturday + timedelta(days=1)}", "the last weekend", True)


def _read_clock(match: re.Match[str], context: _Context) -> _Read | None:
    """"7:15 p.m.", "10 p.m. Wednesday": on the weekday named, else on the document's day."""
    if not 1 <= int(match["hour"]) <= 12:
        return None
    hour = int(match["hour"]) % 12 + (12 if match["half"][0] in "pP" else 0)
    time = f"T{hour:02}:{match['minute'] or '00'}"
    day = _read_weekday(match, context) if match["weekday"] else _unresolved("time of day")
    edtf = day.edtf if match["weekday"] else context.anchor and context.anchor.isoformat()
    if edtf is None:
        return _unresolved("time of day", "TIME")
    return _Read("TIME", edtf + time, edtf, day.rule if match["weekday"] else "time of the document's day", True)


def _read_part_of_day(match: re.Match[str], context: _Context) -> _Read:
    """"this morning", "this evening"."""
    if context.anchor is None:
        return _unresolved("part of the day", "TIME")
    suffix = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV"}[match["part"].lower()]
    return _Read("TIME", context.anchor.isoformat() + suffix, context.anchor.isoformat(), "the document's day", True)


def _read_vague_duration(match: re.Match[str], context: _Context) -> _Read:
    """"for years", "within weeks"."""
    unit = _UNIT_CODES[match["unit"].lower().rstrip("s")]
    return _Read("DURATION", f"PX{unit}", None, "duration, length not said")


def _read_ago(match: re.Match[str], context: _Context) -> _Read:
    """"two months ago"; "three days earlier" has no anchor that we know."""
    count, unit = _number(match["count"], context), match["unit"].lower()
    if context.anchor is None or count is None:
        return _unresolved(f"{unit}s ago")
    return _shifted(context.anchor, unit, -count, "counted back from the document's date")


def _read_year(match: re.Match[str], context: _Context) -> _Read:
    return _single(match["year"], "year")


def _read_years(match: re.Match[str], context: _Context) -> _Read | None:
    """"2026-2030", "from 2017 to 2020"."""
    first, last = match["year"], match["year2"]
    last = first[:2] + last if len(last) == 2 else last
    return _Read("DATE", f"{first}/{last}", f"{first}/{last}", "range of years") if last > first else None


def _read_part_of_year(match: re.Match[str], context: _Context) -> _Read | None:
    """"the first 11 months of 2025", "the second half of 2024", "the first quarter of 2026"."""
    year, unit = int(match["year"]), match["unit"].lower().rstrip("s")
    which = match["which"].lower()
    if unit == "month":
        count = _number(match["count"] or "1", context)
        if not count or count > 12:
            return None
        first, last = (1, count) if which == "first" else (13 - count, 12)
    else:
        size = {"half": 6, "quarter": 3}[unit]
        number = {"last": 12 // size}.get(which) or _number(which, context) or 1
        if number * size > 12:
            return None
        first, last = (number - 1) * size + 1, number * size
    edtf = f"{_ymd(year, first)}/{_ymd(year, last)}"
    timex = f"{year}-{'H' if unit == 'half' else 'Q'}{(first - 1) // (last - first + 1) + 1}" if unit != "month" else edtf
    return _Read("DATE", timex, edtf, f"part of a year: {which} {unit}")


def _read_decade(match: re.Match[str], context: _Context) -> _Read:
    edtf = match["decade"] + "X"
    return _Read("DATE", edtf, edtf, "decade")


def _read_century(match: re.Match[str], context: _Context) -> _Read | None:
    number = _number(re.sub(r"(?:st|nd|rd|th)$", "", match["number"]), context)
    return _Read("DATE", f"{number - 1:02}", f"{number - 1:02}XX", "century") if number else None


def _read_season(match: re.Match[str], context: _Context) -> _Read:
    number = context.words["time"]["seasons"][match["season"].lower()]
    timex = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}[number]
    which = (match["which"] or "").lower()
    if match["year"]:
        return _Read("DATE", f"{match['year']}-{timex}", f"{match['year']}-{number}", "season and year")
    if context.anchor is None:
        return _unresolved("season without year")
    year = context.anchor.year + {"last": -1, "next": 1}.get(which, 0)
    return _Read("DATE", f"{year}-{timex}", f"{year}-{number}", "season, by the document's date", True)


_UNIT_CODES = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE"}


def _read_duration(match: re.Match[str], context: _Context) -> _Read | None:
    """"two months", "11 years", "a three-day visit", "several weeks"."""
    unit = _UNIT_CODES[match["unit"].lower().rstrip("s")]
    count = _number(match["count"], context)
    if unit == "TS" and count == 1 and not match["count"].isdigit():
        return None  # "a second meeting" is no span of time
    amount = str(count) if count is not None else "X"
    value = f"PT{amount}{unit[1]}" if unit[0] == "T" else f"P{amount}{unit}"
    return _Read("DURATION", value, None, "duration")


def _read_set(match: re.Match[str], context: _Context) -> _Read:
    word = match[0].lower()
    unit = next(code for name, code in (("da", "D"), ("week", "W"), ("month", "M"), ("quarter", "3M"), ("year", "Y"), ("annual", "Y")) if name in word)
    return _Read("SET", f"P{unit}" if unit[0].isdigit() else f"P1{unit}", None, "set")


def _read_reference(match: re.Match[str], context: _Context) -> _Read:
    word = match[0].lower()
    if word in ("now", "currently", "at present", "at the moment", "these days", "nowadays"):
        return _Read("DATE", "PRESENT_REF", None, "present")
    return _Read("DATE", "FUTURE_REF" if word.endswith("future") else "PAST_REF", None, "no calendar date")


def _read_east_day(match: re.Match[str], context: _Context) -> _Read:
    """"2026년 1월 5일", "2026年1月5日", "1월 5일", "1月"."""
    parts = match.groupdict()
    month = int(parts["month"]) if parts.get("month") else None
    day = int(parts["day"]) if parts.get("day") else None
    if parts.get("year"):
        edtf = parts["year"] if month is None else _ymd(int(parts["year"]), month, day)
        return _single(edtf, "written out")
    if context.anchor is None:
        return _unresolved("date without year")
    if month is None:
        month = context.anchor.month
        if day and day > context.anchor.day and not context.is_future:
            month = month - 1 or 12
    year = _nearest_year(month, day, context) if 1 <= month <= 12 and (day or 1) <= 31 else None
    return _single(_ymd(year, month, day), "by the document's date", anchored=True) if year else _unresolved("no such day")


_EAST_WORDS = {"어제": -1, "오늘": 0, "내일": 1, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1}


def _read_east_word(match: re.Match[str], context: _Context) -> _Read:
    if context.anchor is None:
        return _unresolved(match[0])
    return _single((context.anchor + timedelta(days=_EAST_WORDS[match[0]])).isoformat(), "counted from the document's date", anchored=True)


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], Rule], ...]:
    words = load(language)
    if "time" in words:
        return tuple((re.compile(pattern, flags), read) for pattern, flags, read in _english(words))
    return tuple((re.compile(pattern), read) for pattern, read in _EAST_RULES)


def _english(words: dict) -> list[tuple[str, int, Rule]]:
    time = words["time"]
    month = "|".join(sorted({*time["months"], *(f"{m}\\.?" for m in time["month_short"])}, key=len, reverse=True))
    weekday = "|".join(time["weekdays"])
    number = "|".join(sorted(time["numbers"], key=len, reverse=True))
    ordinal = "|".join(sorted(time["ordinals"], key=len, reverse=True))
    count = rf"\d{{1,3}}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](?:{number})|{number}|several|a few|many"
    unit = "seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|century|centuries"
    year = r"(?:1[4-9]|20|21)\d\d"
    m, d, y = rf"(?P<month>{month})", r"(?P<day>\d{1,2}(?:st|nd|rd|th)?)", rf"(?P<year>{year})"
    m2, d2, y2 = rf"(?P<month2>{month})", r"(?P<day2>\d{1,2}(?:st|nd|rd|th)?)", rf"(?P<year2>{year})"
    to = r"(?: ?- ?| to | and | until | through )"
    on = rf"(?:(?:{weekday}),? )?"
    vague = r"(?:(?:early|late|mid|the end of|the beginning of|the start of)[ -])?"
    which = r"(?P<which>last|previous|past|this|current|next|coming)"
    i, no = re.IGNORECASE, 0
    return [
        (rf"\b(?P<year>{year})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b", no, _read_iso),
        (rf"\b{on}{d}(?: of)? {m},? {y}\b", no, _read_day),
        (rf"\b{on}(?:the )?{m} {d},? {y}\b", no, _read_day),
        (rf"\b{on}{m} {d}(?!\d|,? ?\d{{4}}|[.,]\d|:\d)(?P<year>(?!))?", no, _read_day),
        (rf"\b{on}(?<![\d.,$]){d}(?: of)? {m}\b(?P<year>(?!))?", no, _read_day),
        (rf"\b{m} {d}{to}{d2}(?!\d)(?:,? {y})?", no, _read_range),
        (rf"\b(?<![\d.,]){d}{to}{d2} {m}\b(?:,? {y})?", no, _read_range),
        (rf"\b{d} {m}{to}{d2} {m2}\b(?:,? {y})?", no, _read_range),
        (rf"\b{m} {d}{to}{m2} {d2}(?!\d)(?:,? {y})?", no, _read_range),
        (rf"\b{vague}{m},? (?:of )?{y}\b", no, _read_month),
        (rf"\b{m}(?: ?- ?| to | through ){m2},? {y}\b", no, _read_months),
        (
            rf"\b(?i:in|by|since|until|during|from|before|after|for|of|through) (?P<it>{vague}(?:(?P<which>last|next|this|coming) )?{m})(?! \d)\b(?! [A-Z])",
            no, _read_bare_month,
        ),
        (rf"\b(?P<it>(?P<which>last|next|this|coming) {m})(?! \d)\b", no, _read_bare_month),
        (rf"\b(?P<it>(?:early|late|mid)[ -](?P<which>(?!))?{m})(?! \d)\b", no, _read_bare_month),
        (rf"\b(?:(?P<which>last|next|this|coming) )?(?P<weekday>{weekday})(?: (?P<part>morning|afternoon|evening|night))?\b", no, _read_weekday),
        (r"\b(?P<word>the day before yesterday|the day after tomorrow|today|yesterday|tomorrow|tonight)\b", i, _read_day_word),
        (rf"\b(?:earlier |later |late |early |the end of |by the end of )?{which} (?P<unit>week|weekend|month|year|decade|century)\b", i, _read_unit),
        (rf"\b(?P<count>{count}) (?P<unit>day|week|month|year|decade)s? ago\b", i, _read_ago),
        (rf"\b(?:the |its |their |fiscal )?(?P<which>first|second|third|fourth)[ -]quarter\b(?! of {year})", i, _read_quarter),
        (r"\b(?:a|the|one) year[ -](?:earlier|ago|before)\b|\byear-(?:earlier|ago)(?: (?:period|quarter))?\b", i, _read_year_before),
        (r"\b(?:over |during |at )?the weekend\b", i, _read_weekend),
        (
            rf"\b(?P<hour>\d{{1,2}})(?::(?P<minute>[0-5]\d))? ?(?P<half>[ap]\.?m\b\.?)(?: (?:E[SD]T|GMT|local time))?"
            rf"(?: (?:on )?(?:(?P<which>last|next|this) )?(?P<weekday>{weekday})(?P<part>(?!))?)?",
            i, _read_clock,
        ),
        (r"\bthis (?P<part>morning|afternoon|evening)\b", i, _read_part_of_day),
        (r"\b(?:for|within|in|over|after) (?P<it>(?:many |the past )?(?P<unit>days|weeks|months|years|decades|centuries))\b(?! of\b)", i, _read_vague_duration),
        (rf"\b(?:the )?(?P<which>first|last) (?:(?P<count>{count}) )?(?P<unit>months?) of {y}\b", i, _read_part_of_year),
        (rf"\b(?:the )?(?P<which>{ordinal}|last) (?P<unit>half|quarter) of {y}\b", i, _read_part_of_year),
        (rf"\b(?P<year>{year})(?: ?- ?)(?P<year2>{year}|\d\d)\b(?!-)", no, _read_years),
        (rf"\bfrom (?P<it>{y} to {y2})\b", no, _read_years),
        (r"\b(?:the )?(?:(?:early|late|mid|mid-to-late)[ -])?(?P<decade>(?:1[4-9]|20)\d)0s\b", i, _read_decade),
        (rf"\b(?:the )?(?:(?:early|late|mid|turn of the|first half of the|second half of the)[ -])?(?P<number>\d{{1,2}}(?:st|nd|rd|th)|{ordinal}|twenty-first)[ -]century\b", i, _read_century),
        (rf"\b(?:(?:in|by|during) (?:the )?)?(?:(?P<which>last|next|this) )?(?P<season>spring|summer|autumn|winter)(?: of)? {y}\b", i, _read_season),
        (r"\b(?P<which>last|next|this) (?P<season>spring|summer|autumn|fall|winter)\b(?P<year>(?!))?", i, _read_season),
        (rf"(?:(?<![\d$€£¥₩.,#:/-])|(?<=\bpost-)|(?<=\bpre-))\b{y}\b(?![\d-]|,\d|\.\d|%| ?percent)(?! (?!was\b|is\b|as\b|has\b|its\b|this\b|this\b|says\b|sees\b|marks\b)[a-z]+s\b)", no, _read_year),
        (rf"\b(?P<count>{count})[ -](?P<unit>{unit})(?:-long)?\b(?!-old| old| ago)", i, _read_duration),
        (r"\b(?:every|each) (?:day|week|month|quarter|year)\b|\b(?:daily|weekly|monthly|quarterly|annually|yearly)\b", i, _read_set),
        (r"\b(?:now|currently|at present|nowadays|these days|recently|previously|in recent (?:years|months|weeks|days)|in the past|the (?:near )?future)\b", i, _read_reference),
    ]  # fmt: skip


_EAST_RULES: list[tuple[str, Rule]] = [
    (r"(?P<year>(?:1[4-9]|20|21)\d\d)\s?[년年]\s?(?P<month>\d{1,2})\s?[월月]\s?(?P<day>\d{1,2})\s?[일日号]", _read_east_day),
    (r"(?P<year>(?:1[4-9]|20|21)\d\d)\s?[년年]\s?(?P<month>\d{1,2})\s?[월月](?!\s?\d)", _read_east_day),
    (r"(?P<year>(?:1[4-9]|20|21)\d\d)\s?[년年](?!\s?\d{1,2}\s?[월月]|[대代])", _read_east_day),
    (r"(?<!\d)(?P<month>\d{1,2})\s?[월月]\s?(?P<day>\d{1,2})\s?[일日号]", _read_east_day),
    (r"(?<![\d월月])(?<![월月]\s)(?P<day>\d{1,2})[일日](?![간間])(?=[\s,.，。(（오]|本|$)", _read_east_day),
    ("|".join(_EAST_WORDS), _read_east_word),
]
