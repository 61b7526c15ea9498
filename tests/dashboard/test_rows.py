"""Whose rows `read` returns: those of the scope, day, build and parameters, also from the cache."""

from datetime import date
from itertools import combinations

import pandas as pd
import pytest

from dashboard.reading.days import empty_caches
from dashboard.reading.rows import ViewContext, read, read_snapshot
from data.days.scope import Scope
from data.store.locations import Build, build_at
from tests.conftest import Program

EVERYBODY = Scope(everybody=True)
NORTH = {"A01", "A02", "A08", "A09"}
SOUTH = {"A05", "A06", "A07"}
EARLIER, LATER = date(2024, 8, 20), date(2025, 2, 5)


@pytest.fixture(scope="module")
def build(tiny_program: Program) -> Build:
    """The build of the tiny program, read with caches of its own."""
    empty_caches()
    return build_at(tiny_program.database.resolve())


def view(build: Build, scope: Scope = EVERYBODY, as_of: date = date(2024, 8, 20)) -> ViewContext:
    return ViewContext(build, as_of, scope)


def mvps(rows: pd.DataFrame) -> set[str]:
    return set(rows["mvp_id"])


def test_a_lead_sees_their_own_team_after_the_program_team_filled_the_cache(build):
    everybody = mvps(read(view(build), "shared/people"))
    assert everybody == NORTH | SOUTH | {"A03", "A04"}
    lead = Scope(teams=("North",))
    for _ in ("first", "from the cache"):
        assert mvps(read(view(build, lead), "shared/people")) == NORTH
        assert mvps(read(view(build), "shared/people")) == everybody


def test_an_mvp_sees_themselves_after_the_program_team_filled_the_cache(build):
    read_snapshot(view(build), "contributions")
    for _ in ("first", "from the cache"):
        own = read_snapshot(view(build, Scope(mvp_id="A05")), "contributions")
        assert mvps(own) == {"A05"}


SCOPES = {
    "everybody": EVERYBODY,
    "team": Scope(teams=("North",)),
    "other team": Scope(teams=("South",)),
    "both teams": Scope(teams=("North", "South")),
    "an MVP": Scope(mvp_id="A01"),
    "an MVP with the name of a team": Scope(mvp_id="North"),
    "everybody, at a team": Scope(everybody=True, only_team="North"),
    "everybody, at the other team": Scope(everybody=True, only_team="South"),
    "everybody, at an MVP": Scope(everybody=True, only_mvp="A01"),
    "team, at the other": Scope(teams=("North",), only_team="South"),
    "team, at an MVP": Scope(teams=("North",), only_mvp="A01"),
    "nobody": Scope(),
}


def test_every_scope_gets_its_own_rows_from_a_cache_that_all_have_filled(build):
    first = {name: read(view(build, scope), "shared/people") for name, scope in SCOPES.items()}
    again = {name: read(view(build, scope), "shared/people") for name, scope in SCOPES.items()}
    for name in SCOPES:
        pd.testing.assert_frame_equal(first[name], again[name])
    assert {name: mvps(rows) for name, rows in again.items()} == {
        "everybody": NORTH | SOUTH | {"A03", "A04"},
        "team": NORTH,
        "other team": SOUTH,
        "both teams": NORTH | SOUTH,
        "an MVP": {"A01"},
        "an MVP with the name of a team": set(),
        "everybody, at a team": NORTH,
        "everybody, at the other team": SOUTH,
        "everybody, at an MVP": {"A01"},
        "team, at the other": set(),
        "team, at an MVP": {"A01"},
        "nobody": set(),
    }


def test_every_scope_has_its_own_schema():
    assert all(one.schema != other.schema for one, other in combinations(SCOPES.values(), 2))


def test_another_day_figure_or_parameter_gets_its_own_rows(build):
    def stages(as_of: date, stage: str | None = None) -> list[str]:
        return read(view(build, as_of=as_of), "renewals/people", stage=stage)["stage"].tolist()

    # A08 alone is on course; A01, A02, A04, A05, A07 and A09 are at risk (README.md of the program)
    assert stages(EARLIER, "on course") == ["on course"]
    assert stages(EARLIER, "at risk") == ["at risk"] * 6
    assert stages(LATER, "on course") == []
    assert len(stages(EARLIER)) == 9
    assert len(stages(LATER)) == 10
    assert (
        len(read(view(build, as_of=EARLIER), "certifications/people", status=None, must_act=None))
        == 8
    )


def test_another_build_gets_its_own_rows(build, empty_program):
    """Both can be asked about July 1, 2025: a build reaches a year further than its date."""
    as_of = date(2025, 7, 1)
    assert len(read(view(build, as_of=as_of), "shared/people")) == 9
    empty = build_at(empty_program.database.resolve())
    assert read(view(empty, as_of=as_of), "shared/people").empty


def test_changing_a_frame_does_not_change_the_cache(build):
    mine = read(view(build), "shared/teams")
    mine["team"] = "mine"
    teams = read(view(build), "shared/teams")["team"].fillna("no team")  # Dina is in none
    assert teams.tolist() == ["+Lab", "North", "South", "no team"]
