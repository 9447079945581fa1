"""The pages of one event: briefing, timeline, accounts compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from verbale.model import Comparison, Event, Page, Statement
from verbale.pages.exports import event_downloads, json_ld_report
from verbale.pages.labels import NOT_STATED, PARTS, SOURCE_KINDS, STATUSES, VERDICTS, WEIGHT, count_of, date_view, label
from verbale.pages.prose import Notes
from verbale.pages.register import agreement_rows
from verbale.pages.shelf import EventShelf, briefing_path, href, paged
from verbale.pages.views import (
    AccountsView,
    BriefingSection,
    BriefingView,
    CellView,
    ComparisonView,
    Group,
    Line,
    Link,
    Mark,
    StatementsView,
    TimelineView,
)

# How much stands in a briefing itself: statements of one speaker, dated
# entries, questions put to the accounts.
_IN_BRIEF = 4
_ENTRIES_IN_BRIEF = 12
_COMPARISONS_IN_BRIEF = 8

# The parts of a briefing in the order of its readers: a desk officer stops
# after the first, an analyst at the figures, a fact-checker begins at the
# comparison and the sources.
_PARTS = (
    ("bottom-line", "Bottom line"),
    ("happened", "What happened"),
    ("agreed", "What was agreed"),
    ("said", "What each side said"),
    ("compared", "Where the accounts agree and differ"),
    ("figures", "Figures"),
    ("views", "Views and outlook"),
    ("unknown", "What is not known"),
    ("watch", "What to watch"),
    ("assumptions", "What the editor assumes"),
    ("sources", "Sources"),
    ("changes", "Changes"),
)


def event_pages(shelf: EventShelf) -> Iterator[Page]:
    """Yield the briefing, the timeline and the comparison of one event."""
    yield _briefing(shelf)
    yield from timeline_pages(shelf)
    yield _statements(shelf)
    yield _accounts(shelf)


# ----------------------------------------------------------------- briefing


def _briefing(shelf: EventShelf) -> Page:
    event = shelf.event
    path = briefing_path(event.id)
    comparisons = comparison_views(shelf, event.comparisons)
    editors = [view for view in comparisons if not view.proposed]
    links = (
        Link("Timeline", href(f"events/{event.id}/timeline.html")),
        Link("Accounts compared", href(f"events/{event.id}/accounts.html")),
        Link("Everything that was said", href(f"events/{event.id}/statements.html")),
    )
    when = date_view(event.when)
    summary = f"Briefing from {shelf.sources_line()}."
    view = BriefingView(
        frame=shelf.shelf.frame(
            path, event.title, summary, "Events", (Link("Events", "index.html"), shelf.link), event=event,
            downloads=event_downloads(event), json_ld=json_ld_report(shelf),
        ),
        when=when,
        when_marks=_when_marks(event),
        place=event.file.where,
        sources_line=shelf.sources_line(),
        facts=tuple(_facts_box(shelf)),
        facts_notes=shelf.basis_notes(event.basis) if event.basis else (),
        sections=(),
        happened=_happened(shelf),
        agreements=agreement_rows(shelf),
        commitments=tuple(shelf.commitment(commitment) for commitment in event.commitments),
        said=_shortened(_by_speaker(shelf, _said(event))),
        views=_shortened(_by_speaker(shelf, _views(event))),
        comparisons=tuple(editors or comparisons)[:_COMPARISONS_IN_BRIEF],
        comparisons_total=len(comparisons),
        figures=tuple(shelf.figure(figure) for figure in event.figures),
        unknowns=tuple(shelf.unknown(unknown) for unknown in event.unknowns),
        assumptions=shelf.assumptions(),
        sources=shelf.source_rows(),
        changes=tuple((date_view(change.date), change.says) for change in event.file.changes),
        links=links,
        proposed=_proposed(event),
    )  # fmt: skip
    return Page(path, "briefing.html", replace(view, sections=_sections(shelf, view)))


def _happened(shelf: EventShelf) -> tuple[Line, ...]:
    """Return what happened, in short: the editor's entries if there are any."""
    entries = [entry for entry in shelf.event.entries if entry.part in ("dated", "order")]
    own = [entry for entry in entries if entry.review != "proposed"]
    return tuple(shelf.entry(entry) for entry in (own or entries)[:_ENTRIES_IN_BRIEF])


