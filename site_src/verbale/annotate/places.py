"""States, their capitals and peoples, from maintained lists.

Names of territories are those of the Unicode CLDR (by Babel), capitals and
peoples those of countryinfo; only older and shorter names ("Kiev", "U.S.")
stand in our own word lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from verbale.text import slug
from verbale.words import LANGUAGES, load


@dataclass(frozen=True, slots=True)
class Named:
    """What a word names: a state, its capital, or its people.

    `code` is ISO 3166-1 alpha-2 (or EU); `state` the id of the state's actor.
    """

    code: str
    name: str
    state: str
    what: Literal["state", "capital", "people"]


@cache
def places(language: str = "en") -> dict[str, Named]:
    """Return every name of a state, capital or people, by the name."""
    from babel import Locale

    english = Locale("en").territories
    found: dict[str, Named] = {}

    def add(word: str | None, code: str, what: Literal["state", "capital", "people"]) -> None:
        if word and len(word) > 1 and word[0].isupper() | (not word.isascii()):
            found.setdefault(word, Named(code, english[code], slug(english[code]), what))

    own = Locale(language).territories if language in LANGUAGES else english
    codes = [code for code in english if code == "EU" or (len(code) == 2 and code.isalpha() and code not in _NOT_STATES)]
    for code in codes:
        for name in (own.get(code), english[code]):
            add(name, code, "state")
    for country in _countries():
        code = country["ISO"]["alpha2"]
        if code in english:
            for name in country.get("altSpellings", ()):
                add(name if len(name) > 3 else None, code, "state")
            add(country.get("capital"), code, "capital")
            for people in (country.get("demonym") or "").split(","):
                add(people.strip(), code, "people")
    shorter = load("en")["actors"]["also_called"] if language == "en" else {}
    for word, code in shorter.items():
        capital = word in _CAPITALS_BY_OTHER_NAMES
        found[word] = Named(code, english[code], slug(english[code]), "capital" if capital else "state")
    return found


_CAPITALS_BY_OTHER_NAMES = {"Washington", "Moscow", "Brussels", "Kyiv", "Kiev"}
# CLDR lists groups of territories and test codes among the two-letter codes.
_NOT_STATES = {"EZ", "UN", "XA", "XB", "ZZ", "QO"}


def _countries() -> list[dict]:
    import json
    from importlib.resources import files

    folder = files("countryinfo").joinpath("data")
    entries = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".json")), key=lambda entry: entry.name)
    return [country for entry in entries if "ISO" in (country := json.loads(entry.read_text("utf-8")))]
