"""Word lists, by language: data for the readers, apart from their code.

One TOML file a language.  A language without a file is read with what all
texts share: digits, quotation marks, full stops.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "ko", "zh")


@cache
def load(language: str) -> dict[str, Any]:
    """Return the word lists of a language; those of English where it has none.

    Language is a BCP 47 tag; only its first part counts.
    """
    name = language.split("-")[0].lower()
    name = name if name in LANGUAGES else "en"
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
