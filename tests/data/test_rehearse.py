"""A rehearsal gives the figures of a build that has the settings for real (rules, section 17)."""

import csv
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.rehearsal import write_changes
from data.rehearse.lines import rehearsal_lines
from data.rehearse.overlay import Overlay
from data.rehearse.rehearsal import Rehearsal, held_settings, rehearse
from data.settings.changes import checked
from data.settings.files import load_program
from data.settings.stored import stored_tables
from data.settings.text import values
from data.sql.files import sql
from data.store.locations import build_at

from .drawn_overlays import some_overlay, text_of, with_overlay
from .drawn_pairs import drawn_program, files_of
from .folders import AS_OF, MVPS, TINY, written
from .test_properties import steady
from .test_random_tracks import as_toml as tracks_as_toml
from .test_random_tracks import some_settings as some_tracks
from .tiny_rows import Tables, tiny_rows

EVERYBODY = Scope(everybody=True)
STANDING = sql("rehearse/standing")
HEADER = "contribution_id,mvp_id,track,kind,occurred_at\n"
Standing = dict[tuple[str, str, str], str]  # MVP, figure and track -> the word


@pytest.fixture(scope="module")
def tiny() -> Tables:
    return tiny_rows()


def built(folder: Path, files: dict[str, str], as_of: date = AS_OF) -> Path:
    source = written(folder / "input", files)
    return build(source, folder / "out" / "mvp.duckdb", as_of, load_program(source)).path


def tried(database: Path, text: str, as_of: date | None = None) -> Rehearsal:
    overlay = Overlay(tomllib.loads(text), text, "new.toml")
    return rehearse(build_at(database), overlay, as_of)


def standing(database: Path, day: date) -> Standing:
    asked = f"select mvp_id, figure, track, word from ({STANDING})"
    rows = Day(database, day).query(EVERYBODY, asked).fetchall()
    return {(mvp_id, figure, track): word for mvp_id, figure, track, word in rows}


def differing(a: Standing, b: Standing) -> dict[tuple[str, str, str], tuple]:
    keys = {*a, *b}
    return {key: (a.get(key), b.get(key)) for key in keys if a.get(key) != b.get(key)}


def rehearsed(found: Rehearsal, day: date) -> dict[tuple[str, str, str], tuple]:
    return {
        (row["mvp_id"], row["figure"], row["track"]): (row["before"], row["after"])
        for row in found.changes
        if row["day"] == day
    }


@steady(3)
@given(st.builds(Random, st.integers(0, 10**6)))
def test_a_rehearsal_gives_what_building_with_these_settings_gives(
    tmp_path_factory: pytest.TempPathFactory, tiny: Tables, random: Random
):
    files = files_of(drawn_program(random, tiny))
    text = files["program.toml"]
    overlay = some_overlay(random, tomllib.loads(text))
    folder = tmp_path_factory.mktemp("rehearse")
    before = built(folder / "before", files)
    after = built(folder / "after", files | {"program.toml": with_overlay(text, overlay)})
    found = tried(before, text_of(overlay), random.choice([None, date(2025, 2, 20)]))
    for day in {*random.sample(found.days, 2), found.days[-1]}:
        expected = differing(standing(before, day), standing(after, day))
        assert rehearsed(found, day) == expected, (day, text, overlay)


def test_the_counts_are_those_of_the_people_who_change(tmp_path):
    files = {path.name: path.read_text(encoding="utf-8") for path in TINY.glob("*.csv")}
    database = built(tmp_path, files)
    found = tried(database, '[levels]\nahead = "2"\nbehind = "1/4"\n[risk]\nlow = 0.99\n')
    for day in found.days[-3:]:
        now = standing(database, day)
        teams = dict(
            Day(database, day).query(EVERYBODY, "select mvp_id, team from members").fetchall()
        )
        mine = [row for row in found.changes if row["day"] == day]
        whole = Counter(teams[who] or "" for who in {who for who, _, _ in now})
        changed = Counter(teams[who] or "" for who in {row["mvp_id"] for row in mine})
        counted = {row["team"]: row for row in found.teams if row["day"] == day}
        everybody = counted.pop(None)
        assert {team: row["people"] for team, row in counted.items()} == whole
        assert +Counter({team: row["changed"] for team, row in counted.items()}) == changed
        assert (everybody["people"], everybody["changed"]) == (whole.total(), changed.total())
        risks = {row["mvp_id"] for row in mine if row["figure"] == "risk"}
        assert everybody["risks"] == len(risks)
        turns = {
            (row["figure"], row["track"], row["before"], row["after"]): row["people"]
            for row in found.turns
            if row["day"] == day
        }
        assert turns == Counter(
            (row["figure"], row["track"], row["before"], row["after"]) for row in mine
        )


