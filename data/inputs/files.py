"""The files of each input in a folder (docs/contract.md: Split files, Folders)."""

import re
from pathlib import Path

from data.errors import ProgramError
from data.inputs.contract import INPUTS, Input
from data.inputs.folder import entries, files_below, refuse_unusable

MOST_FILES = 10_000  # input files in a folder
_NAME = re.compile(r"(.*?)(\.csv|\.csv\.gz|\.parquet)", re.IGNORECASE | re.DOTALL)


def files_by_input(folder: Path) -> dict[str, list[Path]]:
    """The files of each input in `folder`, by the input's name, in the order in which they count.

    `contributions.csv`, `contributions-2025.csv.gz` and `contributions_march.parquet` are all
    files of contributions, sorted by name without the ending. So is every CSV or Parquet file in a
    folder `contributions`, at any depth; these come last, sorted by path. A folder with the name of
    such a file, as Spark writes it, stands for the files in it.

    Raises ProgramError when `folder` is not a folder, when it has too many files, and for a file
    that is not one, or that a link has outside of `folder`.
    """
    if not folder.is_dir():
        raise ProgramError(f"{folder}: is not a folder; name the one that holds mvps.csv")
    named = [(*name_and_ending(path), path) for path in entries(folder)]
    named = [(name, ending, path) for name, ending, path in named if ending]
    found = {spec.name: _files_of(spec, folder, named) for spec in INPUTS}
    if (count := sum(map(len, found.values()))) > MOST_FILES:
        raise ProgramError(
            f"{folder}: has {count:,} input files, and a build reads {MOST_FILES:,}; "
            "join the files of an input to fewer and larger ones"
        )
    for path in (path for paths in found.values() for path in paths):
        refuse_unusable(path, folder)
    return found


def files_of(spec: Input, folder: Path) -> list[Path]:
    """The files of the input `spec` in `folder`; raises ProgramError like `files_by_input`."""
    return files_by_input(folder)[spec.name]


def all_files(folder: Path) -> list[Path]:
    """The files of all inputs in `folder`; raises ProgramError like `files_by_input`."""
    return [path for paths in files_by_input(folder).values() for path in paths]


def _files_of(spec: Input, folder: Path, named: list[tuple[str, str, Path]]) -> list[Path]:
    own = [path for name, _, path in sorted(named) if is_name_of(spec, name)]
    files = [file for path in own for file in _files_of_dataset(path, folder) or [path]]
    return files + _files_of_dataset(folder / spec.name, folder)


def _files_of_dataset(dataset: Path, folder: Path) -> list[Path]:
    """The input files in a dataset folder; a file or a folder that does not exist has none."""
    if not dataset.is_dir():
        return []
    refuse_unusable(dataset, folder)
    return [path for path in files_below(dataset) if name_and_ending(path)[1]]


def name_and_ending(path: Path) -> tuple[str, str]:
    """A file's name without its ending, and the ending; the ending is "" for other kinds of file.

    For other kinds, the name is what comes before the first dot.
    """
    match = _NAME.fullmatch(path.name)
    return (match[1], match[2]) if match else (path.name.split(".")[0], "")


def is_name_of(spec: Input, name: str) -> bool:
    """Whether a file with this name (without ending) is a file of `spec`."""
    return bool(re.fullmatch(rf"{spec.name}([-_].*)?", name, re.IGNORECASE | re.DOTALL))
