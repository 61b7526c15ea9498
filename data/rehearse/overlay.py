"""Settings to try, laid over those of a build (docs/rules.md section 17)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

from data.errors import ProgramError
from data.nearest import nearest
from data.settings.changes import FROM, checked, laid_over
from data.settings.faults import Fault
from data.settings.files import refusal, text_of
from data.settings.model import Settings
from data.settings.sets import differences, tables_of, what_counts
from data.settings.stored import Tables, stored_tables
from data.settings.toml import read_toml

# What the rows of a build rest on already, and why it is not tried.
_COUNTED = "which contributions count is worked out when a build is made"
_YEARS = "the years of a build would be others"
_READ = "which rows are read is decided when a build is made"
_WORDS = "words change no level, risk or stage"
_NOT_TRIED = {
    "year.start": _YEARS,
    "year.named_after": _YEARS,
    "tracks.*.use": _COUNTED,
    "tracks.*.counts": _COUNTED,
    "tracks.*.shown": _COUNTED,
    "tracks.*.repeats": _COUNTED,
    "tracks.*.measure": _COUNTED,
    "tracks.*.label": _WORDS,
    "words.*": _WORDS,
    "addresses.*": _COUNTED,
    "certification.levels": _READ,
    "requests.*": _READ,
    "parts.*": "a part of the program is there on all days or on none",
}
_ADVICE = "build the folder with it, into another database, to see what it does"


Differences = dict[str, tuple[str | None, str | None]]  # key -> values as TOML; None: no such key


class Overlay(NamedTuple):
    """Tables to lay over settings, with their text in TOML and how errors name it."""

    tables: Tables
    text: str
    shown: str


class Tried(NamedTuple):
    """The settings of a build, and those to try.

    `differences` has the values of each key that is another one, by the last set where it is.
    """

    in_force: Settings
    tried: Settings
    differences: Differences


def read_overlay(path: Path) -> Overlay:
    """The file at `path`, in the form of program.toml; raises ProgramError."""
    text = text_of(path)
    return Overlay(read_toml(text, str(path)), text, str(path))


def tried_settings(held: Mapping[date, Mapping[str, str]], overlay: Overlay) -> Tried:
    """The settings in a build's table of values, and the same with `overlay` over each set.

    `held` is as for `stored_tables`. Raises ProgramError with what is wrong in the overlay, or
    cannot be tried on a build that is there.
    """
    if not overlay.tables:
        raise ProgramError(f"{overlay.shown}: sets nothing; write the settings to try")
    sets = stored_tables(held)
    in_force = _settings(sets)
    if faults := [*_not_for_all_days(overlay.tables), *_unknown_tracks(in_force, overlay.tables)]:
        raise refusal(overlay.shown, faults, overlay.text)
    tried = _settings({day: _with(tables, overlay.tables) for day, tables in sets.items()}, overlay)
    found: Differences = {}
    for day, tables in in_force.sets.items():
        found |= differences(tables, tried.sets[day])
    faults = [*_not_tried(found, in_force), *_last_checkpoint(in_force, tried)]
    if faults := faults or [*_counted_otherwise(found, in_force, tried)]:
        raise refusal(overlay.shown, faults, overlay.text)
    if not found:
        raise ProgramError(f"{overlay.shown}: the same as what is in force already")
    return Tried(in_force, tried, found)


def _settings(sets: Mapping[date, Tables], overlay: Overlay | None = None) -> Settings:
    """The settings that tables make; faults are those of the overlay."""
    found, said = dict[date, Settings](), dict[str, Fault]()
    for day, tables in sets.items():
        settings, faults = checked(tables, [])
        said |= {fault.said: fault for fault in faults}
        if settings:
            found[day] = settings
    if said and overlay:
        raise refusal(overlay.shown, said.values(), overlay.text)
    first, *others = found
    return found[first].followed_by([(day, found[day]) for day in others])


def _with(tables: Tables, overlay: Tables) -> Tables:
    """The tables of a set with the overlay, without what it says of tracks that are not in use."""
    used = {name for name, track in tables["tracks"].items() if track.get("use", True)}
    own = dict(overlay)
    for name in ("tracks", "forecast"):
        if isinstance(table := own.get(name), dict):
            own[name] = {key: value for key, value in table.items() if key in used}
    return laid_over(tables, own)


def _not_for_all_days(tables: Tables) -> Iterator[Fault]:
    if FROM in tables:
        said = f"{FROM}: what is tried is tried on all days; write its tables without [[{FROM}]]"
        yield Fault((FROM,), 0, said)


def _unknown_tracks(in_force: Settings, tables: Tables) -> Iterator[Fault]:
    known = in_force.known_tracks
    for name in ("tracks", "forecast"):
        named: Any = tables.get(name)
        for track in named if isinstance(named, dict) else ():
            if track not in known:
                said = f"{name}.{track}: there is no such track{nearest(track, known)}"
                yield Fault((name, track), 0, f"{said}; {_ADVICE}")


def _not_tried(keys: Iterable[str], in_force: Settings) -> Iterator[Fault]:
    for key in keys:
        why = next((why for each, why in _NOT_TRIED.items() if fnmatchcase(key, each)), None)
        if why:
            yield _fault(key, why)


def _last_checkpoint(in_force: Settings, tried: Settings) -> Iterator[Fault]:
    """The day that ends a year is fixed like its start; the NDA may be switched like a part."""
    if tried.year.checkpoints[-1] != in_force.year.checkpoints[-1]:
        yield _fault("year.checkpoints", f"the last one ends the year, and {_YEARS}")
    if ("nda" in tried.has) != ("nda" in in_force.has):
        yield _fault("membership.nda", _NOT_TRIED["parts.*"])


def _counted_otherwise(found: Differences, in_force: Settings, tried: Settings) -> Iterator[Fault]:
    """The keys of tracks, where they decide what counts without saying it."""
    if any(_counts(in_force, day) != _counts(tried, day) for day in in_force.sets):
        for key, (_, after) in found.items():
            if key.startswith("tracks.") and after is not None:
                yield _fault(key, _COUNTED)


def _counts(settings: Settings, day: date) -> str:
    return what_counts(tables_of(settings, day))


def _fault(key: str, why: str) -> Fault:
    return Fault(tuple(key.split(".")), 0, f"{key}: cannot be tried: {why}; {_ADVICE}")
