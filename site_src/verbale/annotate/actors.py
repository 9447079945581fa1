"""Find who acts: people, states, bodies, companies, voices without a name.

Names are runs of capitals.  A run is a person's if a title stands before it
("South Korean President Lee Jae Myung") or a verb of speech beside it; a
state's if the maintained lists know it; a body's or company's by its words
("Ministry of …", "the company PharmaResearch").  All spellings of one name
are one actor: case, hyphens and spaces do not count.  A later mention by
one part of the name ("Lee", "President Xi") is the person's too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from verbale.annotate.places import Named, places
from verbale.annotate.text import Reading
from verbale.model import FoundActor, Passage
from verbale.text import name_key, slug

_CAP = r"(?:(?:[A-Z]\.){2,}|[A-Z]\.(?= [A-Z])|[A-Z][\w]*(?:(?:-|'(?!s\b))[A-Za-z]\w*)*)"
_PARTICLE = r"(?:bin|ibn|van|von|der|den|de|da|do|dos|del|della|la|al|el|ul)"
_RUN = re.compile(rf"\b(?!US\$){_CAP}(?: (?:{_PARTICLE} ){{0,2}}{_CAP})*")
_OF = re.compile(rf" (?:of|for|on)(?: the)? {_CAP}(?: {_CAP})*(?: and {_CAP})?")
_OF_THE = re.compile(r" (?:of|for|on)(?: the)? ")
_WORD = re.compile(r"\S+")
_FIRST_WORD = re.compile(r"[^'\s]+")


@dataclass
class _Run:
    """One run of capitals: its words and where it stands in the document."""

    start: int
    end: int
    text: str


@dataclass
class _Person:
    """One person while the document is read."""

    name: str
    state: str | None = None
    role: Passage | None = None
    mentions: list[Passage] = field(default_factory=list)


def find_actors(reading: Reading) -> tuple[FoundActor, ...]:
    """Return the actors of a document, in the order in which they appear."""
    runs = list(_runs(reading))
    people = _People(reading)
    rest = [run for run in runs if not people.take_full_name(run)]
    known = places(reading.shape.language)
    others: dict[str, _Person] = {}
    kinds: dict[str, str] = {}
    for run in rest:
        if people.take_later_mention(run):
            continue
        kind, name, state = _classify(reading, run, known)
        if kind:
            actor = others.setdefault(name_key(name), _Person(name, state))
            actor.mentions.append(reading.passage(run.start, run.end))
            kinds.setdefault(name_key(name), kind)
    for voice in _collective(reading):
        actor = others.setdefault("voice " + voice.exact.casefold(), _Person(voice.exact.lower()))
        actor.mentions.append(voice)
        kinds["voice " + voice.exact.casefold()] = "collective"
    found = [_found(actor, kinds[key]) for key, actor in others.items()]
    found += [_found(person, "person") for person in people.all.values()]
    return tuple(sorted(found, key=lambda actor: (actor.mentions[0].start, actor.id)))


def _found(actor: _Person, kind: str) -> FoundActor:
    mentions = tuple(sorted(actor.mentions, key=lambda passage: passage.start))
    return FoundActor(slug(actor.name), actor.name, kind, actor.state, actor.role, mentions)


def _runs(reading: Reading) -> Iterator[_Run]:
    """Yield the runs of capitals, without the word that only opens a sentence.

    Long names of states are runs of their own, whatever stands in them:
    "Democratic People's Republic of Korea" holds no "Republic of Korea".
    """
    lists = reading.words.get("actors", {})
    not_names, bodies = frozenset(lists.get("not_names", ())), frozenset(lists.get("bodies", ()))
    long_names = _long_names(reading.shape.language)
    for sentence in reading.sentences:
        at = sentence.start
        while match := _RUN.search(reading.folded, at, sentence.end):
            start, end = match.start(), match.end()
            for word in _WORD.finditer(reading.folded, start, end):
                if state := _long_name(reading.folded, word.start(), long_names):
                    if word.start() > start:
                        yield from _trimmed(reading, start, word.start() - 1, not_names)
                    start, end = word.start(), word.start() + len(state)
                    break
            else:
                end = _with_of(reading.folded, start, end, sentence.end, bodies, long_names)
            yield from _trimmed(reading, start, end, not_names)
            at = end


def _trimmed(reading: Reading, start: int, end: int, not_names: frozenset[str]) -> Iterator[_Run]:
    text = reading.folded[start:end]
    while (first := text.split(" ", 1))[0] in not_names or _is_participle(reading, start, first):
        if len(first) == 1:
            return
        start += len(first[0]) + 1
        text = first[1]
    if text:
        yield _Run(start, end, text)


def _is_participle(reading: Reading, start: int, words: list[str]) -> bool:
    """Say whether a run opens its sentence with a participle: "Describing Xi", but not "Beijing Daily" or "Boeing Co."."""
    opens = reading.folded[max(0, start - 3) : start].rstrip(" \"'")[-1:] in ("", ".", "!", "?", "\n", ":")
    if not opens or len(words) == 1 or not re.fullmatch(r"[A-Z][a-z]{3,}ing", words[0]) or words[0] in places(reading.shape.language):
        return False
    lists = reading.words.get("actors", {})
    return words[1].split(" ")[0] not in (*lists.get("companies", ()), *lists.get("bodies", ()))


def _with_of(folded: str, start: int, end: int, limit: int, bodies: frozenset[str], long_names: dict[str, list[str]]) -> int:
    """Return where the name of a body ends: "Ministry of Foreign Affairs"."""
    if bodies.isdisjoint(folded[start:end].split(" ")):
        return end
    of = _OF_THE.match(folded, end, limit)
    if of and (state := _long_name(folded, of.end(), long_names)):
        return of.end() + len(state)
    more = _OF.match(folded, end, limit)
    return more.end() if more else end


@cache
def _long_names(language: str) -> dict[str, list[str]]:
    """Return the names of states that hold more than capitals, by first word, longest first."""
    found: dict[str, list[str]] = {}
    for name, place in places(language).items():
        if place.what == "state" and re.search(r"[a-z'] ?\b(?:of|and|the)\b|'", name):
            found.setdefault(re.split(r"['\s]", name, maxsplit=1)[0], []).append(name)
    return {word: sorted(names, key=len, reverse=True) for word, names in found.items()}


def _long_name(folded: str, at: int, long_names: dict[str, list[str]]) -> str | None:
    first = _FIRST_WORD.match(folded, at)
    names = long_names.get(first[0], ()) if first else ()
    return next((name for name in names if folded.startswith(name, at) and not folded[at + len(name) : at + len(name) + 1].isalnum()), None)


class _People:
    """The people of one document, by every key that names them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.all: dict[str, _Person] = {}
        self.by_part: dict[str, _Person] = {}
        # Parts that two people share name nobody: "Kim" of two Kims.
        self.shared: set[str] = set()
        lists = reading.words.get("actors", {})
        self.titles = _titles(reading.shape.language)
        self.verbs = frozenset(reading.words["speech"]["verbs"])
        self.not_people = frozenset(lists.get("bodies", ())) | frozenset(lists.get("companies", ()))
        self.places = places(reading.shape.language)

    def take_full_name(self, run: _Run) -> bool:
        """Take the run if it names a person in full, by title or by speech."""
        state, title_start, name_start = self._before_name(run)
        name = run.text[name_start:]
        parts = name.split(" ")
        titled = title_start is not None
        if not name or (len(parts) == 1 and not titled) or not self._may_be_person(name):
            return False
        known = self.all.get(name_key(name))
        if known is None and not (titled or self._beside_speech(run)):
            return False
        if len(parts) == 1:
            return self._take_titled_part(run, name_start, parts[0])
        person = known or self.all.setdefault(name_key(name), _Person(name))
        self._mention(person, run.start + name_start, run.end)
        for part in (parts[0], parts[-1]):
            if self.by_part.setdefault(part, person) is not person:
                self.shared.add(part)
        if title_start is not None and name_start > 0 and person.role is None:
            person.state = person.state or (state.state if state else None)
            person.role = self.reading.passage(run.start + (0 if state else title_start), run.start + name_start - 1)
        return True

    def take_later_mention(self, run: _Run) -> bool:
        """Take the run if it is a known person, by the full name or a part of it."""
        _, _, name_start = self._before_name(run)
        name = run.text[name_start:]
        person = self.all.get(name_key(name)) or (None if name in self.shared else self.by_part.get(name))
        place = self.places.get(name)
        # Whoever has been named before wins over a capital: "Lima said" of Ana Lima.
        if person is None or (place is not None and place.what != "capital"):
            return False
        self._mention(person, run.start + name_start, run.end)
        return True

    def _take_titled_part(self, run: _Run, name_start: int, part: str) -> bool:
        # "President Lee" before "Lee Jae Myung" has been read: the full name
        # later in the text claims it, else the part alone is all we know.
        person = self.by_part.get(part) or self._named_later(part) or self.all.setdefault(name_key(part), _Person(part))
        self.by_part.setdefault(part, person)
        self._mention(person, run.start + name_start, run.end)
        return True

    def _named_later(self, part: str) -> _Person | None:
        for run in _runs(self.reading):
            _, title_start, name_start = self._before_name(run)
            name = run.text[name_start:]
            parts = name.split(" ")
            if (title_start is not None or self._beside_speech(run)) and len(parts) > 1 and part in (parts[0], parts[-1]) and self._may_be_person(name):
                return self.all.setdefault(name_key(name), _Person(name))
        return None

    def _mention(self, person: _Person, start: int, end: int) -> None:
        person.mentions.append(self.reading.passage(start, end))

    def _before_name(self, run: _Run) -> tuple[Named | None, int | None, int]:
        """Return the state, where the title starts if there is one, and the name."""
        words = run.text.split(" ")
        state, at = None, 0
        for count in (4, 3, 2, 1):
            place = self.places.get(" ".join(words[:count])) if count < len(words) else None
            if place:
                state, at = place, count
                break
        title_at = at
        while at < len(words) - 1:
            count = next((n for n in (3, 2, 1) if at + n < len(words) and " ".join(words[at : at + n]) in self.titles), 0)
            if not count:
                break
            at += count
        if at == title_at:
            before = self.reading.folded[max(0, run.start - 40) : run.start]
            if _title_before(before, self.titles):
                return state, 0, 0
            return (state, None, sum(len(w) + 1 for w in words[:at])) if state else (None, None, 0)
        offset = sum(len(word) + 1 for word in words[:title_at])
        return state, offset, sum(len(word) + 1 for word in words[:at])

    def _may_be_person(self, name: str) -> bool:
        parts = name.split(" ")
        return (
            len(parts) <= 5
            and name not in self.places
            and self.not_people.isdisjoint(parts)
            and not any(part.isupper() and len(part) > 1 and "." not in part for part in parts)
        )

    def _beside_speech(self, run: _Run) -> bool:
        """Say whether a verb of speech follows ("X said") or stands before ("said X")."""
        folded = self.reading.folded
        after = re.match(r"(?:'s)?(?:, [^,.\"]{1,60},)? (?:also |then |later |has |had )?(\w+)", folded[run.end : run.end + 90])
        before = re.search(r"(\w+) $", folded[max(0, run.start - 20) : run.start])
        return bool((after and after[1] in self.verbs) or (before and before[1] in self.verbs and before[1].endswith(("said", "told", "added"))))


