"""Read the seeds: documents as received, and the editor's files beside them.

    seeds/site.yaml, seeds/actors.yaml
    seeds/<event>/*.txt, *.md      documents
    seeds/<event>/<stem>.yaml      what is known of one document
    seeds/<event>/event.yaml, briefing.md

Documents lying directly in `seeds/` form one event.  A document is decoded,
never changed.  What cannot be read is a problem, not an exception, and
does not keep the rest from being read.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from verbale.editor import ActorRecord, EventFile, Prose, Settings, SourceRecord
from verbale.model import Document, EventSeeds, Seeds
from verbale.problems import Place, Problem, error, warning
from verbale.read.prose import read_prose
from verbale.read.records import RecordFile
from verbale.text import FRONT_MATTER

MAX_DOCUMENT_BYTES = 50_000_000
_DOCUMENT_SUFFIXES = (".txt", ".md")
_EDITORS = {"event.yaml", "briefing.md", "site.yaml", "actors.yaml"}


@dataclass
class _Reading:
    """One run over the seeds; `problems` grows as files are read."""

    root: Path
    problems: list[Problem] = field(default_factory=list)

    def name(self, path: Path) -> str:
        """Return the name of a file as problems show it."""
        return path.relative_to(self.root.parent).as_posix()


def read(seeds: Path) -> Seeds:
    """Return all that lies in the folder `seeds`, with what is wrong with it."""
    reading = _Reading(Path(os.path.abspath(seeds)))
    root = reading.root
    if not root.is_dir():
        place = Place(f"{root.name}/")
        settings = Settings(place=place)
        return Seeds(settings, (), (), (error(place, "there is no such folder", "Put the documents into a folder named seeds."),))
    settings = _read_record(reading, root / "site.yaml", Settings) or Settings(place=Place(f"{root.name}/site.yaml"))
    actors = _read_actors(reading, root / "actors.yaml")
    folders = [path for path in _listing(reading, root) if path.is_dir() and not _notice(reading, path, set(), at_root=True)]
    events = [_read_event(reading, folder, document_id(folder.name)) for folder in folders]
    if any(_is_document(path) or path.name in ("event.yaml", "briefing.md") for path in _listing(reading, root)):
        events.insert(0, _read_event(reading, root, "event"))
    found = tuple(event for event in events if event is not None)
    if not any(event.documents for event in found):
        reading.problems.append(
            warning(Place(f"{root.name}/"), "there is no document here", "Put .txt or .md files here or into a folder per event.")
        )
    _check_unique(reading, found)
    return Seeds(settings, actors, found, tuple(reading.problems))


def read_document(path: Path, published: Any = None) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read one document by itself, with its side file; for `verbale read`.

    `published`, a `When`, overrides what the side file says.
    """
    path = Path(os.path.abspath(path))
    reading = _Reading(path.parent)
    if not path.is_file():
        return None, (error(Place(path.name), "is a folder" if path.is_dir() else "there is no such file"),)
    document = _read_document(reading, path, "event", _side_record(reading, path))
    if document and published:
        document = replace(document, about=replace(document.about, published=published))
    return document, tuple(reading.problems)


# ------------------------------------------------------------------ folders


def _listing(reading: _Reading, folder: Path) -> list[Path]:
    """Return what lies in a folder and is neither hidden nor leads out, sorted."""
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as problem:
        reading.problems.append(error(Place(reading.name(folder)), f"cannot be read: {problem.strerror}"))
        return []
    return [path for path in paths if not path.name.startswith(".") and not _unreadable_name(reading, path) and not _leads_out(reading, path)]


def _unreadable_name(reading: _Reading, path: Path) -> bool:
    """Refuse names that are not UTF-8, as some archives of other systems leave them."""
    try:
        reading.name(path).encode("utf-8")
    except UnicodeEncodeError:
        shown = reading.name(path).encode("utf-8", "backslashreplace").decode()
        reading.problems.append(error(Place(shown), "has a name that is not UTF-8", "Rename it."))
        return True
    return False


