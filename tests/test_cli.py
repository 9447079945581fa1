"""The command line, as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Tiny
from verbale import __version__
from verbale.cli import main


def test_version(capsys: pytest.CaptureFixture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"verbale {__version__}\n"


def test_the_version_is_told_without_loading_anything() -> None:
    code = "import sys; from verbale.cli import main; main(['--version']); print(sorted(set(sys.modules) & {'jinja2', 'yaml', 'argparse', 'dataclasses', 'babel', 'livereload'}))"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.endswith("[]\n")


def test_a_build_loads_nothing_that_only_another_command_needs(tiny: Tiny) -> None:
    tiny.build()
    code = "import sys; from verbale.cli import main; main(['build', sys.argv[1]]); print(sorted(set(sys.modules) & {'livereload', 'tornado', 'icalendar', 'rapidfuzz', 'babel', 'multiprocessing'}))"

    assert subprocess.run([sys.executable, "-c", code, str(tiny.folder)], capture_output=True, text=True, check=True).stdout.endswith("[]\n")


def test_build_says_what_it_did(tiny: Tiny, capsys: pytest.CaptureFixture) -> None:
    assert main(["build", str(tiny.folder), "--explain"]) == 0

    out = capsys.readouterr().out
    assert "index.html: new page\n" in out
    assert "1 event, 2 documents (2 read anew)" in out


@pytest.mark.parametrize("arguments", [[], ["bild"], ["build", "--jobs", "0"], ["build", "--jobs", "x"], ["check", "--format", "xml"], ["read"]])
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)

    assert stopped.value.code == 2


def test_a_date_that_is_none_ends_with_two(tiny: Tiny, capsys: pytest.CaptureFixture) -> None:
    assert main(["read", str(tiny.seeds / "vienna/wire.txt"), "--published", "yesterday"]) == 2
    assert "cannot read 'yesterday' as a date" in capsys.readouterr().err


def test_base_url_makes_a_sitemap_and_canonical_addresses(tiny: Tiny) -> None:
    assert main(["build", str(tiny.folder), "--base-url", "https://example.org/b/"]) == 0

    assert "<loc>https://example.org/b/events/vienna.html</loc>" in tiny.page("sitemap.xml")
    assert '<link rel="canonical" href="https://example.org/b/index.html">' in tiny.page("index.html")


def test_out_names_another_folder(tiny: Tiny, tmp_path: Path) -> None:
    assert main(["build", str(tiny.folder), "--out", str(tmp_path / "o" / "site")]) == 0

    assert (tmp_path / "o" / "site" / "index.html").is_file()


def test_strict_lets_warnings_fail(tiny: Tiny) -> None:
    tiny.write("vienna/empty.txt", "")

    assert main(["build", str(tiny.folder)]) == 0
    assert main(["build", str(tiny.folder), "--strict"]) == 1
    assert main(["check", str(tiny.folder)]) == 0
    assert main(["check", str(tiny.folder), "--strict"]) == 1


def test_read_prints_one_object_a_line(tiny: Tiny, capsys: pytest.CaptureFixture) -> None:
    files = [tiny.seeds / "vienna" / name for name in ("wire.txt", "opinion.txt")]
    (tiny.seeds / "vienna" / "opinion.yaml").write_text("published: 2015-07-15\n")

    assert main(["read", *map(str, files), "--json"]) == 0

    wire, opinion = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (wire["id"], wire["published"], opinion["published"]) == ("wire", None, "2015-07-15")
    assert opinion["kind"] == "opinion"
    text = files[0].read_text("utf-8")
    (quotation,) = wire["quotations"]
    assert text[quotation["start"] : quotation["end"]] == "a new chapter has begun"
    assert (quotation["speaker"], text[quotation["speaker_start"] : quotation["speaker_end"]]) == ("Ana Lima", "Ana Lima")
    assert [(text[d["start"] : d["end"]], d["edtf"], d["timex"], d["type"]) for d in wire["dates"]] == [
        ("14 July 2015", "2015-07-14", "2015-07-14", "DATE"),
        ("2014", "2014", "2014", "DATE"),
    ]
    assert [(text[f["start"] : f["end"]], f["value"], f["unit"]) for f in wire["figures"]] == [("about $5 billion", 5000000000, "USD")]
    assert [(a["type"], a["count"], a["status"]) for a in wire["agreements"]] == [("agreement", 15, "signed")]
    assert set(wire) == {"file", "id", "title", "published", "language", "kind", "quotations", "dates", "durations", "agreements", "figures", "actors"}


def test_read_in_the_terminal_steers_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    path = tmp_path / "a\x1b[31m.txt"
    path.write_text('President Ana Lima said "\x1b[2Jgone \u202eback".', "utf-8")

    assert main(["read", str(path)]) == 0

    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "Quotations (1)" in out


def test_read_of_what_is_no_document(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "binary.txt").write_bytes(b"\0\1")

    assert main(["read", str(tmp_path / "nothing.txt"), str(tmp_path / "binary.txt"), str(tmp_path)]) == 1

    error = capsys.readouterr().err
    assert "there is no such file" in error
    assert "is not text" in error


def test_check_lists_what_to_look_at(tiny: Tiny, capsys: pytest.CaptureFixture) -> None:
    assert main(["check", str(tiny.folder)]) == 0

    out = capsys.readouterr().out
    assert "Read by machine, not yet confirmed" in out
    assert "Differences between accounts" in out
    assert "“15 signed agreements”  [agreement-15-signed-agreements-" in out


def test_check_as_json_and_for_github(tiny: Tiny, capsys: pytest.CaptureFixture) -> None:
    tiny.edit("vienna/event.yaml", old="kind: speech", new="kind: speach")

    assert main(["check", str(tiny.folder), "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["problems"][0]["file"] == "seeds/vienna/event.yaml"
    assert {remark["kind"] for remark in data["remarks"]} >= {"proposed", "difference"}

    assert main(["check", str(tiny.folder), "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith('::error file=seeds/vienna/event.yaml,line=')


def test_an_id_from_check_confirms_corrects_and_drops(tiny: Tiny, capsys: pytest.CaptureFixture) -> None:
    main(["check", str(tiny.folder), "--format", "json"])
    ids = {remark["id"].split("-")[0]: remark["id"] for remark in json.loads(capsys.readouterr().out)["remarks"] if remark["kind"] == "proposed" and remark["file"].endswith("wire.txt")}
    tiny.edit(
        "vienna/event.yaml",
        append=f"confirm: [{ids['quotation']}]\ndrop: {{{ids['figure']}: Of another year.}}\nfix: {{{ids['agreement']}: {{because: Counted again., count: 14}}}}\n",
    )

    tiny.build()

    assert "confirmed by the editor" in tiny.page("events/vienna/statements.html")
    assert "$5 billion" not in tiny.page("events/vienna.html")
    assert "Of another year." in tiny.page("sources/wire.html")
    assert "corrected by the editor" in tiny.page("agreements.html")
    assert ">14<" in tiny.page("agreements.html")
    assert "Counted again." in tiny.page(f"agreements/{ids['agreement']}.html")


def test_no_traceback_whatever_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["build", str(tmp_path / "nowhere")]) == 1
    assert main(["check", str(tmp_path / "nowhere")]) == 1
    assert "there is no such folder" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["serve", "--port", "99999"], ["serve", "--port", "-1"], ["build", "--base-url", "javascript:alert(1)"], ["build", "--base-url", "foo bar"]])
def test_values_that_cannot_be_end_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)

    assert stopped.value.code == 2


def test_serve_and_schema_name_what_cannot_be(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "file").write_text("x")

    assert main(["serve", str(tmp_path / "nope")]) == 1
    assert main(["schema", str(tmp_path / "file" / "x")]) == 1
    assert main(["schema", str(tmp_path / "file")]) == 1

    assert not (tmp_path / "nope").exists()
    assert "cannot be written" in capsys.readouterr().err
