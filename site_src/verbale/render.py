"""Render pages: Jinja templates for HTML, one writer for each format of data.

Our templates come with the package; a project's own folder overrides them
one by one.  Everything is escaped, an unknown variable is an error, and no
template is ever made of a document's text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

import jinja2
import jinja2.meta

from verbale.ledger import code_digest, digest
from verbale.model import Page
from verbale.problems import BuildStopped, Place, error

_STATIC = "static"


def own_templates() -> Path:
    """Return the folder of our templates: in the package, or beside the sources."""
    packaged = Path(__file__).parent / "templates"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "templates"


# What would reorder or hide text unseen ("Trojan Source"), and control
# characters, which HTML does not allow.
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _mark(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match[0]):04X}⟩"


class Theme:
    """Templates and static files, with a digest for each."""

    def __init__(self, project: Path | None) -> None:
        self.folders = [folder for folder in (project, own_templates()) if folder and folder.is_dir()]
        self.folders = list(dict.fromkeys(folder.resolve() for folder in self.folders))
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([str(folder) for folder in self.folders]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self._digests: dict[str, str] = {}

    def static(self) -> Iterator[Page]:
        """Yield the static files as pages whose view is their content."""
        names: dict[str, Path] = {}
        for folder in reversed(self.folders):
            names |= {path.relative_to(folder).as_posix(): path for path in sorted((folder / _STATIC).rglob("*")) if path.is_file()}
        for name, path in sorted(names.items()):
            yield Page(name, "data.bytes", path.read_bytes())

    def digest(self, template: str) -> str:
        """Return the digest of a template, all that it draws on, and our code."""
        if template not in self._digests:
            self._digests[template] = digest((code_digest(), *self._sources(template)))
        return self._digests[template]

    def _sources(self, template: str) -> list[tuple[str, str]]:
        if template.startswith("data."):
            return []
        found: dict[str, str] = {}
        waiting = [template]
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            try:
                source = self.environment.loader.get_source(self.environment, name)[0]  # type: ignore[union-attr]
            except (jinja2.TemplateNotFound, UnicodeDecodeError):
                found[name] = ""  # rendering decides whether it is needed
                continue
            found[name] = source
            parsed = self._guard(name, lambda source=source, name=name: self.environment.parse(source, name))
            for other in jinja2.meta.find_referenced_templates(parsed):
                # A name made up while rendering may be any template.
                waiting += [other] if other else self.environment.list_templates(extensions=["html"])
        return sorted(found.items())

    def render(self, page: Page) -> bytes:
        """Return the bytes of a page."""
        if page.template.startswith("data."):
            return _WRITERS[page.template](page.view)
        text = self._guard(page.template, lambda: self._template(page.template).render(view=page.view))
        # Lone surrogates cannot be written; they become question marks.
        return _STEERING.sub(_mark, text).encode("utf-8", "replace")

    def _template(self, name: str) -> jinja2.Template:
        return self.environment.get_template(name)

    def _guard(self, name: str, act: Callable[[], Any]) -> Any:
        """Turn a fault of a template into a problem with its line."""
        try:
            return act()
        except jinja2.TemplateSyntaxError as fault:
            raise BuildStopped([error(Place(f"templates/{fault.name or name}", fault.lineno), fault.message or "cannot be read")]) from fault
        except jinja2.TemplateNotFound as fault:
            raise BuildStopped([error(Place(f"templates/{fault.name or name}"), "there is no such template")]) from fault
        except UnicodeDecodeError as fault:
            raise BuildStopped([error(Place(f"templates/{name}"), "is not UTF-8")]) from fault
        except (jinja2.TemplateError, RecursionError, TypeError, ValueError, AttributeError, ArithmeticError, LookupError) as fault:
            raise BuildStopped([error(_template_place(fault, name), f"the template fails: {fault}")]) from fault


def _template_place(fault: BaseException, name: str) -> Place:
    """Return the line of the template that a fault arose in: its innermost frame."""
    place = Place(f"templates/{name}")
    trace = fault.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.suffix == ".html":
            place = Place(f"templates/{file.name}", trace.tb_lineno)
        trace = trace.tb_next
    return place


def load_theme(project: Path | None) -> Theme:
    """Return the theme: the project's templates over ours."""
    return Theme(project)


# ------------------------------------------------------------------ formats


def _write_text(view: Any) -> bytes:
    return view.text.encode("utf-8", "replace")


def _write_csv(view: Any) -> bytes:
    """Write rows as RFC 4180; a cell that a spreadsheet would run is made text."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in view.rows)
    # Spreadsheets take a file for UTF-8 only if it begins with a mark.
    return out.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _write_calendar(view: Any) -> bytes:
    from datetime import date, datetime, timedelta

    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Verbale//Briefing//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", view.name)
    for entry in view.entries:
        event = Event()
        event.add("uid", entry.uid)
        # RFC 5545 wants a stamp; the same input gives the same bytes, so it
        # is the day itself and not the day of the build.
        event.add("dtstamp", datetime(*entry.first, tzinfo=UTC))
        event.add("dtstart", date(*entry.first))
        event.add("dtend", date(*entry.last) + timedelta(days=1))
        event.add("summary", entry.summary)
        event.add("description", entry.description)
        calendar.add_component(event)
    return calendar.to_ical()


_WRITERS: dict[str, Callable[[Any], bytes]] = {
    "data.bytes": lambda view: view,
    "data.json": _write_text,
    "data.bib": _write_text,
    "data.xml": _write_text,
    "data.csv": _write_csv,
    "data.ics": _write_calendar,
}

