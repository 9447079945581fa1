"""Incremental builds: what was rendered, and why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Tiny, files_below
from verbale.build import Project, build


def test_a_second_build_renders_nothing(tiny: Tiny) -> None:
    tiny.build()

    report = tiny.build()

    assert (report.rendered, report.removed, report.read) == ({}, (), 0)
    assert report.unchanged == len(tiny.files()) - 1


def test_an_edit_that_changes_no_fact_leaves_other_pages(tiny: Tiny) -> None:
    tiny.build()

    tiny.edit("vienna/wire.txt", append="Nothing else was said.\n")

    # One sentence more is counted where sentences are counted, and nowhere else.
    made = tiny.build().rendered
    assert set(made.values()) == {"page changed"}
    assert not any(path.startswith(("agreements", "actors", "timeline", "index", "events/vienna/timeline")) for path in made)
    assert "sources/wire.html" in made


def test_a_new_document_is_one_document_read(tiny: Tiny) -> None:
    tiny.build()

    tiny.write("vienna/third.txt", "A third account. Nothing was said.")

    assert tiny.build().read == 1


def test_a_touched_template_makes_its_pages_and_no_others(tiny: Tiny) -> None:
    tiny.build()
    templates = tiny.folder / "templates"
    templates.mkdir()
    own = (Path(__file__).parents[1] / "templates" / "404.html").read_text("utf-8")

    (templates / "404.html").write_text(own.replace("Page not found", "No such page"), "utf-8")

    assert tiny.build().rendered == {"404.html": "template changed"}


def test_a_touched_macro_makes_the_pages_that_draw_on_it(tiny: Tiny) -> None:
    tiny.build()
    templates = tiny.folder / "templates"
    templates.mkdir()
    own = (Path(__file__).parents[1] / "templates" / "_macros.html").read_text("utf-8")

    (templates / "_macros.html").write_text(own + "\n", "utf-8")

    made = tiny.build().rendered
    assert "index.html" in made
    assert "about.html" not in made
    assert "data/agreements.csv" not in made


def test_a_template_that_fails_leaves_the_site(tiny: Tiny) -> None:
    tiny.build()
    before = tiny.files()
    templates = tiny.folder / "templates"
    templates.mkdir()

    for text, expected in (("{{ nobody }}", "'nobody' is undefined"), ("{% if %}", "Expected an expression"), ('{% extends "x.html" %}', "there is no such template")):
        (templates / "home.html").write_text("<p>\n" + text, "utf-8")
        (problem,) = tiny.problems()
        assert expected in problem.message
        assert problem.place.file in ("templates/home.html", "templates/x.html")
        assert tiny.files() == before


def test_a_file_changed_by_another_hand_is_made_again(tiny: Tiny) -> None:
    tiny.build()
    before = tiny.files()
    page = tiny.out / "index.html"
    stat = page.stat()
    page.write_bytes(page.read_bytes().replace(b"Vienna", b"Geneva"))
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # same size, same time
    (tiny.out / "about.html").unlink()
    (tiny.out / "stray.txt").write_text("x")

    report = tiny.build()

    assert report.rendered == {"index.html": "file was changed by another hand", "about.html": "file missing"}
    assert report.removed == ("stray.txt",)
    assert tiny.files() == before


def test_same_size_and_same_time_with_other_content_is_noticed(tiny: Tiny) -> None:
    tiny.build()
    path = tiny.seeds / "vienna" / "wire.txt"
    stat = path.stat()
    path.write_bytes(path.read_bytes().replace(b"$5 billion", b"$6 billion"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    assert tiny.build().read == 1
    assert "$6 billion" in tiny.page("sources/wire.html")


@pytest.mark.parametrize("damage", [b"", b"{", b'{"verbale": 99, "files": {}}', b'{"verbale": 1, "files": {"index.html": []}}', b"\xff" * 40, b'{"verbale": 1, "files": 7}'])
def test_a_damaged_manifest_costs_time_and_nothing_else(tiny: Tiny, damage: bytes) -> None:
    tiny.build()
    before = tiny.files()

    (tiny.out / ".verbale.json").write_bytes(damage)
    tiny.build()

    assert tiny.files() == before


@pytest.mark.parametrize("damage", [b"", b"not a database", None])
def test_damaged_findings_cost_time_and_nothing_else(tiny: Tiny, damage: bytes | None) -> None:
    tiny.build()
    before = tiny.files()
    memory = tiny.folder / ".verbale" / "findings.sqlite"
    data = memory.read_bytes()

    memory.write_bytes(data[: len(data) // 2] + b"\0" * 64 if damage is None else damage)
    report = tiny.build()

    assert report.rendered == {}
    assert tiny.files() == before


def test_findings_with_one_byte_changed_are_not_believed(tiny: Tiny) -> None:
    import sqlite3

    tiny.build()
    before = tiny.files()
    memory = tiny.folder / ".verbale" / "findings.sqlite"
    with sqlite3.connect(memory) as connection:
        for key, value in connection.execute("SELECT key, value FROM findings").fetchall():
            changed = value.replace(b"Lima", b"Lama")
            assert changed != value
            connection.execute("UPDATE findings SET value = ? WHERE key = ?", (changed, key))

    report = tiny.build()

    assert report.read == 2
    assert tiny.files() == before


def test_a_folder_that_is_not_ours_is_refused(tiny: Tiny) -> None:
    tiny.out.mkdir()
    (tiny.out / "thesis.doc").write_text("ten years of work")

    (problem,) = tiny.problems()

    assert "was not made by verbale" in problem.message
    assert (tiny.out / "thesis.doc").read_text() == "ten years of work"


def test_an_output_that_is_a_file_is_refused(tiny: Tiny) -> None:
    tiny.out.write_text("x")

    (problem,) = tiny.problems()

    assert "is a file" in problem.message


def test_an_event_that_goes_takes_its_pages_with_it(tiny: Tiny) -> None:
    tiny.write("oslo/a.txt", "Oslo talks\nPresident Ola Nordmann spoke on 3 May 2015. Nothing else.\n")
    tiny.build()
    (tiny.seeds / "oslo" / "a.txt").unlink()
    (tiny.seeds / "oslo").rmdir()

    report = tiny.build()

    assert "events/oslo.html" in report.removed
    assert not any("oslo" in path for path in tiny.files())


def test_a_third_account_shows_everywhere_without_touching_yaml(beijing: Tiny) -> None:
    beijing.write(
        "beijing-summit-2026/ministry.txt",
        "Readout of the talks\nPresident Lee Jae-myung said the two sides opened \"a new phase\" and signed 14 memorandums of understanding "
        "on 5 January 2026. Trade reached $302 billion. Foreign Minister Ana Ferreira left.\n",
    )

    beijing.build()

    for path, words in {
        "events/beijing-summit-2026.html": "14 memorandums of understanding",
        "events/beijing-summit-2026/timeline.html": "on 5 January 2026",
        "events/beijing-summit-2026/statements.html": "a new phase",
        "events/beijing-summit-2026/accounts.html": "Readout of the talks",
        "agreements.html": "14 memorandums of understanding",
        "timeline.html": "on 5 January 2026",
        "sources.html": "Readout of the talks",
        "sources/ministry.html": "14 memorandums of understanding",
        "actors.html": "Ana Ferreira",
        "actors/lee-jae-myung.html": "a new phase",
        "actors/ana-ferreira.html": "Foreign Minister",
    }.items():
        page = beijing.page(path)
        assert words in page, path
    for path in ("events/beijing-summit-2026.html", "agreements.html", "timeline.html"):
        assert "machine-read" in beijing.page(path), path
    # Of an account that the editor has not compared, silence says nothing.
    accounts = beijing.page("events/beijing-summit-2026/accounts.html")
    assert accounts.count("not yet compared by the editor") > 10
    assert "not yet compared by the editor" in beijing.page("agreements/fifteen-instruments.html")


def test_the_same_input_gives_the_same_bytes_anywhere(tiny: Tiny, tmp_path: Path) -> None:
    tiny.build()
    script = "import sys; from pathlib import Path; from verbale.build import Project, build; build(Project(Path(sys.argv[1]), None, Path(sys.argv[2]), jobs=int(sys.argv[3])))"

    for number, (zone, locale, seed, jobs) in enumerate((("Asia/Seoul", "C", "0", "1"), ("America/New_York", "C.UTF-8", "7", "4"))):
        out = tmp_path / f"elsewhere {number}" / "site"
        environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", script, str(tiny.seeds), str(out), jobs], check=True, env=environment, cwd=tmp_path)
        assert files_below(out) == tiny.files()


def test_one_job_or_several_give_the_same_bytes(empty: Tiny, tmp_path: Path) -> None:
    for number in range(40):
        empty.write(f"e{number % 4}/a{number}.txt", f"President Ana Lima said \"phase {number} has begun\" on {number % 28 + 1} May 2015. They signed {number} treaties.\n")

    build(Project(empty.seeds, None, tmp_path / "one", jobs=1))
    build(Project(empty.seeds, None, tmp_path / "four", jobs=4))

    assert files_below(tmp_path / "one") == files_below(tmp_path / "four")


def test_a_long_list_is_split_over_pages(empty: Tiny) -> None:
    for number in range(210):
        empty.write(f"e/a{number:03}.txt", f"Nothing {number}.")

    empty.build()

    assert 'href="sources-2.html"' in empty.page("sources.html")
    assert empty.page("sources-2.html").count("<tr>") == 11


def test_a_read_only_parent_is_a_problem_and_no_traceback(tiny: Tiny) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    tiny.folder.chmod(0o555)
    try:
        (problem,) = tiny.problems()
    finally:
        tiny.folder.chmod(0o755)
    assert "the site cannot be written" in problem.message


def test_a_full_disk_leaves_the_old_site(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    tiny.build()
    before = tiny.files()
    tiny.edit("vienna/wire.txt", append="President Xu Li said \"no\" on 5 May 2015.\n")
    written = 0
    whole = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        nonlocal written
        written += 1
        if written > 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    (problem,) = tiny.problems()
    monkeypatch.undo()

    assert "No space left on device" in problem.message
    assert tiny.files() == before
    assert not (tiny.folder / ".build.new").exists()


def test_what_a_dead_build_left_behind_is_no_obstacle(tiny: Tiny) -> None:
    left = tiny.folder / ".build.new"
    left.mkdir()
    (left / "half.html").write_text("half")
    (tiny.folder / ".build.lock").write_text("")

    tiny.build()

    assert "half.html" not in tiny.files()
    assert not left.exists()
