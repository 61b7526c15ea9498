"""Settings as lines of TOML, with the comments of the standard program's file."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from data.settings.counting import Track
from data.settings.files import PROGRAM_TOML, load
from data.settings.model import Settings
from data.settings.toml import as_toml, header

_KEY = re.compile(r"`([a-z_]+(?:\.(?:[a-z_]+|<track>))+)`")


def values(settings: Settings) -> dict[str, str]:
    """The value of every key (`risk.low`) as TOML; keys without a value are left out."""
    return {key: as_toml(value) for key, value in _flat(dict(settings)) if value is not None}


def lines_of(patterns: Iterable[str], held: Mapping[str, str]) -> str:
    """The settings in `held` whose keys match `patterns` (`levels.*`), as lines of TOML.

    `held` has the value of each key as TOML. Where the standard program has another value, the line
    says which.
    """
    wanted, standard, comments = list(patterns), _standard(), dict(_comments())
    order = {key: place for place, key in enumerate(comments)}
    chosen: dict[str, list[str]] = {}
    for key in sorted(held, key=lambda key: order.get(key, len(order))):
        if any(fnmatchcase(key, pattern) for pattern in wanted):
            table, _, name = key.rpartition(".")
            line = f"{name} = {held[key]}"
            if held[key] != standard.get(key, held[key]):
                line += f"  # the standard program: {standard[key]}"
            chosen.setdefault(table, []).extend([*comments.get(key, []), line])
    return _tables(chosen, _headers())


def toml_of(tables: Mapping[str, Any]) -> str:
    """Tables of settings as the text of a file such as program.toml."""
    lines: dict[str, list[str]] = {}
    for key, value in _flat(tables):
        table, _, name = key.rpartition(".")
        lines.setdefault(table, []).append(f"{name} = {as_toml(value)}")
    return f"{_tables(lines, {})}\n" if lines else ""


def keys_in(text: str) -> list[str]:
    """The keys of settings that a text of docs/ names, such as `levels.ahead` or `forecast.*`.

    `*` stands for any text. A standard track that is named in words stands for all its keys.
    """
    keys = [found.replace("<track>", "*") for found in _KEY.findall(text)]
    of_tracks = (key.split(".")[1] for key in _standard() if key.endswith(".counts"))
    tracks = [f"tracks.{name}" for name in of_tracks if re.search(rf"(?i)\b{name}s?\b", text)]
    return [pattern for key in [*keys, *tracks] for pattern in (key, f"{key}.*")]


def own_lines(held: Mapping[str, str], patterns: Collection[str] = ("*",)) -> str:
    """The settings in `held` that the rules use and the standard program has otherwise, as TOML.

    Only those whose keys match one of `patterns` (`levels.*`). Standard tracks that are not in use
    are among those of tracks; numbers of forecasts that were taken from another track are not.
    """
    wanted = {*patterns, *(f"{key.split('.')[0]}.*.use" for key in patterns)}
    chosen: dict[str, list[str]] = {}
    for key, value in _own(held).items():
        table, _, name = key.rpartition(".")
        is_wanted = any(fnmatchcase(key, pattern) for pattern in wanted)
        if is_wanted and table not in ("letters", "mail", "words", "words.labels"):
            chosen.setdefault(table, []).append(f"{name} = {value}")
    return _tables(chosen, {})


def settings_line(settings: Settings, path: Path | None) -> str:
    """Which settings a build uses: those of the file at `path`, and how many of them differ."""
    if path is None:
        return "Settings: the standard program"
    count = len(_own(values(settings)))
    differ = "setting differs" if count == 1 else "settings differ"
    dates = ", ".join(str(day) for day in [*settings.sets][1:])
    later = f"; others from {dates} on" if dates else ""
    return f"Settings: {path}, {count or 'no'} {differ}{later}"


def _own(held: Mapping[str, str]) -> dict[str, str]:
    """The value of each key that the standard program has otherwise, or does not have."""
    standard = _standard()
    own = {key: value for key, value in held.items() if standard.get(key) != value}
    counts = [key for key in standard if key.endswith(".counts") and key not in held]
    own |= {key.replace(".counts", ".use"): "false" for key in counts}
    is_taken = {key for key in own if key.startswith("forecast.") and key not in standard}
    is_usual = {key for key, value in own.items() if _is_usual(key, value)}
    return {key: value for key, value in own.items() if key not in is_taken | is_usual}


def _is_usual(key: str, value: str) -> bool:
    """Whether a track has this value of a key where its file says nothing of it."""
    above, _, name = key.rpartition(".")
    usual = Track.model_fields[name].default if above.startswith("tracks.") else None
    return key not in _standard() and as_toml(usual) == value


def _tables(lines: Mapping[str, list[str]], headers: Mapping[str, str]) -> str:
    """The lines of each table below its header."""
    return "\n\n".join(
        "\n".join([headers.get(table, header(table)), *below]) for table, below in lines.items()
    )


@cache
def _standard() -> Mapping[str, str]:
    """The values of the standard program, whose file does not change while the program runs."""
    return values(load())


def every_key() -> list[str]:
    """Every key that settings have, with its tables (`risk.low`)."""
    settings = load()
    keys = [key for key, _ in _flat(settings.model_dump())]
    of_tracks = [
        f"tracks.{name}.{key}"
        for name, track in settings.tracks.items()
        for key in type(track).model_fields
    ]
    return [*dict.fromkeys([*keys, *of_tracks])]


def choices() -> list[str]:
    """The keys whose comment marks a Choice."""
    return [key for key, lines in _comments() if any("Choice:" in line for line in lines)]


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict | BaseModel):
            yield from _flat(dict(value), f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _headers() -> dict[str, str]:
    """The line of each table in the standard program's file, such as `[levels]  # section 4`."""
    text = PROGRAM_TOML.read_text(encoding="utf-8")
    return {found[1]: found[0] for found in re.finditer(r"^\[([\w.]+)\].*$", text, re.MULTILINE)}


def _comments() -> Iterator[tuple[str, list[str]]]:
    """Each key of the standard program's file, with the lines of comments above it."""
    table = ""
    comments: list[str] = []  # that belong to the next key
    for line in PROGRAM_TOML.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"\[([\w.]+)\]", line):
            table, comments = found[1], []
        elif line.startswith("#"):
            comments.append(line)
        elif found := re.match(r"(\w+) = ", line):
            yield f"{table}.{found[1]}", comments
            comments = []
        else:
            comments = []
