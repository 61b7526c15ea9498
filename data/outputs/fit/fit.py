"""The numbers of the forecast by a program's own history, and the record before and after."""

from collections.abc import Mapping
from dataclasses import astuple
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from data.days.day import Day
from data.days.rows import Row, rows
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.fit.history import AHEAD, history_of
from data.outputs.fit.likelihood import Numbers, fitted
from data.settings.saying import in_own_words
from data.settings.toml import header
from data.sql.files import sql
from data.store.connect import copy_with_forecast

_FITTED_SHARE = 0.7  # of the checkpoints: the earlier ones are fitted on, the later ones judged
_LEAST_DAYS = 365  # of history that is fitted on
_EVERYBODY = Scope(everybody=True)
_DIGITS = 3


def fit(day: Day, build: Path) -> tuple[dict[str, Numbers], list[str]]:
    """The fitted numbers of each track with enough history, and the lines to print.

    `build` is the file with the build of `day`. Raises ProgramError when no two checkpoints have a
    case: then nothing could be judged on other days than it was fitted on.
    """
    after = _fitted_until(day)
    history = history_of(day)
    found: dict[str, Numbers] = {}
    lines = [
        in_own_words(
            "Fitted on the days up to {day}, judged by the checkpoints after it; a case of the fit "
            "is about {count} days",
            day=after,
            count=AHEAD.days,
        )
    ]
    for row in rows(day, _EVERYBODY, sql("fit/numbers")):
        track, least = row["track"], row["too_few"]
        begun = [each["from_on"] for each in history.periods if each["track"] == track]
        cases = history.cases(track, after)
        count = min((len(each.came) for each in cases.values()), default=0)
        events = max((int(each.came.sum()) for each in cases.values()), default=0)
        if count < least or not events or (after - min(begun)).days < _LEAST_DAYS:
            lines.append(
                f"{track}: not enough history: {count:,} cases with {events:,} events; "
                f"at least {least:,} cases of a year are needed"
            )
        else:
            found[track] = fitted(cases)
            lines.append(f"{track}: fitted on {count:,} cases with {events:,} events")
    return found, [*lines, *_record(day, build, after, found)] if found else lines


def write_numbers(out: Path, found: Mapping[str, Numbers], day: Day) -> None:
    """Write the fitted numbers to a new file; raises ProgramError when that cannot be done."""
    given = {row["track"]: row for row in rows(day, _EVERYBODY, sql("fit/numbers"))}
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(toml_of(found, given))
    except OSError as error:
        raise ProgramError(f"{out}: cannot be written: {error.strerror}") from None


def toml_of(found: Mapping[str, Numbers], given: Mapping[str, Row]) -> str:
    """The tables `[forecast.X]` to paste into program.toml, with the numbers that are kept."""
    parts = []
    for track, numbers in found.items():
        lines = [header(f"forecast.{track}"), *_lines(numbers)]
        for key in ("prior_accepted", "prior_not_accepted"):
            if (value := given[track][key]) is not None:
                lines.append(f"{key} = {value}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _lines(numbers: Numbers) -> list[str]:
    names = ("half_life_days", "prior_events", "prior_days", "overdispersion")
    return [
        f"{name} = {value:.{_DIGITS}g}" for name, value in zip(names, astuple(numbers), strict=True)
    ]


def _fitted_until(day: Day) -> date:
    """The last checkpoint that is fitted on; those after it are judged."""
    checkpoints = [row["checkpoint"] for row in rows(day, _EVERYBODY, sql("fit/checkpoints"))]
    if len(checkpoints) < 2:
        raise ProgramError(
            in_own_words(
                "{count} checkpoints with a case have passed by {day}; a fit needs at least two, "
                "since it is judged on later ones than it was fitted on",
                count=len(checkpoints),
                day=day.as_of,
            )
        )
    last: date = checkpoints[max(0, int(_FITTED_SHARE * len(checkpoints)) - 1)]
    return last


def _record(day: Day, build: Path, after: date, found: Mapping[str, Numbers]) -> list[str]:
    """The Brier scores of each track and look-ahead, with the numbers of before and after."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "fitted.duckdb"
        numbers = {track: astuple(each) for track, each in found.items()}
        copy_with_forecast(build, copy, numbers)
        later = _scores(Day(copy, day.as_of), after)
    before = _scores(day, after)
    (least,) = {row["too_few"] for row in rows(day, _EVERYBODY, sql("fit/numbers"))}
    lines = [in_own_words("Brier score (lower is better) by track and days before a checkpoint:")]
    for key, (cases, brier) in before.items():
        if key[0] in found:
            note = "; too few to judge" if cases < least else ""
            lines.append(
                f"  {key[0]}, {key[1]} days: {brier:.4f} before, {later[key][1]:.4f} after "
                f"({cases:,} cases{note})"
            )
    return lines


def _scores(day: Day, after: date) -> dict[tuple[str, int], tuple[int, float]]:
    return {
        (row["track"], row["look_ahead"]): (row["cases"], row["brier"])
        for row in rows(day, _EVERYBODY, sql("fit/scores"), {"after": after})
    }
