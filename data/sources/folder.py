"""The files of a program's folder on which a build depends."""

from pathlib import Path

from data.inputs.accounts import MAPPINGS, RAW
from data.inputs.files import all_files
from data.inputs.folder import files_below


def source_files(folder: Path) -> list[Path]:
    """All files of `folder` on which a build depends: of inputs, in raw/ and in sources/.

    Raises ProgramError when it is not a folder, or has too many files.
    """
    files = {*all_files(folder), *files_below(folder / RAW), *files_below(folder / MAPPINGS)}
    return sorted(files)


def size_of_files(folder: Path) -> int:
    """How many bytes the `source_files` have together; raises ProgramError and OSError as well."""
    return sum(path.lstat().st_size for path in source_files(folder))
