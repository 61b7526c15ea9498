"""Reading, downloads and access: what a frame becomes as CSV, who may look, and whose rows come."""

from datetime import date
from itertools import combinations

import duckdb
import pandas as pd
import pytest

from dashboard.reading import downloads
from dashboard.reading.days import empty_caches
from dashboard.reading.rows import ViewContext, read, read_snapshot
from dashboard.viewers import access
from data.days.scope import Scope
from data.outputs.snapshot import FILES, frame_csv
from data.store.locations import Build, build_at
from tests.conftest import TINY, Program

EVERYBODY = Scope(everybody=True)
NORTH = {"A01", "A02", "A08", "A09"}
SOUTH = {"A05", "A06", "A07"}
EXPECTED = {date(2024, 8, 20): TINY / "expected", date(2025, 2, 5): TINY / "expected-2025-02-05"}


@pytest.fixture(scope="module")
def build(tiny_program: Program) -> Build:
    """The build of the tiny program, read with caches of its own."""
    empty_caches()
    return build_at(tiny_program.database.resolve())


def view(build: Build, scope: Scope = EVERYBODY, as_of: date = date(2024, 8, 20)) -> ViewContext:
    return ViewContext(build, as_of, scope)


def frame(text: str) -> pd.DataFrame:
    """The rows of a query as `read` gets them."""
    return duckdb.connect().execute(text).df()


# Downloads


def test_a_download_writes_days_as_iso_dates_and_a_missing_day_as_nothing():
    rows = frame("from (values (1, date '2024-08-20'), (2, null)) as t (n, day)")
    assert frame_csv(rows) == "n,day\n1,2024-08-20\n2,\n"


def test_a_download_writes_booleans_as_the_contract_says():
    rows = frame("from (values (true, true), (false, null)) as t (all_known, some_known)")
    assert frame_csv(rows) == "all_known,some_known\ntrue,true\nfalse,\n"


@pytest.mark.parametrize("kind", ["integer", "bigint", "smallint", "tinyint", "uinteger"])
def test_a_download_writes_whole_numbers_whole_also_beside_missing_ones(kind):
    rows = frame(f"select n::{kind} as all_known, nullif(n, 1)::{kind} as n from range(3) as t (n)")
    assert frame_csv(rows) == "all_known,n\n0,0\n1,\n2,2\n"


def test_a_column_of_nothing_is_empty_whatever_it_holds():
    kinds = ("integer", "bigint", "boolean", "date", "varchar", "double", "decimal(3, 2)")
    rows = frame("select " + ", ".join(f"null::{kind} as c{n}" for n, kind in enumerate(kinds)))
    assert frame_csv(rows) == "c0,c1,c2,c3,c4,c5,c6\n,,,,,,\n"


def test_a_download_writes_fractions_as_plain_digits():
    rows = frame("from (values (0.21, 0.5), (0.07, null)) as t (chance, share)")
    assert frame_csv(rows) == "chance,share\n0.21,0.5\n0.07,\n"


def test_a_download_keeps_a_spreadsheet_from_running_text():
    rows = frame("from (values ('=1+1', -1), ('+Lab', 2), ('@me', 3), ('a-b', 4)) as t (title, n)")
    assert frame_csv(rows) == "title,n\n'=1+1,-1\n'+Lab,2\n'@me,3\na-b,4\n"


def test_a_download_quotes_what_csv_asks_to_be_quoted():
    rows = frame("""select 'Strand, "Bo"' as name, 'two' || chr(10) || 'lines' as title""")
    assert frame_csv(rows) == 'name,title\n"Strand, ""Bo""","two\nlines"\n'


def test_a_download_of_no_rows_is_its_header():
    assert frame_csv(frame("select 1 as done, 'a' as name where false")) == "done,name\n"


def test_a_download_has_the_columns_and_rows_in_the_order_of_the_table():
    rows = frame("select n as z, 'x' || n as a from range(3) as t (n) order by n desc")
    assert frame_csv(rows) == "z,a\n2,x2\n1,x1\n0,x0\n"


def test_a_download_leaves_the_table_as_it_was():
    rows = frame("from (values (1, date '2024-08-20'), (null, null)) as t (done, day)")
    before = rows.copy()
    frame_csv(rows)
    pd.testing.assert_frame_equal(rows, before)


@pytest.mark.parametrize("as_of", EXPECTED, ids=str)
@pytest.mark.parametrize("name", FILES)
def test_a_snapshot_file_is_downloaded_as_the_hand_made_one_byte_for_byte(build, name, as_of):
    expected = (EXPECTED[as_of] / f"{name}.csv").read_text(encoding="utf-8")
    assert downloads.snapshot_csv(view(build, as_of=as_of), name) == expected


