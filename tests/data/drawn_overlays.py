"""Settings to try, drawn at random, and the file of a program that has them for real."""

import tomllib
from datetime import date, timedelta
from random import Random
from typing import Any

from data.settings.changes import laid_over
from data.settings.toml import as_toml

Tables = dict[str, Any]
_NOT_ON_A_DATE = ("leaves", "data")  # tables that a [[from]] cannot have


def some_overlay(random: Random, own: Tables) -> Tables:
    """Tables that can be tried on a program with the tables `own`; they always say something."""
    others: Tables = {
        "year": {"checkpoints": some_checkpoints(random, own.get("year", {}))},
        "commitments": {"require": "any"},
        "risk": {"low": 0.95, "medium": 0.3, "recent_days": 30, "few_answers": 2},
        "certification": {"exam_months": 1, "qualifying_from": "associate", "attempts": 1},
        "membership": {"nda": "required"},
        "renewal": {"shown_months": 5, "decide_months": 3, "at_risk_below": 0.9},
        "leaves": {"no_effect": ["half", "waiting"], "half_days": ["rejected", "noon"]},
        "data": {"stale_days": random.choice([1, 400])},
        "forecast": {"forge": {"half_life_days": 10, "prior_events": 3}},
        "benefits": {"standard": ["slack"]},
    }
    tracks: Tables = {
        "forum": {"weekday_share": random.choice([0.2, 0.5]), "min_solution_share": "3/4"},
        "forge": {"cadence_months": random.randrange(2, 6)},
        "content": random.choice(
            [{"cadence_months": 3, "pieces": random.choice([1, "7/3", 12])}, {"per_year": 7}]
        ),
        "mentoring": {"cadence_months": random.randrange(2, 12), "pieces": 5},
    }
    chosen = {name: others[name] for name in random.sample(list(others), 4)}
    if random.random() < 0.7:
        chosen["tracks"] = {name: tracks[name] for name in random.sample(list(tracks), 2)}
    return chosen | {"levels": {"ahead": "8/5", "behind": "3/7"}}


def some_checkpoints(random: Random, year: Tables) -> list[str]:
    """Checkpoints of a year that ends as before."""
    first = date.fromisoformat(f"2001-{year.get('start', '01-01')}")
    last = date.fromisoformat(f"2001-{year.get('checkpoints', ['12-31'])[-1]}")
    length = (last - first).days % 365
    after = sorted(random.sample(range(length), min(length, random.randrange(4))))
    return [f"{first + timedelta(number):%m-%d}" for number in [*after, length]]


def with_overlay(text: str, overlay: Tables) -> str:
    """The text of a program.toml with `overlay` on all days."""
    own = tomllib.loads(text)
    again = {name: table for name, table in overlay.items() if name not in _NOT_ON_A_DATE}
    changes = [laid_over(change, again) for change in own.pop("from", [])]
    tables = laid_over(own, overlay) | ({"from": changes} if changes else {})
    return text_of(tables)


def text_of(tables: Tables) -> str:
    return "".join(f"{name} = {as_toml(table)}\n" for name, table in tables.items())
