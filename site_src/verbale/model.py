"""The values that pass between the stages.

Three families, in the order in which they come into being: what was
received (`Document`, `Passage`), what an annotator finds in one document
(`Findings` and their parts), and what the site states (`Site`, `Event` and
the facts).  All are frozen; sequences are tuples; unknown is None.
Offsets are 0-based code points of a document's text, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from verbale.editor import ActorRecord, EventFile, Prose, Settings, SourceRecord
from verbale.edtf import When
from verbale.problems import Place, Problem

# ---------------------------------------------------------------- received


@dataclass(frozen=True, slots=True)
class Passage:
    """An exact stretch of a document, `document` being its id."""

    document: str
    start: int
    end: int
    exact: str

    def overlaps(self, other: Passage) -> bool:
        """Say whether both share a character of the same document."""
        return self.document == other.document and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One source, character for character as received, so that offsets hold.

    `digest` is the SHA-256 of its bytes in hexadecimal.  `about` is what
    the editor knows of it; `place` where its file lies.
    """

    id: str
    event: str
    file: str
    text: str
    digest: str
    about: SourceRecord

    def passage(self, start: int, end: int) -> Passage:
        """Cut out a passage; the only way a passage comes into being."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no passage {start}:{end} in {self.id}")
        return Passage(self.id, start, end, self.text[start:end])

    @property
    def anchor(self) -> When | None:
        """Return the date that relative dates count from, None if unknown."""
        return self.about.published or self.about.anchor


@dataclass(frozen=True, slots=True)
class EventSeeds:
    """One folder of documents and what the editor wrote beside them."""

    id: str
    documents: tuple[Document, ...]
    file: EventFile
    prose: Prose | None
    folder: Place


@dataclass(frozen=True, slots=True)
class Seeds:
    """All that lies in `seeds/`."""

    settings: Settings
    actors: tuple[ActorRecord, ...]
    events: tuple[EventSeeds, ...]
    problems: tuple[Problem, ...]

    def documents(self) -> Iterator[Document]:
        """Yield every document, event by event."""
        for event in self.events:
            yield from event.documents


# ------------------------------------------------------------------- found

Role = Literal["title", "deck", "lead", "heading", "body", "footer"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `id` is stable: made from its words."""

    id: str
    start: int
    end: int
    role: Role
    paragraph: int


@dataclass(frozen=True, slots=True)
class Shape:
    """How a document is built.

    `kind` is the kind of source as far as the text shows it, with the
    passage that shows it in `kind_shown_by`.
    """

    title: Passage | None
    deck: Passage | None
    label: Passage | None
    footer: Passage | None
    kind: str
    kind_shown_by: Passage | None
    language: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that name a time.

    `type` and `timex` are those of TIMEX3; `when` is None where EDTF cannot
    say it or nothing tells from when to count.  `rule` says how it was
    resolved, `anchor` from which date.
    """

    id: str
    passage: Passage
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    timex: str | None
    when: When | None
    rule: str
    anchor: When | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, the marks left out.

    `speaker` is who says them, by the longest name the document gives;
    `speaker_words` the words that name the speaker in that place.
    """

    id: str
    passage: Passage
    speaker: str | None
    speaker_words: Passage | None
    verb: Passage | None


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A number with what it counts.

    `value` is a decimal number as a string; `unit` an ISO 4217 code, "%"
    or the noun counted; `bound` is about, over, under or None.
    """

    id: str
    passage: Passage
    value: str
    unit: str
    bound: str | None
    period: Passage | None


@dataclass(frozen=True, slots=True)
class FoundAgreement:
    """An instrument or a batch of them, as one place of the text names it."""

    id: str
    passage: Passage
    type: str
    count: int | None
    parties: tuple[str, ...]
    status: str
    status_shown_by: Passage | None


@dataclass(frozen=True, slots=True)
class FoundActor:
    """One actor of a document with every place that names it."""

    id: str
    name: str
    kind: str
    state: str | None
    role: Passage | None
    mentions: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was read in one document, each part in reading order."""

    document: str
    shape: Shape
    dates: tuple[Dated, ...]
    quotations: tuple[Quotation, ...]
    figures: tuple[FoundFigure, ...]
    agreements: tuple[FoundAgreement, ...]
    actors: tuple[FoundActor, ...]


# ------------------------------------------------------------------ stated

Review = Literal["editor", "confirmed", "corrected", "proposed"]
"""Who stands for a fact: the editor wrote, confirmed or corrected it, or
the machine only proposes it."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a fact rests on; never nothing.

    `because` is the editor's reason where no passage says it; `assumes`
    names the assumptions that it hangs on besides.
    """

    passages: tuple[Passage, ...]
    because: str | None = None
    assumes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.passages or self.because):
            raise ValueError("a fact needs a passage, or the editor's reason")

    @property
    def is_assumption(self) -> bool:
        """Say whether a part of it is only the editor's word."""
        return bool(self.assumes or not self.passages)