def _leads_out(reading: _Reading, path: Path) -> bool:
    if not path.is_symlink():
        return False
    try:
        if path.resolve(strict=True).is_relative_to(reading.root.resolve()):
            return False
    except (OSError, RuntimeError):  # a link to nothing, or to itself
        pass
    problem = warning(
        Place(reading.name(path)), "is a link that leads out of the seeds, and is left out", "Copy the file here instead."
    )
    if problem not in reading.problems:
        reading.problems.append(problem)
    return True


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in _DOCUMENT_SUFFIXES and path.name.lower() not in _EDITORS and not path.is_dir()


def _read_event(reading: _Reading, folder: Path, name: str) -> EventSeeds | None:
    at_root = folder == reading.root
    paths = _listing(reading, folder)
    documents = [path for path in paths if _is_document(path)]
    event_file = _read_record(reading, folder / "event.yaml", EventFile) or EventFile(
        place=Place(reading.name(folder / "event.yaml"))
    )
    prose = _read_briefing(reading, folder / "briefing.md")
    known = {path.stem for path in documents}
    for path in paths:
        if not (at_root and path.is_dir()):
            _notice(reading, path, known, at_root=at_root)
    records = {str(ref): record for ref, record in event_file.sources}
    read = (_read_document(reading, path, name, _about(reading, path, records)) for path in documents)
    return EventSeeds(
        name, tuple(document for document in read if document), event_file, prose, Place(reading.name(folder) + "/")
    )


def _notice(reading: _Reading, path: Path, known: set[str], *, at_root: bool) -> bool:
    """Say of a file or folder that will not be read that it will not; return whether it said so."""
    before = len(reading.problems)
    place = Place(reading.name(path))
    right = path.name.lower().replace(".yml", ".yaml")
    if path.name != right and (right in _EDITORS or path.suffix == ".yml"):
        reading.problems.append(warning(place, "is not read under this name", f"Rename it to {right if right in _EDITORS else path.stem + '.yaml'}."))
    elif path.is_dir():
        if path.suffix.lower() in _DOCUMENT_SUFFIXES:
            reading.problems.append(warning(place, "is a folder with the name of a document, and is left out"))
        elif not at_root:
            reading.problems.append(warning(place, "is a folder inside an event, and is left out"))
    elif path.suffix in (".yaml", ".yml") and path.name not in _EDITORS and path.stem not in known:
        reading.problems.append(
            warning(place, "is a side file of no document", "Give it the name of a document, with .yaml at the end.")
        )
    elif path.suffix not in (".yaml", ".yml", *_DOCUMENT_SUFFIXES):
        reading.problems.append(warning(place, "is not a kind of file that is read", "Documents end in .txt or .md."))
    elif path.name in ("site.yaml", "actors.yaml") and not at_root:
        reading.problems.append(warning(place, "is read only at the top of the seeds, and is left out here"))
    return len(reading.problems) > before


def _check_unique(reading: _Reading, events: tuple[EventSeeds, ...]) -> None:
    """Ids are addresses: no two documents may share one, whatever the case."""
    first: dict[str, Document] = {}
    named: dict[str, EventSeeds] = {}
    for event in events:
        if named.setdefault(event.id.casefold(), event) is not event:
            other = named[event.id.casefold()].folder.file
            reading.problems.append(error(event.folder, f"has the same address as the event in {other}", "Rename the folder."))
        for document in event.documents:
            other = first.setdefault(document.id.casefold(), document)
            if other is not document:
                reading.problems.append(
                    error(Place(document.file), f"has the same id as {other.file}", "Rename one of the two files.")
                )


# -------------------------------------------------------------------- files


def _bytes(reading: _Reading, path: Path) -> bytes | None:
    try:
        if path.stat().st_size > MAX_DOCUMENT_BYTES:
            limit = MAX_DOCUMENT_BYTES // 1_000_000
            reading.problems.append(error(Place(reading.name(path)), f"is larger than {limit} MB"))
            return None
        return path.read_bytes()
    except OSError as problem:
        reading.problems.append(error(Place(reading.name(path)), f"cannot be read: {problem.strerror}"))
        return None


def _text(reading: _Reading, path: Path) -> str | None:
    """Return the text of a file of the editor's; None if there is none."""
    if not path.exists() or _leads_out(reading, path):
        return None
    data = _bytes(reading, path)
    return None if data is None else _decode(reading, path, data, None)


