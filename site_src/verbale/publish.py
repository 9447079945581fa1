"""Publish the pages: the new site is made beside the old, then both change places.

The output folder is ours alone, and holds a manifest of what was published:
for each file the digests of its view, its template and its content.  A page
whose view and template are the same and whose file is as we left it keeps
that file.  All changed pages are rendered before anything is exchanged, so
a fault leaves the old site as it was; the exchange is one system call where
the system has one (Linux, macOS).
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from verbale.ledger import digest, digest_bytes
from verbale.model import Page
from verbale.problems import BuildStopped, Place, error

MANIFEST = ".verbale.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: pages made with the reason, pages kept, files gone."""

    rendered: dict[str, str]
    unchanged: int
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """What the manifest says of one file."""

    view: str
    template: str
    content: str


def publish(
    pages: Iterable[Page], render: Callable[[Page], bytes], template_digest: Callable[[str], str], out: Path
) -> Published:
    """Bring the folder `out` to hold exactly `pages`, as one step.

    Raises BuildStopped if the folder is not ours, or cannot be written.
    """
    out = Path(os.path.abspath(out))
    if out.is_symlink():
        out = out.resolve()
    _refuse_foreign(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _lock(out):
            return _publish(pages, render, template_digest, out)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise BuildStopped([error(Place(str(out)), f"the site cannot be written: {reason}", "The site published before is as it was.")]) from fault


def _publish(
    pages: Iterable[Page], render: Callable[[Page], bytes], template_digest: Callable[[str], str], out: Path
) -> Published:
    fresh = out.with_name(f".{out.name}.new")
    _remove(fresh)
    old = _read_manifest(out)
    rows: dict[str, _Row] = {}
    reasons: dict[str, str] = {}
    kept: list[str] = []
    try:
        for page in pages:
            if page.path in rows:
                raise BuildStopped([error(Place(page.path), "two pages have this address", "Rename one of the two that share this name.")])
            if page.path.startswith("/") or ".." in page.path.split("/"):
                raise BuildStopped([error(Place(page.path), "is no address inside the site")])
            view, template = digest((page.template, page.view)), template_digest(page.template)
            before = old.get(page.path)
            reason = _reason(before, view, template, out / page.path)
            if reason is None and before is not None:
                rows[page.path] = before
                kept.append(page.path)
                continue
            data = render(page)
            rows[page.path] = _Row(view, template, digest_bytes(data))
            reasons[page.path] = reason or "new page"
            _write(fresh / page.path, data)
        manifest = _manifest(rows)
        removed = _others(out, rows)
        if reasons or removed or _content(out / MANIFEST) != manifest:
            for path in kept:
                _link(out / path, fresh / path)
            _write(fresh / MANIFEST, manifest)
            _exchange(fresh, out)
    finally:
        _remove(fresh)
    return Published(reasons, len(kept), removed)


def _reason(before: _Row | None, view: str, template: str, file: Path) -> str | None:
    """Return why a page must be made, None if it need not be."""
    if before is None:
        return "new page"
    if before.view != view:
        return "page changed"
    if before.template != template:
        return "template changed"
    content = _content(file)
    if content is None:
        return "file missing"
    return "file was changed by another hand" if digest_bytes(content) != before.content else None


def _content(file: Path) -> bytes | None:
    if file.is_symlink():
        return None
    try:
        return file.read_bytes()
    except OSError:
        return None


# ----------------------------------------------------------------- manifest


def _manifest(rows: dict[str, _Row]) -> bytes:
    files = {path: [row.view, row.template, row.content] for path, row in sorted(rows.items())}
    return (json.dumps({"verbale": _FORMAT, "files": files}, ensure_ascii=False, indent=0) + "\n").encode("utf-8", "replace")


def _read_manifest(out: Path) -> dict[str, _Row]:
    """Return what the manifest says; nothing if it is damaged or of another version."""
    try:
        data = json.loads((out / MANIFEST).read_bytes())
        if data["verbale"] != _FORMAT:
            return {}
        return {path: _Row(*(str(part) for part in row)) for path, row in data["files"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def _refuse_foreign(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise BuildStopped([error(Place(str(out)), "is a file, not a folder for the site")])
    if (out / MANIFEST).exists() or not any(out.iterdir()):
        return
    raise BuildStopped(
        [error(Place(str(out)), "is not empty, and was not made by verbale", "Name another folder by --out, or empty this one.")]
    )


def _others(out: Path, rows: dict[str, _Row]) -> tuple[str, ...]:
    """Return what lies in the output folder and is no page, links and empty folders too."""
    found = []
    for folder, folders, files in os.walk(out):
        for name in (*files, *(name for name in folders if os.path.islink(os.path.join(folder, name)))):
            path = Path(folder, name).relative_to(out).as_posix()
            if path not in rows and path != MANIFEST:
                found.append(path)
        if not files and not folders and Path(folder) != out:
            found.append(Path(folder).relative_to(out).as_posix() + "/")
    return tuple(sorted(found))


# -------------------------------------------------------------------- files


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _link(source: Path, target: Path) -> None:
    """Put an unchanged file into the new site: a second name, else a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _remove(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)


def _exchange(fresh: Path, out: Path) -> None:
    """Let the new folder take the place of the old; `fresh` then holds the old."""
    if not out.exists():
        os.rename(fresh, out)
        return
    if _swap(fresh, out):
        return
    # No such system call here: for a moment there is no site.
    aside = out.with_name(f".{out.name}.old")
    _remove(aside)
    os.rename(out, aside)
    try:
        os.rename(fresh, out)
    except OSError:
        os.rename(aside, out)
        raise
    os.rename(aside, fresh)


def _swap(left: Path, right: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = libc.renamex_np(os.fsencode(left), os.fsencode(right), 2)  # RENAME_SWAP
        else:
            failed = libc.renameat2(-100, os.fsencode(left), -100, os.fsencode(right), 2)  # AT_FDCWD, RENAME_EXCHANGE
    except (AttributeError, OSError, TypeError):
        return False
    if failed and ctypes.get_errno() not in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(right))
    return not failed


@contextlib.contextmanager
def _lock(out: Path) -> Iterator[None]:
    """Let one build at a time write `out`; another waits.

    The lock is the kernel's and goes with its process: one left by a dead
    process is none.
    """
    try:
        import fcntl
    except ImportError:  # Windows has no flock
        yield
        return
    with open(out.with_name(f".{out.name}.lock"), "w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
