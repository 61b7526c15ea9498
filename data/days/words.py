"""The words of a program, as its build holds them."""

import json
from typing import Any

from data.settings.own_words import OwnWords
from data.store.connect import attach
from data.store.locations import Location

_TABLE = "words."
_LABELS = "labels."


def words_of(location: Location) -> OwnWords:
    """What the program of a build calls things; raises NoDatabaseError when it is unreadable."""
    query = "select distinct key, value from build.rule_values where starts_with(key, $table)"
    rows = attach(location).execute(query, {"table": _TABLE}).fetchall()
    words: dict[str, Any] = {"labels": {}}
    for key, value in rows:
        name = key.removeprefix(_TABLE)
        table = words["labels"] if name.startswith(_LABELS) else words
        table[name.removeprefix(_LABELS)] = json.loads(value)
    return OwnWords.model_validate(words)