def _title_before(before: str, titles: frozenset[str]) -> bool:
    # "Secretary of State Marco Rubio": the title holds a small word, so that
    # it is a run of its own.
    words = before.rstrip(" ").split(" ")
    return before.endswith(" ") and any(" of " in f" {t} " and before.endswith(t + " ") for t in titles if words[-1] in t)


@cache
def _titles(language: str) -> frozenset[str]:
    from verbale.words import load

    return frozenset(load(language).get("actors", {}).get("titles", ()))


def _classify(reading: Reading, run: _Run, known: dict[str, Named]) -> tuple[str | None, str, str | None]:
    """Return kind, name and state of a run that is no person's; kind None: no actor."""
    lists = reading.words.get("actors", {})
    words = run.text.split(" ")
    if place := known.get(run.text):
        # "Chinese" alone is an adjective, "Beijing" the city or its government.
        if place.what == "people" or (place.what == "capital" and _is_location(reading, run)):
            return None, run.text, None
        return "state", place.name, place.state
    if not frozenset(lists.get("companies", ())).isdisjoint(words[1:]):
        return "company", run.text, None
    if not frozenset(lists.get("bodies", ())).isdisjoint(words):
        return "body", run.text, None
    before = re.search(r"([\w-]+) $", reading.folded[max(0, run.start - 24) : run.start])
    if before and before[1] in lists.get("company_before", ()):
        return "company", run.text, None
    return None, run.text, None


