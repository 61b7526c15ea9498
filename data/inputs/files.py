"""The files of each input in a folder (docs/contract.md: Split files, Folders)."""

import re
from pathlib import Path

from data.errors import ProgramError
from data.inputs.contract import INPUTS, Input

_NAME = re.compile(r"(.*?)(\.csv|\.csv\.gz|\.parquet)", re.IGNORECASE)


def files_of(spec: Input, folder: Path) -> list[Path]:
    """The files of the input `spec` in `folder`, sorted by name without the ending.

    `contributions.csv`, `contributions-2025.csv.gz` and `contributions_march.parquet` are all
    files of contributions. So is every CSV or Parquet file in a folder `contributions`, at any
    depth; these come last, sorted by path. A folder with the name of such a file, as Spark writes
    it, stands for the files in it.

    Raises ProgramError when `folder` is not a folder.
    """
    if not folder.is_dir():
        raise ProgramError(f"{folder}: is not a folder; name the one that holds mvps.csv")
    named = [
        (name, ending, path)
        for path in folder.iterdir()
        for name, ending in [name_and_ending(path)]
        if ending and is_name_of(spec, name)
    ]
    files = [file for *_, path in sorted(named) for file in _files_of_dataset(path) or [path]]
    return files + _files_of_dataset(folder / spec.name)


def all_files(folder: Path) -> list[Path]:
    """The files of all inputs in `folder`; raises ProgramError when it is not a folder."""
    return [path for spec in INPUTS for path in files_of(spec, folder)]


def _files_of_dataset(dataset: Path) -> list[Path]:
    """The files in a dataset folder, without names with which writers mark unfinished files.

    A file or a folder that does not exist has none.
    """
    return [
        path
        for path in sorted(dataset.rglob("*"))
        if name_and_ending(path)[1]
        and path.is_file()
        and not any(part.startswith((".", "_")) for part in path.relative_to(dataset).parts)
    ]


def name_and_ending(path: Path) -> tuple[str, str]:
    """A file's name without its ending, and the ending; the ending is "" for other kinds of file.

    For other kinds, the name is what comes before the first dot.
    """
    match = _NAME.fullmatch(path.name)
    return (match[1], match[2]) if match else (path.name.split(".")[0], "")


def is_name_of(spec: Input, name: str) -> bool:
    """Whether a file with this name (without ending) is a file of `spec`."""
    return bool(re.fullmatch(rf"{spec.name}([-_].*)?", name, re.IGNORECASE))
