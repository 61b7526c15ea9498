"""Frozen checkpoints: frozen once, read by a build, and shown beside what is known today.

The program is Ben's (tests/data/published_program.py): he was told 5 of 6, and one more came late.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from data.__main__ import commands
from data.build.build import build
from data.days.scope import Scope
from data.errors import ProgramError
from data.frozen.folder import digest_of
from data.frozen.freeze import freeze
from data.outputs.snapshot import write_snapshot
from data.settings.files import load
from data.sql.files import sql

from .published_program import EVERYBODY, INPUT, JULY, LATE, TODAY, Program


@pytest.fixture(scope="module")
def built_once(tmp_path_factory) -> Path:
    """The folders of Ben's program as `program` and `told` have it."""
    folder = tmp_path_factory.mktemp("programs")
    Program(folder / "program").built(INPUT)
    shutil.copytree(folder / "program", folder / "told", symlinks=True)
    program = Program(folder / "told")
    program.freeze()
    program.built({"contributions-late.csv": LATE})
    return folder


@pytest.fixture
def program(built_once, tmp_path) -> Program:
    """Ben's program, with nothing frozen."""
    return Program(shutil.copytree(built_once / "program", tmp_path / "program", symlinks=True))


@pytest.fixture
def told(built_once, tmp_path) -> Program:
    """Ben's program with July frozen, and the late export built since."""
    return Program(shutil.copytree(built_once / "told", tmp_path / "told", symlinks=True))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def refused(ask) -> str:
    with pytest.raises(ProgramError) as error:
        ask()
    assert "\n" not in str(error.value)
    return str(error.value)


# Freezing


def test_a_frozen_checkpoint_is_a_snapshot_with_the_digests_of_its_files(program, tmp_path):
    frozen = contents(program.freeze())
    write_snapshot(program.day(JULY), tmp_path / "snapshot")
    snapshot = contents(tmp_path / "snapshot")
    snapshot["program.txt"] = b"MVP program\n"
    sums = "".join(f"{digest_of(snapshot[name])}  {name}\n" for name in sorted(snapshot))
    assert frozen == {**snapshot, "SHA256SUMS": sums.encode()}
    assert len(snapshot) == 10


def test_freezing_the_same_database_again_gives_the_same_bytes(program, tmp_path):
    once = contents(program.freeze())
    again = freeze(program.day(JULY), tmp_path / "again", TODAY).folder
    assert contents(again) == once


def test_a_frozen_checkpoint_is_not_overwritten(told):
    before = contents(told.told)
    assert refused(told.freeze) == (
        f"{told.told}: is frozen already and never changes; "
        "give a --reason to keep a correction beside it"
    )
    assert contents(told.told) == before
    assert [path.name for path in told.checkpoints.iterdir()] == ["2025-07-31"]


def test_corrections_are_kept_beside_the_first_with_their_reasons(told):
    before = contents(told.told)
    assert told.freeze(reason=" the forge export\ncame late ").name == "2025-07-31-2"
    assert told.freeze(reason="and once more").name == "2025-07-31-3"
    assert contents(told.told) == before
    reasons = [
        (told.checkpoints / f"2025-07-31-{number}" / "reason.txt").read_text() for number in (2, 3)
    ]
    assert reasons == ["the forge export came late\n", "and once more\n"]


@pytest.mark.parametrize(
    ("as_of", "reason", "says"),
    [
        (
            date(2025, 7, 30),
            None,
            "2025-07-30 is not a checkpoint; those of its year are "
            "2025-03-31, 2025-07-31, 2025-09-30, 2025-12-31",
        ),
        (
            date(2025, 9, 30),
            None,
            "2025-09-30 has not come yet; try again on that day",
        ),
        (
            date(2025, 3, 31),
            "wrong",
            "{checkpoints}/2025-03-31: does not exist, so there is nothing to correct; "
            "leave --reason out",
        ),
    ],
)
def test_a_refused_freeze_is_one_line_and_writes_nothing(program, as_of, reason, says):
    said = refused(lambda: program.freeze(as_of, reason))
    assert said == says.format(checkpoints=program.checkpoints)
    assert not program.checkpoints.exists() or list(program.checkpoints.iterdir()) == []


def test_a_blank_reason_is_no_reason(told):
    assert "is frozen already" in refused(lambda: told.freeze(reason=" \n"))


def test_an_unfinished_freeze_is_ignored(told):
    (told.checkpoints / ".unfinished-x" / "2025-07-31-2").mkdir(parents=True)
    told.built({})
    assert told.freeze(reason="late").name == "2025-07-31-2"


# What a build makes of it


