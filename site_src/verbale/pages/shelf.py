"""Where everything stands, and how its evidence is shown.

`Shelf` knows the addresses and names of the whole site; `EventShelf` turns
the facts of one event into lines with their notes and marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from verbale.edtf import words as date_words
from verbale.model import (
    Account,
    Actor,
    Basis,
    Commitment,
    Entry,
    Event,
    Figure,
    Passage,
    Review,
    Site,
    Statement,
    Unknown,
    Use,
)
from verbale.pages.labels import COMMITMENTS, FORMS, NOT_STATED, OPINIONS, SOURCE_KINDS, amount, count_of, date_view, label
from verbale.pages.views import AssumptionView, Frame, Line, Link, Mark, NavItem, Note, SourceRow
from verbale.text import Spans

PAGE_SIZE = 200
_LABEL_LIMIT = 70


@lru_cache(maxsize=4096)
def href(path: str, fragment: str | None = None) -> str:
    """Return a file's path as a link from the root of the site."""
    return quote(path) + (f"#{quote(fragment)}" if fragment else "")


def passage_anchor(passage: Passage) -> str:
    """Return the id that a passage has on the page of its source."""
    return f"p-{passage.start}-{passage.end}"


def source_path(document: str) -> str:
    """Return the address of a source."""
    return f"sources/{document}.html"


def briefing_path(event: str) -> str:
    """Return the address of a briefing."""
    return f"events/{event}.html"


def agreement_path(agreement: str) -> str:
    """Return the address of an agreement."""
    return f"agreements/{agreement}.html"


def actor_path(actor: str) -> str:
    """Return the address of an actor."""
    return f"actors/{actor}.html"


