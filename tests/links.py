"""Find links of a built site that lead nowhere: `python -m tests.links FOLDER`."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Page(HTMLParser):
    """The links, the ids and the language of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in ("href", "src") and not (tag == "link" and ("rel", "canonical") in attrs):
                self.links.append(value or "")


def broken_links(site: Path) -> list[str]:
    """Return "page: link" for each link to a file or an id that is not there.

    A link from the root (`/x`) or to another host is broken too: the site
    must work from a folder and below a path.
    """
    pages = {path.relative_to(site).as_posix(): _Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    found = []
    for name, page in pages.items():
        found += [f"{name}: id {identity!r} twice" for identity in sorted(set(page.ids)) if page.ids.count(identity) > 1]
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https") and link.startswith(("http://", "https://")):
                continue
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            if parts.scheme or parts.netloc or parts.path.startswith("/") or not target.is_file():
                found.append(f"{name}: {link}")
            elif parts.fragment:
                path = target.resolve().relative_to(site.resolve()).as_posix()
                if path in pages and unquote(parts.fragment) not in pages[path].ids:
                    found.append(f"{name}: {link}")
    return found


def main(folder: str) -> int:
    """Print what leads nowhere; return 1 if anything does."""
    found = broken_links(Path(folder))
    print("\n".join(found) or f"every link in {folder} leads somewhere")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
