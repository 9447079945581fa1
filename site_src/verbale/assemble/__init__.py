"""Join what was read with what the editor says into the facts of the site.

One event at a time: an event's facts depend on its own documents and files
and on who is who, on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from verbale.assemble.citing import Citer, unknown_ref
from verbale.assemble.compare import compare
from verbale.assemble.directory import Directory, actor_finding_id, appearances
from verbale.assemble.facts import EditorFacts, Index, MachineFacts, corrected, passages_of
from verbale.editor import Prose, ProseCite, is_web_address
from verbale.edtf import When
from verbale.model import (
    Account,
    Block,
    Citation,
    Cited,
    Comparison,
    Event,
    EventSeeds,
    Findings,
    Passage,
    Review,
    Section,
    Seeds,
    Site,
    Use,
)
from verbale.problems import Problem, did_you_mean, error, warning
from verbale.text import Spans


def assemble(seeds: Seeds, findings: Sequence[Findings]) -> tuple[Site, tuple[Problem, ...]]:
    """Return the site and what is wrong with the editor's word.

    `findings` are those of `seeds.documents()`, in that order.
    """
    directory = Directory(seeds.actors, findings)
    problems = [
        unknown_ref(record.state, "actor", directory.ids())
        for record in seeds.actors
        if record.state and record.state.id not in directory
    ]
    rest = iter(findings)
    events = []
    for event_seeds in seeds.events:
        own = tuple(next(rest) for _ in event_seeds.documents)
        event, found = assemble_event(event_seeds, own, directory)
        events.append(event)
        problems += found
    problems += _unique_agreements(seeds)
    if seeds.settings.base_url and not is_web_address(seeds.settings.base_url):
        problems.append(error(seeds.settings.place, f'"{seeds.settings.base_url}" is no address that begins with https:// or http://'))
    return Site(seeds.settings, tuple(events), directory.actors()), tuple(problems)


def _unique_agreements(seeds: Seeds) -> Iterator[Problem]:
    """Agreements have addresses of their own: an id names one on the whole site."""
    first: dict[str, str] = {}
    for event in seeds.events:
        for record in event.file.agreements:
            other = first.setdefault(record.id.id, event.id)
            if other != event.id:
                yield error(record.id.place, f'the agreement id "{record.id}" is used in {other} too')


def assemble_event(
    seeds: EventSeeds, findings: tuple[Findings, ...], directory: Directory
) -> tuple[Event, tuple[Problem, ...]]:
    """Return one event with all its facts, and what is wrong with it."""
    file, documents = seeds.file, seeds.documents
    citer = Citer(documents)
    for ref, record in file.sources:
        document = citer.document(ref)
        if document is not None and document.id != ref.id:
            citer.problems.append(error(ref.place, f'"{ref}" is the key of a source; here its id is wanted', f'Write "{document.id}".'))
        if record.origin:
            citer.document(record.origin)
    editor = EditorFacts(file, citer, directory)
    editor.numbers_of_fixes()
    machine = MachineFacts(file, documents, findings, directory, editor)
    citer.problems += _dated_otherwise(seeds, findings, citer)
    # An event needs a basis only for what the editor says of it.
    stated = file.cite or file.because or file.date or file.where or file.formality
    basis = editor.basis(file) if stated else None
    sections = tuple(_sections(seeds.prose, editor))
    entries, agreements = editor.entries(), editor.agreements()
    commitments, statements, figures = editor.commitments(), editor.statements(), editor.figures()
    comparisons, unknowns = editor.comparisons(documents), editor.unknowns()
    said = Index((*passages_of(statements), *passages_of(comparisons)))
    signed = Index((*passages_of(agreements), *passages_of(comparisons)))
    entries += machine.entries(Index(passages_of((entries, figures))))
    statements += machine.statements(said)
    figures += machine.figures(Index(passages_of((figures, agreements, statements))))
    agreements += machine.agreements(signed)
    compared = compare(documents, tuple(corrected(found, file, directory) for found in findings), directory)
    citer.problems += _unknown_findings(seeds, findings, compared)
    comparisons += tuple(c for c in _new(compared, comparisons) if c.id not in machine.dropped)
    event = Event(
        id=seeds.id,
        title=_title(seeds, findings),
        basis=basis,
        file=file,
        accounts=(),
        assumptions=editor.assumptions,
        entries=tuple(sorted(entries, key=lambda entry: (entry.when is None, entry.when.order if entry.when else ()))),
        agreements=agreements,
        commitments=commitments,
        statements=statements,
        figures=figures,
        comparisons=comparisons,
        unknowns=unknowns,
        sections=sections,
        appearances=appearances(directory, findings, machine.dropped),
    )
    accounts = tuple(_accounts(seeds, findings, event, editor, machine))
    return replace(event, accounts=accounts), tuple(citer.problems)


def _title(seeds: EventSeeds, findings: tuple[Findings, ...]) -> str:
    """Return the editor's title, else the first title of a document, else the folder's name."""
    own = seeds.file.title or (seeds.prose.title if seeds.prose else None)
    title = own or next((found.shape.title.exact for found in findings if found.shape.title), None)
    return " ".join(title.split()) if title else seeds.id.replace("-", " ").replace("_", " ").capitalize()


def _unknown_findings(
    seeds: EventSeeds, findings: tuple[Findings, ...], compared: tuple[Comparison, ...]
) -> Iterator[Problem]:
    """A correction never lapses in silence: its finding must still be there."""
    known = {
        finding.id: kind
        for found in findings
        for kind, part in (("date", found.dates), ("quotation", found.quotations), ("figure", found.figures), ("agreement", found.agreements))
        for finding in part
    }
    known |= {actor_finding_id(actor): "actor" for found in findings for actor in found.actors}
    known |= {comparison.id: "comparison" for comparison in compared}
    file = seeds.file
    for ref in (*(fix.id for fix in file.fix), *(ref for ref, _ in file.drop), *file.confirm):
        if ref.id not in known:
            remedy = did_you_mean(ref.id, known) or "`verbale check` lists the findings that nothing has taken up, with their ids."
            yield error(ref.place, f'there is no finding "{ref.id}"', remedy)
    fits = {"speaker": "quotation", "date": "date", "value": "figure", "unit": "figure", "type": "agreement", "count": "agreement", "status": "agreement"}  # fmt: skip
    for fix in file.fix:
        for name, kind in fits.items():
            if getattr(fix, name) is not None and known.get(fix.id.id, kind) != kind:
                yield error(fix.place, f'"{name}" belongs to a {kind}, and "{fix.id}" is none')


def _dated_otherwise(seeds: EventSeeds, findings: tuple[Findings, ...], citer: Citer) -> Iterator[Problem]:
    """Warn where the words that date an entry are read as another date than the editor's."""
    read = {f.document: Spans((d.passage.start, d.passage.end, d) for d in f.dates if d.when) for f in findings}
    quiet = Citer(citer.documents.values())
    for record in seeds.file.entries:
        if record.date is None:
            continue
        passages = quiet.passages(record.dated_by)
        dates = [dated.when for p in passages for dated in read[p.document].meeting(p.start, p.end) if dated.when]
        if dates and not any(_meet(record.date, when) for when in dates):
            yield warning(record.place, f'"{record.id}" is dated {record.date}, and the words that date it are read as {dates[0]}')


