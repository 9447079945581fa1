"""Sources: the list of documents, one page for each with its cited passages."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.editor import is_web_address
from verbale.edtf import words
from verbale.model import Account, Cited, Document, Page
from verbale.pages.labels import NOT_STATED, SOURCE_KINDS
from verbale.pages.shelf import EventShelf, Shelf, href, paged, passage_anchor, source_path
from verbale.pages.views import CitedView, Link, SourcesView, SourceView, Stretch

# How much stands around a cited passage where the text may not be published:
# enough to see what it speaks of.
_CONTEXT = 80


def source_pages(shelf: Shelf, events: list[EventShelf]) -> Iterator[Page]:
    """Yield the page of every document, and the list of all."""
    for event in events:
        for account in event.event.accounts:
            yield _source(event, account)
    rows = [(event, row) for event in events for row in event.source_rows()]
    for path, part, pages in paged("sources.html", len(rows)):
        groups: dict[Link, list] = {}
        for event, row in rows[part]:
            groups.setdefault(event.link, []).append(row)
        frame = shelf.frame(path, "Sources", "The documents that everything here rests on.", "Sources", (Link("Sources", "sources.html"),))
        view = SourcesView(frame, tuple((link, tuple(found)) for link, found in groups.items()), pages)
        yield Page(path, "sources.html", view)


def _source(shelf: EventShelf, account: Account) -> Page:
    document = account.document
    path = source_path(document.id)
    title = shelf.source_label(document.id)
    crumbs = (Link("Sources", "sources.html"), Link(title, href(path)))
    summary = f"A source of “{shelf.event.title}”: {SOURCE_KINDS[account.kind]}, with every passage that is cited from it."
    may_publish = shelf.shelf.full_text or document.about.rights == "full_text"
    states = [state for _, state in account.sentences]
    view = SourceView(
        frame=shelf.shelf.frame(path, title, summary, "Sources", crumbs, event=shelf.event),
        event=shelf.link,
        kind=SOURCE_KINDS[account.kind],
        kind_notes=shelf.notes(account.kind_basis),
        why=account.kind_because,
        proposed_kind=account.kind_review == "proposed",
        facts=tuple(_facts(shelf, account)),
        url=_web_address(document.about.url),
        note=document.about.note,
        rights=document.about.rights_note
        or ("The whole text is published." if document.about.rights == "full_text" else "No right to the whole text is declared: only cited passages are published, with a little context."),
        language=shelf.language_of(document.id),
        cited=tuple(_cited(shelf, document, cited) for cited in account.cited),
        full_text=tuple(_full_text(account)) if may_publish else (),
        accounting=tuple((state, states.count(state)) for state in ("used", "set aside", "unread")),
        dropped=tuple((dropped.passage.exact, dropped.because) for dropped in account.dropped),
    )  # fmt: skip
    return Page(path, "source.html", view)


def _facts(shelf: EventShelf, account: Account) -> Iterator[tuple[str, str]]:
    about, shape = account.document.about, account.findings.shape
    yield "Title", about.title or (shape.title.exact if shape.title else NOT_STATED)
    if shape.deck:
        yield "Deck", shape.deck.exact
    if shape.label:
        yield "Label", shape.label.exact
    yield "Author", about.author or NOT_STATED
    yield "Publisher", about.publisher or NOT_STATED
    yield "Published", words(about.published) if about.published else NOT_STATED
    if about.anchor:
        assumed = ", ".join(ref.id for ref in about.assumes)
        yield "Relative dates count from", words(about.anchor) + (f" (assumed: {assumed})" if assumed else "")
    if shape.footer:
        yield "Credit line", shape.footer.exact
    yield "Language", shape.language
    yield "Document", account.document.id
    yield "SHA-256", account.document.digest


def _web_address(url: str | None) -> str | None:
    """Return an address only if it is one of the web: `javascript:` is none."""
    return url if url and is_web_address(url) else None


def _cited(shelf: EventShelf, document: Document, cited: Cited) -> CitedView:
    start, end = cited.passage.start, cited.passage.end
    before, after = _before(document.text, start), _after(document.text, end)
    return CitedView(
        anchor=passage_anchor(cited.passage),
        before=before,
        words=cited.passage.exact,
        after=after,
        uses=tuple(shelf.use_link(use) for use in cited.uses),
    )


def _before(text: str, start: int) -> str:
    left = max(0, start - _CONTEXT)
    line = max(text.rfind("\n", left, start), text.rfind("\r", left, start)) + 1
    if line:
        return text[line:start] if line >= left else text[left:start]
    cut = text[left:start]
    return cut if left == 0 else "… " + (cut.split(" ", 1)[1] if " " in cut else cut)


def _after(text: str, end: int) -> str:
    stop = text.find("\n", end, end + _CONTEXT)
    if stop >= 0:
        return text[end:stop].rstrip("\r")
    cut = text[end : end + _CONTEXT]
    return cut if end + _CONTEXT >= len(text) else (cut.rsplit(" ", 1)[0] if " " in cut else cut) + " …"


def _full_text(account: Account) -> Iterator[tuple[Stretch, ...]]:
    """Yield paragraphs as stretches, the cited ones told from the others."""
    text = account.document.text
    cited = _merged(account.cited)
    paragraph: int | None = None
    spans: list[list[int]] = []
    for sentence in account.findings.shape.sentences:
        if sentence.paragraph != paragraph:
            spans.append([sentence.start, sentence.end])
            paragraph = sentence.paragraph
        spans[-1][1] = sentence.end
    for start, end in spans:
        yield tuple(_stretches(text, start, end, cited))


def _merged(cited: tuple[Cited, ...]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((item.passage.start, item.passage.end) for item in cited):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _stretches(text: str, start: int, end: int, cited: list[tuple[int, int]]) -> Iterator[Stretch]:
    at = start
    for begin, stop in cited:
        begin, stop = max(begin, start), min(stop, end)
        if begin >= stop:
            continue
        if at < begin:
            yield Stretch(text[at:begin], cited=False)
        yield Stretch(text[begin:stop], cited=True)
        at = stop
    if at < end:
        yield Stretch(text[at:end], cited=False)
