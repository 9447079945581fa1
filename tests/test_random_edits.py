"""Random edits: an incremental build always ends where a clean one ends, byte for byte."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import EVENT, OPINION, WIRE, Tiny, files_below
from verbale.build import Project, build
from verbale.problems import BuildStopped

STEPS = 40
TEMPLATES = Path(__file__).parents[1] / "templates"


class Editor:
    """Somebody who edits without a plan."""

    def __init__(self, tiny: Tiny, seed: int) -> None:
        self.tiny = tiny
        self.random = random.Random(seed)
        self.templates = tiny.folder / "templates"
        self.templates.mkdir()

    def edit(self) -> str:
        """Do one thing; return its name."""
        acts: list[Callable[[], object]] = [
            self.add_document, self.append, self.cut, self.remove, self.rename, self.side_file, self.break_yaml,
            self.mend_yaml, self.settings, self.actors, self.briefing, self.template, self.template_gone, self.tamper,
            self.tamper_memory, self.stray, self.move_event, self.nothing,
        ]  # fmt: skip
        act = self.random.choice(acts)
        act()
        return act.__name__

    def documents(self) -> list[Path]:
        return sorted(self.tiny.seeds.rglob("*.txt"))

    def add_document(self) -> None:
        event = self.random.choice(["vienna", "oslo", "lima"])
        day = self.random.randint(1, 28)
        text = f'President Ana Lima said "phase {day} has begun" on {day} May 2015. They signed {day} agreements worth ${day} million.\n'
        self.tiny.write(f"{event}/{event}{self.random.randint(0, 9)}.txt", text * self.random.randint(1, 3))

    def append(self) -> None:
        path = self.random.choice(self.documents())
        path.write_text(path.read_text("utf-8") + "Officials reported two treaties on Monday.\n", "utf-8")

    def cut(self) -> None:
        path = self.random.choice(self.documents())
        text = path.read_text("utf-8")
        path.write_text(text[: self.random.randint(0, len(text))] or "x", "utf-8")

    def remove(self) -> None:
        if len(self.documents()) > 2:
            self.random.choice(self.documents()).unlink()

    def rename(self) -> None:
        path = self.random.choice(self.documents())
        path.rename(path.with_name(f"r{self.random.randint(0, 9999)}.txt"))

    def side_file(self) -> None:
        path = self.random.choice(self.documents()).with_suffix(".yaml")
        published = f"2015-05-{self.random.randint(1, 28):02}"
        path.write_text(f"published: {published}\nkind: {self.random.choice(['news', 'opinion', 'wire'])}\nrights: full_text\n", "utf-8")

    def break_yaml(self) -> None:
        self.tiny.write("vienna/event.yaml", EVENT.replace("Ana Lima said", "nobody said"))

    def mend_yaml(self) -> None:
        self.tiny.write("vienna/wire.txt", WIRE)
        self.tiny.write("vienna/opinion.txt", OPINION)
        self.tiny.write("vienna/event.yaml", EVENT)
        stems = {"wire", "opinion"}
        for path in self.documents():
            if path.stem in stems and path.parent.name != "vienna":
                path.unlink()
            stems.add(path.stem)

    def settings(self) -> None:
        self.tiny.write("site.yaml", f"title: Site {self.random.randint(0, 5)}\n")

    def actors(self) -> None:
        self.tiny.write("actors.yaml", f"ana-lima: {{name: Ana Lima, kind: person, note: note {self.random.randint(0, 3)}}}\n")

    def briefing(self) -> None:
        self.tiny.write("vienna/briefing.md", f'# T\n\nNumber {self.random.randint(0, 5)} is said. [because "so"]\n')

    def template(self) -> None:
        name = self.random.choice(["home.html", "_macros.html", "source.html", "static/style.css"])
        target = self.templates / name
        target.parent.mkdir(exist_ok=True)
        comment = f"/* {self.random.random()} */" if name.endswith("css") else f"{{# {self.random.random()} #}}"
        target.write_text((TEMPLATES / name).read_text("utf-8") + comment, "utf-8")

    def template_gone(self) -> None:
        shutil.rmtree(self.templates)
        self.templates.mkdir()

    def tamper(self) -> None:
        files = [path for path in sorted(self.tiny.out.rglob("*")) if path.is_file()]
        if not files:
            return
        path = self.random.choice(files)
        if self.random.random() < 0.5:
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[: self.random.randint(0, 50)] + b"tampered")

    def tamper_memory(self) -> None:
        memory = self.tiny.folder / ".verbale" / "findings.sqlite"
        if memory.exists():
            data = bytearray(memory.read_bytes())
            for _ in range(20):
                data[self.random.randrange(len(data))] = self.random.randrange(256)
            memory.write_bytes(data)

    def stray(self) -> None:
        if self.tiny.out.exists():
            folder = self.tiny.out / self.random.choice(["events", "stray", "x/y"])
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "stray.html").write_text("stray", "utf-8")

    def move_event(self) -> None:
        folder = self.tiny.seeds / self.random.choice(["oslo", "lima"])
        if folder.exists():
            target = folder.with_name(f"moved{self.random.randint(0, 3)}")
            if not target.exists():
                folder.rename(target)

    def nothing(self) -> None:
        pass


@pytest.mark.parametrize("seed", range(4))
def test_incremental_builds_end_where_clean_builds_end(tiny: Tiny, tmp_path: Path, seed: int) -> None:
    editor = Editor(tiny, seed)
    history, built, stopped = [], 0, 0
    for step in range(STEPS):
        history.append(editor.edit())
        clean = tmp_path / f"clean{step}"
        try:
            build(Project(tiny.seeds, editor.templates, clean))
        except BuildStopped as wanted:
            with pytest.raises(BuildStopped) as met:
                tiny.build()
            assert met.value.problems == wanted.problems, history
            stopped += 1
            editor.mend_yaml()
            continue
        tiny.build()
        assert files_below(tiny.out) == files_below(clean), history
        shutil.rmtree(clean)
        built += 1
    assert built > STEPS // 4
    assert stopped > 0