def _is_location(reading: Reading, run: _Run) -> bool:
    """Say whether a capital is the city: "in Beijing", "visit to Seoul"."""
    before = reading.folded[max(0, run.start - 12) : run.start]
    after = reading.folded[run.end : run.end + 12]
    return bool(re.search(r"\b(?:in|from|near|at|around|outside|leave|left|visit|visited|[Tt]o) $", before)) or bool(
        re.match(r" (?:visit|trip|talks|summit|on |,)", after)
    )


def _collective(reading: Reading) -> Iterator[Passage]:
    """Yield voices without a name: "officials", "Chinese officials", "Observers"."""
    lists = reading.words.get("actors", {})
    pattern = _collective_pattern(tuple(lists.get("collective", ())))
    if pattern is None:
        return
    known = places(reading.shape.language)
    for sentence in reading.sentences:
        for match in pattern.finditer(reading.folded, sentence.start, sentence.end):
            start = match.start()
            before = reading.folded[max(sentence.start, start - 30) : start].rstrip()
            for count in (2, 1):
                people = " ".join(before.split(" ")[-count:])
                if people in known and known[people].what == "people":
                    start -= len(people) + 1
                    break
            yield reading.passage(start, match.end())


@cache
def _collective_pattern(voices: tuple[str, ...]) -> re.Pattern[str] | None:
    if not voices:
        return None
    by_length = sorted(voices, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(voice) for voice in by_length) + r")\b", re.IGNORECASE)