def ana(folder: Path) -> Path:
    """The example of the rules."""
    days = ["2025-01-10", "2025-02-10", "2025-04-10", "2025-05-10", "2025-06-10"]
    rows = [f"c{day},ana,forge,component,{day}\n" for day in days]
    files = {
        "mvps.csv": "mvp_id,name,email,entered_on\nana,Ana,ana@example.org,2024-01-10\n",
        "commitments.csv": "mvp_id,year,track\nana,2025,forge\n",
        "contributions.csv": HEADER + "".join(rows),
    }
    return built(folder, files, date(2025, 7, 31))


@pytest.mark.parametrize(
    ("behind", "days"),
    [("2/3", [date(2025, 7, 31), date(2025, 3, 31)]), ("7/10", [date(2025, 7, 31)])],
)
def test_the_example_of_the_rules(tmp_path, behind, days):
    found = tried(ana(tmp_path), f'[levels]\nbehind = "{behind}"\n')
    assert found.days == (date(2025, 3, 31), date(2025, 7, 31))
    assert [(row["day"], row["figure"], row["before"], row["after"]) for row in found.changes] == [
        (day, figure, "off_track", "behind") for day in days for figure in ("level", "track")
    ]


def test_a_build_stays_as_it_is(tmp_path):
    database = ana(tmp_path)
    before = {path: path.read_bytes() for path in database.parent.iterdir()}
    tried(database, '[levels]\nbehind = "2/3"\n')
    assert {path: path.read_bytes() for path in database.parent.iterdir()} == before


@steady(10)
@given(st.builds(Random, st.integers(0, 10**6)))
def test_the_settings_of_a_build_are_those_that_it_was_built_with(
    tmp_path_factory: pytest.TempPathFactory, random: Random
):
    text = tracks_as_toml(some_tracks(random))
    if random.random() < 0.5:
        text += '[[from]]\ndate = "2025-03-01"\n[from.levels]\nahead = "3/2"\n'
    source = written(
        tmp_path_factory.mktemp("stored") / "input", {"mvps.csv": MVPS, "program.toml": text}
    )
    settings = load_program(source)
    database = build(source, source.parent / "mvp.duckdb", AS_OF, settings).path
    tables = stored_tables(held_settings(build_at(database)))
    assert tables.keys() == settings.sets.keys()
    for day, table in tables.items():
        stored, faults = checked(table, [])
        assert not faults
        assert values(stored) == values(settings.sets[day])
        assert list(stored.tracks) == sorted(stored.tracks, key=list(stored.tracks).index)


PROGRAM = {
    "mvps.csv": MVPS,
    "program.toml": '[tracks.podcasts]\ncounts = ["episode"]\ncadence_months = 3\n'
    'unit = ["episode", "episodes"]\n[[from]]\ndate = "2025-03-01"\n[from.tracks.forge]\n'
    "use = false\n",
}


