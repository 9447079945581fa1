"""Make facts: the editor's records with their passages found, and the machine's findings.

A finding that stands inside a passage which a fact of the editor's cites is
taken up by that fact and not stated twice.  All other findings are stated
as proposed, until the editor confirms, corrects or drops them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any

from verbale.assemble.citing import Citer, unknown_ref
from verbale.assemble.directory import Directory, actor_finding_id
from verbale.editor import (
    AgreementRecord,
    ComparisonRecord,
    EntryRecord,
    EventFile,
    FigureRecord,
    FixRecord,
    Refs,
    StatementRecord,
)
from verbale.edtf import When
from verbale.model import (
    Action,
    Agreement,
    Assumption,
    Basis,
    Cell,
    Commitment,
    Comparison,
    Dated,
    Document,
    Dropped,
    Entry,
    Figure,
    Findings,
    FoundAgreement,
    FoundFigure,
    Party,
    Passage,
    Quotation,
    Review,
    Statement,
    Unknown,
)
from verbale.problems import Place, error
from verbale.text import Spans


class EditorFacts:
    """The facts of one event.yaml; problems go to the citer's list."""

    def __init__(self, file: EventFile, citer: Citer, directory: Directory) -> None:
        self.file = file
        self.citer = citer
        self.directory = directory
        self.problems = citer.problems
        self.assumptions = tuple(Assumption(a.id.id, a.says, a.because, a.date) for a in file.assumptions)
        self._assumed = frozenset(assumption.id for assumption in self.assumptions)

    def basis(self, record: Any) -> Basis | None:
        """Return what a record rests on; a problem and None if on nothing."""
        passages = self.citer.passages(record.cite)
        assumes = self.assumed(record.assumes)
        if not record.cite and not record.because:
            self.problems.append(
                error(record.place, f'"{_id(record)}" rests on nothing', "Add cite: with the exact words of a source, or because: with your reason.")
            )
        if not (passages or record.because):
            return None
        return Basis(passages, record.because, assumes)

    def assumed(self, refs: Refs) -> tuple[str, ...]:
        """Return the ids of assumptions that exist."""
        return self._known(refs, "assumption", self._assumed)

    def who(self, refs: Refs) -> tuple[str, ...]:
        """Return the ids of actors that exist."""
        return self._known(refs, "actor", self.directory)

    def _known(self, refs: Refs, what: str, known: Any) -> tuple[str, ...]:
        for ref in refs:
            if ref.id not in known:
                names = known.ids() if isinstance(known, Directory) else known
                self.problems.append(unknown_ref(ref, what, names))
        return tuple(ref.id for ref in refs if ref.id in known)

    def _dated(self, record: Any, date: When | None, words: tuple) -> None:
        if date is not None and not (words or record.assumes or record.because):
            self.problems.append(
                error(record.place, f'nothing says that the date of "{_id(record)}" is {date}', "Add dated_by: with the words that date it, or assumes: or because:.")
            )

    def entries(self) -> tuple[Entry, ...]:
        """Return the lines of the timeline."""
        return self._each(self.file.entries, self._entry)

    def _entry(self, record: EntryRecord, basis: Basis) -> Entry:
        self._dated(record, record.date, record.dated_by)
        dated_by = self.citer.passages(record.dated_by)
        part = record.part or ("dated" if record.date else "undated")
        return Entry(
            record.id.id, record.says, record.kind, record.date, part, dated_by, None, record.where,
            self.who(record.actors), basis, "editor",
        )  # fmt: skip

    def agreements(self) -> tuple[Agreement, ...]:
        """Return the register's records, batches knowing their members."""
        found = self._each(self.file.agreements, self._agreement)
        ids = {agreement.id for agreement in found}
        members: dict[str, list[str]] = {}
        for record in self.file.agreements:
            if record.part_of and record.part_of.id not in ids:
                self.problems.append(unknown_ref(record.part_of, "agreement", ids))
            elif record.part_of:
                members.setdefault(record.part_of.id, []).append(record.id.id)
        self._refuse_circles()
        return tuple(replace(a, members=tuple(members.get(a.id, ()))) for a in found)

    def _refuse_circles(self) -> None:
        """A batch that belongs to itself, by whatever way, is an error."""
        above = {record.id.id: record.part_of for record in self.file.agreements if record.part_of}
        for start in above:
            at, seen = start, {start}
            while at in above and above[at].id not in seen:
                at = above[at].id
                seen.add(at)
            if at in above and above[at].id == start:
                self.problems.append(error(above[start].place, f'"{start}" is part of itself'))

    def _agreement(self, record: AgreementRecord, basis: Basis) -> Agreement:
        status_basis = self.citer.passages(record.status_cite)
        if record.count is not None and record.count < 1:
            self.problems.append(error(record.place, f'"{record.id}" counts {record.count} instruments'))
        if record.status != "unknown" and not record.status_cite:
            self.problems.append(
                error(record.place, f'nothing says that "{record.id}" is {record.status.replace("_", " ")}', "Add status_cite: with the words that say so; a status never comes from the type.")
            )
        self._dated(record, record.concluded, ())
        for action in record.actions:
            if not (action.cite or action.assumes):
                self.problems.append(error(action.place, f'nothing says that {action.party} took this action', "Add cite: with the words that say so."))
        subjects = tuple((name, passage) for name, cites in record.subjects for passage in self.citer.passages(cites))
        return Agreement(
            id=record.id.id, title=record.title, count=record.count, instrument_type=record.type,
            words=self.citer.passages(record.words), laterality=record.laterality,
            parties=tuple(self._party(party) for party in record.parties),
            signatories=self.who(record.signatories), witnesses=self.who(record.witnesses),
            concluded=record.concluded, concluded_at=record.concluded_at,
            actions=tuple(
                Action(a.party, a.action, a.taken_on, a.effective_on, self.citer.passages(a.cite), self.assumed(a.assumes))
                for a in record.actions
            ),
            status=record.status, status_basis=status_basis, binding=record.binding, subjects=subjects,
            purpose=self.citer.passages(record.purpose), follow_up=self.citer.passages(record.follow_up),
            members=(), part_of=record.part_of.id if record.part_of else None,
            part_of_certainty=record.part_of_certainty, note=record.note, basis=basis, review="editor",
        )  # fmt: skip

    def _party(self, record: Any) -> Party:
        actor = next(iter(self.who((record.actor,))), None) if record.actor else None
        if not (record.name or record.actor):
            self.problems.append(error(record.place, "a party has a name or an actor"))
        name = record.name or (self.directory.name(actor) if actor else "")
        return Party(name, actor, record.capacity, named=actor is not None)

    def commitments(self) -> tuple[Commitment, ...]:
        """Return pledges, hopes and calls."""
        return self._each(
            self.file.commitments,
            lambda record, basis: Commitment(record.id.id, record.says, record.kind, self.who(record.by), basis, "editor"),
        )

    def statements(self) -> tuple[Statement, ...]:
        """Return what was said."""
        return self._each(self.file.statements, self._statement)

    def _statement(self, record: StatementRecord, basis: Basis) -> Statement:
        speaker = next(iter(self.who((record.by,))), None) if record.by else None
        return Statement(record.id.id, speaker, record.form, record.says, record.verb, record.occasion, basis, "editor")

    def figures(self) -> tuple[Figure, ...]:
        """Return the numbers."""
        return self._each(self.file.figures, self._figure)

    def _figure(self, record: FigureRecord, basis: Basis) -> Figure:
        self._number(record, record.value)
        by = next(iter(self.who((record.by,))), None) if record.by else None
        return Figure(
            record.id.id, record.measure, record.value, record.unit, record.bound, record.period, record.scope, by,
            basis, "editor",
        )  # fmt: skip

    def _number(self, record: Any, value: str) -> None:
        if not is_number(value):
            self.problems.append(error(record.place, f'"{value}" is not a number', "Write it in digits: 299000000000."))

    def numbers_of_fixes(self) -> None:
        """Check the numbers that the editor puts in the place of findings."""
        for fix in self.file.fix:
            if fix.value is not None:
                self._number(fix, fix.value)

    def comparisons(self, documents: tuple[Document, ...]) -> tuple[Comparison, ...]:
        """Return the editor's questions, with one cell for each account."""
        return tuple(self._comparison(record, documents) for record in self.file.comparisons)

    def _comparison(self, record: ComparisonRecord, documents: tuple[Document, ...]) -> Comparison:
        if not record.cite:
            self.problems.append(error(record.place, f'"{record.id}" rests on nothing', "Add cite: with the words of each account."))
        says: dict[str, str] = {}
        for name, text in record.says:
            document = self.citer.documents.get(name)
            if document is None:
                self.problems.append(error(record.place, f'there is no source "{name}" in this event'))
            else:
                says[document.id] = text
                if not any(self.citer.documents.get(cite.source.id) is document for cite in record.cite):
                    self.problems.append(error(record.place, f'"{record.id}" says what {name} says, and cites no words of it'))
        passages: dict[str, list[Passage]] = {}
        for passage in self.citer.passages(record.cite):
            passages.setdefault(passage.document, []).append(passage)
        cells = tuple(Cell(d.id, says.get(d.id), tuple(passages.get(d.id, ()))) for d in documents)
        return Comparison(record.id.id, record.question, record.kind, cells, record.note, "editor")

    def unknowns(self) -> tuple[Unknown, ...]:
        """Return what no source says."""
        return tuple(Unknown(r.id.id, r.question, r.note, self.citer.passages(r.cite)) for r in self.file.unknown)

    def _each(self, records: Iterable[Any], make: Callable[[Any, Basis], Any]) -> tuple:
        made = ((record, self.basis(record)) for record in records)
        return tuple(make(record, basis) for record, basis in made if basis is not None)


