"""The lines of program.toml for some settings, with their comments."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from data.settings.model import PROGRAM_TOML


def lines_of(patterns: Iterable[str]) -> str:
    """The lines of program.toml with the keys that match `patterns` (`levels.*`), as TOML."""
    wanted = list(patterns)
    chosen: dict[str, list[str]] = {}
    for header, key, lines in _settings():
        if any(fnmatchcase(key, pattern) for pattern in wanted):
            chosen.setdefault(header, []).extend(lines)
    return "\n\n".join("\n".join([header, *lines]) for header, lines in chosen.items())


def every_key() -> list[str]:
    """Every key of program.toml with its tables (`risk.low`), in the order of the file."""
    return [key for _, key, _ in _settings()]


def choices() -> list[str]:
    """The keys whose comment marks a Choice."""
    return [key for _, key, lines in _settings() if any("Choice:" in line for line in lines)]


def _settings() -> Iterator[tuple[str, str, list[str]]]:
    """Each setting: the header of its table, its full key, and its lines with the comments."""
    header, table = "", ""
    comments: list[str] = []  # that belong to the next key
    for line in PROGRAM_TOML.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"\[([\w.]+)\]", line):
            header, table, comments = line, found[1], []
        elif line.startswith("#"):
            comments.append(line)
        elif found := re.match(r"(\w+) = ", line):
            yield header, f"{table}.{found[1]}", [*comments, line]
            comments = []
        else:
            comments = []
