"""Reads settings: the standard program, and the file of a program that says what differs."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data.errors import ProgramError
from data.settings.changes import FROM, checked, laid_over, read_changes
from data.settings.faults import Fault
from data.settings.model import Settings
from data.settings.toml import below_arrays, headers, name_below_array, read_toml
from data.settings.year import with_checkpoints_to_write

PROGRAM_TOML = Path(__file__).resolve().parents[1] / "program.toml"  # the standard program
OWN_SETTINGS = "program.toml"  # in the folder of a program
NAMED_SETTINGS = "MVP_SETTINGS"  # an environment variable: the file that takes its place
_BYTE_ORDER_MARK = "\ufeff"
_LARGEST_FILE = 1_000_000  # bytes; a usual one has some thousands
_LONGEST_LINE = 2_000  # characters; reading a key with many dots takes the square of their number


def load_program(folder: Path, named: Path | None = None) -> Settings:
    """The settings of the program whose files are in `folder`; raises ProgramError like `load`."""
    return load(settings_file(folder, named))


def settings_file(folder: Path, named: Path | None = None) -> Path | None:
    """The file that says what differs from the standard program; None when there is none.

    It is the `named` one, or that of MVP_SETTINGS, or program.toml in `folder`.
    """
    if named is None and (text := os.environ.get(NAMED_SETTINGS)):
        named = Path(text)
    if named is not None:
        return named
    path = folder / OWN_SETTINGS
    return path if os.path.lexists(path) else None


def load(path: Path | None = None) -> Settings:
    """The standard settings, with what the TOML file at `path` says instead.

    Raises ProgramError naming the file and, for each wrong setting, its line, its key and what is
    wrong with it.
    """
    standard = standard_tables()
    if path is None:
        return Settings.model_validate(standard)
    text = text_of(path)
    own = read_toml(text, str(path))
    changes, found = read_changes(own.pop(FROM, []))
    settings, others = checked(laid_over(standard, own), changes)
    if settings is None or found or others:
        year, checkpoints = own.get("year"), standard["year"]["checkpoints"]
        others = [with_checkpoints_to_write(fault, year, checkpoints) for fault in others]
        raise refusal(str(path), (*others, *found), text)
    return settings


def standard_tables() -> dict[str, Any]:
    """The standard program, as tables of TOML."""
    return read_toml(_text(PROGRAM_TOML), str(PROGRAM_TOML))


def text_of(path: Path) -> str:
    """The text of the file at `path`; raises ProgramError."""
    try:
        return _text(path)
    except OSError as error:
        raise ProgramError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ProgramError(f"{path}: is not UTF-8 text; save it as UTF-8") from None


def plain_text(text: str, shown: str) -> str:
    """A text of settings without a mark at its beginning, and with one sign at the end of a line.

    `shown` is how errors name it. Raises ProgramError where a line is too long to be read.
    """
    text = text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > _LONGEST_LINE:
            raise ProgramError(
                f"{shown}: line {number:,} has more than {_LONGEST_LINE:,} characters; "
                "write its list on several lines"
            )
    return text


def tables_on_all_days(path: Path | None) -> str:
    """What to say of tables that come after a [[from]] in a file and are not part of it; or "".

    Numbers of a forecast are left out: `fit` writes them into a file to be added.
    """
    found = below_arrays(_text(path)) if path else []
    lost = [each for each in found if not each.table.startswith("[forecast.")]
    if not lost:
        return ""
    names = ", ".join(f"{each.table} in line {each.line}" for each in lost)
    first = lost[0]
    return f"{names}: counts on all days; for that date only, write {first.header}"


def refusal(shown: str, faults: Iterable[Fault], text: str) -> ProgramError:
    """The error for faults of settings: one line for one fault; for several, a line with their
    number and then one for each.

    `text` is that of the file, and `shown` is how errors name it.
    """
    in_order = sorted(faults, key=lambda fault: fault.line_number(text))
    said = [_line(fault, text) for fault in in_order]
    if len(said) == 1:
        return ProgramError(f"{shown}{said[0]}")
    lines = [line.strip().removeprefix(": ") for line in said]
    return ProgramError(f"{shown}: {len(said)} settings are wrong:", *lines)


def _line(fault: Fault, text: str) -> str:
    """What is wrong, with its line; a table below [[from]] may be meant as a part of it."""
    said, number = fault.line(text), fault.line_number(text)
    if fault.keys == (FROM, "date"):  # the table after it may be what it lacks
        number = next((each.line for each in headers(text) if each.line > number), 0)
    if lost := name_below_array(text, number):
        said += f"; {lost.table} is not part of {lost.array}: is {lost.header} meant?"
    return said


def _text(path: Path) -> str:
    """The text of the file at `path`; raises OSError, UnicodeDecodeError and ProgramError."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise ProgramError(f"{path}: is not a file; put the settings there")
    with path.open("rb") as file:
        content = file.read(_LARGEST_FILE + 1)
    if len(content) > _LARGEST_FILE:
        raise ProgramError(f"{path}: is larger than {_LARGEST_FILE:,} bytes; shorten it")
    return plain_text(content.decode("utf-8"), str(path))
