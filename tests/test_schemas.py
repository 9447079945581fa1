"""The JSON Schemas of the editor's files: shipped, up to date, and true of the seeds."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

import verbale
from verbale.cli import main
from verbale.read.schemas import schemas

SHIPPED = Path(verbale.__file__).parent / "schemas"
SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.mark.parametrize(("name", "text"), list(schemas()))
def test_the_shipped_schema_is_that_of_the_model(name: str, text: str) -> None:
    assert (SHIPPED / name).read_text("utf-8") == text, "run `make schemas`"


@pytest.mark.parametrize(("name", "text"), list(schemas()))
def test_it_is_a_schema(name: str, text: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(text))


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((SHIPPED / f"{name}.schema.json").read_text("utf-8")))


@pytest.mark.parametrize(("file", "name"), [("site.yaml", "site"), ("actors.yaml", "actors"), ("beijing-summit-2026/event.yaml", "event")])
def test_the_seeds_fit(file: str, name: str) -> None:
    data = yaml.load((SEEDS / file).read_text("utf-8"), Loader=yaml.BaseLoader)

    # All scalars are strings to the loader; the schema takes numbers for numbers.
    errors = [e for e in validator(name).iter_errors(data) if "is not of type 'integer'" not in e.message]
    assert errors == []


@pytest.mark.parametrize(
    "data",
    [{"titel": "x"}, {"entries": {"a": {"kind": "speech"}}}, {"entries": {"a": {"says": "x", "kind": "speach"}}}, {"confirm": {"a": "b"}}, {"agreements": []}],
)
def test_slips_do_not_fit(data: dict) -> None:
    assert not validator("event").is_valid(data)


def test_the_command_writes_them(tmp_path: Path) -> None:
    assert main(["schema", str(tmp_path / "s")]) == 0

    assert {path.name for path in (tmp_path / "s").iterdir()} == {name for name, _ in schemas()}
