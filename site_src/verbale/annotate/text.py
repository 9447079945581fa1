"""What all annotators share: a folded copy, ids, and the longest of overlapping matches."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from verbale.model import Document, Passage, Sentence, Shape
from verbale.text import Spans, fold, short_hash, slug
from verbale.words import load


@dataclass
class Reading:
    """One document while it is read.

    `folded` has the length of the document's text; `words` are the lists of
    its language.
    """

    document: Document
    shape: Shape
    folded: str = ""
    words: dict[str, Any] = field(default_factory=dict)
    _used: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folded = fold(self.document.text)
        self.words = load(self.shape.language)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences in reading order."""
        return self.shape.sentences

    def passage(self, start: int, end: int) -> Passage:
        """Cut a passage out of the document."""
        return self.document.passage(start, end)

    def id(self, kind: str, passage: Passage) -> str:
        """Return the id of a finding: its kind, its words, and their digest.

        A second finding of the same kind and words has another digest: the
        number of its place among them counts in.
        """
        words = fold(passage.exact)
        count = self._used[kind + words] = self._used.get(kind + words, 0) + 1
        digest = short_hash(self.document.id, kind, words, str(count))
        return "-".join(part for part in (kind, slug(words), digest) if part)


def spans_of(passages: Iterable[Passage]) -> Spans[Passage]:
    """Return passages of one document, to ask which of them meet a stretch."""
    return Spans((passage.start, passage.end, passage) for passage in passages)


def longest(matches: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Return the (match, reader) pairs that no longer match covers, in order.

    Of two that overlap the longer is kept; of equally long ones the first.
    """
    by_length = sorted(matches, key=lambda pair: (pair[0].start() - pair[0].end(), pair[0].start()))
    taken: list[tuple[int, int]] = []
    kept = []
    for match, reader in by_length:
        start, end = match.span()
        if not _covered(taken, start, end):
            kept.append((match, reader))
            _insert(taken, start, end)
    return sorted(kept, key=lambda pair: pair[0].start())


def _covered(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(taken, (start, end))
    return (at < len(taken) and taken[at][0] < end) or (at > 0 and taken[at - 1][1] > start)


def _insert(taken: list[tuple[int, int]], start: int, end: int) -> None:
    insort(taken, (start, end))
