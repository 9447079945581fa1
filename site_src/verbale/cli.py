"""The command line.  Only this module prints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from verbale.build import Project

BUILT, PROBLEMS, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 built, 1 problems, 2 wrong usage."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if list(arguments) == ["--version"]:
        # Before anything is imported: scripts ask this often.
        from verbale import __version__

        print(f"verbale {__version__}")
        return BUILT
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that cannot show a letter shows its number.
            stream.reconfigure(errors="backslashreplace")
    options = parser().parse_args(arguments)
    try:
        status = options.run(options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        return PROBLEMS
    except OSError as fault:
        print(f"verbale: {fault.strerror or fault}", file=sys.stderr)
        return PROBLEMS
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return PROBLEMS


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    import argparse

    root = argparse.ArgumentParser(prog="verbale", description="Accounts of a diplomatic event in, a briefing site out.")
    root.add_argument("--version", action="store_true", help="print the version")
    commands = root.add_subparsers(title="commands", dest="command", required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="build the site", description="Build the site from the seeds.")
    _project(build)
    build.add_argument("--out", type=Path, metavar="DIR", help="folder for the site (default: PROJECT/build)")
    build.add_argument("--strict", action="store_true", help="let warnings fail the build")
    build.add_argument("--explain", action="store_true", help="say why each page was made")
    build.add_argument("--jobs", type=_jobs, metavar="N", help="worker processes (default: one for each core)")
    build.add_argument("--base-url", type=_base_url, metavar="URL", help="address that the site will have")
    build.set_defaults(run=_build)

    serve = commands.add_parser("serve", help="show the site and rebuild on save", description="Build, show the site on this machine, rebuild and reload on save.")
    _project(serve)
    serve.add_argument("--port", type=_port, default=5500, metavar="N", help="port on the loopback address (default: 5500)")
    serve.set_defaults(run=_serve)

    check = commands.add_parser("check", help="list what an editor must or should look at", description="List problems, findings not yet confirmed, assumptions and differences between accounts.")
    _project(check)
    check.add_argument("--strict", action="store_true", help="let warnings fail the check")
    check.add_argument("--format", choices=("text", "json", "github"), default="text", help="how to print (default: text)")
    check.set_defaults(run=_check)

    read = commands.add_parser("read", help="print what the machine reads in documents", description="Print what the machine reads in documents.")
    read.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a .txt or .md document")
    read.add_argument("--json", action="store_true", help="one JSON object a line for each document")
    read.add_argument("--published", metavar="DATE", help="the day of publication, as an EDTF date")
    read.set_defaults(run=_read)

    schema = commands.add_parser("schema", help="write the JSON Schemas of the editor's files", description="Write the JSON Schemas of the editor's files, for editors' tools.")
    schema.add_argument("folder", type=Path, metavar="FOLDER", help="where to write them")
    schema.set_defaults(run=_schema)
    return root


def _project(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", nargs="?", type=Path, default=Path(), metavar="PROJECT", help="folder with seeds/ (default: this folder)")


def _jobs(text: str) -> int:
    return _whole(text, 1, 1024, "jobs")


def _port(text: str) -> int:
    return _whole(text, 1, 65535, "ports")


def _whole(text: str, least: int, most: int, what: str) -> int:
    from argparse import ArgumentTypeError

    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise ArgumentTypeError(f"{what} go from {least} to {most}, not {text!r}")
    return int(text)


def _base_url(text: str) -> str:
    from argparse import ArgumentTypeError

    from verbale.editor import is_web_address

    if not is_web_address(text):
        raise ArgumentTypeError(f"{text!r} is no address that begins with https:// or http://")
    return text


# ------------------------------------------------------------------ commands


def _build(options: argparse.Namespace) -> int:
    from verbale.build import Project, build
    from verbale.ledger import default_jobs
    from verbale.problems import BuildStopped

    project = Project.at(
        options.project, options.out, strict=options.strict, jobs=options.jobs or default_jobs(), base_url=options.base_url
    )
    try:
        report = build(project)
    except BuildStopped as stopped:
        _print_problems(stopped.problems)
        print(_stopped_line(project, len(stopped.problems)), file=sys.stderr)
        return PROBLEMS
    _print_problems(report.problems)
    if options.explain:
        for path, reason in sorted(report.rendered.items()):
            print(f"{path}: {reason}")
        for path in report.removed:
            print(f"{path}: removed")
    from verbale.problems import visible

    print(
        f"{report.events} event{'s' * (report.events != 1)}, {report.documents} document{'s' * (report.documents != 1)}"
        f" ({report.read} read anew); {len(report.rendered)} files made, {report.unchanged} kept, {len(report.removed)} removed"
    )
    print(f"The site is in {visible(str(project.out))}; open {visible(str(project.out / 'index.html'))}")
    return BUILT


def _stopped_line(project: Project, count: int) -> str:
    kept = "the site published before is as it was" if (project.out / "index.html").exists() else "nothing was written"
    return f"{count} problem{'s' * (count != 1)}; {kept}."


def _print_problems(problems: Sequence) -> None:
    from verbale.problems import show

    for problem in problems:
        print(show(problem), file=sys.stderr)


def _serve(options: argparse.Namespace) -> int:
    from verbale.preview import serve

    return serve(options.project, options.port)


def _check(options: argparse.Namespace) -> int:
    from verbale.build import Project, draft
    from verbale.check import print_report

    project = Project.at(options.project)
    drafted = draft(project)
    sys.stdout.write(print_report(drafted, options.format))
    fatal = any(options.strict or problem.severity == "error" for problem in drafted.problems)
    return PROBLEMS if fatal else BUILT


def _read(options: argparse.Namespace) -> int:
    from verbale.annotate import annotate
    from verbale.edtf import read_edtf
    from verbale.read import read_document
    from verbale.reading import as_json, as_text

    try:
        published = read_edtf(options.published) if options.published else None
    except ValueError as problem:
        print(f"verbale read: --published: cannot read {options.published!r} as a date: {problem}", file=sys.stderr)
        return USAGE
    status = BUILT
    for file in options.files:
        document, problems = read_document(file, published)
        _print_problems(problems)
        if document is None or any(problem.severity == "error" for problem in problems):
            status = PROBLEMS
            continue
        findings = annotate(document)
        sys.stdout.write(as_json(str(file), document, findings) if options.json else as_text(str(file), document, findings))
    return status


def _schema(options: argparse.Namespace) -> int:
    from verbale.read.schemas import write_schemas

    try:
        written = write_schemas(options.folder)
    except OSError as fault:
        print(f"verbale schema: {options.folder} cannot be written: {fault.strerror}", file=sys.stderr)
        return PROBLEMS
    for path in written:
        print(path)
    return BUILT
