"""Our own site in a real browser: readable by everybody, from anywhere, on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

KINDS = {
    "home": "index.html",
    "briefing": "events/beijing-summit-2026.html",
    "timeline": "events/beijing-summit-2026/timeline.html",
    "statements": "events/beijing-summit-2026/statements.html",
    "accounts": "events/beijing-summit-2026/accounts.html",
    "all-events": "timeline.html",
    "register": "agreements.html",
    "agreement": "agreements/nine-memorandums.html",
    "actors": "actors.html",
    "actor": "actors/lee-jae-myung.html",
    "sources": "sources.html",
    "source": "sources/003_26057e5c08c02b07.html",
    "about": "about.html",
    "404": "404.html",
}
MODES = {"light": (1440, "light", "screen"), "dark": (1440, "dark", "screen"), "phone": (320, "light", "screen"), "paper": (1000, "dark", "print")}


def opened(browser: Browser, url: str, width: int = 1440, scheme: str = "light", media: str = "screen", *, script: bool = True) -> Page:
    """Open a page; its context must be closed by the caller."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script)
    page = context.new_page()
    page.emulate_media(media=media, color_scheme=scheme)
    page.goto(url)
    return page


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(browser: Browser, beijing_site: Path, kind: str, mode: str) -> None:
    page = opened(browser, (beijing_site / KINDS[kind]).as_uri(), *MODES[mode])

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}})

    assert [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found.response["violations"]] == []
    page.context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways(browser: Browser, beijing_site: Path, kind: str) -> None:
    for width, zoom in ((320, 1), (390, 1), (768, 1), (1280, 2)):
        page = opened(browser, (beijing_site / KINDS[kind]).as_uri(), width)
        if zoom != 1:
            page.evaluate(f"document.documentElement.style.fontSize = '{112.5 * zoom}%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{kind} at {width} px, {zoom} x"
        page.context.close()


def test_pages_ask_for_nothing_but_their_own_files(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked, failed, said = [], [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.on("console", lambda message: said.append(message.text))
    for path in KINDS.values():
        page.goto(address + path)

    assert asked
    assert all(url.startswith(address) for url in asked)
    assert (failed, said) == ([], [])
    context.close()


def test_a_briefing_is_light(beijing_site: Path) -> None:
    assert (beijing_site / "static" / "style.css").stat().st_size < 20_000
    assert not list(beijing_site.rglob("*.js"))


def test_links_work_from_a_folder_and_below_a_path(browser: Browser, beijing_site: Path, address: str) -> None:
    for start in (beijing_site.as_uri() + "/", address):
        page = opened(browser, start + "index.html")
        page.click("text=The Beijing summit of Lee Jae-myung and Xi Jinping")
        page.click("text=The whole timeline")
        page.eval_on_selector("#entry-business-forum .words", "link => link.click()")
        page.wait_for_url("**/sources/003_26057e5c08c02b07.html#p-*")
        page.eval_on_selector("li:target .uses a", "link => link.click()")
        page.wait_for_url("**/events/**")
        assert page.url.startswith(start)
        page.context.close()


def test_a_linked_passage_lights_up(browser: Browser, beijing_site: Path) -> None:
    source = beijing_site / "sources" / "000_66cc7cdec42ee4ba.html"
    first, second = re.findall(r'<li id="(p-\d+-\d+)">', source.read_text("utf-8"))[:2]
    page = opened(browser, f"{source.as_uri()}#{second}")

    style = "id => getComputedStyle(document.getElementById(id)).outlineStyle"

    assert page.evaluate(style, second) == "solid"
    assert page.evaluate(style, first) == "none"
    page.context.close()


def test_notes_stand_beside_their_sentence_on_a_wide_screen_and_below_it_on_a_phone(browser: Browser, beijing_site: Path) -> None:
    boxes = "() => { const p = document.querySelector('.para.p'); return [p.querySelector('p').getBoundingClientRect(), p.querySelector('.notes').getBoundingClientRect()].map(b => [b.left, b.top, b.right, b.bottom]) }"
    url = (beijing_site / KINDS["briefing"]).as_uri()

    wide, phone = opened(browser, url, 1440), opened(browser, url, 390)
    (text, notes), (phone_text, phone_notes) = wide.evaluate(boxes), phone.evaluate(boxes)

    assert notes[0] > text[2]
    assert abs(notes[1] - text[1]) < 20
    assert phone_notes[1] >= phone_text[3]
    for page in (wide, phone):
        page.context.close()


def test_the_measure_of_running_text_is_readable(browser: Browser, beijing_site: Path) -> None:
    page = opened(browser, (beijing_site / KINDS["briefing"]).as_uri(), 1440)

    width = page.evaluate("() => { const p = document.querySelector('.part.happened .para.p p'); return p.getBoundingClientRect().width / parseFloat(getComputedStyle(p).fontSize) }")

    assert 28 <= width <= 40  # some 60 to 80 Latin letters
    page.context.close()


def test_dark_is_dark_and_paper_is_white(browser: Browser, beijing_site: Path) -> None:
    ground = "() => getComputedStyle(document.body).backgroundColor"
    url = (beijing_site / "index.html").as_uri()

    pages = [opened(browser, url, *mode) for mode in ((1440, "light", "screen"), (1440, "dark", "screen"), (1440, "dark", "print"))]

    assert [page.evaluate(ground) for page in pages] == ["rgb(255, 255, 255)", "rgb(20, 22, 26)", "rgb(255, 255, 255)"]
    for page in pages:
        page.context.close()


def test_paper_has_the_notes_and_no_navigation(browser: Browser, beijing_site: Path) -> None:
    page = opened(browser, (beijing_site / KINDS["briefing"]).as_uri(), 1000, "light", "print")

    assert not page.is_visible("nav[aria-label=Site]")
    assert page.is_visible(".notes.numbered")
    assert page.is_visible(".cite-as")
    page.context.close()


def test_without_script_nothing_is_missing(browser: Browser, beijing_site: Path) -> None:
    url = (beijing_site / KINDS["briefing"]).as_uri()

    texts = []
    for script in (True, False):
        page = opened(browser, url, script=script)
        texts.append(page.locator("body").inner_text())
        page.context.close()

    assert texts[0] == texts[1]


def test_the_skip_link_comes_first_and_is_seen(browser: Browser, beijing_site: Path) -> None:
    page = opened(browser, (beijing_site / KINDS["briefing"]).as_uri())

    page.keyboard.press("Tab")

    assert page.evaluate("() => document.activeElement.className") == "skip"
    assert page.evaluate("() => document.activeElement.getBoundingClientRect().top") >= 0
    page.context.close()
