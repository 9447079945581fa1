"""Tiny whole sites: what goes in, and what must come out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.links import broken_links
from tests.sites import built, expected, names


@pytest.mark.parametrize("name", names())
def test_site_comes_out_as_expected(name: str, tmp_path: Path) -> None:
    files = built(name, tmp_path / "build")

    should = expected(name)
    assert sorted(files) == sorted(should)
    for path, text in files.items():
        assert text == should[path], f"{name}/{path}: look at it, then `make accept`"


@pytest.mark.parametrize("name", names())
def test_every_link_leads_somewhere(name: str, tmp_path: Path) -> None:
    built(name, tmp_path / "build")

    assert broken_links(tmp_path / "build") == []


def test_there_are_tiny_sites() -> None:
    assert len(names()) >= 4
