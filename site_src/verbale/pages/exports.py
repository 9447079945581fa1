"""The data of the pages as files: JSON, CSV, iCalendar, BibTeX, JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any
from xml.sax.saxutils import escape

import msgspec

from verbale.edtf import When, words
from verbale.model import Account, Event, Page
from verbale.pages.labels import date_view
from verbale.pages.shelf import EventShelf, Shelf, href
from verbale.pages.views import Link
from verbale.problems import Place


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for a CSV file; the first is the header."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One day, or run of days, for a calendar; `last` is the last day of it."""

    uid: str
    first: tuple[int, int, int]
    last: tuple[int, int, int]
    summary: str
    description: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Entries for an iCalendar file (RFC 5545)."""

    name: str
    entries: tuple[CalendarEntry, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A file of text as it is."""

    text: str


def event_downloads(event: Event, *, timeline: bool = False) -> tuple[Link, ...]:
    """Return links to the files of one event."""
    found = [
        Link("All facts (JSON)", href(f"data/{event.id}.json")),
        Link("Timeline (CSV)", href(f"data/{event.id}-timeline.csv")),
    ]
    if _calendar_entries(event):
        found.append(Link("Calendar (ICS)", href(f"data/{event.id}.ics")))
    if not timeline:
        found.append(Link("Sources (BibTeX)", href(f"data/{event.id}.bib")))
    return tuple(found)


REGISTER_DOWNLOADS = (Link("Register (CSV)", "data/agreements.csv"),)


def event_exports(shelf: EventShelf) -> Iterator[Page]:
    """Yield the data files of one event."""
    event = shelf.event
    yield Page(f"data/{event.id}.json", "data.json", Text(_json(event_data(shelf))))
    yield Page(f"data/{event.id}-timeline.csv", "data.csv", Table(tuple(_timeline_rows(event))))
    if entries := _calendar_entries(event):
        yield Page(f"data/{event.id}.ics", "data.ics", Calendar(_one_line(event.title), entries))
    yield Page(f"data/{event.id}.bib", "data.bib", Text("".join(_bibtex(shelf, account) for account in event.accounts)))


def register_export(events: list[EventShelf]) -> Page:
    """Return the register as CSV: one row a record, never one a counted instrument."""
    header = ("id", "event", "title", "count", "instrument_type", "parties", "concluded", "status", "binding", "part_of", "review", "sources", "words")
    rows = [
        (
            a.id, shelf.event.id, a.title, str(a.count or ""), a.instrument_type, "; ".join(p.name for p in a.parties),
            a.concluded.edtf if a.concluded else "", a.status, a.binding, a.part_of or "", a.review,
            "; ".join(dict.fromkeys(p.document for p in a.basis.passages)), " | ".join(p.exact for p in a.basis.passages),
        )
        for shelf in events
        for a in shelf.event.agreements
    ]  # fmt: skip
    return Page("data/agreements.csv", "data.csv", Table((header, *rows)))


def _timeline_rows(event: Event) -> Iterator[tuple[str, ...]]:
    yield ("id", "part", "date_edtf", "date", "says", "kind", "place", "actors", "review", "assumes", "sources", "words", "dated_by")
    for entry in event.entries:
        yield (
            entry.id, entry.part, entry.when.edtf if entry.when else "", words(entry.when), entry.says, entry.kind,
            entry.place or "", "; ".join(entry.actors), entry.review, "; ".join(entry.basis.assumes),
            "; ".join(dict.fromkeys(p.document for p in entry.basis.passages)),
            " | ".join(p.exact for p in entry.basis.passages), " | ".join(p.exact for p in entry.dated_by),
        )  # fmt: skip


