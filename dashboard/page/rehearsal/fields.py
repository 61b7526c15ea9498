"""The settings that the page Rehearsal asks about, with the values in force to begin with."""

import re
import tomllib
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from operator import itemgetter
from typing import Any

import streamlit as st

from dashboard.page.figures import rehearsal
from dashboard.page.in_url import in_url, set_value
from dashboard.page.prose import plain
from dashboard.reading.rows import ViewContext, read
from data.settings.saying import in_own_words
from data.settings.toml import as_toml

_NARROW, _WIDE = 184, 384  # pixels
# A number, without the zeros that TOML does not allow before it: 03 is 3.
_NUMBER = re.compile(r"(-?)0*(\d{1,20}(?:\.\d{1,20})?)", re.ASCII)
# By section: the keys of settings, and what the page calls each. {track} is the name of a track and
# {unit} or {units} what it counts.
_ASKED = {
    "Tracks": {
        "tracks.*.weekday_share": "{track}: {units} per weekday",
        "tracks.*.per_year": "{track}: {units} a year",
        "tracks.*.pieces": "{track}: {units} expected",
        "tracks.*.cadence_months": "{track}: every … months",
        "tracks.*.min_solution_share": "{track}: accepted answers",
        "commitments.require": "Tracks to meet: all or any",
    },
    "Levels: done of expected, at least": {
        "levels.ahead": "{label:ahead}",
        "levels.on_track": "{label:on_track}",
        "levels.behind": "{label:behind}",
    },
    "Risk: chance, at least": {
        "risk.low": "{label:low}",
        "risk.medium": "{label:medium}",
        "renewal.at_risk_below": "Renewal {label:at_risk} below",
    },
    "Exams": {
        "certification.exam_months": "Months to pass",
        "certification.attempts": "Attempts",
    },
    "Dates and leave": {
        "year.checkpoints": "Checkpoints, as month-day",
        "leaves.no_effect": "Leave without effect, by status",
        "leaves.half_days": "Half days, by length of day",
    },
}


@dataclass(frozen=True)
class Field:
    """A setting: its key, what it is called, and its value in force, as TOML."""

    key: str
    label: str
    value: str

    @property
    def text(self) -> str:
        """The value as people write it: without quotes, a list with commas."""
        found = tomllib.loads(f"value = {self.value}")["value"]
        return ", ".join(map(str, found)) if isinstance(found, list) else str(found)

    def written(self, text: str) -> str:
        """What people wrote, as TOML, of the same kind as the value in force."""
        if self.value.startswith("["):
            return as_toml([word.strip() for word in text.split(",") if word.strip()])
        return _NUMBER.sub(r"\1\2", text) if _NUMBER.fullmatch(text) else as_toml(text)


def sections(view: ViewContext) -> Iterator[tuple[str, list[Field]]]:
    """The sections that the program has settings for, each with its fields: track by track, and
    otherwise in the order of _ASKED."""
    rows = read(view, rehearsal.SETTINGS.query).to_dict("records")
    tracks = [*dict.fromkeys(row["track_title"] for row in rows)]
    for title, asked in _ASKED.items():
        found = [
            ((tracks.index(row["track_title"]), place), row, said)
            for place, (pattern, said) in enumerate(asked.items())
            for row in rows
            if fnmatchcase(str(row["key"]), pattern)
        ]
        if found:
            found.sort(key=itemgetter(0))
            yield (
                in_own_words(title),
                [
                    Field(str(row["key"]), _label(said, row), str(row["value"]))
                    for _, row, said in found
                ],
            )


def ask(view: ViewContext) -> dict[str, str]:
    """Draw the fields; returns what is another value than the one in force: key -> TOML."""
    changed = dict[str, str]()
    for title, fields in sections(view):
        st.markdown(f"**{title}**")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            texts = {field: _asked(field) for field in fields}
        changed |= {f.key: f.written(text) for f, text in texts.items() if text != f.text}
    return changed


def _asked(field: Field) -> str:
    width = _WIDE if field.value.startswith("[") else _NARROW
    text: str = in_url(st.text_input, field.label, key=field.key, start=field.text, width=width)
    return text.strip()


def forget(view: ViewContext) -> None:
    """Let all fields begin with the values in force again; called before they are drawn."""
    for _, fields in sections(view):
        for field in fields:
            set_value(field.key, field.text)


def _label(said: str, row: Mapping[Hashable, Any]) -> str:
    names = {"track": "track_title", "unit": "unit_one", "units": "unit_many"}
    label = in_own_words(said, **{name: plain(str(row[column])) for name, column in names.items()})
    return label[:1].upper() + label[1:]
