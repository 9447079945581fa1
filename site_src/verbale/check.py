"""What an editor must or should look at, as text, JSON or GitHub annotations (`verbale check`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.edtf import words
from verbale.model import Event
from verbale.pages.labels import VERDICTS
from verbale.problems import Place, Problem, show, visible

if TYPE_CHECKING:
    from verbale.build import Draft


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at that is no fault: what kind, where, in a sentence, by which id."""

    kind: str
    file: str
    line: int | None
    says: str
    id: str | None


def remarks(draft: Draft) -> Iterator[Remark]:
    """Yield findings not confirmed, assumptions, differences and unread sentences."""
    for event in draft.site.events:
        yield from _proposed(event)
        file = event.file.place.file
        for record in event.file.assumptions:
            date = f" ({words(record.date)})" if record.date else ""
            yield Remark("assumption", file, record.place.line, f"{record.says}{date} Because: {record.because}", record.id.id)
        lines = {record.id.id: record.place.line for record in event.file.comparisons}
        for comparison in event.comparisons:
            if comparison.kind not in ("agree", "only_one"):
                by = "machine" if comparison.review == "proposed" else "editor"
                line = lines.get(comparison.id)
                yield Remark("difference", file, line, f"{comparison.question}: {VERDICTS[comparison.kind]} ({by})", comparison.id)
        for account in event.accounts:
            unread = sum(state == "unread" for _, state in account.sentences)
            if unread:
                yield Remark("unread", account.document.file, None, f"{unread} of {len(account.sentences)} sentences are used by nothing", None)


def _proposed(event: Event) -> Iterator[Remark]:
    files = {account.document.id: (account.document.file, account.document.text) for account in event.accounts}
    facts = (*event.entries, *event.statements, *event.figures, *event.agreements)
    for fact in facts:
        if fact.review == "proposed":
            # An entry rests on its whole sentence; its own words are the date.
            passage = (getattr(fact, "dated_by", ()) or fact.basis.passages)[0]
            file, text = files[passage.document]
            meaning = f" = {fact.when}" if getattr(fact, "when", None) else ""
            quoted = " ".join(passage.exact.split())
            yield Remark("proposed", file, text.count("\n", 0, passage.start) + 1, f"“{quoted}”{meaning}", fact.id)


def print_report(draft: Draft, form: str) -> str:
    """Return the whole report as `form`: text, json or github."""
    found = list(remarks(draft))
    if form == "json":
        return _as_json(draft.problems, found)
    if form == "github":
        return "".join(_as_github(draft.problems, found))
    return "".join(_as_text(draft.problems, found))


_HEADINGS = {
    "proposed": "Read by machine, not yet confirmed",
    "assumption": "Assumptions",
    "difference": "Differences between accounts",
    "unread": "Sentences not used",
}


def _as_text(problems: tuple[Problem, ...], found: list[Remark]) -> Iterator[str]:
    for problem in problems:
        yield show(problem) + "\n"
    for kind, heading in _HEADINGS.items():
        own = [remark for remark in found if remark.kind == kind]
        if own:
            yield f"{heading} ({len(own)})\n"
            yield from (f"  {_line(remark)}\n" for remark in own)
            yield "\n"
    errors = sum(problem.severity == "error" for problem in problems)
    yield f"{errors} errors, {len(problems) - errors} warnings, {len(found)} remarks\n"


def _line(remark: Remark) -> str:
    where = remark.file if remark.line is None else f"{remark.file}:{remark.line}"
    return visible(f"{where}: {remark.says}" + (f"  [{remark.id}]" if remark.id else ""))


def _as_json(problems: tuple[Problem, ...], found: list[Remark]) -> str:
    data = {
        "problems": [{"severity": p.severity, **_place(p.place), "message": p.message, "remedy": p.remedy} for p in problems],
        "remarks": [{"kind": r.kind, "file": r.file, "line": r.line, "says": r.says, "id": r.id} for r in found],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _place(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line, "column": place.column}


def _as_github(problems: tuple[Problem, ...], found: list[Remark]) -> Iterator[str]:
    """Yield workflow commands, as GitHub reads them in the output of a job."""
    for problem in problems:
        message = problem.message + (f" {problem.remedy}" if problem.remedy else "")
        yield _command(problem.severity, problem.place.file, problem.place.line, message, problem.place.column)
    for remark in found:
        yield _command("notice", remark.file, remark.line, f"{_HEADINGS[remark.kind]}: {remark.says}")


def _command(kind: str, file: str, line: int | None, message: str, column: int | None = None) -> str:
    places = {"file": file, "line": line, "col": column}
    properties = ",".join(f"{name}={_escape(str(value), ',:')}" for name, value in places.items() if value is not None)
    return f"::{kind} {properties}::{_escape(message)}\n"


def _escape(text: str, more: str = "") -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    for char in more:
        escaped = escaped.replace(char, f"%{ord(char):02X}")
    return visible(escaped)
