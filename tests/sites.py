"""Tiny whole sites: `python -m tests.sites` takes the present output as expected."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from verbale.build import Project, build
from verbale.problems import BuildStopped, show
from verbale.publish import MANIFEST

HERE = Path(__file__).parent
SITES, BROKEN = HERE / "sites", HERE / "broken"
# Of each site only what differs between sites is kept.
_LEFT_OUT = {MANIFEST, "about.html", "404.html"}


def built(name: str, out: Path) -> dict[str, str]:
    """Build one tiny site; return its files as text."""
    templates = SITES / name / "templates"
    build(Project(SITES / name / "seeds", templates if templates.is_dir() else None, out))
    paths = (path for path in sorted(out.rglob("*")) if path.is_file())
    files = {path.relative_to(out).as_posix(): path for path in paths}
    return {n: p.read_bytes().decode() for n, p in files.items() if n not in _LEFT_OUT and not n.startswith("static/")}


def expected(name: str) -> dict[str, str]:
    """Return the files that should come out."""
    folder = SITES / name / "expected"
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in paths}


def names() -> list[str]:
    """Return the tiny sites."""
    return sorted(path.name for path in SITES.iterdir() if path.is_dir())


def accept() -> None:
    """Write the present output as the expected one, for sites and for broken ones."""
    for name in names():
        with tempfile.TemporaryDirectory() as out:
            files = built(name, Path(out))
        shutil.rmtree(SITES / name / "expected", ignore_errors=True)
        for path, text in files.items():
            target = SITES / name / "expected" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
        print(f"{name}: {len(files)} files")
    for folder in sorted(path for path in BROKEN.iterdir() if path.is_dir()):
        with tempfile.TemporaryDirectory() as out:
            try:
                build(Project(folder / "seeds", None, Path(out) / "build"))
                sys.exit(f"{folder.name} is not broken")
            except BuildStopped as stopped:
                shown = "\n".join(show(problem) for problem in stopped.problems)
        (folder / "expected.txt").write_text(shown, "utf-8")
        print(f"{folder.name}: {shown.count('error:')} errors")


if __name__ == "__main__":
    accept()
