"""The very lines of program.toml for some settings, with the comments that belong to them."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from data.settings.model import PROGRAM_TOML


def lines_of(patterns: Iterable[str]) -> str:
    """The part of program.toml that holds the keys matching `patterns` (`levels.*`), as TOML."""
    wanted = list(patterns)
    kept: dict[str, list[str]] = {}
    for header, key, lines in _settings():
        if any(fnmatchcase(key, pattern) for pattern in wanted):
            kept.setdefault(header, []).extend(lines)
    return "\n\n".join("\n".join([header, *lines]) for header, lines in kept.items())


def every_key() -> list[str]:
    """Every key of program.toml, in full, in its order."""
    return [key for _, key, _ in _settings()]


def choices() -> list[str]:
    """The keys whose comment says that they are a Choice."""
    return [key for _, key, lines in _settings() if any("Choice:" in line for line in lines)]


def _settings() -> Iterator[tuple[str, str, list[str]]]:
    """Each setting: the line of its table, its key in full, and its lines with the comments."""
    header, table = "", ""
    waiting: list[str] = []  # the comments read so far that belong to the next key
    for line in PROGRAM_TOML.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"\[([\w.]+)\]", line):
            header, table, waiting = line, found[1], []
        elif line.startswith("#"):
            waiting.append(line)
        elif found := re.match(r"(\w+) = ", line):
            yield header, f"{table}.{found[1]}", [*waiting, line]
            waiting = []
        else:
            waiting = []