@pytest.mark.parametrize("as_of", EXPECTED, ids=str)
@pytest.mark.parametrize("name", [name for name in FILES if name != "risk"])
def test_the_table_of_a_snapshot_file_holds_what_the_file_says(build, name, as_of):
    """All but risk.csv, where chance stands with four decimals."""
    expected = (EXPECTED[as_of] / f"{name}.csv").read_text(encoding="utf-8")
    assert frame_csv(read_snapshot(view(build, as_of=as_of), name)) == expected


def test_a_snapshot_file_of_a_lead_holds_their_team_alone(build):
    lines = downloads.snapshot_csv(view(build, Scope(teams=("North",))), "members").splitlines()
    assert [line.split(",")[0] for line in lines] == ["mvp_id", *sorted(NORTH)]


def test_attempts_left_are_whole_numbers_where_some_need_no_exam(build):
    rows = read(view(build), "certifications/people", status=None)
    assert rows["attempts_left"].isna().any()
    left = dict(zip(rows["mvp_id"], rows["attempts_left"].astype(object), strict=True))
    assert {mvp: n for mvp, n in left.items() if not pd.isna(n)} == {
        "A01": 2, "A03": 2, "A04": 0, "A05": 1, "A08": 2,
    }  # fmt: skip
    attempts = [line.rsplit(",", 2)[1:] for line in frame_csv(rows).splitlines()]
    assert attempts[0] == ["failed_attempts", "attempts_left"]
    assert sorted(attempts[1:]) == [
        ["", ""], ["", ""], ["", ""], ["0", "2"], ["0", "2"], ["0", "2"], ["1", "1"], ["2", "0"],
    ]  # fmt: skip


# Who may look


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.10", "::1", "localhost"])
def test_without_sign_in_the_person_at_this_machine_sees_what_the_program_team_sees(
    monkeypatch, address
):
    listen(monkeypatch, address)
    assert access.viewer() == access.Viewer("program", EVERYBODY)


@pytest.mark.parametrize(
    "address",
    [
        *(None, "", " ", "0.0.0.0", "::", "192.168.1.5", "10.0.0.1", "169.254.1.1", "fe80::1"),
        *("example.org", "localhost.example.org", "127.0.0.1.example.org", "127.0.0.1:8501"),
        *("127.1", "0127.0.0.1", "::ffff:10.0.0.1", "[::1]", "*"),
    ],
)
def test_nobody_may_look_where_others_could_reach_the_app(monkeypatch, address):
    listen(monkeypatch, address)
    assert access.viewer() == access.Refusal("closed")


def listen(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    """Let the server listen on `address`."""
    options = {"server.address": address}
    monkeypatch.setattr(access.st, "get_option", options.__getitem__)


# Whose rows come


def mvps(rows: pd.DataFrame) -> set[str]:
    return set(rows["mvp_id"])


def test_after_the_program_team_a_lead_sees_their_own_team_on_a_warm_cache(build):
    everybody = mvps(read(view(build), "shared/people"))
    assert everybody == NORTH | SOUTH | {"A03", "A04"}
    lead = Scope(teams=("North",))
    for _ in ("first", "from the cache"):
        assert mvps(read(view(build, lead), "shared/people")) == NORTH
        assert mvps(read(view(build), "shared/people")) == everybody


def test_after_the_program_team_an_mvp_sees_themselves_on_a_warm_cache(build):
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


def test_every_scope_gets_rows_of_its_own_from_a_cache_that_all_have_warmed(build):
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


def test_no_two_scopes_share_the_views_of_a_day():
    assert all(one.schema != other.schema for one, other in combinations(SCOPES.values(), 2))


def test_another_day_another_figure_and_another_parameter_get_rows_of_their_own(build):
    def stages(as_of: date, stage: str | None = None) -> list[str]:
        return read(view(build, as_of=as_of), "renewals/people", stage=stage)["stage"].tolist()

    then, later = EXPECTED
    assert stages(then, "on course") == ["on course"] * 3
    assert stages(then, "at risk") == ["at risk"] * 4
    assert stages(later, "on course") == []
    assert len(stages(then)) == 9
    assert len(stages(later)) == 10
    assert len(read(view(build, as_of=then), "certifications/people", status=None)) == 8


def test_another_build_gets_rows_of_its_own(build, empty_program):
    """Both can be asked about July 1, 2025: a build reaches a year further than its date."""
    as_of = date(2025, 7, 1)
    assert len(read(view(build, as_of=as_of), "shared/people")) == 9
    empty = build_at(empty_program.database.resolve())
    assert read(view(empty, as_of=as_of), "shared/people").empty


def test_changing_a_frame_changes_nobody_else_s(build):
    mine = read(view(build), "shared/teams")
    mine["team"] = "mine"
    assert read(view(build), "shared/teams")["team"].tolist() == ["+Lab", "North", "South"]
