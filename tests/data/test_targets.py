"""Targets that are lower than the rate of their track says at first sight."""

from pathlib import Path

import pytest

from data.settings.files import load
from data.settings.targets import lower_targets

SHORT = '[year]\nstart = "07-01"\ncheckpoints = ["06-20"]\n'
TALKS = '[tracks.talks]\ncounts = ["talk"]\nunit = ["talk", "talks"]\n'


def said(folder: Path, text: str) -> list[str]:
    (path := folder / "program.toml").write_text(text, encoding="utf-8")
    return lower_targets(load(path))


def test_a_target_of_a_short_year_is_said_with_what_to_write(tmp_path):
    text = f"{SHORT}{TALKS}pieces = 2\ncadence_months = 12\n"
    assert said(tmp_path, text) == [
        "talks: 2 every 12 months is 1 by June 20, the final checkpoint; per_year = 2 asks for 2 "
        "by then"
    ]


def test_it_is_said_once_where_other_settings_change(tmp_path):
    change = '[[from]]\ndate = "2026-07-01"\n[from.levels]\nahead = "2"\n'
    text = f"{SHORT}{TALKS}pieces = 2\ncadence_months = 12\n{change}"
    assert len(said(tmp_path, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"{TALKS}pieces = 2\ncadence_months = 12\n",  # a year of 12 months
        f"{SHORT}{TALKS}per_year = 2\n",
        f"{SHORT}{TALKS}cadence_months = 1\n",  # eleven, one in each whole month
        f"{SHORT}{TALKS}pieces = 4\ncadence_months = 24\n",  # for longer than any year
    ],
)
def test_nothing_is_said_of_what_is_asked_for(tmp_path, text):
    assert said(tmp_path, text) == []
