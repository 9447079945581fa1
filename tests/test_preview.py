"""The preview on the editor's own machine."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from tests.conftest import Tiny


class Served:
    """A preview that runs."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, host: str | None = None) -> tuple[int, str]:
        """Return status and body of one request, its path sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        connection.endheaders()
        response = connection.getresponse()
        body = response.read().decode("utf-8", "replace")
        connection.close()
        return response.status, body

    def wait(self, path: str, wanted: Callable[[str], bool]) -> str:
        """Ask until the page is as wanted."""
        for _ in range(150):
            try:
                body = self.get(path)[1]
            except OSError:
                body = ""
            if wanted(body):
                return body
            time.sleep(0.1)
        raise AssertionError(f"{path} never was as wanted: {body[:400]}")


@pytest.fixture
def served(tiny: Tiny) -> Iterator[Served]:
    process = subprocess.Popen(
        [sys.executable, "-c", "import socket, sys; from verbale.cli import main; s = socket.socket(); s.bind(('127.0.0.1', 0)); port = s.getsockname()[1]; s.close(); print('port', port, flush=True); sys.exit(main(['serve', sys.argv[1], '--port', str(port)]))", str(tiny.folder)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout
    port = int(re.search(r"port (\d+)", process.stdout.readline())[1])
    preview = Served(port)
    preview.wait("/", lambda body: "Vienna talks" in body)
    yield preview
    process.terminate()
    process.wait(10)


def test_a_faulty_save_shows_its_problems_and_a_mended_one_the_site(served: Served, tiny: Tiny) -> None:
    good = (tiny.seeds / "vienna" / "event.yaml").read_text("utf-8")
    assert "livereload.js" in served.get("/")[1]
    assert "Full text" in served.get("/sources/wire.html")[1]

    time.sleep(1.1)
    tiny.edit("vienna/event.yaml", old="Ana Lima said", new="Nobody <b>said</b>")
    page = served.wait("/events/vienna.html", lambda body: "to put right" in body)

    assert "these words are not in" in page
    assert "<b>said</b>" not in page
    assert "Vienna talks" in served.get("/events/vienna.html?last-good")[1]

    (tiny.seeds / "vienna" / "event.yaml").write_text(good.replace("Vienna talks", "Talks in Vienna"), "utf-8")
    served.wait("/events/vienna.html", lambda body: "Talks in Vienna" in body)


def test_nothing_outside_the_site_is_served(served: Served, tiny: Tiny) -> None:
    (tiny.folder / "secret.html").write_text("secret words", "utf-8")
    (tiny.folder / "secret.css").write_text("secret words", "utf-8")
    out = tiny.folder / ".verbale" / "preview"
    (out / "way-out.html").symlink_to(tiny.folder / "secret.html")
    (out / "way-out.css").symlink_to(tiny.folder / "secret.css")

    for path in (
        "/../../secret.html", "/%2e%2e/%2e%2e/secret.html", "/..%2f..%2fsecret.css", "/%252e%252e/%252e%252e/secret.html", "/..\\..\\secret.html",
        "/way-out.html", "/way-out.css", "//etc/passwd", "/%00.html", "/" + "a" * 5000 + ".html", "/static/../../../secret.css",
    ):  # fmt: skip
        status, body = served.get(path)
        assert status in (400, 403, 404), path
        assert "secret words" not in body, path


def test_a_foreign_name_for_this_machine_is_refused(served: Served) -> None:
    assert served.get("/", host="evil.example")[0] == 403
    assert served.get("/", host="localhost:1")[0] == 200
