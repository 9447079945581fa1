"""The site's own words for the vocabularies: kinds, statuses, verdicts."""

from __future__ import annotations

from decimal import Decimal

from verbale.edtf import When, words
from verbale.pages.views import DateView

NOT_STATED = "not stated"

SOURCE_KINDS = {
    "news": "news article", "wire": "news service", "analysis": "analysis", "opinion": "opinion",
    "explainer": "explainer", "interview": "interview", "fact_check": "fact check", "readout": "readout",
    "official_document": "official document", "press_release": "press release", "transcript": "transcript",
    "dataset": "dataset", "advertiser": "advertiser content", "satire": "satire", "unknown": "kind not known",
}  # fmt: skip
# Sources whose own sentences are no reports of fact.
OPINIONS = frozenset({"opinion", "analysis", "advertiser", "satire"})

INSTRUMENTS = {
    "treaty": "treaty", "agreement": "agreement", "convention": "convention", "protocol": "protocol",
    "charter": "charter", "declaration": "declaration", "joint_statement": "joint statement",
    "exchange_of_notes": "exchange of notes", "mou": "memorandum of understanding", "arrangement": "arrangement",
    "agency_arrangement": "inter-agency arrangement", "agreed_minutes": "agreed minutes",
    "modus_vivendi": "modus vivendi", "letter_of_intent": "letter of intent", "action_plan": "action plan",
    "contract": "contract", "cooperation_document": "cooperation document", "unspecified": "instrument, class not settled",
}  # fmt: skip
_PLURALS = {
    "treaty": "treaties", "mou": "memorandums of understanding", "exchange_of_notes": "exchanges of notes",
    "agreed_minutes": "agreed minutes", "modus_vivendi": "modus vivendi", "letter_of_intent": "letters of intent",
    "unspecified": "instruments, class not settled",
}  # fmt: skip

STATUSES = {
    "reported": "reported", "announced": "announced", "under_negotiation": "planned or under negotiation",
    "initialled": "initialled", "signed": "signed", "ratified_by_some": "ratified by some",
    "provisionally_applied": "provisionally applied", "in_force": "in force", "suspended": "suspended",
    "terminated": "terminated", "expired": "expired", "superseded": "superseded", "not_concluded": "not concluded",
    "unknown": "status not stated",
}  # fmt: skip

VERDICTS = {
    "agree": "agree", "differ_value": "differ: value", "differ_period": "differ: period", "differ_scope": "differ: scope",
    "differ_wording": "differ: wording", "differ_attribution": "differ: who said it", "differ_name": "differ: spelling",
    "revision": "later account revises", "contradict": "contradict each other", "only_one": "one source only",
}  # fmt: skip
# In which order a reader should see them.
WEIGHT = ("contradict", "differ_value", "differ_scope", "differ_period", "differ_attribution", "revision", "differ_wording", "only_one", "agree", "differ_name")

FORMS = {"quotation": "quoted", "reported": "reported", "judgement": "judgement", "call": "call for action"}
COMMITMENTS = {"pledge": "pledge", "hope": "hope", "call": "call", "plan": "plan"}
LATERALITY = {"bilateral": "between two states", "multilateral": "between several states", "unilateral": "by one side", "company": "between companies", "mixed": "between states and others"}
CERTAINTY = {"stated": "as the source states", "implied": "as the source implies", "probable": "probably; no source says so"}
BOUNDS = {"about": "about ", "over": "more than ", "under": "up to "}
ACTOR_KINDS = (
    ("person", "People"), ("state", "States"), ("body", "Bodies and organisations"), ("company", "Companies"),
    ("collective", "Voices without a name"),
)  # fmt: skip
PARTS = (
    ("dated", "Dated"), ("order", "Known only by order"), ("undated", "Undated"), ("past", "Looked back to"),
    ("future", "Hoped for or planned"),
)  # fmt: skip


def label(word: str) -> str:
    """Return a word of a vocabulary as a reader writes it."""
    return word.replace("_", " ")


def instruments(kind: str, count: int | None) -> str:
    """Return a class of instruments, in the plural for more than one."""
    if count == 1:
        return INSTRUMENTS[kind]
    return _PLURALS.get(kind, INSTRUMENTS[kind] + "s")


def date_view(when: When | None) -> DateView:
    """Return a date as a page shows it."""
    if when is None:
        return DateView(words(None), None, None)
    plain = when.is_certain and "/" not in when.edtf and not _is_season(when.edtf)
    return DateView(words(when), when.edtf, when.edtf if plain else None)


def _is_season(edtf: str) -> bool:
    return len(edtf) == 7 and edtf[5:].isdigit() and int(edtf[5:]) > 12


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 source", "3 sources"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def number(value: str) -> str:
    """Return a decimal number with its scale in words: "299 billion"."""
    amount = Decimal(value)
    for size, word in ((12, "trillion"), (9, "billion"), (6, "million")):
        scale = Decimal(10) ** size
        if abs(amount) >= scale:
            return f"{(amount / scale).normalize():f} {word}"
    return f"{amount:,f}"


def amount(value: str, unit: str, bound: str | None) -> str:
    """Return a figure as a reader writes it: "about USD 299 billion", "more than 200 countries"."""
    prefix = BOUNDS.get(bound or "", "")
    if unit == "%":
        return f"{prefix}{number(value)}%"
    if len(unit) == 3 and unit.isupper():
        return f"{prefix}{unit} {number(value)}"
    return f"{prefix}{number(value)} {unit}"
