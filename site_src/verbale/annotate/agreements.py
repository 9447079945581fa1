"""Find instruments and batches of them, as the text names them.

"15 signed agreements", "nine memorandums of understanding", "signed a deal
with".  A number makes a batch, never rows; batches are never added up.
The class is that of the words.  The status is that of the verb: "announced"
stays announced even where a later sentence says "signed" of a part.  An
instrument that nobody signs, announces or plans is a mention, not a finding.
"""

from __future__ import annotations

import re
from functools import cache

from verbale.annotate.text import Reading
from verbale.model import FoundActor, FoundAgreement, Passage, Sentence
from verbale.text import Spans
from verbale.words import load


def find_agreements(reading: Reading, actors: tuple[FoundActor, ...]) -> tuple[FoundAgreement, ...]:
    """Return the instruments of a document in reading order."""
    if "counters" in reading.words["instruments"]:
        return _east(reading)
    pattern = _pattern(reading.shape.language)
    named = Spans((m.start, m.end, (m.start, actor)) for actor in actors if actor.kind in ("state", "company") for m in actor.mentions)
    found = []
    for sentence in reading.sentences:
        if sentence.role == "footer" or reading.folded.endswith("?", sentence.start, sentence.end):
            continue  # a question announces nothing
        for match in pattern.finditer(reading.folded, sentence.start, sentence.end):
            status, shown_by = _status(reading, sentence, match)
            count = _count(reading, match)
            if status is None and count is None:
                continue
            passage = reading.passage(*match.span())
            kind = reading.words["instruments"]["nouns"][re.sub(r"\s+", " ", match["noun"].lower())]
            parties = _parties(sentence, named)
            identity = reading.id("agreement", passage)
            found.append(FoundAgreement(identity, passage, kind, count, parties, status or "reported", shown_by))
    return tuple(found)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Compile "[number] [up to four words] noun", or "a deal", "the treaty"."""
    words = load(language)
    nouns = "|".join(sorted((re.escape(noun) for noun in words["instruments"]["nouns"]), key=len, reverse=True))
    spelled = "|".join(word for word in words["time"]["numbers"] if word not in ("a", "an"))
    between = r"(?:(?!(?:of|the|and|to|in|on|for|with|by|from|their|its|his|her)\b)[\w-]+ ){0,4}?"
    batch = rf"(?P<number>\d{{1,4}}|(?:{spelled})) (?:other |more |new |separate )?{between}"
    return re.compile(rf"\b(?:{batch}|(?:an?|the|this|another|these|those) {between})(?P<noun>{nouns})\b", re.IGNORECASE)


def _count(reading: Reading, match: re.Match[str]) -> int | None:
    number = match["number"]
    if number is None:
        article = match[0].split(" ", 1)[0].lower()
        return 1 if article in ("a", "an", "another") else None
    return int(number) if number.isdigit() else reading.words["time"]["numbers"][number.lower()]


def _status(reading: Reading, sentence: Sentence, match: re.Match[str]) -> tuple[str | None, Passage | None]:
    """Return the status that the nearest verb of the sentence gives, and the verb."""
    nearest: tuple[int, str, Passage] | None = None
    start, end = max(sentence.start, match.start() - _REACH - 20), min(sentence.end, match.end() + _REACH)
    for verb in _verbs(reading.shape.language).finditer(reading.folded, start, end):
        inside = match.start() <= verb.start() < match.end()
        distance = 0 if inside else abs(verb.start() - match.start())
        if verb.start() >= match.end():
            distance += 20  # "announced nine memorandums … signed later": what comes first counts more
        if nearest is None or distance < nearest[0]:
            negated = _negated(reading.shape.language).search(reading.folded, max(sentence.start, verb.start() - 24), verb.start())
            status = "not_concluded" if negated else _verb_status(reading, verb[0].lower())
            nearest = (distance, status, reading.passage(*verb.span()))
    return (nearest[1], nearest[2]) if nearest and nearest[0] <= _REACH else (None, None)


# How far from an instrument the verb that says its status may stand.
_REACH = 120


@cache
def _negated(language: str) -> re.Pattern[str]:
    """Compile what denies the verb after it: "did not sign", "was never signed"."""
    words = "|".join(re.escape(word) for word in load(language)["instruments"]["negated"])
    return re.compile(rf"(?<![a-z])(?:{words})(?: \w+){{0,2}} $|n't (?:\w+ )?$")


def _verb_status(reading: Reading, verb: str) -> str:
    lists = reading.words["instruments"]
    if verb in lists["in_force"]:
        return "in_force"
    if verb in lists["signed"]:
        return "signed"
    return "announced" if verb in lists["announced"] else "under_negotiation"


@cache
def _verbs(language: str) -> re.Pattern[str]:
    lists = load(language)["instruments"]
    verbs = [verb for kind in ("signed", "announced", "planned", "in_force") for verb in lists[kind]]
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, verbs), key=len, reverse=True)) + r")\b", re.IGNORECASE)


def _parties(sentence: Sentence, named: Spans[tuple[int, FoundActor]]) -> tuple[str, ...]:
    """Return the two companies, or the two states, that the sentence names.

    Of three or one nobody can tell who is party to what; then none.
    """
    found = sorted(((start, actor) for start, actor in named.meeting(sentence.start, sentence.end)), key=lambda pair: pair[0])
    for kind in ("company", "state"):
        names = tuple(dict.fromkeys(actor.name for _, actor in found if actor.kind == kind))
        if names:
            return names if len(names) == 2 else ()
    return ()


@cache
def _east_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile "32건의 양해각서", "양해각서 32건", "15份合作文件", and the verbs."""
    lists = load(language)["instruments"]
    noun, counter = "|".join(lists["nouns"]), "|".join(lists["counters"])
    batch = rf"(?P<before>\d{{1,4}}) ?(?:{counter})(?:의 ?)?(?P<noun>{noun})"
    alone = rf"(?P<alone>{noun})(?:\([A-Z]{{2,5}}\))?(?: ?(?P<after>\d{{1,4}}) ?(?:{counter}))?"
    return re.compile(f"{batch}|{alone}"), re.compile("|".join(lists["signed"]))


def _denied(reading: Reading, sentence: Sentence, verb: re.Match[str]) -> bool:
    """Say whether what stands around a verb denies it: "체결하지 않았다", "没有签署"."""
    lists = reading.words["instruments"]
    before = reading.folded[max(sentence.start, verb.start() - 4) : verb.start()]
    after = reading.folded[verb.end() : min(sentence.end, verb.end() + 8)]
    return any(word in before for word in lists.get("negated_before", ())) or any(word in after for word in lists.get("negated_after", ()))


def _east(reading: Reading) -> tuple[FoundAgreement, ...]:
    """Read Korean and Chinese, where the number stands with a counter."""
    pattern, verb = _east_patterns(reading.shape.language)
    found = []
    for sentence in reading.sentences:
        signed = verb.search(reading.folded, sentence.start, sentence.end)
        for match in pattern.finditer(reading.folded, sentence.start, sentence.end):
            number = match["before"] or match["after"]
            if not (signed or number):
                continue
            passage = reading.passage(*match.span())
            shown_by = reading.passage(*signed.span()) if signed else None
            kind = reading.words["instruments"]["nouns"][match["noun"] or match["alone"]]
            status = ("not_concluded" if _denied(reading, sentence, signed) else "signed") if signed else "reported"
            identity = reading.id("agreement", passage)
            found.append(FoundAgreement(identity, passage, kind, int(number) if number else None, (), status, shown_by))
    return tuple(found)