def _calendar_entries(event: Event) -> tuple[CalendarEntry, ...]:
    """Return the entries that calendars can hold: a day, or an interval of two days."""
    found = []
    for entry in event.entries:
        when = entry.when
        if when is None or not when.earliest or not when.latest or not re.fullmatch(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?", when.edtf):
            continue
        if when.earliest[0] < 1 or when.latest[0] > 9998:
            continue  # beyond what iCalendar's dates can say
        assumed = " (date assumed by the editor)" if entry.basis.assumes else ""
        description = " | ".join(f"“{_one_line(p.exact)}”" for p in entry.basis.passages)
        found.append(CalendarEntry(f"{entry.id}@{event.id}", when.earliest, when.latest, _one_line(entry.says) + assumed, description))
    return tuple(found)


def _one_line(text: str) -> str:
    """Return a text as one line without control characters, as RFC 5545 wants a value."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def event_data(shelf: EventShelf) -> dict[str, Any]:
    """Return all facts of an event as plain values; of texts only the cited passages."""
    event = shelf.event
    parts = ("assumptions", "entries", "agreements", "commitments", "statements", "figures", "comparisons", "unknowns")
    return {
        "id": event.id,
        "title": event.title,
        "kind": event.file.kind,
        "date": plain(event.when),
        "date_assumes": [ref.id for ref in event.file.assumes],
        "place": event.file.where,
        "basis": plain(event.basis),
        "sources": [_source_data(shelf, account) for account in event.accounts],
        **{part: plain(getattr(event, part)) for part in parts},
    }


def _source_data(shelf: EventShelf, account: Account) -> dict[str, Any]:
    about = account.document.about
    states = [state for _, state in account.sentences]
    return {
        "id": account.document.id,
        "title": shelf.source_label(account.document.id),
        "kind": account.kind,
        "kind_basis": plain(account.kind_basis),
        "kind_because": account.kind_because,
        "author": about.author,
        "publisher": about.publisher,
        "published": plain(about.published),
        "url": about.url,
        "language": account.findings.shape.language,
        "sha256": account.document.digest,
        "sentences": {state: states.count(state) for state in ("used", "set aside", "unread")},
    }


def plain(value: Any) -> Any:
    """Return a fact as dictionaries, lists and strings; dates as EDTF."""
    if isinstance(value, When):
        return value.edtf
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if not isinstance(getattr(value, f.name), Place)}
    return value


def _json(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode("utf-8", "replace") + "\n"


def _bibtex(shelf: EventShelf, account: Account) -> str:
    about = account.document.about
    title = about.title or (account.findings.shape.title.exact if account.findings.shape.title else None)
    given = {
        "title": title,
        "author": about.author,
        "publisher": about.publisher,
        "date": about.published.edtf if about.published else None,
        "url": about.url,
        "note": f"Source {account.document.id}; SHA-256 {account.document.digest}",
    }
    lines = "".join(f"  {name} = {{{_tex(text)}}},\n" for name, text in given.items() if text)
    key = account.document.id
    if not re.fullmatch(r"[A-Za-z0-9_.-]+", key):
        key = f"source-{account.document.digest[:12]}"
    return f"@misc{{{key},\n{lines}}}\n\n"


def _tex(text: str) -> str:
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    special |= {char: "\\" + char for char in "{}%#&$_"}
    return "".join(special.get(char, char) for char in text)


def json_ld_report(shelf: EventShelf) -> str:
    """Return the JSON-LD of a briefing (schema.org Report about an Event)."""
    event = shelf.event
    about: dict[str, Any] = {"@type": "Event", "name": event.title}
    view = date_view(event.when)
    if view.datetime and not event.is_date_assumed:
        about["startDate"] = view.datetime
    elif event.when:
        about["description"] = f"{view.words} (assumed by the editor)" if event.is_date_assumed else view.words
    if event.file.where:
        about["location"] = {"@type": "Place", "name": event.file.where}
    data = {
        "@context": "https://schema.org",
        "@type": "Report",
        "headline": event.title,
        "inLanguage": shelf.shelf.settings.language,
        "about": about,
        "isBasedOn": [{"@type": "CreativeWork", "name": shelf.source_label(a.document.id)} for a in event.accounts],
    }
    # "<" would end the script element that holds it.
    return json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


def sitemap(shelf: Shelf, paths: list[str]) -> Page | None:
    """Return the sitemap; addresses in it are absolute, so it needs the base address."""
    if shelf.base_url is None:
        return None
    urls = "".join(f"<url><loc>{escape(f'{shelf.base_url}/{href(path)}')}</loc></url>\n" for path in sorted(paths))
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    return Page("sitemap.xml", "data.xml", Text(text))