@pytest.fixture(scope="module")
def program(tmp_path_factory) -> Path:
    return built(tmp_path_factory.mktemp("program"), PROGRAM)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[levels]\naheed = 1", "new.toml line 2: levels.aheed: unknown key; is ahead meant?"),
        ('[levels]\nahead = "5/4"', "new.toml: the same as what is in force already"),
        ("", "new.toml: sets nothing; write the settings to try"),
        ("# later", "new.toml: sets nothing; write the settings to try"),
        ("[risk]\nlow = 0.2", "new.toml line 2: risk: must fall: low > medium"),
        ('[[from]]\ndate = "2026-01-01"', "new.toml line 1: from: what is tried is tried on all"),
        ("[tracks.podcast]\ncadence_months = 2", "tracks.podcast: there is no such track; is pod"),
        ("[forecast.talks]\nprior_days = 2", "forecast.talks: there is no such track; known: for"),
        ('[year]\nstart = "02-01"', "line 2: year.start: cannot be tried: the years of a build"),
        ('[year]\ncheckpoints = ["06-30"]', "line 2: year.checkpoints: cannot be tried: the last"),
        ("[tracks.forge]\nuse = false", "line 2: tracks.forge.use: cannot be tried: which contr"),
        ('[tracks.content]\ncounts = ["video"]', "line 2: tracks.content.counts: cannot be tried"),
        ("[tracks.podcasts]\nweekday_share = 0.5", "line 2: tracks.podcasts.weekday_share: cannot"),
        ("[tracks.forum]\nmin_solution_share = 0\ncadence_months = 1", "2 settings are wrong:"),
        ("[parts]\nrenewal = false", "line 2: parts.renewal: cannot be tried: a part of the prog"),
        ('[membership]\nnda = "off"', "line 2: membership.nda: cannot be tried: a part of the pr"),
        ('[certification]\nlevels = ["professional"]', "certification.levels: cannot be tried"),
        ('[words]\nperson = "hero"\npeople = "heroes"', "line 3: words.people: cannot be tried"),
        ('[addresses]\nno_address = ["x"]', "line 2: addresses.no_address: cannot be tried"),
        ('[requests]\ndecided_by = "leads"', "line 2: requests.decided_by: cannot be tried"),
        ("tracks = 3", "new.toml line 1: tracks"),
    ],
)
def test_what_cannot_be_tried_is_said_with_its_line(program, text, said):
    with pytest.raises(ProgramError) as error:
        tried(program, text)
    assert said in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "[tracks.forge]\ncadence_months = 5",  # in use before March only
        '[benefits]\nstandard = ["slack"]',
        '[tracks.podcasts]\nunit = ["show", "shows"]',
    ],
)
def test_settings_that_change_nobody_say_so(program, text):
    lines = rehearsal_lines(tried(program, text))
    assert lines[-1] == "Nobody would change on any of these days."


def test_a_rehearsal_is_printed_and_written(tmp_path):
    found = tried(ana(tmp_path), '[levels]\nbehind = "7/10"\n')
    assert rehearsal_lines(found) == [
        'levels.behind: "3/4" → "7/10"',
        "2025-07-31: 1 of 1 MVPs would change",
        "  no team: 1 of 1",
        "  Level: off track → behind: 1",
        "  Level in Forge: off track → behind: 1",
        "2025-03-31: 0 of 1 MVPs would change",
    ]
    assert write_changes(found, tmp_path / "new" / "changes.csv") == 2
    with (tmp_path / "new" / "changes.csv").open(encoding="utf-8", newline="") as file:
        assert [*csv.reader(file)] == [
            ["day", "mvp_id", "name", "team", "figure", "track", "before", "after"],
            ["2025-07-31", "ana", "Ana", "", "level", "", "off_track", "behind"],
            ["2025-07-31", "ana", "Ana", "", "track", "forge", "off_track", "behind"],
        ]


def test_a_day_that_the_build_does_not_reach_is_refused(program):
    with pytest.raises(ProgramError, match="knows the days from"):
        tried(program, '[levels]\nahead = "2"', date(2030, 1, 1))


def test_a_file_of_another_kind_is_never_overwritten(tmp_path):
    database = ana(tmp_path)
    settings = tmp_path / "new.toml"
    settings.write_text('[levels]\nbehind = "7/10"\n', encoding="utf-8")
    found = tried(database, settings.read_text(encoding="utf-8"))
    for other in (settings, database):
        before = other.read_bytes()
        with pytest.raises(ProgramError, match="there is another file with this name"):
            write_changes(found, other)
        assert other.read_bytes() == before
    older = tmp_path / "changes.csv"
    assert write_changes(found, older) == write_changes(found, older) == 2


def test_a_day_without_anybody_is_no_day_on_which_nobody_would_change(tmp_path):
    (last,) = rehearsal_lines(tried(ana(tmp_path), "[risk]\nlow = 0.9\n", date(2023, 5, 1)))[-1:]
    assert last == "Nobody was in the program on any of these days, so there is nothing to compare."


def test_a_rehearsal_of_thresholds_says_what_checkpoints_do_not_show(tmp_path):
    (last,) = rehearsal_lines(tried(ana(tmp_path), "[risk]\nlow = 0.9\n"))[-1:]
    assert last.startswith("Nobody would change on any of these days. On a c")
