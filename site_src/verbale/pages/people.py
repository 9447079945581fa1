"""Actors: the list of all, one page for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from verbale.model import Actor, Appearance, Page
from verbale.pages.labels import ACTOR_KINDS
from verbale.pages.register import agreement_row
from verbale.pages.shelf import EventShelf, Shelf, actor_path, href, paged
from verbale.pages.views import ActorEvent, ActorRow, ActorsView, ActorView, Line, Link

# A great power appears in every event: its page names the latest of them in
# full and leaves the others to their briefings.
_EVENTS_IN_FULL = 20
_KIND_WORDS = {"person": "Person", "state": "State", "body": "Body", "company": "Company", "collective": "Voice without a name"}


def actor_pages(shelf: Shelf, events: list[EventShelf]) -> Iterator[Page]:
    """Yield the page of everybody who appears, and the list of all."""
    by_actor: dict[str, list[tuple[EventShelf, Appearance]]] = {}
    for event in events:
        for appearance in event.event.appearances:
            by_actor.setdefault(appearance.actor, []).append((event, appearance))
    members: dict[str, list[Link]] = {}
    shown = [actor for actor in shelf.site.actors if actor.id in shelf.shown_actors]
    for actor in shown:
        if actor.state and actor.state in shelf.actors:
            members.setdefault(actor.state, []).append(shelf.actor_link(actor.id))
    involved = {event.event.id: _Involved(event) for event in events}
    for actor in shown:
        yield _actor(shelf, actor, by_actor.get(actor.id, []), tuple(members.get(actor.id, ())), involved)
    yield from _list(shelf, shown, by_actor)


class _Involved:
    """The facts of one event by actor, looked up once for all actor pages."""

    def __init__(self, shelf: EventShelf) -> None:
        self.shelf = shelf
        event = shelf.event
        self.entries: dict[str, list] = {}
        self.statements: dict[str, list] = {}
        self.agreements: dict[str, list] = {}
        self.commitments: dict[str, list] = {}
        for entry in event.entries:
            self._add(self.entries, entry.actors, entry)
        for statement in event.statements:
            self._add(self.statements, (statement.speaker,), statement)
        for agreement in event.agreements:
            actors = (*(party.actor for party in agreement.parties), *agreement.signatories, *agreement.witnesses)
            self._add(self.agreements, actors, agreement)
        for commitment in event.commitments:
            self._add(self.commitments, commitment.by, commitment)

    @staticmethod
    def _add(index: dict[str, list], actors: tuple[str | None, ...], fact: object) -> None:
        for actor in dict.fromkeys(actors):
            if actor:
                index.setdefault(actor, []).append(fact)

    def of(self, actor: str) -> ActorEvent:
        """Return what one actor did, said and signed."""
        shelf = self.shelf
        return ActorEvent(
            event=shelf.link,
            did=_without_anchors(shelf.entry(entry) for entry in self.entries.get(actor, ())),
            said=_without_anchors(shelf.statement(statement) for statement in self.statements.get(actor, ())),
            agreements=tuple(agreement_row(shelf, agreement) for agreement in self.agreements.get(actor, ())),
            commitments=_without_anchors(shelf.commitment(commitment) for commitment in self.commitments.get(actor, ())),
        )


def _without_anchors(lines: Iterable[Line]) -> tuple[Line, ...]:
    # Two events may name a fact alike: on a page of both, ids are no anchors.
    return tuple(replace(line, anchor=None) for line in lines)


def _actor(
    shelf: Shelf,
    actor: Actor,
    appearing: list[tuple[EventShelf, Appearance]],
    members: tuple[Link, ...],
    involved: dict[str, _Involved],
) -> Page:
    path = actor_path(actor.id)
    crumbs = (Link("Actors", "actors.html"), Link(actor.name, href(path)))
    record = actor.record
    summary = f"{_KIND_WORDS[actor.kind]}. In the sources’ own words, with what they say was done, said and agreed."
    latest = sorted(appearing, key=lambda pair: _order(pair[0]), reverse=True)
    view = ActorView(
        frame=shelf.frame(path, actor.name, summary, "Actors", crumbs),
        kind=_KIND_WORDS[actor.kind],
        state=shelf.actor_link(actor.state) if actor.state in shelf.shown_actors and actor.state else None,
        native=record.native if record else (),
        note=record.note if record else None,
        roles=tuple(note for event, appearance in latest[:_EVENTS_IN_FULL] for note in event.notes(appearance.roles)),
        spellings=_spellings(latest[:_EVENTS_IN_FULL]),
        events=tuple(
            involved[event.event.id].of(actor.id) if number < _EVENTS_IN_FULL else ActorEvent(event.link, (), (), (), ())
            for number, (event, _) in enumerate(latest)
        ),
        members=members,
    )
    return Page(path, "actor.html", view)


def _order(shelf: EventShelf) -> tuple:
    when = shelf.event.when
    return (when is not None, when.order if when else (), shelf.event.id)


def _spellings(appearing: list[tuple[EventShelf, Appearance]]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    by_words: dict[str, list[Link]] = {}
    for event, appearance in appearing:
        for words, documents in appearance.spellings:
            by_words.setdefault(words, []).extend(event.source_link(document) for document in documents)
    return tuple((words, tuple(links)) for words, links in sorted(by_words.items()))


def _list(shelf: Shelf, shown: list[Actor], by_actor: dict[str, list]) -> Iterator[Page]:
    order = [kind for kind, _ in ACTOR_KINDS]
    ranked = sorted(shown, key=lambda actor: order.index(actor.kind))
    for path, part, pages in paged("actors.html", len(ranked)):
        groups = []
        for kind, heading in ACTOR_KINDS:
            rows = tuple(_row(shelf, actor, by_actor.get(actor.id, [])) for actor in ranked[part] if actor.kind == kind)
            if rows:
                groups.append((heading, kind, rows))
        frame = shelf.frame(path, "Who is who", "Everybody whom the sources name: people, states, bodies and companies.", "Actors", (Link("Actors", "actors.html"),))
        yield Page(path, "actors.html", ActorsView(frame, tuple(groups), pages))


def _row(shelf: Shelf, actor: Actor, appearing: list[tuple[EventShelf, Appearance]]) -> ActorRow:
    state = shelf.actors[actor.state].name if actor.state and actor.state in shelf.actors else None
    return ActorRow(shelf.actor_link(actor.id), state, len(appearing), sum(appearance.mentions for _, appearance in appearing))