def _id(record: Any) -> str:
    return str(getattr(record, "id", "this event"))


def is_number(text: str) -> bool:
    """Say whether `text` is a finite decimal number in digits."""
    return re.fullmatch(r"-?\d{1,30}(?:\.\d{1,30})?", text) is not None


class MachineFacts:
    """The findings of one event as facts, after the editor's fixes."""

    def __init__(
        self,
        file: EventFile,
        documents: tuple[Document, ...],
        findings: tuple[Findings, ...],
        directory: Directory,
        facts: EditorFacts,
    ) -> None:
        self.directory = directory
        self.documents = {document.id: document for document in documents}
        self.findings = findings
        self.dropped = {ref.id: because for ref, because in file.drop}
        self.fixes: dict[str, FixRecord] = {fix.id.id: fix for fix in file.fix}
        self.confirmed = {ref.id for ref in file.confirm}
        self.facts = facts
        self._sentences = {f.document: Spans((s.start, s.end, s) for s in f.shape.sentences) for f in findings}
        self._named = {
            f.document: Spans((m.start, m.end, (m.start, directory.of(a))) for a in f.actors if a.kind != "collective" for m in a.mentions)
            for f in findings
        }

    def review(self, identity: str) -> Review:
        """Return how far the editor stands for a finding."""
        if identity in self.fixes:
            return "corrected"
        return "confirmed" if identity in self.confirmed else "proposed"

    def entries(self, cited: Index) -> tuple[Entry, ...]:
        """Return a line for each date that no fact of the editor's takes up."""
        kept = self._kept("dates", cited)
        made = [self._entry(found, dated) for found, dated in kept if dated.type in ("DATE", "TIME")]
        return tuple(entry for entry in made if entry is not None)

    def _entry(self, found: Findings, dated: Dated) -> Entry | None:
        fix = self.fixes.get(dated.id)
        when = fix.date if fix and fix.date else dated.when
        if when is None and dated.timex and dated.timex.endswith("_REF"):
            return None
        document = self.documents[dated.passage.document]
        sentence = next(self._sentences[found.document].meeting(dated.passage.start, dated.passage.end))
        words = document.passage(sentence.start, sentence.end)
        assumed = document.about.assumes if dated.anchor and not document.about.published else ()
        return Entry(
            dated.id, " ".join(words.exact.split()), "statement", when, _part(document, when), (dated.passage,),
            "corrected by the editor" if fix else dated.rule, None, self._named_in(found, sentence.start, sentence.end),
            Basis((words,), fix.because if fix else None, tuple(ref.id for ref in assumed)), self.review(dated.id),
        )  # fmt: skip

    def _named_in(self, found: Findings, start: int, end: int) -> tuple[str, ...]:
        named = sorted(self._named[found.document].meeting(start, end))
        return tuple(dict.fromkeys(identity for _, identity in named))

    def statements(self, cited: Index) -> tuple[Statement, ...]:
        """Return a statement for each quotation."""
        return tuple(self._statement(quotation) for _, quotation in self._kept("quotations", cited))

    def _statement(self, quotation: Quotation) -> Statement:
        fix = self.fixes.get(quotation.id)
        speaker = self.directory.named(quotation.speaker)
        if fix and fix.speaker:
            speaker = next(iter(self.facts.who((fix.speaker,))), None)
        verb = quotation.verb.exact if quotation.verb else None
        basis = Basis((quotation.passage,), fix.because if fix else None)
        return Statement(quotation.id, speaker, "quotation", None, verb, None, basis, self.review(quotation.id))

    def figures(self, cited: Index) -> tuple[Figure, ...]:
        """Return a figure for each number found."""
        return tuple(self._figure(found, figure) for found, figure in self._kept("figures", cited))

    def _figure(self, found: Findings, figure: FoundFigure) -> Figure:
        fix = self.fixes.get(figure.id)
        return Figure(
            figure.id, figure.passage.exact, (fix and fix.value) or figure.value, (fix and fix.unit) or figure.unit,
            figure.bound, figure.period.exact if figure.period else None, None, None,
            Basis((figure.passage,), fix.because if fix else None), self.review(figure.id),
        )  # fmt: skip

    def agreements(self, cited: Index) -> tuple[Agreement, ...]:
        """Return a record for each instrument or batch found."""
        return tuple(self._agreement(agreement) for _, agreement in self._kept("agreements", cited))

    def _agreement(self, found: FoundAgreement) -> Agreement:
        fix = self.fixes.get(found.id)
        words = " ".join(found.passage.exact.split())
        status = (fix and fix.status) or found.status
        parties = tuple(
            Party(name, self.directory.named(name), "other", named=True) for name in found.parties if self.directory.named(name)
        )
        return Agreement(
            id=found.id, title=words[0].upper() + words[1:], count=(fix and fix.count) or found.count,
            instrument_type=(fix and fix.type) or found.type, words=(found.passage,), laterality=None, parties=parties,
            signatories=(), witnesses=(), concluded=None, concluded_at=None, actions=(), status=status,
            status_basis=(found.status_shown_by,) if found.status_shown_by else (), binding="unknown", subjects=(),
            purpose=(), follow_up=(), members=(), part_of=None, part_of_certainty=None, note=None,
            basis=Basis((found.passage,), fix.because if fix else None), review=self.review(found.id),
        )  # fmt: skip

    def _kept(self, part: str, cited: Index) -> list[tuple[Findings, Any]]:
        return [
            (found, finding)
            for found in self.findings
            for finding in getattr(found, part)
            if finding.id not in self.dropped
            and (self.review(finding.id) != "proposed" or not cited.overlaps(finding.passage))
        ]

    def dropped_in(self, found: Findings) -> tuple[Dropped, ...]:
        """Return what the editor set aside in one document."""
        return tuple(
            Dropped(finding.id, finding.passage, self.dropped[finding.id])
            for part in ("dates", "quotations", "figures", "agreements")
            for finding in getattr(found, part)
            if finding.id in self.dropped
        )


