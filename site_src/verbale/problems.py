"""What an editor must or should put right, and where.

A problem is a value: stages collect problems, only the command line prints
them.  Each has a severity, a sentence in the words of the file, where it
stands, and what would have been right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one line of one file.

    `file` is relative to the project, with forward slashes.  `line` and
    `column` count from 1, as editors do; `width` is in code points;
    `text` is the line itself, so that a problem can show it.
    """

    file: str
    line: int | None = None
    column: int | None = None
    width: int = 1
    text: str | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something for the editor to put right."""

    severity: Severity
    message: str
    place: Place
    remedy: str | None = None


class BuildStopped(Exception):
    """Raised where a build cannot go on; carries all problems known by then."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.place}: {problem.message}" for problem in self.problems))


def error(place: Place, message: str, remedy: str | None = None) -> Problem:
    """Return a problem that stops the build."""
    return Problem("error", message, place, remedy)


def warning(place: Place, message: str, remedy: str | None = None) -> Problem:
    """Return a problem that stops the build only with `--strict`."""
    return Problem("warning", message, place, remedy)


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return a remedy that names the nearest known word, None if none is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else None


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by file and line, each once."""
    unique = dict.fromkeys(problems)
    return tuple(
        sorted(unique, key=lambda p: (p.place.file, p.place.line or 0, p.place.column or 0, p.message))
    )


def stop_if_fatal(problems: Iterable[Problem], *, strict: bool = False) -> None:
    """Raise `BuildStopped` with all problems if one of them is fatal."""
    problems = in_order(problems)
    if any(strict or problem.severity == "error" for problem in problems):
        raise BuildStopped(problems)


def show(problem: Problem) -> str:
    """Return the problem as text: place, sentence, the line, the remedy."""
    place = problem.place
    lines = [f"{visible(str(place))}: {problem.severity}: {visible(problem.message)}"]
    if place.text is not None and place.line is not None and place.column is not None:
        number = f"  {place.line} | "
        # Tabs would shift the marker; the line itself is shown with spaces.
        shown, column = _window(place.text.replace("\t", " "), place.column)
        shown = visible(shown)
        width = max(1, min(place.width, len(shown) - column + 1))
        lines += ["", number + shown, " " * (len(number) + column - 1) + "^" * width]
    if problem.remedy:
        lines += ["", *(f"  {line}" for line in visible(problem.remedy, keep="\n").split("\n"))]
    return "\n".join(lines) + "\n"


def visible(text: str, keep: str = "") -> str:
    """Return `text` with control and direction characters made visible.

    What a document holds must not steer a terminal (ECMA-48 escapes) nor
    reorder what it says (Unicode bidirectional controls, "Trojan Source").
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char in keep else f"\\u{ord(char):04x}" for char in text
    )


_SHOWN = 100


def _window(line: str, column: int) -> tuple[str, int]:
    """Cut a long line around the column; return it and the new column."""
    if len(line) <= _SHOWN:
        return line, column
    start = max(0, min(column - 1 - _SHOWN // 4, len(line) - _SHOWN))
    cut = line[start : start + _SHOWN]
    if start:
        cut = "…" + cut[1:]
    return cut, column - start
