"""What is remembered between builds: digests, and the findings of documents.

Nothing here is trusted.  A memory that is damaged, foreign or from another
version costs time and nothing else: it is made again.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from verbale.model import Document, Findings

_CODEC = msgspec.msgpack.Encoder()
_FINDINGS = msgspec.msgpack.Decoder(Findings)
_CHECK = 16
# A worker is worth its start only for many documents.
_FEW = 24


def digest(value: Any) -> str:
    """Return a digest of a value made of dataclasses, tuples and plain values."""
    return hashlib.blake2b(_CODEC.encode(value), digest_size=16).hexdigest()


def digest_bytes(data: bytes) -> str:
    """Return the digest of a file's content."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@cache
def code_digest() -> str:
    """Return a digest of our own code and word lists, and of the data they read."""
    root = Path(__file__).parent
    found = hashlib.blake2b(digest_size=16)
    files = [path for suffix in ("*.py", "*.toml") for path in root.rglob(suffix)]
    for path in sorted(files, key=lambda path: path.relative_to(root).as_posix()):
        found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for package in ("babel", "countryinfo", "markdown-it-py", "jinja2", "icalendar"):
        found.update(f"{package} {version(package)}\0".encode())
    return found.hexdigest()


def finding_key(document: Document) -> bytes:
    """Return what the findings of a document depend on, as a digest."""
    about = document.about
    # Python's own tables of letters come with its version.
    parts = (code_digest(), sys.version_info[:2], document.digest, document.id, document.file, about.language, about.encoding, document.anchor)
    return bytes.fromhex(digest(parts))


def remember(
    annotate: Callable[[Document], Findings],
    documents: Iterable[Document],
    memory: Path | None,
    executor: Executor | None = None,
) -> tuple[tuple[Findings, ...], int]:
    """Return the findings of each document, in order, and how many were made anew.

    `memory` is the file that they are kept in, None to keep none.  With an
    executor the new ones are made on it.
    """
    documents = tuple(documents)
    keys = [finding_key(document) for document in documents]
    with _Store(memory) as store:
        known = [store.get(key) for key in keys]
        missing = [number for number, found in enumerate(known) if found is None]
        wanted = [documents[number] for number in missing]
        if executor is not None and len(wanted) >= _FEW:
            made = list(executor.map(annotate, wanted, chunksize=8))
        else:
            made = [annotate(document) for document in wanted]
        for number, findings in zip(missing, made, strict=True):
            known[number] = findings
            store.put(keys[number], findings)
        store.keep_only(keys)
    return tuple(found for found in known if found is not None), len(made)


class _Store:
    """Findings by key in one SQLite file; every failure means "not known"."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.connection: sqlite3.Connection | None = None

    def __enter__(self) -> _Store:
        if self.path is None:
            return self
        try:
            self._open(self.path)
        except sqlite3.Error:
            # Damaged or foreign: begin again with an empty one.
            self._close()
            try:
                self.path.unlink(missing_ok=True)
                self._open(self.path)
            except (sqlite3.Error, OSError):
                self._close()
        except OSError:
            self._close()
        return self

    def _open(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        ignore = path.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", "utf-8")
        self.connection = sqlite3.connect(path, timeout=5)
        self.connection.execute("PRAGMA synchronous=OFF")
        self.connection.execute("CREATE TABLE IF NOT EXISTS findings (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
        self.connection.execute("SELECT key, value FROM findings LIMIT 1").fetchone()

    def get(self, key: bytes) -> Findings | None:
        if self.connection is None:
            return None
        try:
            row = self.connection.execute("SELECT value FROM findings WHERE key = ?", (key,)).fetchone()
            if row is None or not isinstance(row[0], bytes):
                return None
            check, value = row[0][:_CHECK], row[0][_CHECK:]
            return _FINDINGS.decode(value) if check == _checksum(key, value) else None
        except (sqlite3.Error, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def put(self, key: bytes, findings: Findings) -> None:
        if self.connection is None:
            return
        value = _CODEC.encode(findings)
        try:
            self.connection.execute("INSERT OR REPLACE INTO findings VALUES (?, ?)", (key, _checksum(key, value) + value))
        except sqlite3.Error:
            self._close()

    def keep_only(self, keys: list[bytes]) -> None:
        """Forget what no document needs once that is more than half of all."""
        if self.connection is None:
            return
        try:
            total = self.connection.execute("SELECT count(*) FROM findings").fetchone()[0]
            if total > 2 * len(keys) + 100:
                known = frozenset(keys)
                old = [row for row in self.connection.execute("SELECT key FROM findings") if row[0] not in known]
                self.connection.executemany("DELETE FROM findings WHERE key = ?", old)
            self.connection.commit()
        except sqlite3.Error:
            self._close()

    def _close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def __exit__(self, *_: object) -> None:
        self._close()


def _checksum(key: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(key + value, digest_size=_CHECK).digest()


def executor_for(jobs: int, documents: int) -> Executor | None:
    """Return a pool of worker processes; None where one process will do."""
    if jobs <= 1 or documents < _FEW:
        return None
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(max_workers=jobs)


def default_jobs() -> int:
    """Return how many jobs this machine has cores for."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
