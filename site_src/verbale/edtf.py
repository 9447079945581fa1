"""Dates that say how much is known: EDTF.

The Extended Date/Time Format of the Library of Congress (4 February 2019,
ISO 8601-2): levels 0 and 1 whole, and of level 2 "one of a set" with two
members or an open end (`[..2025-11]`, `[2025-11..]`, `[a,b]`), so that
"before November" can be said.  A date is stored as its string; the first
and the last day that it may mean are derived, for order and for calendars.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

Day = tuple[int, int, int]
"""Year, month, day in the proleptic Gregorian calendar."""

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
# "Winter 2025" may be at either end of the year.
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 12)}

_DATE = re.compile(
    r"""(?:Y(?P<long>-?\d{5,9})
        |(?P<year>-?\d[\dX]{3})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|\dX|XX))?)?
         (?P<time>T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:[01]\d|2[0-3])(?::[0-5]\d)?)?)?
        )(?P<qualifier>[?~%]?)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A date as exact as its words.

    `edtf` is the string.  `earliest` and `latest` are the first and last
    day that it may mean; None where the end is open or unknown.
    """

    edtf: str
    earliest: Day | None
    latest: Day | None

    def __str__(self) -> str:
        return self.edtf

    @property
    def is_day(self) -> bool:
        """Say whether exactly one day is meant."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def is_certain(self) -> bool:
        """Say whether it is level 0: no qualifier, no open end, no X."""
        return not re.search(r"[?~%X\[\]]|\.\.|^/|/$", self.edtf)

    @property
    def order(self) -> tuple[Day, Day]:
        """Return a key that sorts by first day, the more exact first."""
        return (self.earliest or (-(10**9), 1, 1), self.latest or (10**9, 12, 31))


@lru_cache(maxsize=65536)
def read_edtf(text: str) -> When:
    """Read an EDTF string; raise ValueError with the reason if it is none."""
    if text.startswith("["):
        return _read_set(text)
    if "/" in text:
        return _read_interval(text)
    earliest, latest = _read_date(text)
    return When(text, earliest, latest)


def day(year: int, month: int, day_of_month: int) -> When:
    """Return one calendar day; raise ValueError if there is no such day."""
    return read_edtf(f"{year:04}-{month:02}-{day_of_month:02}")


def _read_date(text: str) -> tuple[Day, Day]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError("not a date in EDTF")
    if match["long"]:
        year = int(match["long"])
        return (year, 1, 1), (year, 12, 31)
    if "X" in match["year"].lstrip("-").rstrip("X"):
        raise ValueError("X may only stand at the right of a year")
    first, last = sorted(int(match["year"].replace("X", digit)) for digit in "09")
    if match["month"] is None:
        if match["time"]:
            raise ValueError("a time needs a day")
        return (first, 1, 1), (last, 12, 31)
    if match["day"] and match["time"] and "X" in text:
        raise ValueError("a time needs a day without X")
    months = _months(match["month"], match["day"])
    if match["day"] is None:
        if match["time"]:
            raise ValueError("a time needs a day")
        return (first, months[0], 1), (last, months[1], _days_in(last, months[1]))
    return _read_day(first, last, months, match["day"])


def _months(text: str, day_text: str | None) -> tuple[int, int]:
    if text == "XX":
        if day_text not in (None, "XX"):
            raise ValueError("a day needs its month")
        return 1, 12
    number = int(text)
    if number in _SEASON_MONTHS and day_text is None:
        return _SEASON_MONTHS[number]
    if not 1 <= number <= 12:
        raise ValueError(f"there is no month {text}")
    return number, number


def _read_day(first: int, last: int, months: tuple[int, int], text: str) -> tuple[Day, Day]:
    if "X" in text:
        days = _days_in(last, months[1])
        low, high = (1, days) if text == "XX" else (int(text[0] + "0"), int(text[0] + "9"))
        return (first, months[0], max(1, low)), (last, months[1], min(days, high))
    number = int(text)
    if not 1 <= number <= _days_in(first, months[0]):
        raise ValueError(f"{MONTHS[months[0] - 1]} {first} has no day {number}")
    return (first, months[0], number), (last, months[1], number)


