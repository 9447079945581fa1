"""The line from seeds to site.

    read -> annotate -> assemble -> lay_out -> render -> publish
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from verbale.annotate import annotate
from verbale.assemble import assemble
from verbale.ledger import executor_for, remember
from verbale.model import Findings, Report, Seeds, Site
from verbale.pages import lay_out
from verbale.problems import BuildStopped, Place, Problem, error, in_order, stop_if_fatal
from verbale.publish import publish
from verbale.read import read
from verbale.render import load_theme


@dataclass(frozen=True, slots=True)
class Project:
    """Where a project lies and how it is to be built.

    `memory` is the file that findings are kept in; `full_text` shows whole
    documents whatever their rights, for the editor's own machine only.
    """

    seeds: Path
    templates: Path | None
    out: Path
    memory: Path | None = None
    strict: bool = False
    jobs: int = 1
    base_url: str | None = None
    full_text: bool = False

    @classmethod
    def at(cls, folder: Path, out: Path | None = None, **options: object) -> Project:
        """Return the project in `folder`, with its usual places."""
        return cls(
            folder / "seeds", folder / "templates", out or folder / "build", folder / ".verbale" / "findings.sqlite", **options
        )  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Draft:
    """All that is known before anything is rendered."""

    seeds: Seeds
    findings: tuple[Findings, ...]
    site: Site
    problems: tuple[Problem, ...]
    read_anew: int


def draft(project: Project) -> Draft:
    """Read and assemble; problems are kept, not raised."""
    seeds = read(project.seeds)
    documents = tuple(seeds.documents())
    pool = executor_for(project.jobs, len(documents))
    with pool or nullcontext():
        findings, anew = remember(annotate, documents, project.memory, pool)
    site, problems = assemble(seeds, findings)
    return Draft(seeds, findings, site, in_order((*seeds.problems, *problems)), anew)


def build(project: Project) -> Report:
    """Build the site; raise BuildStopped, with nothing written, if a problem is fatal."""
    if project.out.absolute().is_relative_to(project.seeds.absolute()):
        raise BuildStopped([error(Place(str(project.out)), "lies inside the seeds, where only documents belong", "Name another folder by --out.")])
    theme = load_theme(project.templates)
    drafted = draft(project)
    stop_if_fatal(drafted.problems, strict=project.strict)
    pages = lay_out(drafted.site, base_url=project.base_url, full_text=project.full_text)
    done = publish(chain(pages, theme.static()), theme.render, theme.digest, project.out)
    documents, events = len(drafted.findings), len(drafted.site.events)
    return Report(done.rendered, done.unchanged, done.removed, drafted.read_anew, documents, events, drafted.problems)
