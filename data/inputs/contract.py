"""The input files of docs/contract.md: their columns, what a cell must hold, and their keys."""

import re
from dataclasses import dataclass
from pathlib import Path

from data.errors import ProgramError

_NAME = re.compile(r"(.*?)(\.csv|\.csv\.gz|\.parquet)", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """One input column.

    `holds` says how a cell is read (see data/inputs/checks.py): text is kept as typed, all else
    is trimmed. `words` are the allowed words of a `word`, `fault` the reject reason for others.
    """

    name: str
    holds: str
    required: bool = False
    words: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True)
class Input:
    """One kind of input file: its columns in the contract's order, and the key of a row."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False


def _must(name: str, holds: str = "label", **more: object) -> Column:
    return Column(name, holds, required=True, **more)


def _may(name: str, holds: str = "label", **more: object) -> Column:
    return Column(name, holds, **more)


_DECISION = {"holds": "word", "fault": "unknown_decision"}

# Referenced files stand before those that refer to them.
INPUTS = (
    Input(
        "mvps",
        (
            _must("mvp_id"),
            _must("name", "text"),
            _must("email", "email"),
            _must("entered_on", "date"),
            _may("team"),
            _may("country"),
            _may("timezone", "timezone"),
            _may("using_since", "date"),
            _may("nda_signed_on", "date"),
            _may("left_on", "date"),
            _may("left_reason", "text"),
        ),
        key=("mvp_id",),
        required=True,
    ),
    Input(
        "commitments",
        (_must("mvp_id", "mvp"), _must("year", "year"), _must("track", "track")),
        key=("mvp_id", "year", "track"),
    ),
    Input(
        "contributions",
        (
            _must("contribution_id"),
            _must("mvp_id", "mvp"),
            _must("track", "track"),
            _must("kind", "kind"),
            _must("occurred_at", "moment"),
            _may("title", "text"),
            _may("url"),
            _may("accepted", "flag"),
        ),
        key=("contribution_id",),
    ),
    Input(
        "leaves",
        (
            _must("mvp_id", "mvp_or_all"),
            _must("from_on", "date"),
            _may("to_on", "end_date"),
            _may("reason", "text"),
        ),
        key=("mvp_id", "from_on"),
    ),
    Input(
        "certifications",
        (
            _must("mvp_id", "mvp"),
            _must("certification"),
            _must("level", "level"),
            _must("taken_on", "date"),
            _must("passed", "flag"),
            _may("expires_on", "end_date"),
        ),
        key=("mvp_id", "certification", "level", "taken_on", "passed"),
    ),
    Input(
        "renewals",
        (
            _must("mvp_id", "mvp"),
            _must("year", "year"),
            _may("invited_on", "date"),
            _may("decision", words=("extend", "decline"), **_DECISION),
            _may("decided_on", "date"),
            _may("renewed_on", "date"),
        ),
        key=("mvp_id", "year"),
    ),
    Input(
        "nominations",
        (
            _must("nomination_id"),
            _must("nominee_name", "text"),
            _must("nominee_email", "email"),
            _must("nominated_by"),
            _must("nominated_on", "date"),
            _may("reason", "text"),
            _may("using_since", "date"),
            _may("certification_level", "level"),
            _may("decision", words=("selected", "not_selected"), **_DECISION),
            _may("decided_on", "date"),
            _may("mvp_id", "mvp"),
        ),
        key=("nomination_id",),
    ),
    Input(
        "feedback",
        (
            _must("nomination_id", "nomination"),
            _must("reviewer"),
            _must("given_on", "date"),
            _may("recommendation", words=("yes", "no", "unsure"), **_DECISION),
            _may("comment", "text"),
        ),
        key=("nomination_id", "reviewer", "given_on"),
    ),
    Input(
        "benefits",
        (
            _must("mvp_id", "mvp"),
            _must("benefit", "name"),
            _may("granted_on", "date"),
            _may("revoked_on", "date"),
        ),
        key=("mvp_id", "benefit"),
    ),
    Input(
        "sources",
        (_must("track", "track"), _must("complete_until", "date")),
        key=("track", "complete_until"),
    ),
    Input(
        "access",
        (
            _must("email", "email"),
            _must("role", "word", words=("program", "lead"), fault="unknown_role"),
            _may("team"),
        ),
        key=("email", "role", "team"),
    ),
)


def files_of(given: Input, folder: Path) -> list[Path]:
    """The files in `folder` that hold `given`, in name order (without the ending).

    `contributions.csv`, `contributions-2025.csv.gz` and `contributions_march.parquet` all hold
    contributions, and so does every file in a folder `contributions`, at any depth.

    Raises ProgramError when `folder` is not one.
    """
    if not folder.is_dir():
        raise ProgramError(f"{folder}: is not a folder; name the one that holds mvps.csv")
    found = [
        (name, ending, path)
        for path in folder.iterdir()
        for name, ending in [name_and_ending(path)]
        if ending and is_name_of(given, name)
    ]
    return [path for *_, path in sorted(found)] + _files_of_dataset(folder / given.name)


def _files_of_dataset(dataset: Path) -> list[Path]:
    """The files of a folder by their paths, without those that a writer marks as unfinished."""
    return [
        path
        for path in sorted(dataset.rglob("*"))
        if name_and_ending(path)[1]
        and path.is_file()
        and not any(part.startswith((".", "_")) for part in path.relative_to(dataset).parts)
    ]


def name_and_ending(path: Path) -> tuple[str, str]:
    """A file's name without its ending, and the ending, which is empty if no such file is read."""
    named = _NAME.fullmatch(path.name)
    return (named[1], named[2]) if named else (path.name.split(".")[0], "")


def is_name_of(given: Input, name: str) -> bool:
    """Whether a file called `name`, without its ending, holds `given`."""
    return bool(re.fullmatch(rf"{given.name}([-_].*)?", name, re.IGNORECASE))


def unknown_files(folder: Path) -> list[str]:
    """A notice for each file in `folder` that looks like an input and is read as none."""
    known = {path for given in INPUTS for path in files_of(given, folder)}
    notices = []
    for path in sorted(folder.iterdir()):
        name, ending = name_and_ending(path)
        if ending and path not in known:
            notices.append(f"{path.name}: file ignored, no input has that name")
        elif path.is_file() and not ending and any(is_name_of(given, name) for given in INPUTS):
            notices.append(f"{path.name}: file ignored, only CSV and Parquet files are read")
    return notices
