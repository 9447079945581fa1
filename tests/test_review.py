"""Slips that were met once, each with what must come of it now."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import Tiny
from tests.links import broken_links
from tests.test_annotate import document
from verbale.annotate import annotate
from verbale.build import draft
from verbale.edtf import read_edtf
from verbale.ledger import finding_key
from verbale.problems import show


def messages(tiny: Tiny) -> str:
    return "\n".join(show(problem) for problem in tiny.problems())


def test_a_dropped_or_corrected_quotation_leaves_the_comparison(tiny: Tiny) -> None:
    tiny.edit("vienna/opinion.txt", old='Foreign Minister Ana Lima said "a new', new='President Bo Xu said "a new')
    (wrong,) = [q.id for f in draft(tiny.project()).findings for q in f.quotations if q.speaker == "Bo Xu"]
    event = (tiny.seeds / "vienna" / "event.yaml").read_text("utf-8")

    def kind() -> str | None:
        found = {c.question: c.kind for c in draft(tiny.project()).site.events[0].comparisons}
        return found.get("“a new chapter has begun”: in whose mouth")

    assert kind() == "differ_attribution"
    tiny.write("vienna/event.yaml", event + f"fix: {{{wrong}: {{because: misread, speaker: ana-lima}}}}\n")
    assert kind() == "agree"
    tiny.write("vienna/event.yaml", event + f"drop: {{{wrong}: misread}}\n")
    assert kind() is None


def test_a_comparison_of_the_machine_can_be_dropped(tiny: Tiny) -> None:
    (found, *_) = [c for c in draft(tiny.project()).site.events[0].comparisons if c.review == "proposed"]
    tiny.edit("vienna/event.yaml", append=f"drop: {{{found.id}: not the same thing}}\n")

    assert found.id not in [c.id for c in draft(tiny.project()).site.events[0].comparisons]


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("briefing.md", 'They met.[@wire "Ana Lima said"] They left in a saucer.', 'a sentence without a source: "They left in a saucer."'),
        ("briefing.md", '## Trade [@wire "Ana Lima said"]\n', "a heading of this size holds no reference"),
        ("event.yaml", "where: Atlantis\nformality: secret summit\n", "rests on nothing"),
        ("event.yaml", "agreements: {a: {title: A, type: mou, cite: {wire: '15 signed agreements'}, actions: [{party: Austria, action: ratification}]}}", "nothing says that Austria took this action"),
        ("event.yaml", "comparisons: {a: {question: Q, kind: agree, says: {opinion: It lied}, cite: {wire: '15 signed agreements'}}}", "cites no words of it"),
        ("event.yaml", "figures: {a: {measure: m, value: NaN, unit: USD, cite: {wire: 'about $5 billion'}}}", '"NaN" is not a number'),
        ("event.yaml", "sources: {wire: {key: w}, w: {kind: news}}", '"w" is the key of a source; here its id is wanted'),
        ("event.yaml", "sources: {wire: {origin: nobody}}", 'there is no source "nobody"'),
        ("event.yaml", "entries: {a: {says: x, kind: speech, because: y, date: 1XXX?!}}", "as a date"),
        ("event.yaml", "? " * 50_000, "too deeply nested"),
        ("wire.yaml", 'encoding: "a\\0b"', "is not an encoding"),
    ],
)
def test_what_was_let_through_is_refused(tiny: Tiny, file: str, text: str, expected: str) -> None:
    (tiny.seeds / "vienna" / "event.yaml").unlink()
    tiny.write(f"vienna/{file}", text)

    assert expected in messages(tiny)


@pytest.mark.parametrize("about", ["language: en-GB", "language: zh-Hans", "language: xx", "published: 0000-05-05", "published: -0001-05-05", "published: 0001-01-01", "published: 9999-12-31", "published: 1XXX", "encoding: utf-16-le"])
def test_what_ended_in_a_traceback_is_built(empty: Tiny, about: str) -> None:
    text = "Talks\nPresident Ana Lima said yesterday that tomorrow 5 percent will go.\n"
    empty.write("e/a.txt", text.encode("utf-16-le") if "16" in about else text)
    empty.write("e/a.yaml", about + "\n")

    empty.build()

    assert "sources/a.html" in empty.files()


def test_numbers_beyond_all_measure_are_read_in_the_terminal_too(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("They spent $" + "9" * 6000 + " and 1" + "0" * 5000 + " percent.", "utf-8")

    assert subprocess.run([sys.executable, "-m", "verbale", "read", str(path), "--json"], capture_output=True, check=False).returncode == 0


def test_links_in_the_seeds_that_go_in_circles_are_left_out(tiny: Tiny) -> None:
    (tiny.seeds / "vienna" / "loop.txt").symlink_to(tiny.seeds / "vienna" / "loop.txt")

    assert any("loop.txt" in str(problem.place) for problem in tiny.build().problems)


def test_two_names_that_are_cut_to_one_id_are_two_actors(empty: Tiny) -> None:
    empty.write("actors.yaml", "lee: {name: Lee Jae-myung, kind: person}\n")
    empty.write("e/a.txt", 'Talks\nPrime Minister Lee said "we are friends" in Singapore.\n')

    names = {actor.id: actor.name for actor in draft(empty.project()).site.actors}

    assert names["lee"] == "Lee Jae-myung"
    assert [name for identity, name in names.items() if identity.startswith("lee-")] == ["Lee"]


def test_a_surname_of_two_people_names_nobody() -> None:
    found = annotate(document('President Kim Young-sam spoke. Minister Kim Hye-kyung spoke. "We are friends," Kim said.'))

    assert found.quotations[0].speaker is None


def test_three_states_in_a_sentence_are_no_parties() -> None:
    found = annotate(document("Japan complained that South Korea and China signed a treaty."))

    assert found.agreements[0].parties == ()


def test_every_sentence_has_its_own_id() -> None:
    found = annotate(document("\n".join(f"Sentence number {number} says nothing much." for number in range(6000))))

    assert len({sentence.id for sentence in found.shape.sentences}) == 6000


def test_findings_depend_on_what_is_known_of_a_document() -> None:
    plain = document("He spoke on Sunday.")
    keys = {
        finding_key(replace(plain, about=about))
        for about in (
            plain.about,
            replace(plain.about, language="ko"),
            replace(plain.about, encoding="cp949"),
            replace(plain.about, published=read_edtf("2026-01-05")),
            replace(plain.about, anchor=read_edtf("2026-01-06")),
        )
    }
    keys |= {finding_key(replace(plain, digest="1" * 64)), finding_key(replace(plain, id="other")), finding_key(replace(plain, file="a.md"))}

    assert len(keys) == 8


def test_links_lead_to_the_later_pages_of_a_long_timeline(empty: Tiny) -> None:
    empty.write("e/a.txt", "\n".join(f"President Ana Lima spoke in {1500 + number}, again." for number in range(230)))

    empty.build()

    assert "events/e/timeline-2.html" in empty.files()
    assert broken_links(empty.out) == []


def test_two_events_may_name_an_entry_alike(tiny: Tiny) -> None:
    tiny.write("oslo/cable.txt", "Oslo\nForeign Minister Ana Lima said so.\n")
    tiny.write("oslo/event.yaml", "entries: {talks: {says: She spoke., kind: speech, actors: ana-lima, cite: {cable: Ana Lima said}}, agreed: {says: All agreed., kind: speech, because: So.}}\n")

    tiny.build()

    assert broken_links(tiny.out) == []


def test_a_dropped_actor_leaves_no_link_behind(tiny: Tiny) -> None:
    tiny.edit("vienna/event.yaml", old="    actors: ana-lima\n", new="")
    tiny.edit("vienna/event.yaml", append="drop: {actor-ana-lima: nobody}\n")

    tiny.build()

    assert broken_links(tiny.out) == []


def test_a_template_named_while_rendering_is_noticed(tiny: Tiny) -> None:
    templates = tiny.folder / "templates"
    templates.mkdir()
    (templates / "404.html").write_text('{% set name = "part" %}{% include name ~ ".html" %}{% include "none.html" ignore missing %}')
    (templates / "part.html").write_text("one")
    tiny.build()

    (templates / "part.html").write_text("two")
    tiny.build()

    assert tiny.page("404.html") == "two"


def test_a_template_that_includes_itself_is_a_problem(tiny: Tiny) -> None:
    templates = tiny.folder / "templates"
    templates.mkdir()
    (templates / "404.html").write_text('{% include "404.html" %}')

    assert "templates/404.html" in messages(tiny)
