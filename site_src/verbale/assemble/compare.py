"""Put the accounts side by side, as far as a machine may.

Three questions can be answered without understanding: the same words in
quotation marks, and in whose mouth; the same number of instruments, and
what each account calls them; one actor under several spellings.  Nothing
is called a contradiction: a false alarm is worse than a miss.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbale.assemble.directory import Directory
from verbale.model import Cell, Comparison, Document, Findings, FoundActor, Passage, Quotation
from verbale.text import fold, name_key, short_hash, slug

# One short word in two texts is chance; a long one, or two, is an echo.
_ECHO = 8


def compare(
    documents: tuple[Document, ...], findings: tuple[Findings, ...], directory: Directory
) -> tuple[Comparison, ...]:
    """Return what the machine finds when it compares the accounts of one event."""
    if len(documents) < 2:
        return ()
    order = tuple(document.id for document in documents)
    return (
        *_same_words(order, findings, directory),
        *_same_counts(order, findings),
        *_spellings(order, findings, directory),
    )


def _same_words(order: tuple[str, ...], findings: tuple[Findings, ...], directory: Directory) -> Iterator[Comparison]:
    """Yield quoted words that more than one account quotes."""
    quotations = [(found.document, quotation) for found in findings for quotation in found.quotations]
    by_word: dict[str, list[int]] = {}
    words = [_words(quotation) for _, quotation in quotations]
    for number, own in enumerate(words):
        for word in set(own):
            by_word.setdefault(word, []).append(number)
    seen: set[str] = set()
    for own in sorted(set(words), key=lambda own: (len(own), own)):
        text = " ".join(own)
        if len(text) < _ECHO or text in seen:
            continue
        rarest = min(own, key=lambda word: len(by_word[word]))
        same = [n for n in by_word[rarest] if f" {text} " in f" {' '.join(words[n])} "]
        group = [quotations[number] for number in sorted(same)]
        if len({document for document, _ in group}) < 2:
            continue
        seen.update(" ".join(words[number]) for number in same)
        yield _echo(order, group, directory)


def _words(quotation: Quotation) -> tuple[str, ...]:
    text = fold(quotation.passage.exact).casefold()
    return tuple("".join(char if char.isalnum() or char in "-'" else " " for char in text).split())


def _echo(order: tuple[str, ...], group: list[tuple[str, Quotation]], directory: Directory) -> Comparison:
    speakers = [directory.named(quotation.speaker) for _, quotation in group]
    named = {speaker for speaker in speakers if speaker}
    shortest = min((quotation.passage.exact for _, quotation in group), key=len).strip(" ,.")
    kind = "differ_attribution" if len(named) > 1 else "agree"
    said: dict[str, list[str]] = {}
    passages: dict[str, list[Passage]] = {}
    for (document, quotation), speaker in zip(group, speakers, strict=True):
        name = directory.name(speaker) if speaker else "no speaker named"
        if name not in said.setdefault(document, []):
            said[document].append(name)
        passages.setdefault(document, []).append(quotation.passage)
    cells = _cells(order, {document: ", ".join(names) for document, names in said.items()}, passages)
    return _comparison(f"“{shortest}”: in whose mouth", kind, cells)


def _same_counts(order: tuple[str, ...], findings: tuple[Findings, ...]) -> Iterator[Comparison]:
    """Yield numbers of instruments that more than one account gives."""
    by_count: dict[int, dict[str, list]] = {}
    for found in findings:
        for agreement in found.agreements:
            if agreement.count and agreement.count > 1:
                by_count.setdefault(agreement.count, {}).setdefault(found.document, []).append(agreement)
    for count, by_document in sorted(by_count.items()):
        if len(by_document) > 1:
            types = {agreement.type for agreements in by_document.values() for agreement in agreements}
            passages = {document: [a.passage for a in agreements] for document, agreements in by_document.items()}
            cells = _cells(order, {}, passages)
            yield _comparison(
                f"{count} instruments: what each account calls them", "differ_wording" if len(types) > 1 else "agree", cells
            )


def _spellings(order: tuple[str, ...], findings: tuple[Findings, ...], directory: Directory) -> Iterator[Comparison]:
    """Yield people whose full name is spelled in more than one way."""
    people: dict[str, dict[str, FoundActor]] = {}
    for found in findings:
        for actor in found.actors:
            if actor.kind == "person":
                people.setdefault(directory.of(actor), {})[found.document] = actor
    for identity, by_document in sorted(people.items()):
        spellings = {document: _full_names(actor) for document, actor in by_document.items()}
        ways = {fold(passage.exact) for passages in spellings.values() for passage in passages}
        if len(by_document) > 1 and len(ways) > 1:
            cells = _cells(order, {}, {document: list(passages) for document, passages in spellings.items()})
            yield _comparison(f"How {directory.name(identity)} is spelled", "differ_name", cells)


def _full_names(actor: FoundActor) -> tuple[Passage, ...]:
    """Return the first mention in each spelling of the whole name."""
    first: dict[str, Passage] = {}
    for mention in actor.mentions:
        if name_key(mention.exact) == name_key(actor.name):
            first.setdefault(mention.exact, mention)
    return tuple(first.values())


def _cells(order: Iterable[str], says: dict[str, str], passages: dict[str, list[Passage]]) -> tuple[Cell, ...]:
    return tuple(Cell(name, says.get(name), tuple(passages.get(name, ()))) for name in order)


def _comparison(question: str, kind: str, cells: tuple[Cell, ...]) -> Comparison:
    words = [passage.exact for cell in cells for passage in cell.passages]
    identity = f"compare-{slug(question)}-{short_hash(question, *words)}"
    return Comparison(identity, question, kind, cells, None, "proposed")
