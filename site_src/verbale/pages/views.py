"""What each kind of page may show: its view, the only thing its template sees.

A page is rendered again when its view changes, and only then; so a view
holds words and addresses, never a whole event.  Addresses (`href`) are from
the root of the site; a template puts `frame.root` before them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads somewhere."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a fact can be relied on: `kind` for the style, `label` in words."""

    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class DateView:
    """A date in words, with its EDTF string and, for a certain one, the HTML `datetime`."""

    words: str
    edtf: str | None
    datetime: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """One piece of evidence: the exact words, where they stand, and in what kind of source.

    For an assumption `words` is None and `because` the editor's reason.
    `number` and `anchor` are set where a sentence of prose refers to it.
    """

    source: Link | None
    kind: str | None
    words: str | None
    href: str
    language: str | None
    because: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the navigation; `current`: the page, or the part of the site, shown."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page."""

    path: str
    root: str
    site: str
    title: str
    summary: str
    language: str
    nav: tuple[NavItem, ...]
    breadcrumbs: tuple[Link, ...]
    as_of: DateView | None
    changed: DateView | None
    downloads: tuple[Link, ...]
    cite_as: str | None
    canonical: str | None
    json_ld: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One fact in a list: a line of a timeline, a statement, a figure, a commitment.

    `quoted` tells exact words of a source from words of the editor's;
    `details` are (label, words) pairs.
    """

    anchor: str | None
    says: str
    quoted: bool
    language: str | None
    when: DateView | None
    kind: str | None
    who: tuple[Link, ...]
    details: tuple[tuple[str, str], ...]
    marks: tuple[Mark, ...]
    notes: tuple[Note, ...]
    proposed: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading; `more` stand on another page."""

    heading: str
    anchor: str
    link: Link | None
    lines: tuple[Line, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of prose: safe HTML, or the numbers of the notes that follow it."""

    html: str
    notes: tuple[int, ...]
    glued: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the editor's prose with the notes that stand beside it."""

    tag: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One record of the register in a table."""

    link: Link
    count: str
    type: str
    parties: str
    concluded: DateView
    status: str
    named: str
    event: Link
    marks: tuple[Mark, ...]
    notes: tuple[Note, ...]
    proposed: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """What one account says to one question.

    Without notes it says nothing ("not stated"), unless the editor has
    not compared it yet (`awaits`).
    """

    source: Link
    kind: str
    says: str | None
    notes: tuple[Note, ...]
    awaits: bool


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """One question put to every account, with the verdict in words."""

    anchor: str
    question: str
    verdict: str
    differs: bool
    cells: tuple[CellView, ...]
    note: str | None
    proposed: bool


@dataclass(frozen=True, slots=True)
class AssumptionView:
    """What the editor assumes, why, and how many facts hang on it."""

    anchor: str
    says: str
    because: str
    rests: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source in a list."""

    link: Link
    kind: str
    author: str
    publisher: str
    published: str
    used: str
    proposed_kind: bool


@dataclass(frozen=True, slots=True)
class BriefingSection:
    """One part of a briefing: the editor's prose, then what the facts add.

    `part` names the block of the template that shows the facts.
    """

    anchor: str
    heading: str
    part: str
    prose: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class BriefingView:
    """A briefing: `facts` is the box of (label, words) with its notes."""

    frame: Frame
    when: DateView
    when_marks: tuple[Mark, ...]
    place: str | None
    sources_line: str
    facts: tuple[tuple[str, str], ...]
    facts_notes: tuple[Note, ...]
    sections: tuple[BriefingSection, ...]
    happened: tuple[Line, ...]
    agreements: tuple[AgreementRow, ...]
    commitments: tuple[Line, ...]
    said: tuple[Group, ...]
    views: tuple[Group, ...]
    comparisons: tuple[ComparisonView, ...]
    comparisons_total: int
    figures: tuple[Line, ...]
    unknowns: tuple[Line, ...]
    assumptions: tuple[AssumptionView, ...]
    sources: tuple[SourceRow, ...]
    changes: tuple[tuple[DateView, str], ...]
    links: tuple[Link, ...]
    proposed: int


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A timeline in parts: dated, known only by order, undated, looked back and forward to."""

    frame: Frame
    event: Link | None
    parts: tuple[Group, ...]
    assumptions: tuple[AssumptionView, ...]
    pages: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class AccountsView:
    """The accounts of one event, question by question, differences first."""

    frame: Frame
    event: Link
    sources: tuple[SourceRow, ...]
    comparisons: tuple[ComparisonView, ...]
    unknowns: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StatementsView:
    """Everything that was said in one event, by speaker; views apart from reports."""

    frame: Frame
    event: Link
    said: tuple[Group, ...]
    views: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The register of agreements; `sums` by kind, never across kinds."""

    frame: Frame
    rows: tuple[AgreementRow, ...]
    sums: tuple[tuple[str, str], ...]
    keys: tuple[tuple[str, str], ...]
    pages: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One row of an agreement's table of actions."""

    party: str
    action: str
    taken_on: DateView
    effective_on: DateView
    notes: tuple[Note, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class CalledRow:
    """What one source calls an agreement; no notes: it does not, or awaits the editor."""

    source: Link
    kind: str
    notes: tuple[Note, ...]
    awaits: bool


@dataclass(frozen=True, slots=True)
class AgreementView:
    """One agreement: what is known, from which words, and what is not."""

    frame: Frame
    row: AgreementRow
    class_note: str | None
    facts: tuple[tuple[str, str], ...]
    status_notes: tuple[Note, ...]
    called: tuple[CalledRow, ...]
    actions: tuple[ActionRow, ...]
    subjects: tuple[tuple[str, tuple[Note, ...]], ...]
    purpose: tuple[Note, ...]
    follow_up: tuple[Note, ...]
    batch: Link | None
    batch_certainty: str | None
    members: tuple[tuple[Link, str], ...]
    members_line: str | None
    not_known: tuple[str, ...]
    note: str | None
    assumptions: tuple[AssumptionView, ...]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor in the list of all."""

    link: Link
    state: str | None
    events: int
    mentions: int


@dataclass(frozen=True, slots=True)
class ActorsView:
    """Who is who, by kind."""

    frame: Frame
    groups: tuple[tuple[str, str, tuple[ActorRow, ...]], ...]
    pages: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class ActorEvent:
    """What one actor did, said and signed in one event."""

    event: Link
    did: tuple[Line, ...]
    said: tuple[Line, ...]
    agreements: tuple[AgreementRow, ...]
    commitments: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ActorView:
    """One person, state, body or company, in the sources' own words."""

    frame: Frame
    kind: str
    state: Link | None
    native: tuple[tuple[str, str], ...]
    note: str | None
    roles: tuple[Note, ...]
    spellings: tuple[tuple[str, tuple[Link, ...]], ...]
    events: tuple[ActorEvent, ...]
    members: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The documents, event by event."""

    frame: Frame
    groups: tuple[tuple[Link, tuple[SourceRow, ...]], ...]
    pages: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class CitedView:
    """A cited passage with a little context, and what rests on it."""

    anchor: str
    before: str
    words: str
    after: str
    uses: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a full text; `anchors` of the passages that it is part of."""

    text: str
    cited: bool


@dataclass(frozen=True, slots=True)
class SourceView:
    """One document: what it is and why, what rests on it, how much of it was used."""

    frame: Frame
    event: Link
    kind: str
    kind_notes: tuple[Note, ...]
    why: str | None
    proposed_kind: bool
    facts: tuple[tuple[str, str], ...]
    url: str | None
    note: str | None
    rights: str
    language: str | None
    cited: tuple[CitedView, ...]
    full_text: tuple[tuple[Stretch, ...], ...]
    accounting: tuple[tuple[str, int], ...]
    dropped: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event in the list of all."""

    link: Link
    when: DateView
    place: str | None
    kind: str | None
    line: str
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The first page: events, newest first, and what changed lately."""

    frame: Frame
    description: str
    events: tuple[EventRow, ...]
    changes: tuple[tuple[DateView, Link, str], ...]
    pages: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class PlainView:
    """A page of our own words: about, page not found."""

    frame: Frame
