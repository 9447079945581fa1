"""Read case files: a title, a text, and what must be read in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One case; `known_gap` marks one that must fail until the gap is closed."""

    title: str
    text: str
    published: str | None
    expected: tuple[str, ...]
    known_gap: bool
    line: int


def read_cases(name: str) -> list[Case]:
    """Return the cases of tests/cases/NAME.txt."""
    cases: list[Case] = []
    title, line, published, text, expected = None, 0, None, [], []

    def close() -> None:
        if title is not None:
            body = "\n".join(text).strip("\n")
            assert body, f"{name}.txt:{line}: no text"
            cases.append(Case(title, body, published, tuple(expected), title.startswith("not yet:"), line))

    for number, row in enumerate((FOLDER / f"{name}.txt").read_text("utf-8").splitlines(), 1):
        if row.startswith("== "):
            close()
            title, line, published, text, expected = row[3:], number, None, [], []
        elif title is None:
            assert not row or row.startswith("#"), f"{name}.txt:{number}: text before the first case"
        elif row.startswith("-> "):
            expected.append(row[3:])
        elif row.startswith("@ "):
            published = row[2:]
        elif expected and row.strip():
            expected[-1] += "\n\n" + row  # words that go on in the next paragraph
        else:
            text.append(row)
    close()
    return cases
