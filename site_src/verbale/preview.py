"""Show the site on the editor's own machine; rebuild and reload on save (`verbale serve`).

The preview has a folder of its own, since it shows whole documents whatever
their rights.  A save that cannot be built shows its problems in the browser;
the last good site stays behind them.
"""

from __future__ import annotations

import re
import sys
import traceback
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from livereload import Server
from livereload.handlers import StaticFileHandler
from tornado.web import HTTPError

from verbale.build import Project, build
from verbale.problems import BuildStopped, Place, Problem, error, show

HOST = "127.0.0.1"
_OWN_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
# The pages forbid scripts; the one that reloads them is livereload's.
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


@dataclass
class Preview:
    """The last good site and what is wrong with the seeds since."""

    project: Project
    problems: tuple[Problem, ...] = ()

    def rebuild(self) -> None:
        """Build; keep the problems where it cannot be done."""
        # livereload ends its round of watching at an exception, and calls
        # twice for a save that touches two folders: the build is cheap to
        # repeat.
        try:
            report = build(self.project)
        except BuildStopped as stopped:
            self.problems = stopped.problems
            for problem in stopped.problems:
                print(show(problem), file=sys.stderr)
            return
        except Exception as fault:  # a fault of ours: shown, so that nobody takes the old page for the new
            traceback.print_exc()
            self.problems = (error(Place("verbale"), f"a fault of the program itself: {fault!r}", "Please report it, with the text above."),)
            return
        self.problems = ()
        print(f"{len(report.rendered)} files made, {report.unchanged} kept", flush=True)


def serve(folder: Path, port: int) -> int:
    """Build the project in `folder` and show it on the loopback address until interrupted."""
    preview = Preview(
        Project(
            folder / "seeds",
            folder / "templates",
            folder / ".verbale" / "preview",
            folder / ".verbale" / "findings.sqlite",
            full_text=True,
        )
    )
    if not preview.project.seeds.is_dir():
        print(f"verbale serve: there is no folder {preview.project.seeds}", file=sys.stderr)
        return 1
    preview.rebuild()
    server = Server()
    server.SFH = _handler(preview)
    for watched in (preview.project.seeds, preview.project.templates):
        if watched and watched.is_dir():
            server.watch(str(watched), preview.rebuild)
    print(f"Showing {folder} at http://{HOST}:{port}/ until you press Ctrl-C", flush=True)
    try:
        server.serve(port=port, host=HOST, root=str(preview.project.out.absolute()))
    except OSError as fault:
        print(f"verbale serve: port {port} cannot be used: {fault.strerror}. Name another by --port.", file=sys.stderr)
        return 1
    return 0


def _handler(preview: Preview) -> type[StaticFileHandler]:
    """Return a handler of requests that shows the preview's problems first."""

    class Handler(StaticFileHandler):
        def prepare(self) -> None:
            # A page of another site must not read this one by a name that
            # it has pointed here (DNS rebinding).
            if urlsplit(f"//{self.request.host}").hostname not in _OWN_HOSTS:
                raise HTTPError(403)

        async def get(self, path: str, include_body: bool = True) -> None:
            if _is_page(path) and preview.problems and "last-good" not in self.request.query_arguments:
                self.set_header("Content-Type", "text/html; charset=utf-8")
                self.write(_problem_page(preview.problems))
                return
            if not _is_page(path):
                await super().get(path, include_body)
                return
            page = self._page(path)
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.set_header("Cache-Control", "no-store")
            self.write(_POLICY.sub(b"", page))

        def compute_etag(self) -> None:
            """Answer afresh each time: the folder behind the preview changes places."""

        def _page(self, path: str) -> bytes:
            """Return a page of the preview; nothing outside its folder, by whatever way."""
            root = Path(self.root).resolve()
            try:
                file = (root / (path.replace("\\", "/") or "index.html")).resolve()
                if file.is_dir():
                    file /= "index.html"
                if file.is_relative_to(root) and file.is_file():
                    return file.read_bytes()
            except (OSError, ValueError):  # a name too long, or one with a NUL
                pass
            self.set_status(404)
            missing = root / "404.html"
            return missing.read_bytes() if missing.is_file() else b"<title>Not found</title><p>There is no such page."

        def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
            found = super().validate_absolute_path(root, absolute_path)
            if found and not Path(found).resolve().is_relative_to(Path(root).resolve()):
                raise HTTPError(403)
            return found

    return Handler


def _is_page(path: str) -> bool:
    return path.endswith((".html", "/")) or "." not in path.rsplit("/", 1)[-1]


def _problem_page(problems: tuple[Problem, ...]) -> str:
    shown = "".join(f"<pre>{escape(show(problem))}</pre>" for problem in problems)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Problems</title>'
        "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "pre{white-space:pre-wrap;border-left:4px solid #a00;padding:.5rem 1rem;background:#f6f5f2;color:#1a1a1a}</style></head>"
        f"<body><h1>{len(problems)} problem{'s' * (len(problems) != 1)} to put right</h1>{shown}"
        '<p><a href="?last-good">Show the last good site</a>; this page reloads when you save.</p></body></html>'
    )