_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def _decode(reading: _Reading, path: Path, data: bytes, encoding: str | None) -> str | None:
    """Decode as declared, by its byte order mark, or as UTF-8; never by guess."""
    place = Place(reading.name(path))
    codec = next((codec for bom, codec in _BOMS if data.startswith(bom)), encoding or "utf-8")
    if not _is_text_encoding(codec):
        reading.problems.append(error(place, f'"{encoding}" is not an encoding of texts that is known here'))
        return None
    if not codecs.lookup(codec).name.startswith(("utf-16", "utf-32")) and b"\0" in data:
        reading.problems.append(error(place, "is not text: it holds NUL bytes", "Put only text files here."))
        return None
    try:
        return data.decode(codec)
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        reading.problems.append(
            error(
                Place(place.file, line),
                f"is not {codec.upper()}: byte {problem.start} is 0x{data[problem.start]:02x}",
                "Save it as UTF-8." if path.name in _EDITORS else "Save it as UTF-8, or name its encoding in its side file (encoding: cp949).",
            )
        )
    return None


def _is_text_encoding(name: str) -> bool:
    """Say whether a codec only decodes: some of Python's rewrite or compress."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return found._is_text_encoding and found.name not in ("idna", "punycode", "undefined", "unicode_escape", "raw-unicode-escape", "utf-7")  # type: ignore[attr-defined]


def _read_record(reading: _Reading, path: Path, record: type) -> Any:
    text = _text(reading, path)
    if text is None:
        return None
    file = RecordFile(reading.name(path), text)
    found = file.read(record)
    reading.problems += file.problems
    return found if isinstance(found, record) else None


def _read_actors(reading: _Reading, path: Path) -> tuple[ActorRecord, ...]:
    text = _text(reading, path)
    if text is None:
        return ()
    file = RecordFile(reading.name(path), text)
    found = file.read_keyed(ActorRecord)
    reading.problems += file.problems
    return found


def _read_briefing(reading: _Reading, path: Path) -> Prose | None:
    text = _text(reading, path)
    if text is None:
        return None
    prose, problems = read_prose(reading.name(path), text)
    reading.problems += problems
    return prose


def _about(reading: _Reading, path: Path, records: dict[str, SourceRecord]) -> SourceRecord:
    """Join what event.yaml and the side file say of a document."""
    side = _side_record(reading, path)
    own = records.get(document_id(path.stem))
    if own is None or side is None:
        return own or side or SourceRecord(place=Place(reading.name(path)))
    names = [item.name for item in fields(SourceRecord) if item.name != "place"]
    given = {name: getattr(own, name) for name in names if getattr(own, name) not in (None, ())}
    for name in given:
        if getattr(side, name) not in (None, (), given[name]):
            reading.problems.append(error(own.place, f'"{name}" is said here and, differently, in {side.place.file}'))
    return replace(side, **given)


def _side_record(reading: _Reading, path: Path) -> SourceRecord | None:
    side = path.with_suffix(".yaml")
    return _read_record(reading, side, SourceRecord) if side.name not in _EDITORS else None


def _read_document(reading: _Reading, path: Path, event: str, about: SourceRecord | None) -> Document | None:
    about = about or SourceRecord(place=Place(reading.name(path)))
    data = _bytes(reading, path)
    text = None if data is None else _decode(reading, path, data, about.encoding)
    if data is None or text is None:
        return None
    name = reading.name(path)
    if not text.strip():
        reading.problems.append(warning(Place(name), "is empty, and is left out"))
        return None
    if path.suffix == ".md" and (front := FRONT_MATTER.match(text)):
        about = _with_front_matter(reading, name, front[1], about)
    return Document(document_id(path.stem), event, name, text, hashlib.sha256(data).hexdigest(), about)


def _with_front_matter(reading: _Reading, name: str, text: str, about: SourceRecord) -> SourceRecord:
    # The line above the first key is the fence: line numbers stay right.
    file = RecordFile(name, "\n" + text)
    found = file.read(SourceRecord)
    reading.problems += file.problems
    if not isinstance(found, SourceRecord):
        return about
    names = (item.name for item in fields(SourceRecord) if item.name != "place")
    return replace(found, **{n: getattr(about, n) for n in names if getattr(about, n) not in (None, ())})


def document_id(stem: str) -> str:
    """Return the id of a document: its stem, fit for an address."""
    stem = unicodedata.normalize("NFC", stem)
    return re.sub(r"[^\w.~-]+", "-", stem).strip("-.") or "document"


