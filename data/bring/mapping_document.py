"""The file of a mapping: its text, and changes of it that are checked before they are kept."""

import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import InlineTable

from data.bring.draft import DRAFT
from data.bring.locks import changing_draft
from data.errors import ProgramError
from data.inputs.accounts import MAPPINGS
from data.settings.toml import read_toml
from data.sources.mapping_file import all_mappings
from data.store.os_errors import as_program_error
from data.store.replacing import replacement

_ENDINGS = (".sql", ".toml")  # a select has the say where there are both


def path_of(folder: Path, name: str) -> Path:
    """The file of the mapping `name`: its select where it has one.

    Raises ProgramError when there is none.
    """
    if "/" not in name and "\\" not in name:
        for ending in _ENDINGS:
            path = folder / MAPPINGS / f"{name}{ending}"
            if path.is_file():
                return path
    raise ProgramError(f"{MAPPINGS}/{name}.toml: is not there any more; look at the files again")


def text(folder: Path, name: str) -> str:
    """The text of the mapping's file; raises ProgramError when there is none."""
    path = path_of(folder, name)
    with as_program_error(path):
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise ProgramError(f"{_shown(path)}: is not UTF-8 text; save it as UTF-8") from None


def set_text(folder: Path, name: str, text: str) -> None:
    """Replace the text of the mapping's file.

    Raises ProgramError when it would be wrong; the file then is as it was.
    """
    with alone(folder):
        write_checked(folder, path_of(folder, name), text.replace("\r\n", "\n"))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let nobody else change the draft in `folder` meanwhile; raises ProgramError after a wait."""
    with changing_draft(folder.parent if folder.name == DRAFT else folder):
        yield


@contextmanager
def edited(
    folder: Path, name: str, finish: Callable[[str], str] = str
) -> Iterator[tomlkit.TOMLDocument]:
    """The mapping as a document to change; it is written at the end if it is right.

    `finish` changes the text before it is written. Raises ProgramError when the file is no TOML or
    the result is wrong; the file then is as it was.
    """
    with alone(folder):
        path = path_of(folder, name)
        if path.suffix == ".sql":
            raise ProgramError(f"{_shown(path)}: is a select: change its text")
        try:
            read_toml(written := text(folder, name), _shown(path))
            document = tomlkit.parse(written)
            yield document
            result = tomlkit.dumps(document)
        except TOMLKitError as error:
            raise ProgramError(f"{_shown(path)}: {error}; change its text instead") from None
        if tomllib.loads(result) != document.unwrap():
            raise ProgramError(f"{_shown(path)}: cannot be changed here: change its text instead")
        write_checked(folder, path, finish(result))


def write_checked(folder: Path, path: Path, text: str) -> None:
    """Replace the file of a mapping, or make a new one, if the mapping is right with it.

    Raises ProgramError, in one line, when it is not or cannot be written.
    """
    with tempfile.TemporaryDirectory() as place:
        beside = Path(place) / MAPPINGS
        beside.mkdir()
        for ending in _ENDINGS:
            other = path.with_suffix(ending)
            if other.is_file():
                (beside / other.name).write_bytes(other.read_bytes())
        (beside / path.name).write_text(text, encoding="utf-8", newline="")
        _, faults = all_mappings(Path(place))
    if faults:
        raise ProgramError(faults[0])
    _refuse_other_addresses(path, text)
    with as_program_error(path), replacement(path) as file:
        file.write(text.encode())


def _refuse_other_addresses(path: Path, text: str) -> None:
    """Raise ProgramError when `[fetch]` is another one: it sends secrets of the server there."""
    if path.suffix != ".toml":
        return
    if tomllib.loads(text).get("fetch") != _fetch_in(path):
        raise ProgramError(
            f"{_shown(path)}: [fetch] cannot be changed here; whoever runs the dashboard edits it "
            "in the file"
        )


def _fetch_in(path: Path) -> object:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig")).get("fetch")
    except (OSError, ValueError):  # there is no such mapping, or it is broken
        return None


def inline(keys: Mapping[str, Any]) -> InlineTable:
    """A table in one line, with blanks inside its brackets."""
    found: Any = tomlkit.parse(f"cell = {_inline(keys)}")["cell"]
    return cast("InlineTable", found)


def _inline(value: Any) -> str:
    if not isinstance(value, Mapping):
        return str(tomlkit.item(value).as_string())
    pairs = (f"{tomlkit.key(k).as_string()} = {_inline(v)}" for k, v in value.items())
    return f"{{ {', '.join(pairs)} }}" if value else "{}"


def _shown(path: Path) -> str:
    return f"{MAPPINGS}/{path.name}"
