"""What the pages say, and that nothing in them can do harm."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import icalendar
import pytest

from tests.conftest import Tiny
from tests.links import broken_links
from tests.sites import built
from verbale.build import Project, build


def test_every_link_of_our_own_site_leads_somewhere(beijing_site: Path) -> None:
    assert broken_links(beijing_site) == []


def test_a_link_that_leads_nowhere_is_found(beijing_site: Path, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="b.html">b</a><a href="#x">x</a><a href="/c">c</a><i id="y"></i><i id="y"></i>')

    assert broken_links(tmp_path) == ["a.html: id 'y' twice", "a.html: b.html", "a.html: #x", "a.html: /c"]


def test_every_sentence_of_the_seeds_is_used(beijing_site: Path) -> None:
    data = json.loads((beijing_site / "data" / "beijing-summit-2026.json").read_text("utf-8"))

    assert [source["sentences"]["unread"] for source in data["sources"]] == [0, 0]


def test_nothing_of_our_own_briefing_is_left_to_the_machine(beijing_site: Path) -> None:
    assert "not yet confirmed" not in (beijing_site / "events" / "beijing-summit-2026.html").read_text("utf-8")


def test_the_date_of_the_summit_is_shown_as_assumed(beijing_site: Path) -> None:
    for page in ("index.html", "events/beijing-summit-2026.html", "events/beijing-summit-2026/timeline.html", "timeline.html"):
        text = (beijing_site / page).read_text("utf-8")
        assert "January 2026" in text
        assert "assumed" in text, page
    # In JSON-LD an assumed day is no startDate.
    briefing = (beijing_site / "events" / "beijing-summit-2026.html").read_text("utf-8")
    linked = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', briefing)[1])
    assert "startDate" not in linked["about"]
    assert "assumed by the editor" in linked["about"]["description"]


def test_every_fact_of_an_event_carries_its_words(beijing_site: Path) -> None:
    data = json.loads((beijing_site / "data" / "beijing-summit-2026.json").read_text("utf-8"))
    seeds = Path(__file__).parents[1] / "seeds" / "beijing-summit-2026"
    texts = {path.stem: path.read_text("utf-8") for path in seeds.glob("*.txt")}

    seen = 0
    for part in ("entries", "agreements", "commitments", "statements", "figures"):
        for fact in data[part]:
            assert fact["basis"]["passages"] or fact["basis"]["because"], fact["id"]
            for passage in fact["basis"]["passages"]:
                assert texts[passage["document"]][passage["start"] : passage["end"]] == passage["exact"]
                seen += 1
    assert seen > 80


def test_a_cited_passage_has_an_id_and_leads_back(tiny: Tiny) -> None:
    tiny.build()
    text = (tiny.seeds / "vienna" / "wire.txt").read_text("utf-8")
    start = text.index("Ana Lima said")

    source, timeline = tiny.page("sources/wire.html"), tiny.page("events/vienna/timeline.html")

    anchor = f"p-{start}-{start + len('Ana Lima said')}"
    assert f'<li id="{anchor}">' in source
    assert "<mark>Ana Lima said</mark>" in source
    assert f'href="../../sources/wire.html#{anchor}"' in timeline
    assert 'href="../events/vienna/timeline.html#entry-talks"' in source


def test_whole_texts_are_published_only_where_rights_allow(tiny: Tiny) -> None:
    tiny.build()
    assert "Full text" not in tiny.page("sources/wire.html")

    tiny.write("vienna/wire.yaml", "rights: full_text\n")
    tiny.build()

    assert "Full text" in tiny.page("sources/wire.html")
    assert "Full text" not in tiny.page("sources/opinion.html")


def test_without_the_right_no_sentence_that_is_not_cited_is_published(tiny: Tiny) -> None:
    secret = "Nobody cites this long sentence about " + "many dull things " * 12 + "at all."
    tiny.edit("vienna/wire.txt", append="\n".join(["", secret, ""]))

    tiny.build()

    assert not any(secret.encode() in content for content in tiny.files().values())


def test_a_preview_shows_whole_texts(tiny: Tiny, tmp_path: Path) -> None:
    build(Project(tiny.seeds, None, tmp_path / "preview", full_text=True))

    assert "Full text" in (tmp_path / "preview" / "sources" / "wire.html").read_text("utf-8")


def test_what_no_source_says_is_printed(empty: Tiny) -> None:
    empty.write("e/a.txt", "Talks\nThey signed 3 treaties.")

    empty.build()

    assert "date not stated" in empty.page("events/e.html")
    (agreement,) = [path for path in empty.files() if path.startswith("agreements/")]
    page = empty.page(agreement)
    assert "not stated" in page
    assert "0 of 3 named" in page


def test_a_site_without_a_document_is_a_site(empty: Tiny) -> None:
    report = empty.build()

    assert "There is no document yet" in empty.page("index.html")
    assert [problem.severity for problem in report.problems] == ["warning"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built("hostile", tmp_path_factory.mktemp("hostile") / "build")


def test_a_document_is_text_wherever_it_goes(hostile: dict[str, str]) -> None:
    for path, text in hostile.items():
        if path.endswith(".html"):
            assert "<script>alert" not in text, path
            assert "<img src=x" not in text, path
            assert "<b>Ana" not in text, path
            assert 'href="javascript:' not in text, path
            assert "</title><script>" not in text, path
            assert ">49<" not in text, path
    assert any("{{ 7 * 7 }}" in text for text in hostile.values())


def test_a_spreadsheet_runs_no_cell(hostile: dict[str, str]) -> None:
    cells = [
        cell
        for path, text in hostile.items()
        if path.endswith(".csv")
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")))
        for cell in row
    ]

    assert cells
    assert not any(cell[:1] in ("=", "+", "-", "@") for cell in cells)
    assert any(cell.startswith("'=cmd|calc") for cell in cells)


def test_direction_controls_are_made_visible(hostile: dict[str, str]) -> None:
    for path, text in hostile.items():
        if path.endswith(".html"):
            assert "\u202e" not in text, path
            assert "\x1b" not in text, path


def test_json_ld_cannot_end_its_element(hostile: dict[str, str]) -> None:
    scripts = [s for text in hostile.values() for s in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)]

    assert scripts
    assert any("\\u003c" in script for script in scripts)
    for script in scripts:
        json.loads(script)


def test_calendars_hold_days_only(beijing_site: Path) -> None:
    calendar = icalendar.Calendar.from_ical((beijing_site / "data" / "beijing-summit-2026.ics").read_bytes())

    days = sorted(str(event["DTSTART"].dt) for event in calendar.walk("VEVENT"))
    assert days == ["2026-01-04", "2026-01-05", "2026-01-05"]
    assert all("assumed" in event["SUMMARY"] for event in calendar.walk("VEVENT"))


def test_what_an_account_does_not_say_is_printed(beijing_site: Path) -> None:
    accounts = (beijing_site / "events" / "beijing-summit-2026" / "accounts.html").read_text("utf-8")

    assert '<p class="none">not stated</p>' in accounts
    assert "not yet compared" not in accounts


def test_the_register_is_one_row_a_record(beijing_site: Path) -> None:
    rows = list(csv.DictReader((beijing_site / "data" / "agreements.csv").open(encoding="utf-8-sig")))

    counts = {row["id"]: row["count"] for row in rows}
    assert counts["fifteen-instruments"] == "15"
    assert counts["nine-memorandums"] == "9"
    assert len(rows) == 7


def test_languages_of_passages_are_marked(tmp_path: Path) -> None:
    files = built("korean", tmp_path / "build")

    assert '<html lang="en">' in files["index.html"]
    assert '<q lang="ko">' in files["events/event.html"]
