"""The settings of data/program.toml and of a program's own file, with shares as exact fractions."""

import tomllib
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.reference.dates import ONE_DAY, whole_months
from tests.reference.measures import Measure, measure_of, units_of

PROGRAM_TOML = Path(__file__).parents[2] / "data" / "program.toml"


@dataclass(frozen=True)
class Forecast:
    half_life_days: float
    prior_events: float
    prior_days: float
    overdispersion: float
    prior_accepted: float | None = None  # forum only
    prior_not_accepted: float | None = None


@dataclass(frozen=True)
class Settings:
    start: tuple[int, int]  # (month, day) on which a year begins
    named_after: str
    checkpoints: tuple[tuple[int, int], ...]  # (month, day), in order
    nda: str
    lacking: frozenset[str]  # parts, and exams where certificates are only shown
    require: str
    tracks: tuple[str, ...]  # alphabetical
    counts: dict[str, frozenset[str]]  # track -> kinds that count
    no_effect: frozenset[str]  # as the status of a leave
    half_days: frozenset[str]  # as its day_length
    measures: dict[str, Measure]  # track -> what is counted, and what is expected
    no_address: frozenset[str]
    tracking_parameters: tuple[str, ...]  # `*` at the end stands for any text
    level_thresholds: tuple[tuple[str, Fraction], ...]  # from the best level down
    certification_levels: tuple[str, ...]  # from low to high
    qualifying_from: str
    expiring_days: int
    exam_months: int
    attempts: int
    low: float
    medium: float
    recent_days: int
    units: dict[str, tuple[str, str]]  # track -> one, many
    shown_months: int
    decide_months: int
    at_risk_below: float
    years_of_use: int
    standard_benefits: tuple[str, ...]
    stale_days: int
    forecast: dict[str, Forecast]
    # Each set of settings of the program by the day from which it is in force, in order.
    sets: tuple[tuple[date, "Settings"], ...] = ()


def month_day(text: str) -> tuple[int, int]:
    """Month and day of a setting such as "03-31"."""
    month, day = text.split("-")
    return int(month), int(day)


def lay_over(table: dict, own: dict) -> None:
    """Put the values of `own` in place of those of `table`, key by key, and a rate in place of one.

    A rate is so many pieces every so many months, so many a year, or a share of the weekdays.
    """
    rates = {"weekday_share", "cadence_months", "per_year"}
    if rates & own.keys():
        for key in rates - own.keys():
            table.pop(key, None)
        if "cadence_months" not in own:
            table.pop("pieces", None)
    for key, value in own.items():
        if isinstance(value, dict):
            lay_over(table.setdefault(key, {}), value)
        else:
            table[key] = value


def months_of_a_year(year: dict) -> int:
    """The whole months of a year up to its final checkpoint: docs/rules.md section 2."""
    start, final = month_day(year["start"]), month_day(year["checkpoints"][-1])
    return whole_months(date(2001, *start), date(2001 + (final < start), *final) + ONE_DAY)


def nearest(name: str, measures: dict[str, Measure], among: Iterable[str]) -> str:
    """The track with a forecast whose rate is nearest by their ratio: docs/forecast.md."""

    def times(other: str) -> float:
        pair = [measures[track].events_a_month for track in (name, other)]
        return max(pair) / min(pair)

    return min(among, key=times)


def forecast_of(name: str, measures: dict[str, Measure], given: dict) -> Forecast:
    """The numbers of the forecast of a track, of those in the file: docs/forecast.md."""
    if name in given:
        return Forecast(**given[name])
    numbers = dict(given[nearest(name, measures, given)])
    if measures[name].solution_share:
        with_answers = [other for other in given if "prior_accepted" in given[other]]
        other = given[nearest(name, measures, with_answers)]
        numbers |= {key: other[key] for key in ("prior_accepted", "prior_not_accepted")}
    return Forecast(**numbers)


def lacking_parts(parts: dict) -> frozenset[str]:
    """The parts that a program lacks: docs/own-program.md. Without certification, no exams."""
    off = {part for part, is_there in parts.items() if is_there in (False, "off")}
    return frozenset(off | ({"exams"} if parts["certification"] != "required" else set()))


def standard_benefits_of(toml: dict) -> tuple[str, ...]:
    """docs/rules.md section 10: no exam voucher in a program without certification."""
    is_off = toml["parts"]["certification"] == "off"
    listed = toml["benefits"]["standard"]
    return tuple(name for name in listed if not (is_off and name == "exam_voucher"))


def read_settings(path: Path, own: Path | None = None) -> Settings:
    """The settings in the file at `path`, with those of a program's `own` file laid over them.

    `sets` has these and those of each [[from]].
    """
    toml = tomllib.loads(path.read_text(encoding="utf-8"))
    if own and own.exists():
        lay_over(toml, tomllib.loads(own.read_text(encoding="utf-8")))
    changes = sorted(toml.pop("from", []), key=lambda change: str(change["date"]))
    sets = [(date.min, settings_of(toml))]
    for change in changes:
        lay_over(toml, deepcopy({key: change[key] for key in change if key != "date"}))
        sets.append((date.fromisoformat(str(change["date"])), settings_of(toml)))
    sets = [(day, replace(settings, sets=tuple(sets))) for day, settings in sets]
    return replace(sets[0][1], sets=tuple(sets))


def settings_of(toml: dict) -> Settings:
    """The settings in the content of a file, without [[from]]."""
    every_track, certification, levels = toml["tracks"], toml["certification"], toml["levels"]
    tracks = {name: track for name, track in every_track.items() if track.get("use", True)}
    months = months_of_a_year(toml["year"])
    measures = {name: measure_of(track, months) for name, track in every_track.items()}
    return Settings(
        start=month_day(toml["year"]["start"]),
        named_after=toml["year"]["named_after"],
        checkpoints=tuple(month_day(text) for text in toml["year"]["checkpoints"]),
        nda=toml["membership"]["nda"],
        lacking=lacking_parts(toml["parts"]),
        require=toml["commitments"]["require"],
        tracks=tuple(sorted(tracks)),
        counts={track: frozenset(tracks[track]["counts"]) for track in tracks},
        no_effect=frozenset(toml["leaves"]["no_effect"]),
        half_days=frozenset(toml["leaves"]["half_days"]),
        measures={name: measures[name] for name in tracks},
        no_address=frozenset(toml["addresses"]["no_address"]),
        tracking_parameters=tuple(toml["addresses"]["tracking_parameters"]),
        level_thresholds=tuple(
            (level, Fraction(levels[level])) for level in ("ahead", "on_track", "behind")
        ),
        certification_levels=tuple(certification["levels"]),
        qualifying_from=certification["qualifying_from"],
        expiring_days=certification["expiring_days"],
        exam_months=certification["exam_months"],
        attempts=certification["attempts"],
        low=toml["risk"]["low"],
        medium=toml["risk"]["medium"],
        recent_days=toml["risk"]["recent_days"],
        units={name: units_of(track) for name, track in tracks.items()},
        shown_months=toml["renewal"]["shown_months"],
        decide_months=toml["renewal"]["decide_months"],
        at_risk_below=toml["renewal"]["at_risk_below"],
        years_of_use=toml["nominations"]["years_of_use"],
        standard_benefits=standard_benefits_of(toml),
        stale_days=toml["data"]["stale_days"],
        forecast={name: forecast_of(name, measures, toml["forecast"]) for name in tracks},
    )
