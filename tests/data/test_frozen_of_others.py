"""Frozen checkpoints of several programs: each has a folder, and none is taken for another's."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from data.__main__ import commands
from data.build.build import Built, build
from data.days.day import Day
from data.errors import ProgramError
from data.frozen import places
from data.frozen.folder import Frozen
from data.frozen.freeze import freeze
from data.frozen.places import folder_to_read, folder_to_write
from data.frozen.programs import Known, of_others
from data.settings.files import load_program
from data.sql.files import sql

from .folders import written
from .published_program import BY_JULY, EVERYBODY, INPUT, JULY, LATE, TODAY

SETTINGS = """
[words]
program = "Component circle"
person = "maker"
people = "makers"
checkpoint = "review"
checkpoints = "reviews"
[words.labels]
behind = "lagging"
on_track = "well on course"
[parts]
letters = false
[tracks.forge]
label = "Components"
[tracks.talks]
counts = ["talk"]
cadence_months = 1
unit = ["talk", "talks"]
[tracks.content]
use = false
[[from]]
date = "2025-08-10"
[from.tracks.meetup]
use = false
"""
OTHER_PEOPLE = {
    "mvps.csv": "mvp_id,name,email,entered_on\nzoe,Zoe,zoe@example.org,2025-01-01\n",
    "commitments.csv": "mvp_id,year,track\nzoe,2025,forge\n",
    "contributions.csv": BY_JULY.replace("ben", "zoe"),
}


class Circle:
    """A program with its own words, labels and tracks, and without a folder of checkpoints."""

    def __init__(self, folder: Path, files: dict[str, str]) -> None:
        self.source, self.database = written(folder / "circle", files), folder / "circle.duckdb"
        self.own = self.source / "checkpoints"

    def command(self, name: str, *options: str) -> str:
        arguments = [name, "--database", str(self.database), *options]
        done = CliRunner().invoke(commands, arguments, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    def built(self) -> str:
        return self.command("build", "--source", str(self.source), "--as-of", str(TODAY))

    def built_with(self, checkpoints: Path) -> Built:
        settings = load_program(self.source)
        return build(self.source, self.database, TODAY, settings, checkpoints=checkpoints)

    def day(self, as_of: date = TODAY) -> Day:
        return Day(self.database.resolve(), as_of)

    def figure(self, name: str) -> list[tuple]:
        return self.day().query(EVERYBODY, sql(f"pages/{name}")).fetchall()


@pytest.fixture
def circle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Circle:
    monkeypatch.setattr(places, "SHARED", tmp_path / "shared")
    circle = Circle(tmp_path, INPUT | {"program.toml": SETTINGS})
    circle.built()
    return circle


@pytest.fixture(scope="module")
def of_zoe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the July of a program in which nobody is known to the circle."""
    folder = tmp_path_factory.mktemp("zoe")
    source = written(folder / "input", OTHER_PEOPLE)
    built = build(source, folder / "zoe.duckdb", TODAY, load_program(source))
    freeze(Day(built.path, JULY), folder / "checkpoints", TODAY)
    return folder / "checkpoints"


def test_a_program_freezes_in_its_own_folder_and_shows_it_in_its_own_words(circle):
    said = circle.command("freeze", "--as-of", str(JULY))
    assert (
        said == f"Froze {JULY} in {circle.own / str(JULY)}; the next build shows it on its pages\n"
    )
    assert (circle.own / str(JULY) / "program.txt").read_text() == "Component circle\n"
    written(circle.source, {"contributions-late.csv": LATE})
    circle.built()
    assert circle.figure("mvp/published") == [
        (
            *(JULY, "published", "Components", "5 of 6, lagging", "6 of 6, well on course"),
            "+1 done, another level",
        ),
        (JULY, "published", "meetup", "0 of 3, off track", "0 of 3, off track", "unchanged"),
    ]
    ((_, _, name, _, published, known, *_),) = circle.figure("renewals/published")
    assert (name, published, known) == ("Ben", "lagging", "well on course")


