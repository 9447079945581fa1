"""A tiny project to build, edit and look at."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from verbale.build import Project, build
from verbale.model import Report
from verbale.problems import BuildStopped, Problem

SEEDS = Path(__file__).parents[1] / "seeds"

WIRE = """Ministers meet in Vienna
VIENNA - Foreign Minister Ana Lima said on 14 July 2015 that "a new chapter has begun" for both countries.
Officials reported 15 signed agreements. Trade reached about $5 billion in 2014.
"""
OPINION = """Why Vienna matters
The author is a former diplomat. Ana Lima spoke of hope.
Both sides signed 15 cooperation documents, and Foreign Minister Ana Lima said "a new chapter has begun".
"""
EVENT = """title: Vienna talks
date: 2015-07-14
where: Vienna
cite: {wire: "Foreign Minister Ana Lima said on 14 July 2015"}
entries:
  talks:
    says: Ana Lima spoke in Vienna.
    kind: speech
    date: 2015-07-14
    dated_by: {wire: "on 14 July 2015"}
    actors: ana-lima
    cite: {wire: "Ana Lima said"}
"""


class Tiny:
    """A project in a folder of its own; paths are below its seeds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seeds = folder / "seeds"
        self.out = folder / "build"
        self.seeds.mkdir(parents=True)

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file; return it."""
        path = self.seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def edit(self, name: str, old: str = "", new: str = "", append: str = "") -> None:
        """Replace `old` by `new`, which must be there, or append."""
        path = self.seeds / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text((text.replace(old, new) if old else text) + append, "utf-8")

    def project(self, **options: object) -> Project:
        """Return the project with its usual places."""
        return Project.at(self.folder, **options)

    def build(self, **options: object) -> Report:
        """Build it."""
        return build(self.project(**options))

    def problems(self, **options: object) -> tuple[Problem, ...]:
        """Return the problems for which it cannot be built."""
        with pytest.raises(BuildStopped) as stopped:
            self.build(**options)
        return stopped.value.problems

    def page(self, path: str) -> str:
        """Return a file of the site."""
        return (self.out / path).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """Return every file of the site."""
        return files_below(self.out)


def files_below(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def empty(tmp_path: Path) -> Tiny:
    """Return a project without a document."""
    return Tiny(tmp_path / "project")


@pytest.fixture
def tiny(empty: Tiny) -> Tiny:
    """Return a project of two documents and an event.yaml."""
    empty.write("vienna/wire.txt", WIRE)
    empty.write("vienna/opinion.txt", OPINION)
    empty.write("vienna/event.yaml", EVENT)
    return empty


@pytest.fixture
def beijing(empty: Tiny) -> Tiny:
    """Return the project's own seeds, to be edited."""
    shutil.rmtree(empty.seeds)
    shutil.copytree(SEEDS, empty.seeds)
    return empty


@pytest.fixture(scope="session")
def beijing_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project's own site, built once; not to be changed."""
    out = tmp_path_factory.mktemp("beijing") / "build"
    build(Project(SEEDS, None, out))
    return out
