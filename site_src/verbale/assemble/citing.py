"""Find the passage that a citation means: the one place where its words stand.

Matching is exact but for the declared folds of `verbale.text.fold`.  Words
that are not there, or there twice, are errors; the nearest text is shown,
and never taken.
"""

from __future__ import annotations

from collections.abc import Iterable

from verbale.editor import Cite, Ref
from verbale.model import Document, Passage
from verbale.problems import Problem, did_you_mean, error
from verbale.text import fold

# Looking for the nearest text is quadratic at worst; longer texts are cut.
_NEAREST_LIMIT = 200_000


class Citer:
    """The documents of one event, ready to be cited; collects problems."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.problems: list[Problem] = []
        self.documents: dict[str, Document] = {}
        self._folded: dict[str, str] = {}
        for document in documents:
            for name in (document.id, document.about.key):
                if name is None:
                    continue
                if name in self.documents and self.documents[name] is not document:
                    self.problems.append(error(document.about.place, f'the key "{name}" already names another source'))
                self.documents[name] = document

    def document(self, ref: Ref) -> Document | None:
        """Return the document that an id or key names; a problem if none."""
        found = self.documents.get(ref.id)
        if found is None:
            self.problems.append(
                error(ref.place, f'there is no source "{ref.id}" in this event', did_you_mean(ref.id, self.documents))
            )
        return found

    def passages(self, cites: Iterable[Cite]) -> tuple[Passage, ...]:
        """Return the passages that are there; the others become problems."""
        found = (self._passage(cite) for cite in cites)
        return tuple(passage for passage in found if passage is not None)

    def _passage(self, cite: Cite) -> Passage | None:
        document = self.document(cite.source)
        if document is None:
            return None
        folded, words = self._fold(document), fold(cite.words)
        start = folded.find(words)
        if start < 0:
            self.problems.append(
                error(cite.place, f'these words are not in {document.file}: "{cite.words}"', _nearest(document, folded, words))
            )
            return None
        second = folded.find(words, start + 1)
        if second >= 0:
            self.problems.append(error(cite.place, f'these words stand more than once in {document.file}: "{cite.words}"', _twice(document, start, second, len(words))))
            return None
        return document.passage(start, start + len(words))

    def _fold(self, document: Document) -> str:
        if document.id not in self._folded:
            self._folded[document.id] = fold(document.text)
        return self._folded[document.id]


def _nearest(document: Document, folded: str, words: str) -> str:
    from rapidfuzz.fuzz import partial_ratio_alignment

    found = partial_ratio_alignment(words, folded[:_NEAREST_LIMIT], score_cutoff=60)
    if found is None:
        return "A passage is cited word for word, as it stands in the source."
    start, end = _whole_words(folded, found.dest_start, found.dest_end)
    near = document.text[start:end].strip(" \"“”\r\n")
    return f"The nearest text there is, in line {_line(document.text, start)}:\n“{near}”"


def _twice(document: Document, first: int, second: int, width: int) -> str:
    shown = "\n".join(
        f"line {_line(document.text, at)}: …{_around(document.text, at, at + width)}…" for at in (first, second)
    )
    return f"Cite more of the words around, so that they stand there once:\n{shown}"


def _around(text: str, start: int, end: int) -> str:
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    left, right = _whole_words(text, max(line_start, start - 30), min(line_end, end + 30))
    return text[left:right].strip()


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def unknown_ref(ref: Ref, what: str, known: Iterable[str]) -> Problem:
    """Return the problem of a name that names nothing."""
    return error(ref.place, f'there is no {what} "{ref.id}"', did_you_mean(ref.id, known))



