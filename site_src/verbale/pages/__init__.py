"""Lay out the site: one value for each file that is published.

A page's view holds all that the page shows; sorting, grouping and choosing
happen here, the templates only loop and print.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.model import Page, Site
from verbale.pages.briefing import event_pages
from verbale.pages.exports import REGISTER_DOWNLOADS, event_exports, register_export, sitemap
from verbale.pages.home import home_pages, plain_pages, whole_timeline
from verbale.pages.people import actor_pages
from verbale.pages.register import agreement_pages, register_pages
from verbale.pages.shelf import EventShelf, Shelf
from verbale.pages.sources import source_pages


def lay_out(site: Site, *, base_url: str | None = None, full_text: bool = False) -> Iterator[Page]:
    """Yield every page and data file of the site.

    `base_url` overrides that of the settings.  `full_text` shows whole
    documents whatever their rights: for the editor's own machine only.
    """
    paths = []
    shelf = Shelf(site, base_url=base_url, full_text=full_text)
    for page in _pages(shelf, [EventShelf(shelf, event) for event in site.events]):
        if page.path.endswith(".html") and page.path != "404.html":
            paths.append(page.path)
        yield page
    if found := sitemap(shelf, paths):
        yield found


def _pages(shelf: Shelf, events: list[EventShelf]) -> Iterator[Page]:
    yield from home_pages(shelf, events)
    for event in events:
        yield from event_pages(event)
        yield from agreement_pages(event)
        yield from event_exports(event)
    yield from whole_timeline(shelf, events)
    yield from register_pages(shelf, events, REGISTER_DOWNLOADS)
    yield register_export(events)
    yield from actor_pages(shelf, events)
    yield from source_pages(shelf, events)
    yield from plain_pages(shelf)


__all__ = ["lay_out"]
