"""Dates as EDTF; the examples are those of the Library of Congress specification."""

from __future__ import annotations

import pytest

from verbale.edtf import read_edtf, words


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1985-04-12", (1985, 4, 12), (1985, 4, 12)),
        ("1985-04", (1985, 4, 1), (1985, 4, 30)),
        ("1985", (1985, 1, 1), (1985, 12, 31)),
        ("2000-02", (2000, 2, 1), (2000, 2, 29)),
        ("1985-04-12T23:20:30Z", (1985, 4, 12), (1985, 4, 12)),
        ("1985-04-12T23:20:30+04:30", (1985, 4, 12), (1985, 4, 12)),
        ("1964/2008", (1964, 1, 1), (2008, 12, 31)),
        ("2004-02-01/2005", (2004, 2, 1), (2005, 12, 31)),
        ("Y170000002", (170000002, 1, 1), (170000002, 12, 31)),
        ("2001-21", (2001, 3, 1), (2001, 5, 31)),
        ("1984?", (1984, 1, 1), (1984, 12, 31)),
        ("2004-06~", (2004, 6, 1), (2004, 6, 30)),
        ("2004-06-11%", (2004, 6, 11), (2004, 6, 11)),
        ("201X", (2010, 1, 1), (2019, 12, 31)),
        ("20XX", (2000, 1, 1), (2099, 12, 31)),
        ("2004-XX", (2004, 1, 1), (2004, 12, 31)),
        ("1985-04-XX", (1985, 4, 1), (1985, 4, 30)),
        ("1985-XX-XX", (1985, 1, 1), (1985, 12, 31)),
        ("1985-04-12/..", (1985, 4, 12), None),
        ("../1985-04-12", None, (1985, 4, 12)),
        ("1985/", (1985, 1, 1), None),
        ("/1985-04", None, (1985, 4, 30)),
        ("1984~/2004-06", (1984, 1, 1), (2004, 6, 30)),
        ("-1985", (-1985, 1, 1), (-1985, 12, 31)),
        ("[..2025-11]", None, (2025, 11, 30)),
        ("[2025-11..]", (2025, 11, 1), None),
        ("[1667,1668]", (1667, 1, 1), (1668, 12, 31)),
    ],
)
def test_reads_the_levels_that_it_supports(text: str, earliest: tuple | None, latest: tuple | None) -> None:
    when = read_edtf(text)

    assert (when.earliest, when.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    ["", "14 July 2015", "2015-13", "2015-02-30", "2015-00", "2015-7-1", "20150714", "X015", "2X15", "2026-01/2025-12", "..", "../..", "/", "[]", "[..]", "2015-XX-12", "2015T10:00:00", "2015-07-14T25:00:00", "2015-07-14T10:00", "2001-25"],
)
def test_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        read_edtf(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-05", "5 January 2026"),
        ("2025-11", "November 2025"),
        ("2014~", "about 2014"),
        ("2026-01?", "January 2026 (uncertain)"),
        ("19XX", "20th century (1900s)"),
        ("[..2025-11]", "in or before November 2025"),
        ("2025-01/2025-11", "January to November 2025"),
        ("2026-01-04/..", "from 4 January 2026, end open"),
        ("2026-01-04/2026-01-07", "4 to 7 January 2026"),
        ("2015-06-26/2015-07-14", "26 June to 14 July 2015"),
        ("2025-12-30/2026-01-02", "30 December 2025 to 2 January 2026"),
        ("199X", "1990s"),
        ("2025-24", "winter 2025"),
    ],
)
def test_prints_a_date_as_exact_as_it_is(text: str, expected: str) -> None:
    assert words(read_edtf(text)) == expected


def test_prints_what_nobody_knows() -> None:
    assert words(None) == "date not stated"


def test_only_certain_dates_are_certain() -> None:
    certain = [text for text in ("2015", "2015-07", "2015-07-14", "2015?", "201X", "2015/..", "[2015,2016]", "2015/2016") if read_edtf(text).is_certain]

    assert certain == ["2015", "2015-07", "2015-07-14", "2015/2016"]
