"""Joining what was read with the editor's word."""

from __future__ import annotations

import pytest

from tests.conftest import Tiny
from verbale.assemble.citing import Citer
from verbale.build import draft
from verbale.editor import Cite, Ref, SourceRecord
from verbale.model import Basis, Document, Event, Passage
from verbale.problems import Place
from verbale.text import fold

HERE = Place("event.yaml", 1, 1, 1, "")


def document(text: str, name: str = "a", key: str | None = None) -> Document:
    return Document(name, "e", f"{name}.txt", text, "0" * 64, SourceRecord(place=HERE, key=key))


def cite(words: str, source: str = "a") -> Cite:
    return Cite(Ref(source, HERE), words, HERE)


def event(tiny: Tiny) -> Event:
    drafted = draft(tiny.project())
    assert [p for p in drafted.problems if p.severity == "error"] == []
    return drafted.site.events[0]


def test_a_fact_cannot_be_built_without_a_basis() -> None:
    with pytest.raises(ValueError):
        Basis(())


def test_a_passage_is_only_cut_out_of_its_document() -> None:
    whole = document("abc")

    assert whole.passage(1, 2) == Passage("a", 1, 2, "b")
    for start, end in ((2, 2), (-1, 1), (1, 4), (2, 1)):
        with pytest.raises(ValueError):
            whole.passage(start, end)


@pytest.mark.parametrize(
    ("text", "words", "exact"),
    [
        ("He said yes.", "said", "said"),
        ("Lee Jae\u2011myung", "Lee Jae-myung", "Lee Jae\u2011myung"),
        ("a \u201cnew phase\u201d", 'a "new phase"', "a \u201cnew phase\u201d"),
        ("Monday\u2019s talks", "Monday's talks", "Monday\u2019s talks"),
        ("two\u00a0words", "two words", "two\u00a0words"),
    ],
)
def test_a_citation_matches_but_for_the_declared_folds(text: str, words: str, exact: str) -> None:
    citer = Citer([document(text)])

    (passage,) = citer.passages([cite(words)])

    assert passage.exact == exact
    assert citer.problems == []


@pytest.mark.parametrize(("text", "words"), [("He said yes.", "He said Yes."), ("a b", "ab"), ("café", "cafe"), ("a  b", "a b"), ("ﬁne", "fine")])
def test_near_is_not_there(text: str, words: str) -> None:
    citer = Citer([document(text)])

    assert citer.passages([cite(words)]) == ()
    assert "these words are not in a.txt" in citer.problems[0].message


def test_words_that_stand_twice_are_refused_even_where_they_overlap() -> None:
    citer = Citer([document("aaa")])

    assert citer.passages([cite("aa")]) == ()
    assert "stand more than once" in citer.problems[0].message


def test_folding_keeps_every_offset() -> None:
    text = "".join(chr(code) for code in range(0x20, 0x3100))

    assert len(fold(text)) == len(text)


def test_a_key_may_name_one_source_only() -> None:
    citer = Citer([document("x", "a", key="k"), document("y", "b", key="k")])

    assert 'the key "k" already names another source' in citer.problems[0].message


def test_a_finding_inside_a_cited_passage_is_taken_up(tiny: Tiny) -> None:
    before = event(tiny)
    assert not [e for e in before.entries if e.review == "proposed" and "14 July" in e.dated_by[0].exact]
    tiny.edit("vienna/event.yaml", append='figures: {trade: {measure: trade, value: "5000000000", unit: USD, bound: about, period: "2014", cite: {wire: "about $5 billion"}}}\n')

    after = event(tiny)

    assert [f.id for f in after.figures] == ["trade"]
    assert [f.review for f in before.figures] == ["proposed"]


def test_batches_are_never_added_up(tiny: Tiny) -> None:
    found = event(tiny)

    assert sorted(a.count or 0 for a in found.agreements) == [15, 15]


def test_the_same_words_in_two_accounts_are_compared(tiny: Tiny) -> None:
    found = {c.question: c for c in event(tiny).comparisons}

    assert found["“a new chapter has begun”: in whose mouth"].kind == "agree"
    assert found["15 instruments: what each account calls them"].kind == "differ_wording"


def test_the_same_words_in_another_mouth_are_flagged(tiny: Tiny) -> None:
    tiny.edit("vienna/opinion.txt", old='Foreign Minister Ana Lima said "a new', new='President Bo Xu said "a new')

    found = {c.question: c for c in event(tiny).comparisons}

    assert found["“a new chapter has begun”: in whose mouth"].kind == "differ_attribution"


def test_a_reprint_is_no_second_source(tiny: Tiny) -> None:
    tiny.build()
    assert tiny.page("agreements.html").count("one source") == 2

    tiny.edit("vienna/event.yaml", append="sources: {opinion: {origin: wire}}\n")
    tiny.build()

    assert tiny.page("agreements.html").count("one source") == 0


def test_what_hangs_on_an_assumed_date_says_so(empty: Tiny) -> None:
    empty.write("e/a.txt", "Talks\nPresident Ana Lima spoke on Sunday. The year 2014 was long.")
    empty.write("e/event.yaml", "assumptions: {day: {says: It was 6 January 2026., because: So., date: 2026-01-06}}\nsources: {a: {anchor: 2026-01-06, assumes: day}}\n")

    found = {e.dated_by[0].exact: e for e in event(empty).entries}

    assert (str(found["Sunday"].when), found["Sunday"].basis.assumes) == ("2026-01-04", ("day",))
    assert found["2014"].basis.assumes == ()
    empty.build()
    assert "assumed" in empty.page("events/e/timeline.html")


def test_without_an_anchor_a_relative_date_has_no_date(empty: Tiny) -> None:
    empty.write("e/a.txt", "Talks\nPresident Ana Lima spoke on Sunday.")

    (entry,) = event(empty).entries

    assert (entry.when, entry.part) == (None, "undated")


def test_every_sentence_is_accounted_for(tiny: Tiny) -> None:
    for account in event(tiny).accounts:
        assert [name for name, _ in account.sentences] == [s.id for s in account.findings.shape.sentences]
        assert {state for _, state in account.sentences} <= {"used", "set aside", "unread"}


def test_one_actor_under_many_spellings_is_one(empty: Tiny) -> None:
    empty.write("e/a.txt", "President Lee Jae-Myung spoke. ")
    empty.write("f/b.txt", "President Lee Jae Myung left.")
    empty.write("actors.yaml", "lee: {name: Lee Jae-myung, kind: person, native: {ko: 이재명}}\n")

    empty.build()

    assert [path for path in empty.files() if path.startswith("actors/")] == ["actors/lee.html"]
    page = empty.page("actors/lee.html")
    assert "Lee Jae-Myung" in page
    assert "Lee Jae Myung" in page
    assert '<span lang="ko">이재명</span>' in page


def test_an_actor_that_is_none_can_be_dropped(tiny: Tiny) -> None:
    tiny.edit("vienna/event.yaml", append="drop: {actor-officials: Nobody in particular.}\n")

    tiny.build()

    assert "actors/officials.html" not in tiny.files()
