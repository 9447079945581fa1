"""What the editor's files may hold: site.yaml, actors.yaml, event.yaml, side files.

Each record is one mapping of a file, each field one key; the words in
`Annotated` are shown by editors' tools, since the JSON Schemas are made
from these classes.  A record knows its `place` in its file, so that a
problem found much later can still show the line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from verbale.edtf import When
from verbale.problems import Place

SourceKind = Literal[
    "news", "wire", "analysis", "opinion", "explainer", "interview", "fact_check", "readout",
    "official_document", "press_release", "transcript", "dataset", "advertiser", "satire", "unknown",
]  # fmt: skip
EventKind = Literal[
    "summit", "visit", "meeting", "phone_call", "multilateral_meeting", "speech", "press_conference",
    "forum", "ceremony", "signing", "ratification", "entry_into_force", "announcement", "statement",
    "negotiation_round", "gesture", "external_event", "historical_reference", "aspiration",
]  # fmt: skip
InstrumentType = Literal[
    "treaty", "agreement", "convention", "protocol", "charter", "declaration", "joint_statement",
    "exchange_of_notes", "mou", "arrangement", "agency_arrangement", "agreed_minutes", "modus_vivendi",
    "letter_of_intent", "action_plan", "contract", "cooperation_document", "unspecified",
]  # fmt: skip
Status = Literal[
    "reported", "announced", "under_negotiation", "initialled", "signed", "ratified_by_some",
    "provisionally_applied", "in_force", "suspended", "terminated", "expired", "superseded",
    "not_concluded", "unknown",
]  # fmt: skip
ActionKind = Literal[
    "signature", "definitive_signature", "initialling", "adoption", "ratification", "acceptance",
    "approval", "accession", "succession", "notification", "exchange_of_instruments", "deposit",
    "provisional_application", "entry_into_force", "reservation", "declaration", "objection",
    "withdrawal_of_reservation", "amendment", "suspension", "denunciation", "withdrawal", "termination",
]  # fmt: skip
Difference = Literal[
    "agree", "differ_value", "differ_period", "differ_scope", "differ_wording", "differ_attribution",
    "differ_name", "revision", "contradict", "only_one",
]  # fmt: skip
Capacity = Literal["state", "government", "ministry", "agency", "company", "other"]
Laterality = Literal["bilateral", "multilateral", "unilateral", "company", "mixed"]
ActorKind = Literal["person", "state", "body", "company", "collective"]
# The pages' own words are English as yet.
Language = Literal["en"]


def is_web_address(text: str) -> bool:
    """Say whether `text` is an address of the web: `javascript:` is none."""
    return text.startswith(("https://", "http://")) and text.isprintable() and " " not in text and len(text) > 10


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of something described elsewhere, and where it is named."""

    id: str
    place: Place

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Cite:
    """Words of a source, as the editor typed them."""

    source: Ref
    words: str
    place: Place


Cites = tuple[Cite, ...]
Refs = tuple[Ref, ...]

