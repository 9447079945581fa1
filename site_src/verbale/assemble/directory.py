"""Say who is who: one id for all spellings of one actor.

actors.yaml comes first: whoever is described there is matched by every
spelling listed.  Everybody else is who the documents name: one actor for
all spellings that differ only in case, hyphens, spaces and accents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from verbale.editor import ActorRecord
from verbale.model import Actor, Appearance, Findings, FoundActor
from verbale.text import name_key, short_hash


class Directory:
    """Everybody who acts, across all events."""

    def __init__(self, records: tuple[ActorRecord, ...], findings: Iterable[Findings]) -> None:
        self._by_key: dict[str, str] = {}
        self._actors: dict[str, Actor] = {}
        for record in records:
            state = str(record.state) if record.state else None
            self._actors[record.id.id] = Actor(record.id.id, record.name, record.kind, state, record)
            for name in (record.name, *record.spellings, *(native for _, native in record.native)):
                self._by_key.setdefault(name_key(name), record.id.id)
        for found in findings:
            for actor in found.actors:
                self._add(actor)

    def _add(self, found: FoundActor) -> None:
        key = name_key(found.name)
        if key in self._by_key:
            return
        # Two names may be cut to one id; then the second has its digest too.
        identity = found.id if found.id and found.id not in self._actors else f"{found.id or 'actor'}-{short_hash(key)}"
        self._actors[identity] = Actor(identity, found.name, found.kind, found.state, None)
        self._by_key[key] = identity

    def __contains__(self, identity: str) -> bool:
        return identity in self._actors

    def ids(self) -> list[str]:
        """Return every id, for suggestions."""
        return list(self._actors)

    def of(self, found: FoundActor) -> str:
        """Return the id of an actor that a document names."""
        return self._by_key[name_key(found.name)]

    def named(self, name: str | None) -> str | None:
        """Return the id of whoever bears a name, None if nobody does."""
        return self._by_key.get(name_key(name)) if name else None

    def actors(self) -> tuple[Actor, ...]:
        """Return everybody, by name."""
        found = (
            actor if actor.record or actor.state is None else replace(actor, state=self._by_key.get(name_key(actor.state), actor.state))
            for actor in self._actors.values()
        )
        return tuple(sorted(found, key=lambda actor: (actor.name.casefold(), actor.id)))

    def name(self, identity: str) -> str:
        """Return the name that the site uses."""
        return self._actors[identity].name


def appearances(directory: Directory, findings: Iterable[Findings], dropped: Iterable[str]) -> tuple[Appearance, ...]:
    """Return how each actor appears in the documents of one event.

    `dropped` are ids of findings that the editor set aside.
    """
    dropped = frozenset(dropped)
    spellings: dict[str, dict[str, list[str]]] = {}
    roles: dict[str, list] = {}
    mentions: dict[str, int] = {}
    for found in findings:
        for actor in found.actors:
            if actor_finding_id(actor) in dropped:
                continue
            identity = directory.of(actor)
            mentions[identity] = mentions.get(identity, 0) + len(actor.mentions)
            if actor.role:
                roles.setdefault(identity, []).append(actor.role)
            for mention in actor.mentions:
                documents = spellings.setdefault(identity, {}).setdefault(mention.exact, [])
                if found.document not in documents:
                    documents.append(found.document)
    return tuple(
        Appearance(
            identity,
            tuple((words, tuple(documents)) for words, documents in spellings.get(identity, {}).items()),
            tuple(roles.get(identity, ())),
            count,
        )
        for identity, count in sorted(mentions.items())
    )


def actor_finding_id(actor: FoundActor) -> str:
    """Return the id by which an editor may set aside an actor that is none."""
    return f"actor-{actor.id}"