def test_a_late_component_changes_todays_figures_and_not_the_published_ones(told):
    """Told: 4 * 5 >= 3 * 6 is behind. Known: 6 >= 6, and 4 * 6 < 5 * 6, is on track."""
    ben = Scope(everybody=True, only_mvp="ben")
    assert told.figure("mvp/published", ben) == [
        (JULY, "published", "forge", "5 of 6, behind", "6 of 6, on track", "+1 done, another level")
    ]
    assert told.figure("mvp/arrived", ben) == [
        (JULY, date(2025, 7, 29), "forge", "component", "=Late", True, None)
    ]


def test_mvps_whose_published_level_has_changed_are_listed(told):
    assert told.figure("renewals/published") == [
        (JULY, "ben", "Ben", "North", "behind", "on track", False, False, 1, "the same")
    ]


def test_without_late_data_nothing_differs_from_what_was_published(program):
    program.freeze()
    program.built({})
    ben = Scope(everybody=True, only_mvp="ben")
    assert program.figure("mvp/published", ben) == [
        (JULY, "published", "forge", "5 of 6, behind", "5 of 6, behind", "unchanged")
    ]
    assert program.figure("mvp/arrived") == program.figure("renewals/published") == []


def test_the_latest_correction_is_published_and_the_first_stays_visible(told):
    told.freeze(reason="forge came late")
    told.built({})
    ben = Scope(everybody=True, only_mvp="ben")
    known = "6 of 6, on track"
    assert told.figure("mvp/published", ben) == [
        (JULY, "corrected: forge came late", "forge", known, known, "unchanged"),
        (JULY, "published first", "forge", "5 of 6, behind", known, "+1 done, another level"),
    ]
    assert told.figure("mvp/arrived", ben) == told.figure("renewals/published") == []


def test_mvps_who_are_only_in_one_of_the_two_are_shown(program):
    """Cleo is new, with 0 of the 3 meetups of 6 months. Ben has entered in August, it turns out."""
    program.freeze()
    program.built(
        {
            "mvps.csv": "mvp_id,name,email,entered_on,nda_signed_on\n"
            "ben,Ben,ben@example.org,2025-08-05,2025-08-05\n"
            "cleo,Cleo,cleo@example.org,2025-02-01,2025-02-01\n",
            "commitments.csv": "mvp_id,year,track\nben,2025,forge\ncleo,2025,meetup\n",
        }
    )
    cleo = Scope(everybody=True, only_mvp="cleo")
    assert program.figure("mvp/published", cleo) == [
        (JULY, "published", "meetup", None, "0 of 3, off track", "not published")
    ]
    ben = Scope(everybody=True, only_mvp="ben")
    assert program.figure("mvp/published", ben) == [
        (JULY, "published", "forge", "5 of 6, behind", None, "not known any more")
    ]
    assert program.figure("renewals/published") == [
        (JULY, "ben", "Ben", None, "behind", None, False, None, 0, "the same")
    ]


def test_changed_settings_are_distinguished_from_late_data(told):
    """Half of the pieces are `behind` now: Ben's 6 of 6 are on track as before."""
    settings = load()
    levels = settings.levels.model_copy(update={"behind": settings.levels.behind / 2})
    told.built({}, settings.model_copy(update={"levels": levels}))
    ben = Scope(everybody=True, only_mvp="ben")
    ((*_, difference),) = told.figure("mvp/published", ben)
    assert difference == "+1 done, another level; settings have changed since"
    assert told.figure("renewals/published")[0][-1] == "changed since"


def test_each_viewer_sees_the_published_figures_in_their_scope(told):
    for scope, tracks in [
        (Scope(mvp_id="ben"), ["forge"]),
        (Scope(mvp_id="ana"), ["meetup"]),
        (Scope(teams=("North",)), ["forge"]),
        (EVERYBODY, ["forge", "meetup"]),
        (Scope(), []),
    ]:
        assert [row[2] for row in told.figure("mvp/published", scope)] == tracks
        arrived = 1 if "forge" in tracks else 0
        assert len(told.figure("mvp/arrived", scope)) == arrived
        assert len(told.figure("renewals/published", scope)) == arrived


def test_a_checkpoint_that_has_not_passed_on_the_as_of_date_is_not_shown(told):
    for as_of, rows in ((JULY, 0), (date(2025, 8, 1), 2)):
        cursor = told.day(as_of).query(EVERYBODY, sql("pages/mvp/published"))
        assert len(cursor.fetchall()) == rows


def test_frozen_checkpoints_are_not_part_of_the_content_digest(program):
    content = "select content_digest from build"
    before = program.day().query(EVERYBODY, content).fetchone()
    program.freeze()
    program.built({})
    assert program.day().query(EVERYBODY, content).fetchone() == before