_Id = Annotated[Ref, "a short name of your choice, unique in this event; part of addresses, so never change it"]
_Cite = Annotated[Cites, "source: exact words that it rests on; each passage stands there once"]
_Because = Annotated[str | None, "why, where no source says it; shown as the editor's"]
_Assumes = Annotated[Refs, "ids of the assumptions that it hangs on"]
_Who = Annotated[Refs, "ids of actors"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole site (site.yaml)."""

    place: Place
    title: Annotated[str | None, "name of the site"] = None
    description: Annotated[str | None, "what the site is, in one line"] = None
    base_url: Annotated[str | None, "address that the site will have, for links in feeds and the sitemap"] = None
    language: Annotated[Language, "language of the site's own words"] = "en"
    publisher: Annotated[str | None, "who publishes the site, as it is to be cited"] = None


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """One person, state, body or company (an entry of actors.yaml)."""

    place: Place
    id: Annotated[Ref, "the key of the entry"]
    name: Annotated[str, "the name that the site uses, in the order in which its bearer uses it"]
    kind: Annotated[ActorKind, "what it is"]
    state: Annotated[Ref | None, "id of the state it belongs to"] = None
    spellings: Annotated[tuple[str, ...], "every other way in which a source may write it"] = ()
    native: Annotated[tuple[tuple[str, str], ...], "the name in other scripts, by language tag"] = ()
    note: Annotated[str | None, "a line of the editor's, shown as such"] = None


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What is known of one document, beyond its words."""

    place: Place
    key: Annotated[str | None, "a short key for citations"] = None
    title: Annotated[str | None, "its title, where the text does not show it"] = None
    short: Annotated[str | None, "a short name for notes, such as its publisher"] = None
    kind: Annotated[SourceKind | None, "what kind of source it is"] = None
    kind_cite: Annotated[Cites, "the words that show of what kind it is"] = ()
    because: Annotated[str | None, "why it is of that kind"] = None
    publisher: Annotated[str | None, "who published it"] = None
    author: Annotated[str | None, "who wrote it"] = None
    published: Annotated[When | None, "the day it was published"] = None
    anchor: Annotated[When | None, "the day that its relative dates count from, where its own date is not known"] = None
    assumes: Annotated[Refs, "ids of the assumptions that the anchor hangs on"] = ()
    url: Annotated[str | None, "its address at the publisher"] = None
    language: Annotated[str | None, "its language, as a BCP 47 tag"] = None
    rights: Annotated[
        Literal["full_text", "passages"] | None, "full_text: the whole text may be published; else passages only"
    ] = None
    rights_note: Annotated[str | None, "the line to be printed about rights"] = None
    origin: Annotated[Ref | None, "the source of this event that it reprints; both count as one"] = None
    encoding: Annotated[str | None, "the encoding of the file, where it is not UTF-8"] = None
    note: Annotated[str | None, "a line of the editor's, shown with the source"] = None


@dataclass(frozen=True, slots=True)
class AssumptionRecord:
    """What the editor takes to be so though no source says it."""

    place: Place
    id: Annotated[Ref, "the key of the entry"]
    says: Annotated[str, "what is assumed, in one sentence"]
    because: Annotated[str, "why"]
    date: Annotated[When | None, "the date that is assumed"] = None


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """One line of the timeline."""

    place: Place
    id: _Id
    says: Annotated[str, "what happened, in one sentence"]
    kind: Annotated[EventKind, "what kind of happening it is"]
    date: Annotated[When | None, "when, as an EDTF date"] = None
    part: Annotated[
        Literal["dated", "order", "undated", "past", "future"] | None,
        "where it belongs: dated, known only by order, undated, a look back, a look forward",
    ] = None
    dated_by: Annotated[Cites, "the words that date it"] = ()
    where: Annotated[str | None, "the place, as the source names it"] = None
    actors: _Who = ()
    cite: _Cite = ()
    because: _Because = None
    assumes: _Assumes = ()


@dataclass(frozen=True, slots=True)
class PartyRecord:
    """Who an instrument is between."""

    place: Place
    name: Annotated[str | None, "who it is, where the source gives no name"] = None
    actor: Annotated[Ref | None, "id of the actor"] = None
    capacity: Annotated[Capacity, "in what capacity"] = "other"


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """What one party did with an instrument."""

    place: Place
    party: Annotated[str, "who did it"]
    action: Annotated[ActionKind, "what was done"]
    taken_on: Annotated[When | None, "when"] = None
    effective_on: Annotated[When | None, "from when it counts"] = None
    cite: _Cite = ()
    assumes: _Assumes = ()


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """One instrument, or one batch that the sources only count."""

    place: Place
    id: _Id
    title: Annotated[str, "what the register calls it"]
    type: Annotated[InstrumentType, "its class; the title decides no legal effect"]
    count: Annotated[int | None, "how many instruments it is; more than one for a batch"] = None
    words: Annotated[Cites, "what each source calls it"] = ()
    laterality: Annotated[Laterality | None, "between whom"] = None
    parties: Annotated[tuple[PartyRecord, ...], "who it is between"] = ()
    signatories: Annotated[Refs, "ids of the persons who signed, where a source says so"] = ()
    witnesses: Annotated[Refs, "ids of the persons who witnessed the signing"] = ()
    concluded: Annotated[When | None, "when it was concluded"] = None
    concluded_at: Annotated[str | None, "where it was concluded"] = None
    actions: Annotated[tuple[ActionRecord, ...], "what each party did"] = ()
    status: Annotated[Status, "as the words of a source say; never from the type"] = "unknown"
    status_cite: Annotated[Cites, "the words that say so"] = ()
    binding: Annotated[Literal["yes", "no", "unknown"], "whether it binds, where a source says so"] = "unknown"
    subjects: Annotated[tuple[tuple[str, Cites], ...], "subject: the words that name it"] = ()
    purpose: Annotated[Cites, "what it is for"] = ()
    follow_up: Annotated[Cites, "what is promised to follow"] = ()
    part_of: Annotated[Ref | None, "id of the batch that it belongs to"] = None
    part_of_certainty: Annotated[
        Literal["stated", "implied", "probable"] | None, "how sure it is that it belongs there"
    ] = None
    note: Annotated[str | None, "a line of the editor's"] = None
    cite: _Cite = ()
    because: _Because = None
    assumes: _Assumes = ()


@dataclass(frozen=True, slots=True)
class CommitmentRecord:
    """A pledge, hope or call that is no agreement."""

    place: Place
    id: _Id
    says: Annotated[str, "what is pledged, in one sentence"]
    kind: Annotated[Literal["pledge", "hope", "call", "plan"], "how firm it is"] = "pledge"
    by: _Who = ()
    cite: _Cite = ()
    because: _Because = None
    assumes: _Assumes = ()


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """A number that a source gives."""

    place: Place
    id: _Id
    measure: Annotated[str, "what is measured"]
    value: Annotated[str, "the number, in digits"]
    unit: Annotated[str, "ISO 4217 currency, % or the noun counted"]
    bound: Annotated[Literal["about", "over", "under"] | None, "how exact the number is"] = None
    period: Annotated[str | None, "the period it covers"] = None
    scope: Annotated[str | None, "what is in it and what not"] = None
    by: Annotated[Ref | None, "id of the actor who says so, where the source names one"] = None
    cite: _Cite = ()
    because: _Because = None
    assumes: _Assumes = ()


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """What somebody says."""

    place: Place
    id: _Id
    by: Annotated[Ref | None, "id of the actor who says it; none where no source names one"] = None
    form: Annotated[
        Literal["quotation", "reported", "judgement", "call"],
        "quoted words, reported speech, a judgement, a call for action",
    ] = "reported"
    says: Annotated[str | None, "in one sentence, what is said; without it the cited words stand alone"] = None
    verb: Annotated[str | None, "the verb of speech that the source uses"] = None
    occasion: Annotated[str | None, "where it was said"] = None
    cite: _Cite = ()
    because: _Because = None
    assumes: _Assumes = ()


@dataclass(frozen=True, slots=True)
class ComparisonRecord:
    """One question put to every account."""

    place: Place
    id: _Id
    question: Annotated[str, "what is compared"]
    kind: Annotated[Difference, "how the accounts stand to each other"]
    says: Annotated[tuple[tuple[str, str], ...], "source: what it says, in the editor's words"] = ()
    cite: _Cite = ()
    note: Annotated[str | None, "what the reader must know to read the row rightly"] = None


@dataclass(frozen=True, slots=True)
class UnknownRecord:
    """A question that no source answers."""

    place: Place
    id: _Id
    question: Annotated[str, "what is not known"]
    note: Annotated[str | None, "what the sources do say about it"] = None
    cite: _Cite = ()


@dataclass(frozen=True, slots=True)
class FixRecord:
    """What the machine read wrongly, put right."""

    place: Place
    id: Annotated[Ref, "the id of the finding"]
    because: Annotated[str, "why"]
    speaker: Annotated[Ref | None, "quotation: id of the actor who says it"] = None
    date: Annotated[When | None, "date: what it means"] = None
    value: Annotated[str | None, "figure: the number"] = None
    unit: Annotated[str | None, "figure: the unit"] = None
    type: Annotated[InstrumentType | None, "agreement: its class"] = None
    count: Annotated[int | None, "agreement: how many"] = None
    status: Annotated[Status | None, "agreement: its status"] = None


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """A change of the published page."""

    place: Place
    date: Annotated[When, "the day of the change"]
    says: Annotated[str, "what was changed"]


@dataclass(frozen=True, slots=True)
class EventFile:
    """One event (event.yaml)."""

    place: Place
    title: Annotated[str | None, "the title of the briefing"] = None
    kind: Annotated[EventKind | None, "what kind of event it is"] = None
    date: Annotated[When | None, "when it took place"] = None
    where: Annotated[str | None, "the place, as the sources name it"] = None
    cite: Annotated[Cites, "the words that say what, when and where"] = ()
    because: Annotated[str | None, "why it is dated so, where no source says it"] = None
    assumes: _Assumes = ()
    as_of: Annotated[When | None, "the day up to which the facts were known to the editor"] = None
    formality: Annotated[str | None, "the format of the meeting, as the sources describe it"] = None
    sources: Annotated[tuple[tuple[Ref, SourceRecord], ...], "document: what is known of it"] = ()
    assumptions: Annotated[tuple[AssumptionRecord, ...], "id: what is assumed, and why"] = ()
    entries: Annotated[tuple[EntryRecord, ...], "lines of the timeline"] = ()
    agreements: Annotated[tuple[AgreementRecord, ...], "instruments and batches of them"] = ()
    commitments: Annotated[tuple[CommitmentRecord, ...], "pledges, hopes and calls"] = ()
    statements: Annotated[tuple[StatementRecord, ...], "what was said, by whom"] = ()
    figures: Annotated[tuple[FigureRecord, ...], "numbers"] = ()
    comparisons: Annotated[tuple[ComparisonRecord, ...], "questions put to every account"] = ()
    unknown: Annotated[tuple[UnknownRecord, ...], "what no source says"] = ()
    fix: Annotated[tuple[FixRecord, ...], "finding id: what is right instead"] = ()
    drop: Annotated[tuple[tuple[Ref, str], ...], "finding id: why it is not a finding"] = ()
    confirm: Annotated[Refs, "ids of findings that are right"] = ()
    changes: Annotated[tuple[ChangeRecord, ...], "what was changed on the page, newest first"] = ()


# ------------------------------------------------------------------- prose


@dataclass(frozen=True, slots=True)
class ProseCite:
    """One reference in the text: words of a source, a reason, or an assumption."""

    cites: Cites
    because: str | None
    assumes: Ref | None


@dataclass(frozen=True, slots=True)
class ProseBlock:
    """One paragraph or list item; `pieces` are safe HTML and references."""

    tag: Literal["p", "li", "ol", "h3", "blockquote"]
    pieces: tuple[str | ProseCite, ...]


@dataclass(frozen=True, slots=True)
class ProseSection:
    """What stands under one heading of briefing.md; none before the first."""

    id: str
    heading: str
    blocks: tuple[ProseBlock, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """The editor's text (briefing.md)."""

    title: str | None
    sections: tuple[ProseSection, ...]