def _when_marks(event: Event) -> tuple[Mark, ...]:
    return (Mark("assumed", "date not stated in any source; assumed by the editor"),) if event.is_date_assumed else ()


def _facts_box(shelf: EventShelf) -> Iterator[tuple[str, str]]:
    event = shelf.event
    people = [actor for actor in _people_first(shelf) if actor]
    yield "Who", ", ".join(people) or NOT_STATED
    yield "Where", event.file.where or NOT_STATED
    yield "When", date_view(event.when).words + (" (assumed)" if _when_marks(event) else "")
    yield "Format", event.file.formality or (label(event.file.kind) if event.file.kind else NOT_STATED)
    yield "Outcome", _outcome(event)


def _people_first(shelf: EventShelf) -> list[str]:
    """Return the people who are named most, as the facts box shows them."""
    found = [
        (-appearance.mentions, shelf.shelf.actors[appearance.actor].name)
        for appearance in shelf.event.appearances
        if shelf.shelf.actors[appearance.actor].kind == "person"
    ]
    return [name for _, name in sorted(found)[:2]]


def _outcome(event: Event) -> str:
    batches = [a for a in event.agreements if a.part_of is None]
    if not batches:
        return NOT_STATED
    own = [a for a in batches if a.review != "proposed"]
    shown = own or batches
    counted = "; ".join(f"{a.title} ({STATUSES[a.status]}{'' if own else ', machine-read'})" for a in shown[:4])
    return counted + (f"; and {count_of(len(shown) - 4, 'more record')}" if len(shown) > 4 else "")


def _sections(shelf: EventShelf, view: BriefingView) -> tuple[BriefingSection, ...]:
    """Join the editor's sections with the parts that the facts fill.

    A section whose id is that of a part opens that part; any other stays
    where the editor put it, after the part before it.
    """
    notes = Notes(shelf)
    parts = dict(_PARTS)
    opened: dict[str, list[BriefingSection]] = {name: [] for name, _ in _PARTS}
    last = "bottom-line"
    for section in shelf.event.sections:
        if section.id in parts or not section.id:
            last = section.id or "bottom-line"
            before = opened[last].pop(0) if opened[last] and opened[last][0].part == last else None
            prose = (*(before.prose if before else ()), *notes.prose(section))
            opened[last].insert(0, BriefingSection(last, section.heading or parts[last], last, prose))
        else:
            opened[last].append(BriefingSection(section.id, section.heading, "prose", notes.prose(section)))
    found = []
    for name, heading in _PARTS:
        own = opened[name]
        if not any(section.part == name for section in own) and _has(view, name):
            own.insert(0, BriefingSection(name, heading, name, ()))
        found += own
    return tuple(found)


def _has(view: BriefingView, part: str) -> bool:
    """Say whether the facts fill a part; what is not known is always said."""
    filled = {
        "happened": view.happened, "agreed": view.agreements or view.commitments, "said": view.said,
        "compared": view.comparisons, "figures": view.figures, "views": view.views, "unknown": view.unknowns,
        "assumptions": view.assumptions, "sources": view.sources, "changes": view.changes,
    }  # fmt: skip
    return bool(filled.get(part))


def _proposed(event: Event) -> int:
    facts = (*event.entries, *event.agreements, *event.statements, *event.figures)
    return sum(fact.review == "proposed" for fact in facts)


def _by_speaker(shelf: EventShelf, statements: Iterable[Statement]) -> tuple[Group, ...]:
    """Group statements by who says them: quotations first, nobody last."""
    by_speaker: dict[str | None, list[Statement]] = {}
    for statement in statements:
        shown = statement.speaker if statement.speaker in shelf.shelf.shown_actors else None
        by_speaker.setdefault(shown, []).append(statement)
    order = {"quotation": 0, "reported": 1, "judgement": 2, "call": 3}
    groups = []
    for speaker, said in sorted(by_speaker.items(), key=lambda item: (item[0] is None, -len(item[1]), item[0] or "")):
        lines = tuple(shelf.statement(s) for s in sorted(said, key=lambda s: (s.review == "proposed", order[s.form])))
        link = shelf.shelf.actor_link(speaker) if speaker else None
        groups.append(Group(link.label if link else "No speaker named", f"by-{speaker or 'nobody'}", link, lines))
    return tuple(groups)


