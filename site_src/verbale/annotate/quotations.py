"""Find quotations and who says them.

Words between quotation marks, the marks left out: curly, straight, angle
and East Asian.  A quotation left open at the end of a paragraph goes on in
the next if that begins with a mark of its own.  Marks that never close are
no quotation.  A quotation inside another is part of it.

The speaker is named beside a verb of speech in the same sentence: before
("Lee said, …"), after ("…," said Lee) or in the middle; a participle in
front belongs to the subject that follows ("Describing Xi as a …, he
emphasized").  A pronoun stands for the person spoken of last.  Where no
verb of speech stands in the sentence nobody is named: then none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from verbale.annotate.text import Reading
from verbale.model import FoundActor, Passage, Quotation, Sentence
from verbale.words import load

_PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』"}
_STRAIGHT = '"'
_SINGLE = re.compile(r"(?:^|(?<=[\s(—–-]))[‘](?=\w)(?P<words>[^‘\n]{2,400}?)’(?=[\s.,;:!?)—–-]|$)")

Span = tuple[int, int]


def find_quotations(reading: Reading, actors: tuple[FoundActor, ...]) -> tuple[Quotation, ...]:
    """Return the quotations of a document in reading order, none nested."""
    quoted = _quoted(reading)
    voices = _Voices(reading, actors, quoted)
    found = []
    for start, end in quoted:
        passage = reading.passage(start, end)
        speech = voices.of(start, end)
        found.append(
            Quotation(
                reading.id("quotation", passage),
                passage,
                speech.speaker if speech else None,
                speech.words if speech else None,
                speech.verb if speech else None,
            )
        )
    return tuple(found)


def _quoted(reading: Reading) -> list[Span]:
    """Return what stands between marks, in order."""
    text = reading.document.text
    found: list[Span] = []
    open_mark: str | None = None
    opened = 0
    for start, end in _paragraph_spans(reading):
        # A mark that was never closed does not reach into the next paragraph,
        # unless that opens with a mark again.
        if open_mark and text[start] not in _PAIRS and text[start] != _STRAIGHT:
            open_mark = None
        for match in _marks().finditer(text, start, end):
            mark = match[0]
            if open_mark is None:
                if mark in _PAIRS or mark == _STRAIGHT:
                    open_mark, opened = mark, match.end()
            elif mark in _PAIRS.get(open_mark, _STRAIGHT):
                if match.start() == start and mark == _STRAIGHT:
                    continue  # the mark that opens a paragraph of a long quotation
                if text[opened : match.start()].strip():
                    found.append((opened, match.start()))
                open_mark = None
        if open_mark == _STRAIGHT and not _continues(reading, end):
            open_mark = None
    found += [m.span("words") for m in _SINGLE.finditer(text) if not _inside(found, m.start())]
    return sorted(found)


def _continues(reading: Reading, end: int) -> bool:
    rest = reading.document.text[end : end + 20].lstrip()
    return rest[:1] == _STRAIGHT


@cache
def _marks() -> re.Pattern[str]:
    marks = {*_PAIRS, *"".join(_PAIRS.values()), _STRAIGHT}
    return re.compile("[" + "".join(sorted(marks)) + "]")


def _inside(spans: list[Span], at: int) -> bool:
    number = bisect_right(spans, (at, 1 << 60))
    return number > 0 and spans[number - 1][0] <= at < spans[number - 1][1]


def _paragraph_spans(reading: Reading) -> Iterator[Span]:
    current: tuple[int, int, int] | None = None
    for sentence in reading.sentences:
        if current and current[0] == sentence.paragraph:
            current = (sentence.paragraph, current[1], sentence.end)
            continue
        if current:
            yield current[1], current[2]
        current = (sentence.paragraph, sentence.start, sentence.end)
    if current:
        yield current[1], current[2]


@dataclass(frozen=True)
class _Speech:
    """Somebody beside a verb of speech."""

    start: int
    end: int
    speaker: str | None
    words: Passage
    verb: Passage


class _Voices:
    """Who speaks where in one document."""

    def __init__(self, reading: Reading, actors: tuple[FoundActor, ...], quoted: list[Span]) -> None:
        self.reading = reading
        self.quoted = quoted
        self.mentions = sorted(
            ((mention.start, mention.end, actor) for actor in actors for mention in actor.mentions),
            key=lambda found: (found[0], -found[1]),
        )
        self.starts = [start for start, _, _ in self.mentions]
        self.by_sentence: dict[int, tuple[_Speech, ...]] = {}
        self.sentence_starts = [sentence.start for sentence in reading.sentences]

    def of(self, start: int, end: int) -> _Speech | None:
        """Return who says the words between two offsets, None if nobody is named."""
        number = bisect_right(self.sentence_starts, start) - 1
        sentence = self.reading.sentences[number]
        last = self.reading.sentences[max(number, bisect_right(self.sentence_starts, end - 1) - 1)]
        speeches = [s for s in self._speeches(sentence) if not start <= s.start < end]
        if last is not sentence:
            speeches += [s for s in self._speeches(last) if s.start >= end]
        elif not speeches and number + 1 < len(self.reading.sentences):
            speeches = self._next_sentence(number + 1, end)
        return _nearest(self.reading.folded, speeches, start, end)

    def _next_sentence(self, number: int, end: int) -> list[_Speech]:
        # '"We agreed." Lee said.': the quotation ends the sentence before.
        following = self.reading.sentences[number]
        between = self.reading.folded[end : following.start]
        if '"' not in between or following.start - end > 3:
            return []
        return [speech for speech in self._speeches(following) if speech.start - following.start < 40][:1]

    def _speeches(self, sentence: Sentence) -> tuple[_Speech, ...]:
        if sentence.start not in self.by_sentence:
            self.by_sentence[sentence.start] = tuple(self._find(sentence))
        return self.by_sentence[sentence.start]

    def _find(self, sentence: Sentence) -> Iterator[_Speech]:
        """Yield each subject with its verb of speech in a sentence."""
        folded = self.reading.folded
        subjects = list(self._subjects(sentence))
        for verb in _verb_pattern(self.reading.shape.language).finditer(folded, sentence.start, sentence.end):
            if not (subject := self._subject_of(subjects, verb, sentence)):
                continue
            start, end, actor = subject
            yield _Speech(
                min(start, verb.start()),
                max(end, verb.end()),
                actor.name if actor else None,
                self.reading.passage(start, end),
                self.reading.passage(*verb.span()),
            )

    def _subject_of(
        self, subjects: list[tuple[int, int, FoundActor | None]], verb: re.Match[str], sentence: Sentence
    ) -> tuple[int, int, FoundActor | None] | None:
        folded = self.reading.folded
        at = bisect_right(subjects, verb.start(), key=lambda subject: subject[0])
        before = subjects[: min(at, 1)] + subjects[max(1, at - 4) : at]
        after = subjects[at : at + 4]
        follows_subject = before and _is_subject(folded[before[-1][1] : verb.start()])
        if follows_subject:
            return before[-1]
        if after and verb[0] in self.reading.words["speech"].get("inverts", ()) and _INVERTED.fullmatch(folded[verb.end() : after[0][0]]):
            return after[0]
        if verb[0].endswith("ing") and folded[sentence.start : verb.start()].strip(' "') == "":
            # "Describing Xi as a …, he emphasized": the main clause has the subject.
            comma = [s for s in after if re.search(r",[\"']? (?:the |[\w.-]+ ){0,4}$", folded[verb.end() : s[0]])]
            return comma[0] if comma else None
        if verb[0].endswith("ing") and before and re.fullmatch(r"[^,\"]*,[\"']? ", folded[before[-1][1] : verb.start()]):
            return before[0]
        # "Lee recalled that …, and urged": the subject of the verb before.
        joined = re.search(r"\b(?:and|but)(?: also| then)? $", folded[sentence.start : verb.start()])
        return before[0] if joined and before else None

    def _subjects(self, sentence: Sentence) -> Iterator[tuple[int, int, FoundActor | None]]:
        """Yield who is named in a sentence: by name, pronoun or title."""
        found: list[tuple[int, int, FoundActor | None]] = []
        first = bisect_right(self.starts, sentence.start - 1)
        for start, end, actor in islice(self.mentions, first, None):
            if start >= sentence.end:
                break
            # Who is named inside a quotation is spoken of, not speaking.
            if (not found or start >= found[-1][1]) and not _inside(self.quoted, start):
                found.append((start, end, actor))
        for match in _later_pattern(self.reading.shape.language).finditer(self.reading.folded, sentence.start, sentence.end):
            overlaps = any(start < match.end() and match.start() < end for start, end, _ in found)
            if not overlaps and not _inside(self.quoted, match.start()):
                found.append((match.start(), match.end(), self._spoken_of(match.start(), sentence)))
        yield from sorted(found, key=lambda subject: subject[0])

    def _spoken_of(self, before: int, sentence: Sentence) -> FoundActor | None:
        """Return who a pronoun stands for: the subject of the sentence before.

        That is the first person named there; failing that, the person named
        last before the pronoun.
        """
        number = bisect_right(self.sentence_starts, sentence.start) - 1
        own = self._people_between(sentence.start, before)
        for previous in reversed(self.reading.sentences[max(0, number - 3) : number]):
            people = self._people_between(previous.start, previous.end)
            if people:
                return people[0]
        return own[-1] if own else None

    def _people_between(self, start: int, end: int) -> list[FoundActor]:
        first = bisect_right(self.starts, start - 1)
        people = []
        owners = []
        for begin, stop, actor in islice(self.mentions, first, None):
            if begin >= end:
                break
            if actor.kind == "person" and not _of_somebody(self.reading.shape.language).match(self.reading.folded, stop):
                # "Lee's visit": he who is spoken of may be Lee, if nobody else is.
                (owners if self.reading.folded.startswith("'s", stop) else people).append(actor)
        return people or owners




_INVERTED = re.compile(r" (?:the |an? )?(?:[\w.'-]+ ){0,6}")


def _is_subject(between: str) -> bool:
    """Say whether what stands between a name and a verb lets the name be its subject."""
    return bool(
        re.fullmatch(
            r"(?:'s)?(?:, [^,\"]{1,80},)? (?:(?:has|have|had|also|then|later|again|further|once|both|was|were|equally|that) ){0,3}(?:\w+ly )?",
            between,
        )
    )


def _nearest(folded: str, speeches: list[_Speech], start: int, end: int) -> _Speech | None:
    """Choose among several: what follows the closing mark, else what stands before."""
    after = [s for s in speeches if s.start >= end]
    before = [s for s in speeches if s.end <= start + 1]
    if after and re.fullmatch(r"[,.?!]?\"? {0,2}", folded[end : after[0].start]):
        return after[0]
    if before:
        return before[-1]
    return after[0] if after else None


@cache
def _verb_pattern(language: str) -> re.Pattern[str]:
    verbs = load(language)["speech"]["verbs"]
    edge = r"\b" if language == "en" else ""
    return re.compile(edge + "(?:" + "|".join(sorted(map(re.escape, verbs), key=len, reverse=True)) + ")" + edge, re.IGNORECASE)


@cache
def _of_somebody(language: str) -> re.Pattern[str]:
    words = load(language).get("actors", {}).get("of_somebody", ())
    return re.compile(r"'s (?:\w+ )?(?:" + "|".join(words) + r")\b") if words else re.compile(r"(?!)")


@cache
def _later_pattern(language: str) -> re.Pattern[str]:
    lists = load(language).get("actors", {})
    words = [*lists.get("pronouns", ()), *lists.get("later_mentions", ())]
    if not words:
        return re.compile(r"(?!)")
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")\b", re.IGNORECASE)