def shorten(text: str, limit: int = _LABEL_LIMIT) -> str:
    """Return `text` cut at a word, with an ellipsis if anything is gone."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(",;:") + " …"


_SECTIONS = (
    ("Events", "index.html"),
    ("Timeline", "timeline.html"),
    ("Agreements", "agreements.html"),
    ("Actors", "actors.html"),
    ("Sources", "sources.html"),
    ("About", "about.html"),
)


class Shelf:
    """Names and addresses of the whole site."""

    def __init__(self, site: Site, *, base_url: str | None, full_text: bool) -> None:
        self.site = site
        self.settings = site.settings
        self.title = site.settings.title or self._default_title()
        self.base_url = (base_url or site.settings.base_url or "").rstrip("/") or None
        self.full_text = full_text
        self.actors: dict[str, Actor] = {actor.id: actor for actor in site.actors}
        shown = {appearance.actor for event in site.events for appearance in event.appearances}
        self.shown_actors = shown | {actor.id for actor in site.actors if actor.record}

    def _default_title(self) -> str:
        events = self.site.events
        return events[0].title if len(events) == 1 else "Briefings"

    def actor_link(self, actor: str) -> Link:
        """Return a link to an actor, by the name that the site uses."""
        return Link(self.actors[actor].name, href(actor_path(actor)))

    def frame(
        self,
        path: str,
        title: str,
        summary: str,
        section: str,
        crumbs: Iterable[Link] = (),
        *,
        event: Event | None = None,
        downloads: Iterable[Link] = (),
        json_ld: str | None = None,
    ) -> Frame:
        """Return what stands around a page; `section` is the part of the site it belongs to."""
        root = "../" * path.count("/")
        as_of = date_view(event.file.as_of) if event and event.file.as_of else None
        changes = event.file.changes if event else ()
        changed = date_view(changes[0].date) if changes else None
        return Frame(
            path=path,
            root=root,
            site=self.title,
            title=title,
            summary=summary,
            language=self.settings.language,
            nav=tuple(NavItem(name, target, name == section) for name, target in _SECTIONS),
            breadcrumbs=tuple(crumbs),
            as_of=as_of,
            changed=changed,
            downloads=tuple(downloads),
            cite_as=self._cite_as(path, title, changed.words if changed else None),
            canonical=f"{self.base_url}/{href(path)}" if self.base_url else None,
            json_ld=json_ld,
        )

    def _cite_as(self, path: str, title: str, changed: str | None) -> str:
        parts = [self.settings.publisher or self.title, f"“{title}”", changed or "undated"]
        where = f"{self.base_url}/{href(path)}" if self.base_url else path
        return ", ".join(parts) + f". {where}"


class EventShelf:
    """One event's facts as lines, with evidence and marks."""

    def __init__(self, shelf: Shelf, event: Event) -> None:
        self.shelf = shelf
        self.event = event
        self.accounts: dict[str, Account] = {account.document.id: account for account in event.accounts}
        self.link = Link(event.title, href(briefing_path(event.id)))
        # Accounts that the editor has described or compared; of any other the
        # editor's silence says nothing.
        named = {ref.id for ref, _ in event.file.sources}
        named |= {passage.document for c in event.comparisons if c.review == "editor" for cell in c.cells for passage in cell.passages}
        self._compared = frozenset(named)
        self._origins = {self._origin(account) for account in event.accounts}
        differing: dict[str, list[tuple[int, int, bool]]] = {}
        for comparison in event.comparisons:
            if comparison.kind not in ("agree", "only_one", "differ_name", "differ_scope"):
                for passage in (passage for cell in comparison.cells for passage in cell.passages):
                    differing.setdefault(passage.document, []).append((passage.start, passage.end, True))
        self._differing = {document: Spans(found) for document, found in differing.items()}
        self._entry_pages = {
            entry.id: path
            for path, part, _ in paged(f"events/{event.id}/timeline.html", len(event.entries))
            for entry in event.entries[part]
        }
        self.agreements = {agreement.id: agreement for agreement in event.agreements}
        self._assumptions = {assumption.id: assumption for assumption in event.assumptions}

    def _origin(self, account: Account) -> str:
        origin = account.document.about.origin
        named = next((a.document.id for a in self.event.accounts if origin and origin.id in (a.document.id, a.document.about.key)), None)
        return named or account.document.id

    def awaits(self, document: str, review: Review) -> bool:
        """Say whether the editor, who wrote a fact, has not yet compared an account with it."""
        return review == "editor" and document not in self._compared

    # ------------------------------------------------------------- evidence

    def source_label(self, document: str) -> str:
        """Return the name of a source: its title, else its first words, else its id."""
        account = self.accounts[document]
        title = account.document.about.title or (account.findings.shape.title.exact if account.findings.shape.title else None)
        if title:
            return shorten(title)
        first = next((s for s in account.findings.shape.sentences if s.role in ("lead", "body")), None)
        return f"“{shorten(account.document.text[first.start : first.end], 48)}”" if first else document

    def source_link(self, document: str) -> Link:
        """Return a link to a source."""
        return Link(self.source_label(document), href(source_path(document)))

    def short_link(self, document: str) -> Link:
        """Return a link to a source by its short name, for notes."""
        about = self.accounts[document].document.about
        name = about.short or about.publisher or shorten(self.source_label(document), 40)
        return Link(name, href(source_path(document)))

    def note(self, passage: Passage, number: int | None = None) -> Note:
        """Return a passage as a piece of evidence."""
        account = self.accounts[passage.document]
        return Note(
            source=self.short_link(passage.document),
            kind=SOURCE_KINDS[account.kind],
            words=" ".join(passage.exact.split()),
            href=href(source_path(passage.document), passage_anchor(passage)),
            language=self.language_of(passage.document),
            number=number,
        )

    def notes(self, passages: Iterable[Passage]) -> tuple[Note, ...]:
        """Return passages as evidence, each once."""
        return tuple(self.note(passage) for passage in dict.fromkeys(passages))

    def basis_notes(self, basis: Basis, more: Iterable[Passage] = ()) -> tuple[Note, ...]:
        """Return all that a fact rests on: passages, the editor's reason, assumptions."""
        reasons = (Note(None, None, None, "", None, because=basis.because),) if basis.because else ()
        assumed = tuple(self.assumption_note(name) for name in basis.assumes)
        return (*self.notes((*basis.passages, *more)), *reasons, *assumed)

    def assumption_note(self, name: str, number: int | None = None) -> Note:
        """Return an assumption as the evidence that it is not."""
        assumption = self._assumptions[name]
        target = href(briefing_path(self.event.id), f"assumption-{name}")
        return Note(None, None, None, target, None, because=assumption.says, number=number)

    def language_of(self, document: str) -> str | None:
        """Return the language of a source where it is not the site's."""
        language = self.accounts[document].findings.shape.language
        return language if language != self.shelf.settings.language else None

    def marks(self, passages: Iterable[Passage], review: Review, *, assumed: bool = False) -> tuple[Mark, ...]:
        """Return how far a fact can be relied on, in words."""
        passages = tuple(passages)
        documents = {passage.document for passage in passages}
        found = []
        if review == "proposed":
            found.append(Mark("machine", "machine-read"))
        elif review in ("confirmed", "corrected"):
            found.append(Mark("confirmed", f"{review} by the editor"))
        if assumed:
            found.append(Mark("assumed", "assumed"))
        if documents and all(self.accounts[name].kind in OPINIONS for name in documents):
            found.append(Mark("opinion", "opinion source only"))
        if len(self._origins) > 1 and len({self._origin(self.accounts[name]) for name in documents}) == 1:
            found.append(Mark("single", "one source"))
        if any(p.document in self._differing and self._differing[p.document].meets(p.start, p.end) for p in passages):
            found.append(Mark("differ", "accounts differ"))
        return tuple(found)

    # ---------------------------------------------------------------- lines

    def who(self, actors: Iterable[str]) -> tuple[Link, ...]:
        """Return links to actors."""
        return tuple(self.shelf.actor_link(actor) for actor in actors if actor in self.shelf.shown_actors)

    def entry(self, entry: Entry) -> Line:
        """Return one line of a timeline."""
        details = []
        if entry.dated_by and entry.when:
            dated_by = "; ".join(f"“{' '.join(p.exact.split())}”" for p in entry.dated_by)
            details.append(("Dated by", dated_by + (f" ({entry.rule})" if entry.rule else "")))
        elif entry.dated_by:
            details.append(("When", "; ".join(f"“{' '.join(p.exact.split())}”" for p in entry.dated_by)))
        if entry.place:
            details.append(("Place", entry.place))
        quoted = entry.review != "editor"
        return Line(
            anchor=f"entry-{entry.id}",
            says=entry.says,
            quoted=quoted,
            language=self.language_of(entry.basis.passages[0].document) if quoted and entry.basis.passages else None,
            when=date_view(entry.when),
            kind=label(entry.kind) if not quoted else None,
            who=self.who(entry.actors),
            details=tuple(details),
            marks=self.marks(entry.basis.passages, entry.review, assumed=entry.basis.is_assumption),
            notes=self.basis_notes(entry.basis, _not_within(entry.dated_by, entry.basis.passages)),
            proposed=entry.review == "proposed",
        )

    def statement(self, statement: Statement) -> Line:
        """Return what somebody said."""
        first = statement.basis.passages[0] if statement.basis.passages else None
        quoted = statement.says is None
        says = statement.says or (" ".join(first.exact.split()) if first else "")
        details = [("Verb used", statement.verb)] if statement.verb else []
        if statement.occasion:
            details.append(("Occasion", statement.occasion))
        return Line(
            anchor=f"said-{statement.id}",
            says=says,
            quoted=quoted,
            language=self.language_of(first.document) if quoted and first else None,
            when=None,
            kind=FORMS[statement.form],
            who=self.who((statement.speaker,)) if statement.speaker else (),
            details=tuple(details),
            marks=self.marks(statement.basis.passages, statement.review, assumed=statement.basis.is_assumption),
            notes=self.basis_notes(statement.basis),
            proposed=statement.review == "proposed",
        )

    def figure(self, figure: Figure) -> Line:
        """Return a number with what it measures."""
        by = self.shelf.actors[figure.by].name if figure.by else None
        details = (
            ("Period", figure.period or NOT_STATED),
            ("Covers", figure.scope or NOT_STATED),
            ("Given by", by or NOT_STATED),
        )
        return Line(
            anchor=f"figure-{figure.id}",
            says=f"{amount(figure.value, figure.unit, figure.bound)}: {figure.measure}" if figure.review == "editor" else amount(figure.value, figure.unit, figure.bound),
            quoted=False,
            language=None,
            when=None,
            kind=None,
            who=self.who((figure.by,)) if figure.by else (),
            details=details,
            marks=self.marks(figure.basis.passages, figure.review, assumed=figure.basis.is_assumption),
            notes=self.basis_notes(figure.basis),
            proposed=figure.review == "proposed",
        )

    def commitment(self, commitment: Commitment) -> Line:
        """Return a pledge, hope or call."""
        return Line(
            anchor=f"commitment-{commitment.id}",
            says=commitment.says,
            quoted=False,
            language=None,
            when=None,
            kind=COMMITMENTS[commitment.kind],
            who=self.who(commitment.by),
            details=(),
            marks=self.marks(commitment.basis.passages, commitment.review, assumed=commitment.basis.is_assumption),
            notes=self.basis_notes(commitment.basis),
            proposed=False,
        )

    def unknown(self, unknown: Unknown) -> Line:
        """Return a question that no source answers."""
        details = (("What the sources do say" if unknown.basis else "The editor’s note", unknown.note),) if unknown.note else ()
        return Line(
            anchor=f"unknown-{unknown.id}",
            says=unknown.question,
            quoted=False,
            language=None,
            when=None,
            kind=None,
            who=(),
            details=details,
            marks=(),
            notes=self.notes(unknown.basis),
            proposed=False,
        )

    def assumptions(self) -> tuple[AssumptionView, ...]:
        """Return the editor's assumptions with the number of facts that hang on each."""
        facts = (*self.event.entries, *self.event.agreements, *self.event.statements, *self.event.figures, *self.event.commitments)
        hanging = [name for fact in facts for name in fact.basis.assumes]
        hanging += [name for agreement in self.event.agreements for action in agreement.actions for name in action.assumes]
        return tuple(
            AssumptionView(f"assumption-{a.id}", a.says, a.because, hanging.count(a.id)) for a in self.event.assumptions
        )

    def use_link(self, use: Use) -> Link:
        """Return where a fact that rests on a passage is shown."""
        briefing, says = briefing_path(self.event.id), shorten(use.says)
        targets = {
            "entry": ("Timeline", self._entry_pages.get(use.id, briefing), f"entry-{use.id}"),
            "agreement": ("Agreement", agreement_path(use.id), None),
            "commitment": ("Commitment", briefing, f"commitment-{use.id}"),
            "statement": ("Statement", f"events/{self.event.id}/statements.html", f"said-{use.id}"),
            "figure": ("Figure", briefing, f"figure-{use.id}"),
            "comparison": ("Comparison", f"events/{self.event.id}/accounts.html", f"compare-{use.id}"),
            "unknown": ("Not known", briefing, f"unknown-{use.id}"),
            "section": ("Briefing", briefing, use.id),
            "event": ("Briefing", briefing, None),
            "source": ("Source", source_path(use.id), None),
            "actor": ("Actor", actor_path(use.id), None),
        }
        kind, path, fragment = targets[use.kind]
        return Link(f"{kind}: {says}", href(path, fragment))

    # -------------------------------------------------------------- sources

    def source_row(self, account: Account) -> SourceRow:
        """Return one source in a list."""
        about = account.document.about
        total = len(account.sentences)
        used = sum(state == "used" for _, state in account.sentences)
        return SourceRow(
            link=self.source_link(account.document.id),
            kind=SOURCE_KINDS[account.kind],
            author=about.author or NOT_STATED,
            publisher=about.publisher or NOT_STATED,
            published=date_words(about.published) if about.published else NOT_STATED,
            used=f"{used} of {count_of(total, 'sentence')}",
            proposed_kind=account.kind_review == "proposed",
        )

    def source_rows(self) -> tuple[SourceRow, ...]:
        """Return all sources of the event."""
        return tuple(self.source_row(account) for account in self.event.accounts)

    def sources_line(self) -> str:
        """Return the sources by kind: "2 sources: 1 news article, 1 opinion"."""
        kinds: dict[str, int] = {}
        for account in self.event.accounts:
            kinds[SOURCE_KINDS[account.kind]] = kinds.get(SOURCE_KINDS[account.kind], 0) + 1
        listed = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
        return f"{count_of(len(self.event.accounts), 'source')}: {listed}" if listed else "no sources"


def _not_within(passages: Iterable[Passage], others: Iterable[Passage]) -> list[Passage]:
    """Return the passages that are no part of one of the others."""
    others = tuple(others)
    return [p for p in passages if not any(p.document == o.document and o.start <= p.start and p.end <= o.end for o in others)]


def paged(path: str, total: int) -> list[tuple[str, slice, tuple[NavItem, ...]]]:
    """Split a long list over pages: (path, which items, links to all pages).

    No page grows with the site: a list of ten thousand has fifty pages.
    """
    count = max(1, -(-total // PAGE_SIZE))
    stem = path.removesuffix(".html")
    paths = [path, *(f"{stem}-{number}.html" for number in range(2, count + 1))]
    return [
        (
            own,
            slice(number * PAGE_SIZE, (number + 1) * PAGE_SIZE),
            tuple(NavItem(str(n + 1), href(other), other == own) for n, other in enumerate(paths)) if count > 1 else (),
        )
        for number, own in enumerate(paths)
    ]