@dataclass(frozen=True, slots=True)
class Assumption:
    """What the editor takes to be so though no source says it."""

    id: str
    says: str
    because: str
    when: When | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated line of a timeline.

    `part` says where it belongs: dated; known only by order; undated; a
    look back; a look forward.  `dated_by` are the words that date it.
    """

    id: str
    says: str
    kind: str
    when: When | None
    part: str
    dated_by: tuple[Passage, ...]
    rule: str | None
    place: str | None
    actors: tuple[str, ...]
    basis: Basis
    review: Review


@dataclass(frozen=True, slots=True)
class Party:
    """Who an instrument is between; `actor` is None for a party not named."""

    name: str
    actor: str | None
    capacity: str
    named: bool


@dataclass(frozen=True, slots=True)
class Action:
    """What one party did with an instrument, and when."""

    party: str
    action: str
    taken_on: When | None
    effective_on: When | None
    passages: tuple[Passage, ...]
    assumes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One instrument, or one batch that the sources only count.

    Field names follow the United Nations Treaty Series where it has them.
    """

    id: str
    title: str
    count: int | None
    instrument_type: str
    words: tuple[Passage, ...]
    laterality: str | None
    parties: tuple[Party, ...]
    signatories: tuple[str, ...]
    witnesses: tuple[str, ...]
    concluded: When | None
    concluded_at: str | None
    actions: tuple[Action, ...]
    status: str
    status_basis: tuple[Passage, ...]
    binding: str
    subjects: tuple[tuple[str, Passage], ...]
    purpose: tuple[Passage, ...]
    follow_up: tuple[Passage, ...]
    members: tuple[str, ...]
    part_of: str | None
    part_of_certainty: str | None
    note: str | None
    basis: Basis
    review: Review


@dataclass(frozen=True, slots=True)
class Commitment:
    """A pledge, hope or call that is no agreement."""

    id: str
    says: str
    kind: str
    by: tuple[str, ...]
    basis: Basis
    review: Review


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a source gives."""

    id: str
    measure: str
    value: str
    unit: str
    bound: str | None
    period: str | None
    scope: str | None
    by: str | None
    basis: Basis
    review: Review


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says: quoted, reported, judged or called for."""

    id: str
    speaker: str | None
    form: str
    says: str | None
    verb: str | None
    occasion: str | None
    basis: Basis
    review: Review


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says to one question; no passage: it does not."""

    source: str
    says: str | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question put to every account."""

    id: str
    question: str
    kind: str
    cells: tuple[Cell, ...]
    note: str | None
    review: Review


@dataclass(frozen=True, slots=True)
class Unknown:
    """A question that no source answers."""

    id: str
    question: str
    note: str | None
    basis: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference in the editor's prose, with the passages it leads to."""

    passages: tuple[Passage, ...]
    because: str | None
    assumes: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list item of prose.

    `pieces` are safe HTML and, between, the citations.
    """

    tag: str
    pieces: tuple[str | Citation, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the briefing with its heading; `id` is its address."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One document as a source of the site."""

    document: Document
    findings: Findings
    kind: str
    kind_basis: tuple[Passage, ...]
    kind_because: str | None
    kind_review: Review
    cited: tuple[Cited, ...]
    dropped: tuple[Dropped, ...]
    sentences: tuple[tuple[str, str], ...]
    """(sentence id, what became of it: used, set aside, unread)."""


@dataclass(frozen=True, slots=True)
class Use:
    """A fact that rests on a passage: its kind, its id and what it says in short."""

    kind: str
    id: str
    says: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage of a document and everything that rests on it."""

    passage: Passage
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A finding that the editor set aside, with the reason."""

    id: str
    passage: Passage
    because: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """How one actor appears in one event.

    `spellings` are (words, document ids that use them).
    """

    actor: str
    spellings: tuple[tuple[str, tuple[str, ...]], ...]
    roles: tuple[Passage, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class Event:
    """All that the site states about one event."""

    id: str
    title: str
    basis: Basis | None
    file: EventFile
    accounts: tuple[Account, ...]
    assumptions: tuple[Assumption, ...]
    entries: tuple[Entry, ...]
    agreements: tuple[Agreement, ...]
    commitments: tuple[Commitment, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    comparisons: tuple[Comparison, ...]
    unknowns: tuple[Unknown, ...]
    sections: tuple[Section, ...]
    appearances: tuple[Appearance, ...]

    @property
    def when(self) -> When | None:
        """Return when it took place: the editor's word, else unknown."""
        return self.file.date

    @property
    def is_date_assumed(self) -> bool:
        """Say whether the date is only the editor's word."""
        return self.when is not None and bool(self.file.assumes or not self.file.cite)


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that acts, across all events."""

    id: str
    name: str
    kind: str
    state: str | None
    record: ActorRecord | None


@dataclass(frozen=True, slots=True)
class Site:
    """All that is published."""

    settings: Settings
    events: tuple[Event, ...]
    actors: tuple[Actor, ...]


# ------------------------------------------------------------------- pages


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site as a value.

    `path` is its address from the root.  `template` renders `view`, which
    is all that the page shows; a file that is data has a template name
    that ends in its format and a view of rows.
    """

    path: str
    template: str
    view: Any


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    `rendered` maps each page made to the reason why; `unchanged` counts
    the others; `removed` names the files that are gone.
    """

    rendered: dict[str, str]
    unchanged: int
    removed: tuple[str, ...]
    read: int
    documents: int
    events: int
    problems: tuple[Problem, ...]
