"""What the machine reads, case by case; see tests/cases."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases_file import Case, read_cases
from verbale.annotate import annotate
from verbale.editor import SourceRecord
from verbale.edtf import read_edtf
from verbale.model import Document, Findings
from verbale.problems import Place


def document(text: str, published: str | None = None) -> Document:
    about = SourceRecord(place=Place("case.txt"), published=read_edtf(published) if published else None)
    return Document("case", "event", "case.txt", text, "0" * 64, about)


def dates(found: Findings, _: str) -> list[str]:
    return [f"{(d.when and d.when.edtf) or d.timex or 'unresolved'}: {d.passage.exact}" for d in found.dates]


def quotations(found: Findings, _: str) -> list[str]:
    return [f"{q.speaker or 'nobody'}: {q.passage.exact}" for q in found.quotations]


def figures(found: Findings, _: str) -> list[str]:
    return [f"{f.bound + ' ' if f.bound else ''}{f.value} {f.unit}: {f.passage.exact}" for f in found.figures]


def agreements(found: Findings, _: str) -> list[str]:
    return [f"{a.type} {a.count or '?'} {a.status}: {a.passage.exact}" for a in found.agreements]


def actors(found: Findings, _: str) -> list[str]:
    return [f"{a.kind} {a.name}: {a.mentions[0].exact}" for a in found.actors]


def sentences(found: Findings, text: str) -> list[str]:
    return [text[s.start : s.end] for s in found.shape.sentences]


def shapes(found: Findings, _: str) -> list[str]:
    shape = found.shape
    parts = {"title": shape.title, "deck": shape.deck, "label": shape.label, "footer": shape.footer, shape.kind: shape.kind_shown_by}
    return [f"{name}: {passage.exact}" for name, passage in parts.items() if passage]


KINDS = {f.__name__: f for f in (dates, quotations, figures, agreements, actors, sentences, shapes)}
ALL = [pytest.param(kind, case, id=f"{kind}:{case.line}") for kind in KINDS for case in read_cases(kind)]


@pytest.mark.parametrize(("kind", "case"), ALL)
def test_case(kind: str, case: Case) -> None:
    found = annotate(document(case.text, case.published))

    read = KINDS[kind](found, case.text)

    if case.known_gap:
        assert read != list(case.expected), f'this is read rightly now: take "not yet" from {kind}.txt:{case.line}'
    else:
        assert read == list(case.expected), f"{kind}.txt:{case.line}: {case.title}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_cases(kind: str) -> None:
    assert len(read_cases(kind)) >= 5


def test_reading_is_the_same_each_time() -> None:
    text = document("Lee said \"a new phase\" on Sunday. Nine MOUs worth $5 million were signed.", "2026-01-06")

    assert annotate(text) == annotate(text)


def test_two_findings_with_the_same_words_have_two_ids() -> None:
    found = annotate(document('He said "yes, we can" twice. She said "yes, we can" once.'))

    first, second = found.quotations
    assert first.passage.exact == second.passage.exact
    assert first.id != second.id


def test_an_id_survives_words_added_elsewhere() -> None:
    before = annotate(document('President Ana Lima said "a new phase has begun".'))

    after = annotate(document('Something else.\nPresident Ana Lima said "a new phase has begun".'))

    assert before.quotations[0].id == after.quotations[0].id


HOSTILE = ['"', "“", "Mr. ", "(", "1", "1,", "$1 ", "the ", "A ", "Jan. ", "'", "and ", "said ", "15 ", "\n", "한", "「", "-", "A. ", "two ", "U.S. "]


@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_a_flood_of_one_thing_is_read(unit: str) -> None:
    """A rule that is quadratic in its favourite character does not come to an end here."""
    text = document(unit * (200_000 // len(unit)))

    found = annotate(text)

    for finding in (*found.dates, *found.quotations, *found.figures, *found.agreements):
        assert finding.passage.exact == text.text[finding.passage.start : finding.passage.end]


@pytest.mark.parametrize(
    "text",
    ["x", "\u202eabc", "\x00", "\x1b[31mred", "e" + "\u0301" * 5000, "“‘«「", "”’»」", "\ud800", "السلام عليكم 2026-01-05", "1월", "A" * 5000, "\r\n\r\n.", "¿?¡!"],
    ids=ascii,
)
def test_odd_text_is_read(text: str) -> None:
    found = annotate(document(text))

    assert all(0 <= s.start < s.end <= len(text) for s in found.shape.sentences)


@given(st.text(alphabet=st.sampled_from(list('ab Lee said "“”‘’.,!?\n1259$%-–年月日조억Jan')), max_size=300))
@settings(max_examples=150, deadline=None)
def test_every_finding_is_cut_from_its_text(text: str) -> None:
    found = annotate(document(text))

    everything = [f.passage for f in (*found.dates, *found.quotations, *found.figures, *found.agreements)]
    everything += [mention for actor in found.actors for mention in actor.mentions]
    assert all(passage.exact == text[passage.start : passage.end] for passage in everything)
    for kind in (found.dates, found.quotations, found.figures):
        spans = [(f.passage.start, f.passage.end) for f in kind]
        assert spans == sorted(spans)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
    ids = [f.id for f in (*found.dates, *found.quotations, *found.figures, *found.agreements)]
    assert len(ids) == len(set(ids))
