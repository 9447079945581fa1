"""Measure what is read against annotated texts: `python benchmarks/reading.py FOLDER`.

FOLDER holds TimeML files (`.tml`), as the TempEval corpora do.  Prints
precision, recall and F1 of time expressions by the definitions of
TempEval-3: relaxed extent (any overlap), strict extent, and value (an
overlapping expression with the same TIMEX3 value).  `--errors N` prints N
of the differences.  Nothing of such a corpus is part of this project.
"""

from __future__ import annotations

import argparse
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from verbale.annotate import annotate
from verbale.editor import SourceRecord
from verbale.edtf import read_edtf
from verbale.model import Document
from verbale.problems import Place


@dataclass(frozen=True)
class Timex:
    """One time expression: offsets in the text, TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str


def read_tml(path: Path) -> tuple[str, str, list[Timex]]:
    """Return the text of a TimeML file, its creation date and its time expressions."""
    root = ElementTree.parse(path).getroot()
    created = root.find("DCT/TIMEX3")
    found: list[Timex] = []
    parts: list[str] = []

    def walk(node: ElementTree.Element) -> None:
        start = sum(map(len, parts))
        parts.append(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")
        if node.tag == "TIMEX3":
            end = sum(map(len, parts))
            found.append(Timex(start, end, node.get("type", ""), node.get("value", "")))

    text = root.find("TEXT")
    assert text is not None, path
    walk(text)
    return "".join(parts), (created.get("value", "") if created is not None else "")[:10], found


def read_ours(text: str, created: str) -> list[Timex]:
    """Return what Verbale reads in a text of a given day."""
    try:
        published = read_edtf(created)
    except ValueError:
        published = None
    about = SourceRecord(place=Place("text"), published=published, language="en")
    findings = annotate(Document("text", "event", "text.txt", text, "0" * 64, about))
    return [Timex(d.passage.start, d.passage.end, d.type, d.timex or "") for d in findings.dates]


@dataclass
class Score:
    """Counts of one measure."""

    right_found: int = 0
    right_wanted: int = 0
    found: int = 0
    wanted: int = 0

    def __str__(self) -> str:
        precision, recall = self.right_found / max(1, self.found), self.right_wanted / max(1, self.wanted)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


def compare(wanted: list[Timex], found: list[Timex], scores: dict[str, Score]) -> Iterator[str]:
    """Add one text to the scores; yield what differs."""
    for name, same in (
        ("relaxed extent", lambda a, b: a.start < b.end and b.start < a.end),
        ("strict extent", lambda a, b: (a.start, a.end) == (b.start, b.end)),
        ("value", lambda a, b: a.start < b.end and b.start < a.end and a.value == b.value),
    ):
        score = scores.setdefault(name, Score())
        score.found += len(found)
        score.wanted += len(wanted)
        score.right_found += sum(any(same(f, w) for w in wanted) for f in found)
        score.right_wanted += sum(any(same(f, w) for f in found) for w in wanted)
    for w in wanted:
        met = [f for f in found if f.start < w.end and w.start < f.end]
        if not met:
            yield f"missed    {w}"
        elif all(f.value != w.value for f in met):
            yield f"value     {w} read as {met[0].value} {met[0].type}"
    for f in found:
        if not any(f.start < w.end and w.start < f.end for w in wanted):
            yield f"too much  {f}"


def main() -> None:
    """Print the scores of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    scores: dict[str, Score] = {}
    left = options.errors
    for path in sorted(options.folder.rglob("*.tml")):
        text, created, wanted = read_tml(path)
        for line in compare(wanted, read_ours(text, created), scores):
            if left > 0:
                left -= 1
                at = int(line.split("start=")[1].split(",")[0])
                print(f"{line}  | {' '.join(text[max(0, at - 40) : at + 40].split())}")
    for name, score in scores.items():
        print(f"{name:>15}: {score}")


if __name__ == "__main__":
    main()
