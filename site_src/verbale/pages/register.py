"""Agreements: rows, the register, one page for each."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.model import Action, Agreement, Page, Passage
from verbale.pages.labels import (
    CERTAINTY,
    INSTRUMENTS,
    LATERALITY,
    NOT_STATED,
    SOURCE_KINDS,
    STATUSES,
    count_of,
    date_view,
    instruments,
    label,
)
from verbale.pages.shelf import EventShelf, Shelf, agreement_path, href, paged
from verbale.pages.views import ActionRow, AgreementRow, AgreementView, CalledRow, Link, Mark, RegisterView


def agreement_rows(shelf: EventShelf) -> tuple[AgreementRow, ...]:
    """Return the records of one event, batches before their members."""
    return tuple(agreement_row(shelf, agreement) for agreement in _batches_first(shelf.event.agreements))


def _batches_first(agreements: tuple[Agreement, ...]) -> Iterator[Agreement]:
    """Yield each batch before its members, whatever their order in the file."""
    by_id = {agreement.id: agreement for agreement in agreements}
    waiting = [agreement for agreement in reversed(agreements) if agreement.part_of not in by_id]
    while waiting:
        agreement = waiting.pop()
        yield agreement
        waiting += [by_id[member] for member in reversed(agreement.members)]


def agreement_row(shelf: EventShelf, agreement: Agreement) -> AgreementRow:
    """Return one record as a row."""
    marks = list(shelf.marks(_all_words(agreement), agreement.review, assumed=agreement.basis.is_assumption))
    if agreement.laterality == "company":
        marks.insert(0, Mark("company", "between companies"))
    return AgreementRow(
        link=Link(agreement.title, href(agreement_path(agreement.id))),
        count=str(agreement.count) if agreement.count else NOT_STATED,
        type=INSTRUMENTS[agreement.instrument_type],
        parties="; ".join(party.name for party in agreement.parties) or NOT_STATED,
        concluded=date_view(agreement.concluded),
        status=STATUSES[agreement.status],
        named=_named(agreement, shelf.agreements),
        event=shelf.link,
        marks=tuple(marks),
        notes=shelf.basis_notes(agreement.basis),
        proposed=agreement.review == "proposed",
    )


def _all_words(agreement: Agreement) -> tuple[Passage, ...]:
    return tuple(dict.fromkeys((*agreement.basis.passages, *agreement.words)))


def _named(agreement: Agreement, by_id: dict[str, Agreement]) -> str:
    """Return how many instruments of a batch are named: "3 of 7 named"."""
    if not agreement.count or agreement.count == 1:
        return ""
    members = list(_singles(agreement, by_id))
    sure = all(member.part_of_certainty == "stated" for member in members)
    return f"{len(members)} of {agreement.count} named" + ("" if sure else ", by implication")


def _singles(batch: Agreement, by_id: dict[str, Agreement]) -> Iterator[Agreement]:
    """Yield the single instruments of a batch, and of the batches in it.

    What only probably belongs to a batch is not counted with it.
    """
    waiting = [by_id[member] for member in batch.members if by_id[member].part_of_certainty != "probable"]
    while waiting:
        member = waiting.pop()
        if member.members:
            waiting += [by_id[name] for name in member.members]
        elif member.count in (None, 1):
            yield member


def agreement_pages(shelf: EventShelf) -> Iterator[Page]:
    """Yield one page for each record of an event."""
    titles = {agreement.id: agreement.title for agreement in shelf.event.agreements}
    for agreement in shelf.event.agreements:
        path = agreement_path(agreement.id)
        crumbs = (Link("Agreements", "agreements.html"), Link(agreement.title, href(path)))
        summary = f"One record of the register of agreements: {INSTRUMENTS[agreement.instrument_type]}, {STATUSES[agreement.status]}."
        frame = shelf.shelf.frame(path, agreement.title, summary, "Agreements", crumbs, event=shelf.event)
        yield Page(path, "agreement.html", _agreement_view(shelf, agreement, titles, frame))


def _agreement_view(shelf: EventShelf, agreement: Agreement, titles: dict[str, str], frame) -> AgreementView:
    row = agreement_row(shelf, agreement)
    members = tuple(
        (Link(titles[member], href(agreement_path(member))), CERTAINTY.get(shelf.agreements[member].part_of_certainty or "", NOT_STATED))
        for member in agreement.members
    )
    return AgreementView(
        frame=frame,
        row=row,
        class_note=_class_note(agreement),
        facts=tuple(_facts(shelf, agreement)),
        status_notes=shelf.notes(agreement.status_basis),
        called=tuple(_called(shelf, agreement)),
        actions=tuple(_action(shelf, action) for action in agreement.actions),
        subjects=_subjects(shelf, agreement),
        purpose=shelf.notes(agreement.purpose),
        follow_up=shelf.notes(agreement.follow_up),
        batch=Link(titles[agreement.part_of], href(agreement_path(agreement.part_of))) if agreement.part_of in titles else None,
        batch_certainty=CERTAINTY.get(agreement.part_of_certainty or ""),
        members=members,
        members_line=f"{row.named[0].upper()}{row.named[1:]}." if row.named else None,
        not_known=tuple(_not_known(agreement, row, shelf.agreements)),
        note=agreement.note,
        assumptions=tuple(a for a in shelf.assumptions() if a.anchor.removeprefix("assumption-") in _assumed(agreement)),
    )


def _assumed(agreement: Agreement) -> set[str]:
    return {*agreement.basis.assumes, *(name for action in agreement.actions for name in action.assumes)}


def _class_note(agreement: Agreement) -> str | None:
    return "A company contract is a matter of private law, not of treaty law." if agreement.laterality == "company" else None


def _facts(shelf: EventShelf, agreement: Agreement) -> Iterator[tuple[str, str]]:
    yield "Class in this register", instruments(agreement.instrument_type, agreement.count or 1)
    yield "Number of instruments", str(agreement.count) if agreement.count else NOT_STATED
    for party in agreement.parties:
        yield "Party", f"{party.name} ({party.capacity})" + ("" if party.named else ", not named in the sources")
    if not agreement.parties:
        yield "Parties", NOT_STATED
    yield "Between", LATERALITY.get(agreement.laterality or "", NOT_STATED)
    yield "Signed by", ", ".join(link.label for link in shelf.who(agreement.signatories)) or NOT_STATED
    yield "Signing witnessed by", ", ".join(link.label for link in shelf.who(agreement.witnesses)) or NOT_STATED
    yield "Concluded", date_view(agreement.concluded).words
    yield "Place", agreement.concluded_at or NOT_STATED
    yield "Legally binding", {"yes": "yes", "no": "no"}.get(agreement.binding, NOT_STATED)


_ACCOUNTS_LISTED = 12


def _called(shelf: EventShelf, agreement: Agreement) -> Iterator[CalledRow]:
    for account in shelf.event.accounts:
        if len(shelf.event.accounts) > _ACCOUNTS_LISTED and not any(p.document == account.document.id for p in agreement.words):
            continue  # of very many accounts only those that name it are listed
        own = tuple(passage for passage in agreement.words if passage.document == account.document.id)
        awaits = not own and shelf.awaits(account.document.id, agreement.review)
        yield CalledRow(shelf.source_link(account.document.id), SOURCE_KINDS[account.kind], shelf.notes(own), awaits)


def _action(shelf: EventShelf, action: Action) -> ActionRow:
    notes = (*shelf.notes(action.passages), *(shelf.assumption_note(name) for name in action.assumes))
    marks = (Mark("assumed", "assumed"),) if action.assumes else ()
    return ActionRow(action.party, label(action.action), date_view(action.taken_on), date_view(action.effective_on), notes, marks)


def _subjects(shelf: EventShelf, agreement: Agreement) -> tuple[tuple[str, tuple], ...]:
    by_subject: dict[str, list[Passage]] = {}
    for name, passage in agreement.subjects:
        by_subject.setdefault(name, []).append(passage)
    return tuple((name, shelf.notes(passages)) for name, passages in by_subject.items())


def _not_known(agreement: Agreement, row: AgreementRow, by_id: dict[str, Agreement]) -> Iterator[str]:
    if row.named:
        named = len(list(_singles(agreement, by_id)))
        if named < (agreement.count or 0):
            yield f"Titles, texts and parties of {(agreement.count or 0) - named} of the {agreement.count} instruments."
    else:
        yield "Its official title and its text."
    if not agreement.parties:
        yield "Who the parties are."
    if agreement.concluded is None:
        yield "On what day it was concluded."
    if agreement.binding == "unknown":
        yield "Whether it is legally binding."
    yield "When it takes effect, and for how long."


def register_pages(shelf: Shelf, events: list[EventShelf], downloads: tuple[Link, ...]) -> Iterator[Page]:
    """Yield the register of all agreements."""
    rows = [row for event in events for row in agreement_rows(event)]
    sums = tuple(_sums(events))
    for path, part, pages in paged("agreements.html", len(rows)):
        frame = shelf.frame(
            path, "Register of agreements", "Every instrument and batch of instruments that the sources name, one row for each record.",
            "Agreements", (Link("Agreements", "agreements.html"),), downloads=downloads,
        )  # fmt: skip
        yield Page(path, "register.html", RegisterView(frame, tuple(rows[part]), sums, _keys(rows), pages))


_COUNTS_LISTED = 20


def _sums(events: list[EventShelf]) -> Iterator[tuple[str, str]]:
    """Yield, by class, the records and the counts that the sources give.

    Counts are listed, never added: one batch may hold another.
    """
    by_type: dict[str, list[int | None]] = {}
    for event in events:
        for agreement in event.event.agreements:
            by_type.setdefault(agreement.instrument_type, []).append(agreement.count)
    for kind, counts in sorted(by_type.items()):
        listed = [str(count) for count in counts if count]
        given = ", ".join(listed[:_COUNTS_LISTED]) + (", …" if len(listed) > _COUNTS_LISTED else "") if listed else NOT_STATED
        yield INSTRUMENTS[kind], f"{count_of(len(counts), 'record')}; numbers of instruments as given: {given}"


def _keys(rows: list[AgreementRow]) -> tuple[tuple[str, str], ...]:
    statuses = {row.status for row in rows}
    meanings = {
        "reported": "a source counts or mentions it; no verb says how far it has come",
        "announced": "a source says that it was announced, not that it was signed",
        "planned or under negotiation": "a source says that it is still to come",
        "signed": "a source says that it was signed, or that its signing was witnessed",
        "in force": "a source says that it has taken effect",
        "status not stated": "no source says how far it has come",
    }
    return tuple((status, meaning) for status, meaning in meanings.items() if status in statuses)
