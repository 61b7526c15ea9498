"""The files of a program's folder on which a build depends."""

from pathlib import Path

from data.inputs.accounts import MAPPINGS, RAW
from data.inputs.files import all_files
from data.inputs.folder import files_below
from data.settings.files import OWN_SETTINGS
from data.sources.formats.files import raw_files

# A table of few rows takes some 12 kB a column, which DuckDB cannot write to disk.
_BYTES_OF_A_TABLE = 250_000


def source_files(folder: Path) -> list[Path]:
    """All files of `folder` on which a build depends: of inputs, in raw/, in sources/, settings.

    Raises ProgramError when it is not a folder, or has too many files.
    """
    files = {*all_files(folder), *files_below(folder / RAW), *files_below(folder / MAPPINGS)}
    own = folder / OWN_SETTINGS
    return sorted({*files, *([own] if own.is_file() else [])})


def size_of_files(folder: Path) -> int:
    """How many bytes of tables the `source_files` may need: theirs, and some for each raw file.

    Raises ProgramError and OSError as well.
    """
    size = sum(path.lstat().st_size for path in source_files(folder))
    return size + _BYTES_OF_A_TABLE * len(raw_files(folder))