def _days_in(year: int, month: int) -> int:
    # The calendar repeats every 400 years; monthrange knows only 1 to 9999.
    return monthrange(year % 400 + 2000, month)[1]


def _read_interval(text: str) -> When:
    start, _, end = text.partition("/")
    if start in ("", "..") and end in ("", ".."):
        raise ValueError("an interval needs at least one end")
    earliest = _read_date(start)[0] if start not in ("", "..") else None
    latest = _read_date(end)[1] if end not in ("", "..") else None
    if start not in ("", "..") and end not in ("", "..") and _read_date(end)[1] < _read_date(start)[0]:
        raise ValueError(f"the end {end} is before the start {start}")
    return When(text, earliest, latest)


def _read_set(text: str) -> When:
    body = text[1:-1]
    if not text.endswith("]") or body in ("", ".."):
        raise ValueError("not a set of dates in EDTF")
    if body.startswith(".."):
        return When(text, None, _read_date(body[2:])[1])
    if body.endswith(".."):
        return When(text, _read_date(body[:-2])[0], None)
    members = [_read_date(member.strip()) for part in body.split(",") for member in part.split("..")]
    return When(text, min(first for first, _ in members), max(last for _, last in members))


def words(when: When | None) -> str:
    """Return the date in English, as exact as it is and no more."""
    if when is None:
        return "date not stated"
    text = when.edtf
    if text.startswith("["):
        return _set_words(text[1:-1])
    if "/" in text:
        return _interval_words(*text.split("/"))
    return _date_words(text)


def _set_words(body: str) -> str:
    if body.startswith(".."):
        return f"in or before {_date_words(body[2:])}"
    if body.endswith(".."):
        return f"in or after {_date_words(body[:-2])}"
    return " or ".join(_date_words(member.strip()) for member in body.replace("..", ",").split(","))


def _interval_words(start: str, end: str) -> str:
    if start in ("", ".."):
        return f"until {_date_words(end)}"
    if end == "..":
        return f"from {_date_words(start)}, end open"
    if end == "":
        return f"from {_date_words(start)}, end not known"
    first, last = _date_words(start), _date_words(end)
    shared = _shared_tail(first.split(), last.split())
    return f"{first.removesuffix(shared).rstrip()} to {last}" if first != last else first


def _shared_tail(first: list[str], last: list[str]) -> str:
    # "4 January 2026 to 7 January 2026" reads "4 to 7 January 2026".
    tail: list[str] = []
    for left, right in zip(reversed(first), reversed(last), strict=False):
        if left != right or len(tail) == len(first) - 1:
            break
        tail.insert(0, left)
    return " ".join(tail)


_QUALIFIED = {"": "{}", "?": "{} (uncertain)", "~": "about {}", "%": "about {} (uncertain)"}


def _date_words(text: str) -> str:
    match = _DATE.fullmatch(text)
    if match is None:
        return text
    return _QUALIFIED[match["qualifier"]].format(" ".join(_date_parts(match)))


def _date_parts(match: re.Match[str]) -> Iterator[str]:
    if match["long"]:
        yield match["long"]
        return
    year, month, day_text = match["year"], match["month"], match["day"]
    if day_text and "X" not in day_text:
        yield str(int(day_text))
    if month and month != "XX":
        number = int(month)
        yield SEASONS.get(number) or MONTHS[number - 1]
    yield _year_words(year)
    if match["time"]:
        yield match["time"][1:].replace("Z", " UTC")


def _year_words(year: str) -> str:
    if year.endswith("XXX"):
        return f"years {year[:-3]}000 to {year[:-3]}999"
    if year.endswith("XX"):
        century = int(year[:2]) + 1
        return f"{century}{_ordinal(century)} century ({year[:2]}00s)"
    return year.replace("X", "0") + "s" if year.endswith("X") else year


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
