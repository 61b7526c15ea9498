"""The one file that a command was asked for."""

from pathlib import Path

from data.errors import ProgramError
from data.store.os_errors import as_program_error


def write_file(out: Path, content: bytes) -> None:
    """Write `content` to the file `out`, and replace one of the same kind, such as an older CSV.

    Raises ProgramError when a file of another kind is there, such as a database or settings, or
    when the file cannot be written.
    """
    if out.is_file() and not _is_same_kind(out, content):
        raise ProgramError(f"{out}: there is another file with this name; name a new one")
    with as_program_error(out):
        out.write_bytes(content)


def _is_same_kind(out: Path, content: bytes) -> bool:
    """Whether the file begins like `content`: with the header of its columns, or as a ZIP does."""
    begin = content.partition(b"\n")[0] if not content.startswith(b"PK") else b"PK"
    with as_program_error(out), out.open("rb") as file:
        return file.read(len(begin)) == begin
