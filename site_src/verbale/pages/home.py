"""The first page, the timeline of all events, and the pages of our own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verbale.model import Page
from verbale.pages.briefing import timeline_parts
from verbale.pages.labels import count_of, date_view, label
from verbale.pages.shelf import EventShelf, Shelf, href, paged
from verbale.pages.views import EventRow, HomeView, Link, Mark, PlainView, TimelineView

_DESCRIPTION = "Briefings on diplomatic events. Every sentence leads to the exact words of a source."


def home_pages(shelf: Shelf, events: list[EventShelf]) -> Iterator[Page]:
    """Yield the first page: events, newest first."""
    newest = sorted(events, key=_newest)
    changes = sorted(
        ((change, event) for event in events for change in event.event.file.changes),
        key=lambda pair: pair[0].date.order,
        reverse=True,
    )
    for path, part, pages in paged("index.html", len(newest)):
        description = shelf.settings.description or _DESCRIPTION
        view = HomeView(
            frame=shelf.frame(path, shelf.title, description, "Events"),
            description=description,
            events=tuple(_row(event) for event in newest[part]),
            changes=tuple((date_view(change.date), event.link, change.says) for change, event in changes[:10]),
            pages=pages,
        )
        yield Page(path, "home.html", view)


def _newest(event: EventShelf) -> tuple:
    when = event.event.when
    if when is None or when.latest is None:
        return (1, (), event.event.title)
    return (0, tuple(-part for part in when.latest), event.event.title)


def _row(shelf: EventShelf) -> EventRow:
    event = shelf.event
    records = count_of(len(event.agreements), "agreement record")
    return EventRow(
        link=shelf.link,
        when=date_view(event.when),
        place=event.file.where,
        kind=label(event.file.kind) if event.file.kind else None,
        line=f"{shelf.sources_line()}; {records}; {count_of(len(event.statements), 'statement')}",
        marks=(Mark("assumed", "date assumed"),) if event.is_date_assumed else (),
        links=(
            Link("Timeline", href(f"events/{event.id}/timeline.html")),
            Link("Accounts compared", href(f"events/{event.id}/accounts.html")),
        ),
    )


def whole_timeline(shelf: Shelf, events: list[EventShelf]) -> Iterator[Page]:
    """Yield the timeline of all events."""
    entries = sorted(
        ((entry, event) for event in events for entry in event.event.entries),
        key=lambda pair: (pair[0].when is None, pair[0].when.order if pair[0].when else (), pair[1].event.id),
    )
    for path, part, pages in paged("timeline.html", len(entries)):
        frame = shelf.frame(path, "Timeline", "What happened in all events, in order.", "Timeline", (Link("Timeline", "timeline.html"),))
        # Two events may name an entry alike: here their ids are no anchors.
        lines = [(entry.part, replace(event.entry(entry), anchor=None)) for entry, event in entries[part]]
        yield Page(path, "timeline.html", TimelineView(frame, None, timeline_parts(lines), (), pages))


def plain_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the page about the method and the page for addresses that lead nowhere."""
    about = "How these pages are made, and what their words and marks mean."
    yield Page("about.html", "about.html", PlainView(shelf.frame("about.html", "About", about, "About", (Link("About", "about.html"),))))
    yield Page("404.html", "404.html", PlainView(shelf.frame("404.html", "Page not found", "There is no page at this address.", "")))
