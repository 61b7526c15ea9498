"""The rows of the `rule_*` tables for settings that change on a date: those of each set.

A set of settings is in force from its day on, until that of the next one.
"""

import re
from datetime import date
from itertools import pairwise

from data.settings.model import Settings
from data.settings.tables import Row, rule_tables
from data.settings.text import values
from data.sql.files import primary_key, sql

# Of a track in several sets: addresses are compared, and points are read, where one of them does.
_OF_ANY_SET = (("has_repeats", True), ("measure", "points"))
COUNTED = ("contributions", "activity")  # tables that a build holds by what counts


def all_rule_tables(settings: Settings) -> dict[str, list[Row]]:
    """The rows of each `rule_*` table, for every set of settings; keys are column names."""
    tables: dict[str, list[Row]] = {
        "rule_sets": _sets(settings),
        "rule_changes": _changes(settings),
    }
    for from_on in settings.sets:
        for table, rows in tables_of(settings, from_on).items():
            tables.setdefault(table, []).extend(rows)
    return tables


def tables_of(settings: Settings, from_on: date) -> dict[str, list[Row]]:
    """The rows of the `rule_*` tables for the set of settings that is in force from a day on."""
    tables = rule_tables(settings.sets[from_on])
    (single,) = tables["rule_settings"]
    single["uses_points"] = settings.counts_points  # its column is there on all days or on none
    return {
        table: [{"in_force_from": from_on, **row} for row in rows] for table, rows in tables.items()
    }


def known_tables(settings: Settings, as_of: date) -> dict[str, list[Row]]:
    """What some set of settings knows, such as each track: the rows of the one in force, and those
    that others have beside them."""
    in_force = max(from_on for from_on in settings.sets if from_on <= as_of)
    known: dict[str, dict[tuple[object, ...], Row]] = {}
    for from_on in [in_force, *reversed(settings.sets)]:
        for table, rows in tables_of(settings, from_on).items():
            key = [column for column in primary_key(table) if column != "in_force_from"]
            for row in rows:
                kept = known.setdefault(table, {}).setdefault(tuple(row[name] for name in key), row)
                kept |= {name: value for name, value in _OF_ANY_SET if row.get(name) == value}
            known.setdefault(table, {})
    return {table: [*rows.values()] for table, rows in known.items()}


def counted_from(settings: Settings) -> dict[date, date]:
    """For each set of settings, the first one by which the same contributions count."""
    first: dict[str, date] = {}
    return {
        from_on: first.setdefault(what_counts(tables_of(settings, from_on)), from_on)
        for from_on in settings.sets
    }


def what_counts(tables: dict[str, list[Row]]) -> str:
    """The cells of settings that the queries of contributions name, as a text to compare."""
    queries = "".join(sql(f"as_of_independent/{name}") for name in COUNTED)
    named = set(re.findall(r"\w+", queries)) - {"in_force_from"}
    return repr(
        [
            {column: value for column, value in row.items() if column in named}
            for table, rows in tables.items()
            if table in named
            for row in rows
        ]
    )


def _sets(settings: Settings) -> list[Row]:
    return [
        {"in_force_from": from_on, "counted_from": counted}
        for from_on, counted in counted_from(settings).items()
    ]


def _changes(settings: Settings) -> list[Row]:
    """The settings that each set has otherwise than the one before it."""
    return [
        {"changed_on": day, "key": key, "before": before, "after": after}
        for (_, earlier), (day, later) in pairwise(settings.sets.items())
        for key, (before, after) in differences(earlier, later).items()
    ]


def differences(earlier: Settings, later: Settings) -> dict[str, tuple[str | None, str | None]]:
    """The keys that two sets have otherwise, with both values; None where there is no such key.

    A track that is gone is `use` alone, and one that is new has no numbers of its forecast.
    """
    before, after = values(earlier), values(later)
    found: dict[str, tuple[str | None, str | None]] = {
        key: (before.get(key), after.get(key))
        for key in dict.fromkeys([*before, *after])
        if before.get(key) != after.get(key)
    }
    gone, new = (
        earlier.tracks.keys() - later.tracks.keys(),
        later.tracks.keys() - earlier.tracks.keys(),
    )
    for name in gone | new:
        left_out = (f"forecast.{name}.", *([f"tracks.{name}."] if name in gone else []))
        found = {key: both for key, both in found.items() if not key.startswith(left_out)}
    return found | {
        f"tracks.{name}.use": ("true", "false") if name in gone else ("false", "true")
        for name in sorted(gone | new)
    }
