"""What the machine reads in one document, as JSON or for a terminal (`verbale read`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from verbale.model import Document, Findings, FoundActor, Passage
from verbale.problems import visible


def as_json(file: str, document: Document, findings: Findings) -> str:
    """Return one line of JSON: offsets are code points of the text, unknown is null."""
    shape = findings.shape
    published = document.about.published
    data = {
        "file": file,
        "id": document.id,
        "title": document.about.title or (shape.title.exact if shape.title else None),
        "published": published.edtf if published else None,
        "language": shape.language,
        "kind": document.about.kind or shape.kind,
        "quotations": [
            {
                **_span(q.passage),
                "speaker": q.speaker,
                "speaker_start": q.speaker_words.start if q.speaker_words else None,
                "speaker_end": q.speaker_words.end if q.speaker_words else None,
            }
            for q in findings.quotations
        ],
        "dates": [
            {**_span(d.passage), "type": d.type, "edtf": d.when.edtf if d.when else None, "timex": d.timex, "rule": d.rule}
            for d in findings.dates
            if d.type != "DURATION"
        ],
        "durations": [{**_span(d.passage), "iso": d.timex} for d in findings.dates if d.type == "DURATION"],
        "agreements": [
            {**_span(a.passage), "type": a.type, "count": a.count, "parties": list(a.parties), "status": a.status}
            for a in findings.agreements
        ],
        "figures": [{**_span(f.passage), "value": _number(f.value), "unit": f.unit} for f in findings.figures],
        "actors": [
            {**_span(mention), "id": actor.id, "name": actor.name, "kind": actor.kind} for mention, actor in _mentions(findings)
        ],
    }
    return json.dumps(data, ensure_ascii=False) + "\n"


def _span(passage: Passage) -> dict[str, int]:
    return {"start": passage.start, "end": passage.end}


def _number(value: str) -> int | float:
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)


def _mentions(findings: Findings) -> list[tuple[Passage, FoundActor]]:
    found = [(mention, actor) for actor in findings.actors for mention in actor.mentions]
    return sorted(found, key=lambda pair: (pair[0].start, pair[0].end))


def as_text(file: str, document: Document, findings: Findings) -> str:
    """Return the reading for a terminal, kind by kind, each with its exact words."""
    return "".join(visible(line) + "\n" for line in _lines(file, document, findings))


def _lines(file: str, document: Document, findings: Findings) -> Iterator[str]:
    shape = findings.shape
    title = document.about.title or (shape.title.exact if shape.title else "no title")
    yield f"{file}: {title}"
    shown = f", shown by “{shape.kind_shown_by.exact}”" if shape.kind_shown_by else ""
    yield f"  {shape.language}, {len(shape.sentences)} sentences, {document.about.kind or shape.kind}{shown}"
    for heading, rows in _lists(findings):
        rows = list(rows)
        if rows:
            yield ""
            yield f"  {heading} ({len(rows)})"
            width = min(44, max(len(words) for words, _ in rows))
            yield from (f"    {_cut(words, width):<{width}}  {meaning}" for words, meaning in rows)
    yield ""


def _cut(words: str, width: int) -> str:
    return words if len(words) <= width else words[: width - 1] + "…"


def _lists(findings: Findings) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    yield "Dates", ((_words(d.passage), f"{_or(d.when and d.when.edtf, d.timex)}  {d.rule}") for d in findings.dates)
    yield "Quotations", ((f"“{_words(q.passage)}”", _or(q.speaker, "no speaker named")) for q in findings.quotations)
    yield "Figures", ((_words(f.passage), _figure(f)) for f in findings.figures)
    yield "Agreements", ((_words(a.passage), _agreement(a)) for a in findings.agreements)
    yield "Actors", ((actor.name, f"{actor.kind}, named {len(actor.mentions)} times") for actor in findings.actors)


def _words(passage: Passage) -> str:
    return " ".join(passage.exact.split())


def _or(*values: Any) -> str:
    return next((str(value) for value in values if value), "unresolved")


def _figure(figure: Any) -> str:
    return " ".join(part for part in (figure.bound, figure.value, figure.unit) if part)


def _agreement(agreement: Any) -> str:
    parties = f"; {', '.join(agreement.parties)}" if agreement.parties else ""
    return f"{agreement.type}, number {agreement.count or 'not stated'}, {agreement.status}{parties}"