def _meet(left: When, right: When) -> bool:
    first, last = max(left.order[0], right.order[0]), min(left.order[1], right.order[1])
    return first <= last


def _sections(prose: Prose | None, editor: EditorFacts) -> Iterator[Section]:
    for section in prose.sections if prose else ():
        blocks = (
            Block(block.tag, tuple(piece if isinstance(piece, str) else _citation(piece, editor) for piece in block.pieces))
            for block in section.blocks
        )
        yield Section(section.id, section.heading, tuple(blocks))


def _citation(cite: ProseCite, editor: EditorFacts) -> Citation:
    assumed = editor.assumed((cite.assumes,)) if cite.assumes else ()
    return Citation(editor.citer.passages(cite.cites), cite.because, assumed[0] if assumed else None)


def _new(found: Iterable[Comparison], known: tuple[Comparison, ...]) -> tuple[Comparison, ...]:
    """Return the comparisons that the editor's do not cover already."""
    covered = [Index(passages_of(comparison)) for comparison in known]
    return tuple(
        comparison
        for comparison in found
        if not any(all(index.overlaps(passage) for passage in passages_of(comparison)) for index in covered)
    )


# ---------------------------------------------------------------- accounts


def _accounts(
    seeds: EventSeeds,
    findings: tuple[Findings, ...],
    event: Event,
    editor: EditorFacts,
    machine: MachineFacts,
) -> Iterator[Account]:
    uses: dict[str, list[tuple[Passage, Use]]] = {}
    for passage, use in _uses(event):
        uses.setdefault(passage.document, []).append((passage, use))
    for document, found in zip(seeds.documents, findings, strict=True):
        shown_by = (found.shape.kind_shown_by,) if found.shape.kind_shown_by else ()
        own = editor.citer.passages(document.about.kind_cite)
        kind_basis = own if document.about.kind else shown_by
        dropped = machine.dropped_in(found)
        cited = _cited(document.id, uses.get(document.id, []), kind_basis)
        review: Review = "editor" if document.about.kind else "proposed"
        yield Account(
            document=document,
            findings=found,
            kind=document.about.kind or found.shape.kind,
            kind_basis=kind_basis,
            kind_because=document.about.because,
            kind_review=review,
            cited=cited,
            dropped=dropped,
            sentences=tuple(_accounting(found, cited, [item.passage for item in dropped])),
        )