def corrected(findings: Findings, file: EventFile, directory: Directory) -> Findings:
    """Return the findings of a document as the editor left them: dropped ones gone, fixed ones put right."""
    dropped = frozenset(ref.id for ref, _ in file.drop)
    fixes = {fix.id.id: fix for fix in file.fix}

    def quotation(found: Quotation) -> Quotation:
        fix = fixes.get(found.id)
        return replace(found, speaker=directory.name(fix.speaker.id)) if fix and fix.speaker and fix.speaker.id in directory else found

    def agreement(found: FoundAgreement) -> FoundAgreement:
        fix = fixes.get(found.id)
        return replace(found, type=fix.type or found.type, count=fix.count or found.count) if fix else found

    return replace(
        findings,
        dates=tuple(d for d in findings.dates if d.id not in dropped),
        quotations=tuple(quotation(q) for q in findings.quotations if q.id not in dropped),
        figures=tuple(f for f in findings.figures if f.id not in dropped),
        agreements=tuple(agreement(a) for a in findings.agreements if a.id not in dropped),
        actors=tuple(a for a in findings.actors if actor_finding_id(a) not in dropped),
    )


def _part(document: Document, when: When | None) -> str:
    """Return the part of the timeline: far from the document's date is a look back or forward."""
    if when is None:
        return "undated"
    anchor = document.anchor
    if anchor is None or anchor.earliest is None or anchor.latest is None:
        return "dated"
    if when.latest and when.latest < _months_from(anchor.earliest, -2):
        return "past"
    return "future" if when.earliest and when.earliest > anchor.latest else "dated"


def _months_from(day: tuple[int, int, int], months: int) -> tuple[int, int, int]:
    total = day[0] * 12 + day[1] - 1 + months
    return total // 12, total % 12 + 1, day[2]


class Index:
    """Passages by document, to ask whether another overlaps one of them."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        by_document: dict[str, list[tuple[int, int, Passage]]] = {}
        for passage in passages:
            by_document.setdefault(passage.document, []).append((passage.start, passage.end, passage))
        self._by_document = {document: Spans(found) for document, found in by_document.items()}

    def overlaps(self, passage: Passage) -> bool:
        """Say whether one of the passages shares a character with this one."""
        spans = self._by_document.get(passage.document)
        return spans is not None and spans.meets(passage.start, passage.end)


def passages_of(value: Any) -> Iterable[Passage]:
    """Yield every passage that a fact holds, wherever it holds it."""
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from passages_of(item)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, When | Place):
        for item in fields(value):
            yield from passages_of(getattr(value, item.name))

