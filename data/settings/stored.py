"""The settings of a build as tables of TOML, from the values that it keeps (`rule_values`)."""

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from data.settings.changes import laid_over
from data.settings.files import standard_tables
from data.settings.model import Settings

_BY_NAME = ("tracks", "forecast")  # tables of tables that a program names
_LACKING_PARTS = {
    "membership": {"nda": "off"},
    "parts": {
        "certification": "off",
        "nominations": False,
        "benefits": False,
        "renewal": False,
        "letters": False,
    },
}
Tables = dict[str, Any]


def stored_tables(held: Mapping[date, Mapping[str, str]]) -> dict[date, Tables]:
    """For each set of settings of a build, tables that are valid settings with the same values.

    `held` has the value of each key as TOML, by the day from which the set is in force. Tracks that
    a set does not use are there with `use = false`. A build keeps no mail settings; these are those
    of the standard program.
    """
    standard = standard_tables()
    found, earlier = dict[date, Tables](), standard
    for day in sorted(held):
        tables = _as_written(earlier, nested(held[day]))
        found[day] = earlier = _without_taken(tables, standard["forecast"])
    return found


def nested(held: Mapping[str, str]) -> Tables:
    """The tables with these values of keys; `held` has them as TOML."""
    tables: Tables = {}
    for key, value in held.items():
        *above, name = key.split(".")
        table = tables
        for each in above:
            table = table.setdefault(each, {})
        table[name] = tomllib.loads(f"value = {value}")["value"]
    return tables


def _as_written(earlier: Tables, own: Tables) -> Tables:
    """The tables of a set, over those of the set before it or of the standard program."""
    others = {name: table for name, table in own.items() if name not in _BY_NAME}
    tables = laid_over(laid_over(earlier, _LACKING_PARTS), others)
    exams = own.get("certification", {})
    if "levels" in exams and "qualifying_from" not in exams:  # nobody has to pass
        tables["certification"]["qualifying_from"] = exams["levels"][0]
    unused = {name: track | {"use": False} for name, track in earlier["tracks"].items()}
    tables["tracks"] = unused | own["tracks"]
    tables["forecast"] = earlier["forecast"] | own["forecast"]
    return tables


def _without_taken(tables: Tables, standard: Tables) -> Tables:
    """The tables without forecasts that are those of the track with the nearest rate.

    A build keeps them as if they were the track's own; with another rate they are others.
    """
    taken = {name for name, track in tables["tracks"].items() if track.get("use", True)}
    taken -= standard.keys()
    while True:
        given = {name: pace for name, pace in tables["forecast"].items() if name not in taken}
        result = {**tables, "forecast": given}
        found = Settings.model_validate(result).forecast
        own = {
            name
            for name in taken
            if found[name].model_dump(exclude_none=True) != tables["forecast"][name]
        }
        if not own:
            return result
        taken -= own