def _uses(event: Event) -> list[tuple[Passage, Use]]:
    """Return every passage of an event with the fact that rests on it."""
    kinds: tuple[tuple[str, tuple[Any, ...], str], ...] = (
        ("entry", event.entries, "says"),
        ("agreement", event.agreements, "title"),
        ("commitment", event.commitments, "says"),
        ("statement", event.statements, "says"),
        ("figure", event.figures, "measure"),
        ("comparison", event.comparisons, "question"),
        ("unknown", event.unknowns, "question"),
    )
    found = [
        (passage, Use(kind, fact.id, getattr(fact, name) or passage.exact))
        for kind, facts, name in kinds
        for fact in facts
        for passage in passages_of(fact)
    ]
    found += [(passage, Use("section", section.id, section.heading)) for section in event.sections for passage in passages_of(section)]
    found += [(role, Use("actor", item.actor, role.exact)) for item in event.appearances for role in item.roles]
    if event.basis:
        found += [(passage, Use("event", event.id, event.title)) for passage in event.basis.passages]
    return found


def _cited(document: str, uses: list[tuple[Passage, Use]], kind_basis: tuple[Passage, ...]) -> tuple[Cited, ...]:
    by_passage: dict[Passage, dict[Use, None]] = {}
    for passage, use in (*uses, *((passage, Use("source", document, "the kind of this source")) for passage in kind_basis)):
        by_passage.setdefault(passage, {})[use] = None
    ordered = sorted(by_passage.items(), key=lambda item: (item[0].start, item[0].end))
    return tuple(Cited(passage, tuple(found)) for passage, found in ordered)


def _accounting(found: Findings, cited: tuple[Cited, ...], dropped: list[Passage]) -> Iterator[tuple[str, str]]:
    """Say of each sentence whether a fact uses it, it was set aside, or it is unread."""
    used = Spans((item.passage.start, item.passage.end, item) for item in cited)
    aside = Spans((passage.start, passage.end, passage) for passage in dropped)
    for sentence in found.shape.sentences:
        if used.meets(sentence.start, sentence.end):
            yield sentence.id, "used"
        elif sentence.role == "footer" or aside.meets(sentence.start, sentence.end):
            yield sentence.id, "set aside"
        else:
            yield sentence.id, "unread"


__all__ = ["assemble", "assemble_event"]
