"""JSON Schemas of the editor's files, made from the records that read them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from verbale.editor import ActorRecord, EventFile, Settings, SourceRecord
from verbale.read.records import schema


def schemas() -> Iterator[tuple[str, str]]:
    """Yield (file name, JSON Schema 2020-12) of each of the editor's files."""
    for name, record, keyed in (
        ("site", Settings, False),
        ("actors", ActorRecord, True),
        ("event", EventFile, False),
        ("source", SourceRecord, False),
    ):
        yield f"{name}.schema.json", json.dumps(schema(record, keyed=keyed), ensure_ascii=False, indent=1) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas into a folder; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in schemas():
        (folder / name).write_text(text, "utf-8")
        written.append(folder / name)
    return written
