"""The editor's prose with its notes: numbered in the order of the editor's file."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.model import Block, Citation, Section
from verbale.pages.shelf import EventShelf
from verbale.pages.views import Note, Paragraph, Piece


class Notes:
    """Numbers the notes of one page."""

    def __init__(self, shelf: EventShelf) -> None:
        self.shelf = shelf
        self.count = 0

    def prose(self, section: Section) -> tuple[Paragraph, ...]:
        """Return the blocks of a section, each with the notes that it refers to."""
        return tuple(self._paragraph(block) for block in section.blocks)

    def _paragraph(self, block: Block) -> Paragraph:
        pieces, notes = [], []
        for html, citations in _runs(block.pieces):
            numbers = []
            for note in (note for citation in citations for note in self._notes(citation)):
                notes.append(note)
                numbers.append(note.number or 0)
            body, glued = _last_word(html) if numbers else (html, "")
            pieces.append(Piece(body, tuple(numbers), glued))
        return Paragraph(block.tag, tuple(pieces), tuple(notes), ())

    def _notes(self, citation: Citation) -> Iterator[Note]:
        for passage in citation.passages:
            self.count += 1
            yield self.shelf.note(passage, self.count)
        if citation.because:
            self.count += 1
            yield Note(None, None, None, "", None, because=citation.because, number=self.count)
        if citation.assumes:
            self.count += 1
            yield self.shelf.assumption_note(citation.assumes, self.count)


def _runs(pieces: tuple[str | Citation, ...]) -> Iterator[tuple[str, list[Citation]]]:
    """Yield (html, citations right after it)."""
    html, citations = "", []
    for piece in pieces:
        if isinstance(piece, Citation):
            citations.append(piece)
        elif citations and not piece.strip():
            continue
        else:
            if html or citations:
                yield html.rstrip() if citations else html, citations
            html, citations = (" " + piece.lstrip() if citations and piece[:1].isspace() else piece), []
    yield html.rstrip() if citations else html, citations


def _last_word(html: str) -> tuple[str, str]:
    """Split off the last word, which the number of a note must not leave."""
    body, space, word = html.rpartition(" ")
    return (body + space, word) if word and not set(word) & set("<>") else (html, "")
