"""The documents say what the commands do, and name nothing they should not."""

from __future__ import annotations

import argparse
import re
import subprocess
from pathlib import Path

from tests.conftest import EVENT, Tiny
from verbale.cli import parser
from verbale.editor import EventFile
from verbale.read.records import RecordFile

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    action = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


def test_every_command_stands_in_the_readme_with_every_option() -> None:
    rows = {m[1]: m[0] for m in re.finditer(r"^\| `verbale (\w+).*$", README, re.MULTILINE)}

    assert set(rows) == set(commands())
    for name, command in commands().items():
        for action in command._actions:
            for option in action.option_strings:
                if option not in ("-h", "--help"):
                    assert option in rows[name], f"{name} {option}"
        assert set(re.findall(r"--[a-z-]+", rows[name])) <= {o for a in command._actions for o in a.option_strings}


def test_every_make_target_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))

    named = set(re.findall(r"`?make ([a-z]+)", README + CONTRIBUTING)) - {"test\\"}
    assert named
    assert {name for name in named if name not in targets} == set()


def test_every_file_named_exists() -> None:
    for path in re.findall(r"`((?:tests|site_src|templates|seeds)/[\w./-]+\.\w+)`", README + CONTRIBUTING):
        assert (ROOT / path).exists(), path


def test_the_yaml_of_the_readme_can_be_read() -> None:
    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)[1]
    file = RecordFile("README.md", "\n".join(line[3:] for line in block.splitlines()))

    found = file.read(EventFile)

    assert file.problems == []
    assert (len(found.entries), len(found.fix), len(found.drop), len(found.confirm)) == (1, 1, 1, 1)


def test_the_message_of_the_readme_is_that_of_the_build(empty: Tiny) -> None:
    from verbale.problems import show

    empty.write("oslo/wire.txt", "Oslo\nShe met her counterpart in Oslo on 2 March.\n")
    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)[1]
    entries = "\n".join(line[3:] for line in block.splitlines()).split("entries:")[1]
    empty.write("oslo/event.yaml", "\n" + "entries:" + entries.replace("met her", "met his"))

    (problem,) = empty.problems()

    shown = "\n".join("    " + line if line else "" for line in show(problem).rstrip().split("\n"))
    for line in shown.split("\n"):
        assert line.rstrip() in README, line


def test_the_libraries_in_use_are_explained() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in project["dependencies"]:
        name = re.match(r"[\w-]+", requirement)[0]
        assert f"**{name}**".lower() in CONTRIBUTING.lower(), name


def test_what_is_pinned_covers_what_is_needed() -> None:
    import tomllib

    pinned = {line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if "==" in line}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["test"]):
        assert re.match(r"[\w-]+", requirement)[0].lower() in pinned


def test_no_address_of_a_package_registry_is_committed() -> None:
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    for name in ("constraints.txt", "pyproject.toml", "Makefile", ".ci/run"):
        assert not re.search(r"https?://|--index|--find-links", (ROOT / name).read_text("utf-8")), name
    assert not files or "README.md" in files


def test_the_event_of_the_tests_is_read() -> None:
    assert RecordFile("event.yaml", EVENT).read(EventFile).title == "Vienna talks"