def test_the_commands_freeze_and_read_back(program):
    named = ["--database", str(program.name), "--checkpoints", str(program.checkpoints)]
    said = CliRunner().invoke(commands, ["freeze", *named, "--as-of", "2025-07-31"])
    assert (said.exit_code, said.output) == (
        0,
        f"Froze 2025-07-31 in {program.told}; the next build shows it on its pages\n",
    )
    more = ["build", *named, "--source", str(program.source), "--as-of", str(TODAY)]
    assert CliRunner().invoke(commands, more).exit_code == 0
    assert len(program.figure("mvp/published")) == 2


# A record that is damaged


HEADER = "mvp_id,track,committed,done,expected,target,level,goal_met\n"
UNREADABLE = "cannot be read as a file of a snapshot"
# What is wrong -> the file, what stands in it (None: nothing, it is gone), and what is said of it.
DAMAGED = {
    "a lost file": ("members.csv", None, "is missing"),
    "lost sums": ("SHA256SUMS", None, "is missing"),
    "sums without names": ("SHA256SUMS", b"?", "cannot be read"),
    "sums that are no text": ("SHA256SUMS", b"\xff", "cannot be read"),
    "empty sums": ("SHA256SUMS", b"", "does not name members.csv"),
    "another content": ("risk.csv", b"mvp_id\n", "has changed since it was frozen"),
}
# The same where somebody has changed the sums as well.
CHANGED_BY_HAND = {
    "no JSON": ("snapshot.json", "{", "cannot be read"),
    "a list": ("snapshot.json", "[]", "cannot be read"),
    "another day": (
        "snapshot.json",
        '{"as_of": "2025-03-31", "rules_digest": ""}',
        "is as of 2025-03-31",
    ),
    "an empty file": ("progress.csv", "", UNREADABLE),
    "a missing column": ("progress.csv", "mvp_id,track\nben,forge\n", UNREADABLE),
    "a short row": ("progress.csv", f"{HEADER}ben,forge,true\n", UNREADABLE),
    "a number in words": (
        "progress.csv",
        f"{HEADER}ben,forge,true,many,6,11,behind,false\n",
        UNREADABLE,
    ),
    "no number": ("progress.csv", f"{HEADER}ben,forge,true,,6,11,behind,false\n", UNREADABLE),
    "a row twice": (
        "progress.csv",
        HEADER + "ben,forge,true,5,6,11,behind,false\n" * 2,
        UNREADABLE,
    ),
}


def assert_refuses(program: Program, file: str, fault: str) -> None:
    """A build says what is wrong with the frozen file, and what was published stays."""
    before = program.published
    assert refused(lambda: program.built({})) == (
        f"{program.told / file}: {fault}; restore it from a backup, or move its folder away"
    )
    assert program.published == before


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_frozen_checkpoint_ends_the_build_and_names_the_file(program, damage):
    file, content, fault = DAMAGED[damage]
    program.freeze()
    if content is None:
        (program.told / file).unlink()
    else:
        (program.told / file).write_bytes(content)
    assert_refuses(program, file, fault)


@pytest.mark.parametrize("change", CHANGED_BY_HAND)
def test_a_folder_that_is_not_a_snapshot_ends_the_build(program, change):
    file, text, fault = CHANGED_BY_HAND[change]
    program.freeze()
    (program.told / file).write_text(text)
    kept = [path for path in program.told.iterdir() if path.name != "SHA256SUMS"]
    sums = [f"{digest_of(path.read_bytes())}  {path.name}\n" for path in kept]
    (program.told / "SHA256SUMS").write_text("".join(sums))
    assert_refuses(program, file, fault)


def test_a_folder_with_another_name_or_a_correction_of_nothing_ends_the_build(told):
    (told.checkpoints / "july").mkdir()
    assert refused(lambda: told.built({})) == (
        f"{told.checkpoints / 'july'}: is neither a checkpoint such as 2026-07-31 nor a "
        "correction such as 2026-07-31-2; move it away"
    )
    (told.checkpoints / "july").rmdir()
    told.freeze(reason="late")
    shutil.rmtree(told.told)
    assert refused(lambda: told.built({})) == (
        f"{told.told}-2: the folder that it corrects is missing; restore that folder"
    )


def test_a_missing_folder_of_checkpoints_ends_the_build(program, tmp_path):
    nowhere = tmp_path / "nowhere"
    said = refused(
        lambda: build(program.source, tmp_path / "mvp.duckdb", TODAY, load(), checkpoints=nowhere)
    )
    assert said == f"{nowhere}: No such file or directory"
