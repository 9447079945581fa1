"""The shape of the code: which module may import which."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "site_src" / "verbale"

# Lower numbers lie deeper; a module imports only what lies deeper than itself.
LAYERS = {
    "words": 0, "problems": 0, "edtf": 0,
    "text": 1, "editor": 1,
    "model": 2,
    "ledger": 3,
    "read": 4, "annotate": 4, "assemble": 4, "pages": 4, "render": 4, "publish": 4,
    "build": 5,
    "check": 6, "reading": 6, "preview": 6,
    "cli": 7,
    "__main__": 8,
}  # fmt: skip
STAGES = {name for name, layer in LAYERS.items() if layer == 4}


def modules() -> list[tuple[str, Path]]:
    """Return (top-level name, file) of every module."""
    return [(path.relative_to(SOURCE).parts[0].removesuffix(".py"), path) for path in sorted(SOURCE.rglob("*.py"))]


def imports(path: Path) -> list[tuple[str, bool]]:
    """Return (imported top-level name of ours, for types only)."""
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("verbale."):
            found.append((node.module.split(".")[1], id(node) in typing_only))
        assert not (isinstance(node, ast.ImportFrom) and node.level), f"{path}: relative import"
    return found


def test_every_module_has_a_layer() -> None:
    assert {name for name, _ in modules()} - {"__init__"} == set(LAYERS)


def test_imports_run_one_way() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)} imports {other}"
        for name, path in modules()
        if name != "__init__"
        for other, typing_only in imports(path)
        if other != name and not typing_only and LAYERS[other] >= LAYERS[name]
    ]

    assert wrong == []


def test_stages_do_not_import_each_other() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)} imports {other}"
        for name, path in modules()
        if name in STAGES
        for other, _ in imports(path)
        if other in STAGES - {name}
    ]

    assert wrong == []


def test_stages_look_at_no_clock_environment_or_folder() -> None:
    forbidden = ("datetime.now", "date.today", "time.time", "os.environ", "os.getcwd", "Path.cwd", "random.")
    found = [
        f"{path.relative_to(SOURCE)}: {word}"
        for name, path in modules()
        if name in STAGES | {"model", "edtf", "text"}
        for word in forbidden
        if word in path.read_text("utf-8")
    ]

    assert found == []


def test_only_the_command_line_and_the_preview_print() -> None:
    printing = {
        name
        for name, path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }

    assert printing <= {"cli", "preview"}


def test_word_lists_stand_apart_from_code() -> None:
    """A tuple of many words in an annotator is a word list in the wrong place."""
    found = [
        f"{path.name}:{node.lineno}"
        for name, path in modules()
        if name == "annotate"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Tuple | ast.List | ast.Set)
        and len(node.elts) > 12
        and all(isinstance(item, ast.Constant) and isinstance(item.value, str) for item in node.elts)
    ]

    assert found == []
