"""Make a corpus: events of twenty articles, some with a dossier; the same for the same size."""

from __future__ import annotations

import random
from pathlib import Path

FAMILIES = ["Lima", "Okafor", "Novak", "Haddad", "Tanaka", "Silva", "Berg", "Moreau", "Kaya", "Rossi", "Petrov", "Nguyen", "Costa", "Weber", "Laine"]
GIVEN = ["Ana", "Bo", "Chidi", "Dana", "Emil", "Fatima", "Goran", "Hana", "Ivan", "Jun", "Kofi", "Lena", "Maya", "Nils", "Olga"]
STATES = ["Norway", "Peru", "Japan", "Kenya", "France", "Brazil", "Vietnam", "Poland", "Egypt", "Canada", "Italy", "Chile", "Ghana", "Spain", "Turkey"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
FILLER = (
    "The talks went on into the evening and were described as frank. "
    "Delegations went over the text of earlier years line by line. "
    "Neither side would be drawn on what comes next. "
    "Exchanges between students and scholars are to grow. "
    "Trade between the two has changed little over the years. "
)


def article(rng: random.Random, event: int, number: int) -> str:
    """Return an article of five to eight kilobytes."""
    person = f"{rng.choice(GIVEN)} {rng.choice(FAMILIES)}"
    state, other = rng.sample(STATES, 2)
    lines = [f"{state} and {other} meet for round {event}", f"Account {number} of event {event}"]
    for paragraph in range(rng.randint(9, 13)):
        day, month = rng.randint(1, 28), rng.choice(MONTHS)
        lines.append(
            f'President {person} said on {day} {month} {2000 + event % 26} that "phase {event} of part {paragraph} has begun" in {other}. '
            f"Officials reported {rng.randint(2, 30)} signed agreements worth about ${rng.randint(1, 900)} million. " + FILLER
        )
    return "\n".join(lines) + "\n"


def make(folder: Path, articles: int, each: int = 20) -> None:
    """Write `articles` articles into `folder`/seeds, `each` to an event."""
    rng = random.Random(articles)
    for number in range(articles):
        event = folder / "seeds" / f"event-{number // each:04}"
        event.mkdir(parents=True, exist_ok=True)
        (event / f"a{number:05}.txt").write_text(article(rng, number // each, number), "utf-8")
        if number % each == 0:
            (event / "event.yaml").write_text(f"title: Event {number // each}\nkind: meeting\n", "utf-8")