def test_the_folder_of_every_program_is_still_read_and_written(circle):
    freeze(circle.day(JULY), places.SHARED, TODAY)
    assert folder_to_read(circle.source) == folder_to_write(circle.day()) == places.SHARED
    circle.built()
    assert len(circle.figure("mvp/published")) == 2


def test_a_folder_of_another_program_is_refused_with_one_line(circle, of_zoe):
    before = circle.database.resolve()
    says = (
        f"{of_zoe / str(JULY)}: is a frozen review of another program (MVP program): hardly "
        "anybody in it is in this data; move it to the folder of that program, or name the one "
        "of this program with --checkpoints"
    )
    for ask in (
        lambda: circle.built_with(of_zoe),
        lambda: circle.command("freeze", "--as-of", str(JULY), "--checkpoints", str(of_zoe)),
    ):
        with pytest.raises(ProgramError) as refusal:
            ask()
        assert str(refusal.value) == says
    assert circle.database.resolve() == before


def test_in_the_folder_of_every_program_those_of_others_are_passed_over(
    circle, of_zoe, monkeypatch
):
    monkeypatch.setattr(places, "SHARED", of_zoe)
    assert (
        f"{of_zoe / str(JULY)}: not read, as it is a frozen review of another program "
        "(MVP program): hardly anybody in it is in this data\n"
    ) in circle.built()
    assert circle.figure("mvp/published") == []
    assert folder_to_write(circle.day()) == circle.own


MINE = Known("Circle", frozenset("abcdefghijkl"), frozenset(["forge", "talks"]))
NOBODY, ALL_KNOWN = frozenset("stuvwxyz"), MINE.people
ODD = frozenset(["forge", "rooms"])
# What a frozen checkpoint has, whether another one beside it is this program's, whose it is.
CASES = {
    "the same": (MINE, False, True),
    "another name": (replace(MINE, name="Round"), False, True),
    "no name": (replace(MINE, name=None), False, True),
    "a track less": (replace(MINE, tracks=ODD), False, True),
    "a track less, and no name": (replace(MINE, name=None, tracks=ODD), False, True),
    "all tracks renamed": (replace(MINE, tracks=frozenset(["rooms"])), False, True),
    "few who stayed": (replace(MINE, people=NOBODY | {"a"}), False, True),
    "people who left long ago": (replace(MINE, people=NOBODY), True, True),
    "nobody at all": (replace(MINE, people=frozenset()), False, True),
    "other people": (replace(MINE, people=NOBODY), False, False),
    "other people and another name": (replace(MINE, name="Round", people=NOBODY), True, False),
    "other people and a track less": (replace(MINE, tracks=ODD, people=NOBODY), True, False),
    "another name and track": (replace(MINE, name="Round", tracks=ODD), False, False),
    "other tracks, no name": (Known(None, ALL_KNOWN, frozenset(["rooms"])), False, False),
}


def frozen_as(folder: Path, day: date, known: Known) -> Frozen:
    """A folder with the files that say whose a frozen checkpoint is."""
    files = {
        "members.csv": "mvp_id\n" + "".join(f"{who}\n" for who in sorted(known.people)),
        "progress.csv": "track\n" + "".join(f"{track}\n" for track in sorted(known.tracks)),
    }
    if known.name:
        files["program.txt"] = f"{known.name}\n"
    return Frozen(written(folder / str(day), files), day, 1)


@pytest.mark.parametrize("case", CASES)
def test_a_frozen_checkpoint_is_another_programs_only_where_that_is_certain(case, tmp_path):
    known, has_one_beside, is_own = CASES[case]
    frozen = frozen_as(tmp_path, JULY, known)
    beside = [frozen_as(tmp_path, TODAY, MINE)] if has_one_beside else []
    assert [*of_others([frozen, *beside], MINE)] == ([] if is_own else [frozen])


def test_files_that_cannot_be_read_say_nothing_of_the_program(tmp_path):
    source = written(tmp_path, {"members.csv": "", "progress.csv": "name\nforge\n"})
    assert of_others([Frozen(source, JULY, 1)], MINE) == {}
