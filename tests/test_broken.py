"""Broken sites: each folder of tests/broken holds seeds and the messages expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Tiny
from verbale.build import Project, build
from verbale.cli import main
from verbale.problems import BuildStopped, show

FOLDER = Path(__file__).parent / "broken"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def shown(name: str, out: Path) -> str:
    """Return all problems of a broken site, as printed."""
    with pytest.raises(BuildStopped) as stopped:
        build(Project(FOLDER / name / "seeds", None, out))
    return "\n".join(show(problem) for problem in stopped.value.problems)


@pytest.mark.parametrize("name", NAMES)
def test_broken_site_says_what_is_wrong(name: str, tmp_path: Path) -> None:
    assert shown(name, tmp_path / "build") == (FOLDER / name / "expected.txt").read_text("utf-8")
    assert not (tmp_path / "build").exists()


def test_there_are_broken_sites() -> None:
    assert len(NAMES) >= 5


def test_a_word_taken_out_of_a_source_fails_the_build_and_leaves_the_site(beijing: Tiny, capsys: pytest.CaptureFixture) -> None:
    beijing.build()
    before = beijing.files()
    beijing.edit("beijing-summit-2026/000_66cc7cdec42ee4ba.txt", old="15 signed agreements", new="15 agreements")

    status = main(["build", str(beijing.folder)])

    error = capsys.readouterr().err
    assert status == 1
    assert "seeds/beijing-summit-2026/event.yaml:" in error
    assert "seeds/beijing-summit-2026/briefing.md:" in error
    assert 'these words are not in seeds/beijing-summit-2026/000_66cc7cdec42ee4ba.txt: "15 signed agreements"' in error
    assert "the site published before is as it was" in error
    assert beijing.files() == before


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('cite: {wire: "Ana Lima said"}', 'cite: {wire: "Ana Lima sang"}', "these words are not in seeds/vienna/wire.txt"),
        ('cite: {wire: "Ana Lima said"}', 'cite: {wire: "e"}', "these words stand more than once in seeds/vienna/wire.txt"),
        ('cite: {wire: "Ana Lima said"}', 'cite: {wir: "Ana Lima said"}', 'there is no source "wir" in this event'),
        ('cite: {wire: "Ana Lima said"}', "", '"talks" rests on nothing'),
        ("says: Ana", "sais: Ana", 'Did you mean "says"?'),
        ("kind: speech", "kind: speach", 'Did you mean "speech"?'),
        ("actors: ana-lima", "actors: ana-lime", 'Did you mean "ana-lima"?'),
        ("    date: 2015-07-14", "    date: 2015-02-30", "February 2015 has no day 30"),
        ("    date: 2015-07-14", "    date: 14 Juli 2015", 'cannot read "14 Juli 2015" as a date'),
        ("    date: 2015-07-14", "    date: 2015-07-14/2015-07-01", "the end 2015-07-01 is before the start 2015-07-14"),
        ('    dated_by: {wire: "on 14 July 2015"}\n', "", 'nothing says that the date of "talks" is 2015-07-14'),
        ("entries:\n", "drop: {quotation-nobody-123456: gone}\nentries:\n", 'there is no finding "quotation-nobody-123456"'),
        ("entries:\n", "confirm: [nothing]\nentries:\n", 'there is no finding "nothing"'),
        ("    kind: speech", "    kind: speech\n    assumes: never", 'there is no assumption "never"'),
        ("entries:\n", "sources: {nobody: {kind: news}}\nentries:\n", 'there is no source "nobody" in this event'),
        ("entries:\n", "agreements: {a: {title: A, type: mou, part_of: a, cite: {wire: '15 signed agreements'}}}\nentries:\n", '"a" is part of itself'),
        ("entries:\n", "agreements: {a: {title: A, type: mou, status: signed, cite: {wire: '15 signed agreements'}}}\nentries:\n", 'nothing says that "a" is signed'),
        ("entries:\n", "figures: {a: {measure: m, value: many, unit: USD, cite: {wire: 'about $5 billion'}}}\nentries:\n", '"many" is not a number'),
        ("entries:\n  talks:", "entries:\n  talks: {says: x, kind: speech, because: y}\n  talks:", '"talks" stands here a second time'),
    ],
)
def test_a_slip_in_event_yaml_is_named_with_its_line(tiny: Tiny, old: str, new: str, expected: str) -> None:
    tiny.build()
    before = tiny.files()
    tiny.edit("vienna/event.yaml", old=old, new=new)

    problems = tiny.problems()

    text = "\n".join(show(problem) for problem in problems)
    assert expected in text
    assert all(problem.place.file == "seeds/vienna/event.yaml" and problem.place.line for problem in problems if problem.severity == "error")
    assert tiny.files() == before


def test_all_problems_are_shown_at_once(tiny: Tiny) -> None:
    tiny.edit("vienna/event.yaml", old="kind: speech", new="kind: speach")
    tiny.write("vienna/briefing.md", 'They met. They left [@wire "nowhere"].\n')
    tiny.write("other/bad.txt", b"\xff")

    files = {problem.place.file for problem in tiny.problems()}

    assert files == {"seeds/vienna/event.yaml", "seeds/vienna/briefing.md", "seeds/other/bad.txt"}


def test_warnings_fail_only_when_strict(tiny: Tiny) -> None:
    tiny.write("vienna/empty.txt", "")

    report = tiny.build()

    assert [problem.severity for problem in report.problems] == ["warning"]
    assert [problem.severity for problem in tiny.problems(strict=True)] == ["warning"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("event.yaml", 'agreements: {"../../../evil": {title: A, type: mou, cite: {wire: "15 signed agreements"}}}', '"../../../evil" cannot be an id'),
        ("event.yaml", "entries: {the talks: {says: x, kind: speech, because: y}}", '"the talks" cannot be an id'),
        ("event.yaml", "entries: {a: {says: x, kind: speech, because: y}, A: {says: x, kind: speech, because: y}}", 'differ only in case'),
        ("event.yaml", "title: |\n  Two\n  lines\nentries: {a: {says: x, kind: speech, because: y, date: '0000-01-01'}}", None),
        ("event.yaml", "entries: {a: {says: x, kind: speech, because: y, date: '9999-12-31'}}", None),
        ("event.yaml", 'title: "never closed\nkind: summit\nwhere: x\n', "seeds/vienna/event.yaml:1:8: error: is not YAML"),
        ("event.yaml", "agreements: {a: {title: A, type: mou, count: -5, cite: {wire: '15 signed agreements'}}}", '"a" counts -5 instruments'),
        ("briefing.md", 'They met [because ""].', 'cannot read [because ""] as a reference'),
        ("briefing.md", 'They met [@wire ""].', 'cannot read [@wire ""] as a reference'),
        ("briefing.md", "### Everybody signed the treaty.\n", "a sentence without a source"),
        ("briefing.md", "## War was declared.\n", "a heading that is a sentence needs a source"),
        ("briefing.md", "## \n", "a heading without words"),
        ("briefing.md", "> " * 25 + 'They met [because "so"].', "is nested too deeply"),
        ("briefing.md", "## At a glance\n", 'the section id "at-a-glance" is the page\'s own'),
        ("briefing.md", '| a | b |\n| - | - |\n| c | d |\n', "a briefing holds paragraphs, lists, quotations and headings only"),
        ("briefing.md", 'See [x](https://example.org) [because "so"].', "a briefing holds no links of its own"),
        ("wire.yaml", "encoding: punycode", '"punycode" is not an encoding of texts'),
        ("wire.yaml", "encoding: no-such", '"no-such" is not an encoding of texts'),
        ("../site.yaml", "base_url: 'javascript:alert(1)'", "is no address that begins with https://"),
    ],
)
def test_a_strange_file_is_named_and_ends_in_no_traceback(tiny: Tiny, name: str, text: str, expected: str | None) -> None:
    (tiny.seeds / "vienna" / "event.yaml").unlink()
    tiny.write(f"vienna/{name}", text)

    if expected is None:
        tiny.build()
    else:
        assert expected in "\n".join(show(problem) for problem in tiny.problems())
    assert sorted(path.name for path in tiny.folder.iterdir() if not path.name.startswith(".")) in (["build", "seeds"], ["seeds"])


def test_words_in_brackets_can_be_cited_in_prose(tiny: Tiny) -> None:
    tiny.edit("vienna/wire.txt", append="They meet in May [sic].\n")
    tiny.write("vienna/briefing.md", 'They meet again [@wire "in May [sic]"].\n')

    tiny.build()

    assert "in May [sic]" in tiny.page("events/vienna.html")


def test_a_date_other_than_its_words_is_warned_of(tiny: Tiny) -> None:
    tiny.edit("vienna/event.yaml", old="    date: 2015-07-14", new="    date: 2015-07-17")

    (problem,) = tiny.build().problems

    assert '"talks" is dated 2015-07-17, and the words that date it are read as 2015-07-14' in problem.message


def test_an_output_inside_the_seeds_is_refused(tiny: Tiny) -> None:
    assert main(["build", str(tiny.folder), "--out", str(tiny.seeds / "inner")]) == 1
    assert not (tiny.seeds / "inner").exists()
