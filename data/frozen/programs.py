"""Whose a frozen checkpoint is: that of another program is not taken for one of this program."""

import csv
import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.frozen.folder import PROGRAM, Frozen
from data.outputs.csv_text import unprotected
from data.settings.saying import in_own_words, spoken

_HARDLY_ANYBODY = 0.1  # of the people of a checkpoint


@dataclass(frozen=True)
class Known:
    """What is known of a program: its name, all people in its data, the tracks of all settings.

    Of a frozen checkpoint, the people and tracks are those in its files, and the name is None where
    an earlier version froze it.
    """

    name: str | None
    people: frozenset[str]
    tracks: frozenset[str]


def known_in(con: duckdb.DuckDBPyConnection) -> Known:
    """The program whose settings and people are in the build that is being made."""
    people, tracks = (
        frozenset(name for (name,) in con.execute(query).fetchall())
        for query in ("select mvp_id from mvps", "select track from build.main.rule_tracks")
    )
    return Known(spoken().program, people, tracks)


def known_on(day: Day) -> Known:
    """The program of `day`."""
    people = day.query(Scope(everybody=True), "select distinct mvp_id from spells").fetchall()
    return Known(day.words.program, frozenset(who for (who,) in people), day.tracks_of_all_days)


def of_others(every: Sequence[Frozen], program: Known) -> dict[Frozen, str]:
    """Those of a folder's frozen checkpoints that are certainly of another program.

    Returns what they are: "another program (its name): why".
    """
    found = {frozen: _found(frozen.folder) for frozen in every}
    is_somebody_known = any(not _is_of_strangers(each, program) for each in found.values())
    reasons = {frozen: _reason(each, program, is_somebody_known) for frozen, each in found.items()}
    return {
        frozen: f"{_other(found[frozen].name, program)}: {reason}"
        for frozen, reason in reasons.items()
        if reason
    }


def _other(name: str | None, program: Known) -> str:
    return "another program" if name in (None, program.name) else f"another program ({name})"


def refuse_others(every: Sequence[Frozen], program: Known) -> None:
    """Raise ProgramError when one of a folder's frozen checkpoints is another program's."""
    for frozen, whose in of_others(every, program).items():
        text = (
            "{folder}: is a frozen checkpoint of {whose}; move it to the folder of that program, "
            "or name the one of this program with --checkpoints"
        )
        raise ProgramError(in_own_words(text, folder=frozen.folder, whose=whose))


def _reason(found: Known, program: Known, is_somebody_known: bool) -> str | None:
    """Why the checkpoint is certainly another program's; None where it may be of this one.

    A program may get another name or another track, and delete people who left long ago. So one
    sign is not enough, but where no track or nobody at all is known.
    """
    has_other_name = found.name not in (None, program.name)
    unknown = found.tracks - program.tracks
    is_odd = has_other_name or unknown or not is_somebody_known
    if _is_of_strangers(found, program) and is_odd:
        return "hardly anybody in it is in this data"
    if unknown and (has_other_name or (found.name is None and unknown == found.tracks)):
        return f"these settings have no track {' or '.join(sorted(unknown))}"
    return None


def _is_of_strangers(found: Known, program: Known) -> bool:
    """Whether hardly anybody of a checkpoint is known.

    An id is taken as it is in the file and without the quote that protects a sign: an earlier
    version wrote both alike.
    """
    known = [cell for cell in found.people if {cell, unprotected(cell)} & program.people]
    return bool(found.people) and len(known) <= _HARDLY_ANYBODY * len(found.people)


def _found(folder: Path) -> Known:
    """What the files of a frozen checkpoint say; nothing of a file that cannot be read."""
    name = None
    with suppress(OSError, ValueError):
        name = (folder / PROGRAM).read_text(encoding="utf-8").strip()
    people, tracks = (
        _cells(folder / file, column)
        for file, column in (("members.csv", "mvp_id"), ("progress.csv", "track"))
    )
    return Known(name, people, tracks)


def _cells(path: Path, column: str) -> frozenset[str]:
    try:
        text = path.read_text(encoding="utf-8")
        return frozenset(row[column] for row in csv.DictReader(io.StringIO(text, newline="")))
    except (OSError, ValueError, KeyError, csv.Error):
        return frozenset()