def _said(event: Event) -> list[Statement]:
    return [statement for statement in event.statements if statement.form in ("quotation", "reported")]


def _views(event: Event) -> list[Statement]:
    return [statement for statement in event.statements if statement.form in ("judgement", "call")]


def _shortened(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Keep what a briefing can hold of each speaker; the rest has a page of its own."""
    return tuple(replace(group, lines=group.lines[:_IN_BRIEF], more=max(0, len(group.lines) - _IN_BRIEF)) for group in groups)


def _statements(shelf: EventShelf) -> Page:
    event = shelf.event
    path = f"events/{event.id}/statements.html"
    crumbs = (Link("Events", "index.html"), shelf.link, Link("What was said", href(path)))
    summary = "Everything that the sources quote or report, by who says it; judgements and calls apart."
    frame = shelf.shelf.frame(path, f"What was said: {event.title}", summary, "Events", crumbs, event=event)
    view = StatementsView(frame, shelf.link, _by_speaker(shelf, _said(event)), _by_speaker(shelf, _views(event)))
    return Page(path, "statements.html", view)


# ----------------------------------------------------------------- timeline


def timeline_pages(shelf: EventShelf) -> Iterator[Page]:
    """Yield the timeline of one event."""
    event = shelf.event
    for path, part, pages in paged(f"events/{event.id}/timeline.html", len(event.entries)):
        crumbs = (Link("Events", "index.html"), shelf.link, Link("Timeline", href(path)))
        frame = shelf.shelf.frame(
            path, f"Timeline: {event.title}", "What happened, in order, with the words that date it.", "Events", crumbs,
            event=event, downloads=event_downloads(event, timeline=True),
        )  # fmt: skip
        lines = [(entry.part, shelf.entry(entry)) for entry in event.entries[part]]
        yield Page(path, "timeline.html", TimelineView(frame, shelf.link, timeline_parts(lines), shelf.assumptions(), pages))


def timeline_parts(lines: Iterable[tuple[str, Line]]) -> tuple[Group, ...]:
    """Group lines into the parts of a timeline."""
    by_part: dict[str, list[Line]] = {}
    for part, line in lines:
        by_part.setdefault(part, []).append(line)
    return tuple(Group(heading, name, None, tuple(by_part[name])) for name, heading in PARTS if name in by_part)


# ----------------------------------------------------------------- accounts


def _accounts(shelf: EventShelf) -> Page:
    event = shelf.event
    path = f"events/{event.id}/accounts.html"
    crumbs = (Link("Events", "index.html"), shelf.link, Link("Accounts compared", href(path)))
    summary = f"Where {count_of(len(event.accounts), 'account')} of the same event agree and differ, question by question."
    frame = shelf.shelf.frame(path, f"Accounts compared: {event.title}", summary, "Events", crumbs, event=event)
    unknowns = tuple(shelf.unknown(unknown) for unknown in event.unknowns)
    view = AccountsView(frame, shelf.link, shelf.source_rows(), comparison_views(shelf, event.comparisons), unknowns)
    return Page(path, "accounts.html", view)


def comparison_views(shelf: EventShelf, comparisons: Iterable[Comparison]) -> tuple[ComparisonView, ...]:
    """Return comparisons, the editor's first, those of most weight first."""
    ordered = sorted(comparisons, key=lambda c: (c.review == "proposed", WEIGHT.index(c.kind)))
    return tuple(_comparison(shelf, comparison) for comparison in ordered)


def _comparison(shelf: EventShelf, comparison: Comparison) -> ComparisonView:
    cells = tuple(
        CellView(
            shelf.source_link(cell.source), SOURCE_KINDS[shelf.accounts[cell.source].kind], cell.says, shelf.notes(cell.passages),
            not cell.passages and shelf.awaits(cell.source, comparison.review),
        )
        for cell in comparison.cells
    )
    return ComparisonView(
        anchor=f"compare-{comparison.id}",
        question=comparison.question,
        verdict=VERDICTS[comparison.kind],
        differs=comparison.kind not in ("agree", "only_one"),
        cells=cells,
        note=comparison.note,
        proposed=comparison.review == "proposed",
    )
