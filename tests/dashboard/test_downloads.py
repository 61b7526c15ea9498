"""Downloads: how the rows of a table become a CSV."""

import csv
from datetime import date

import duckdb
import pandas as pd
import pytest

from dashboard.page.downloads import file_name
from dashboard.page.figures import Figure, at_risk, mvp, progress, track_record
from dashboard.reading import downloads
from dashboard.reading.rows import ViewContext, read, read_snapshot
from data.days.scope import Scope
from data.outputs.snapshot import FILES, frame_csv
from data.settings.own_words import OwnWords
from data.settings.saying import speaking
from data.store.locations import Build, build_at
from tests.conftest import TINY, Program

EVERYBODY = Scope(everybody=True)
NORTH = {"A01", "A02", "A08", "A09"}
EXPECTED = {date(2024, 8, 20): TINY / "expected", date(2025, 2, 5): TINY / "expected-2025-02-05"}


@pytest.fixture(scope="module")
def build(tiny_program: Program) -> Build:
    """The build of the tiny program."""
    return build_at(tiny_program.database.resolve())


def view(build: Build, scope: Scope = EVERYBODY, as_of: date = date(2024, 8, 20)) -> ViewContext:
    return ViewContext(build, as_of, scope)


def frame(text: str) -> pd.DataFrame:
    """The rows of a query as `read` gets them."""
    return duckdb.connect().execute(text).df()


def test_days_are_iso_dates_and_a_missing_day_is_empty():
    rows = frame("from (values (1, date '2024-08-20'), (2, null)) as t (n, day)")
    assert frame_csv(rows) == "n,day\n1,2024-08-20\n2,\n"


def test_booleans_are_written_as_the_contract_says():
    rows = frame("from (values (true, true), (false, null)) as t (all_known, some_known)")
    assert frame_csv(rows) == "all_known,some_known\ntrue,true\nfalse,\n"


@pytest.mark.parametrize("kind", ["integer", "bigint", "smallint", "tinyint", "uinteger"])
def test_whole_numbers_stay_whole_next_to_missing_ones(kind):
    rows = frame(f"select n::{kind} as all_known, nullif(n, 1)::{kind} as n from range(3) as t (n)")
    assert frame_csv(rows) == "all_known,n\n0,0\n1,\n2,2\n"


def test_a_column_without_values_is_empty_for_every_type():
    kinds = ("integer", "bigint", "boolean", "date", "varchar", "double", "decimal(3, 2)")
    rows = frame("select " + ", ".join(f"null::{kind} as c{n}" for n, kind in enumerate(kinds)))
    assert frame_csv(rows) == "c0,c1,c2,c3,c4,c5,c6\n,,,,,,\n"


def test_fractions_are_written_as_plain_digits():
    rows = frame("from (values (0.21, 0.5), (0.07, null)) as t (chance, share)")
    assert frame_csv(rows) == "chance,share\n0.21,0.5\n0.07,\n"


def test_fractions_have_four_decimals_at_most():
    rows = frame("select 2 / 3 as chance, 0.00002::double as share, 12345.678901 as points")
    assert frame_csv(rows) == "chance,share,points\n0.6667,0.0,12345.6789\n"


def test_text_that_a_spreadsheet_would_run_is_quoted():
    rows = frame("from (values ('=1+1', -1), ('+Lab', 2), ('@me', 3), ('a-b', 4)) as t (title, n)")
    assert frame_csv(rows) == "title,n\n'=1+1,-1\n'+Lab,2\n'@me,3\na-b,4\n"


def test_cells_are_quoted_where_csv_requires_it():
    rows = frame("""select 'Strand, "Bo"' as name, 'two' || chr(10) || 'lines' as title""")
    assert frame_csv(rows) == 'name,title\n"Strand, ""Bo""","two\nlines"\n'


def test_no_rows_give_the_header_alone():
    assert frame_csv(frame("select 1 as done, 'a' as name where false")) == "done,name\n"


def test_columns_and_rows_keep_the_order_of_the_table():
    rows = frame("select n as z, 'x' || n as a from range(3) as t (n) order by n desc")
    assert frame_csv(rows) == "z,a\n2,x2\n1,x1\n0,x0\n"


def test_writing_does_not_change_the_table():
    rows = frame("from (values (1, date '2024-08-20'), (null, null)) as t (done, day)")
    before = rows.copy()
    frame_csv(rows)
    pd.testing.assert_frame_equal(rows, before)


@pytest.mark.parametrize("as_of", EXPECTED, ids=str)
@pytest.mark.parametrize("name", FILES)
def test_a_snapshot_download_equals_the_file_made_by_hand(build, name, as_of):
    expected = (EXPECTED[as_of] / f"{name}.csv").read_text(encoding="utf-8")
    assert downloads.snapshot_csv(view(build, as_of=as_of), name) == expected


@pytest.mark.parametrize("as_of", EXPECTED, ids=str)
@pytest.mark.parametrize("name", [name for name in FILES if name != "risk"])
def test_the_table_of_a_snapshot_file_has_the_rows_of_the_file(build, name, as_of):
    """All but risk.csv, whose chance has four decimals in the file only."""
    expected = (EXPECTED[as_of] / f"{name}.csv").read_text(encoding="utf-8")
    assert frame_csv(read_snapshot(view(build, as_of=as_of), name)) == expected


def test_a_snapshot_file_of_a_lead_has_their_team_only(build):
    lines = downloads.snapshot_csv(view(build, Scope(teams=("North",))), "members").splitlines()
    assert [line.split(",")[0] for line in lines] == ["mvp_id", *sorted(NORTH)]


def test_attempts_left_are_whole_numbers_when_some_need_no_exam(build):
    rows = read(view(build), "certifications/people", status=None, must_act=None)
    assert rows["attempts_left"].isna().any()
    left = dict(zip(rows["mvp_id"], rows["attempts_left"].astype(object), strict=True))
    assert {mvp: n for mvp, n in left.items() if not pd.isna(n)} == {
        "A01": 2, "A03": 2, "A04": 0, "A05": 1, "A08": 2,
    }  # fmt: skip
    attempts = [
        [line[column] for column in ("failed_attempts", "attempts_left")]
        for line in csv.DictReader(frame_csv(rows).splitlines())
    ]
    assert sorted(attempts) == [
        ["", ""], ["", ""], ["", ""], ["0", "2"], ["0", "2"], ["0", "2"], ["1", "1"], ["2", "0"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "chosen", "scope", "name"),
    [
        (at_risk.CALLS, {"grouped_by": "team"}, EVERYBODY, "at-risk-calls-2024-08-20"),
        (
            at_risk.OUT_OF_REACH,
            {},
            Scope(everybody=True, only_team="North"),
            "at-risk-calls-2024-08-20-north-not-in-reach",
        ),
        (
            progress.MATRIX,
            {"track": "Forum", "level": "off track", "name": "Élo K."},
            Scope(teams=("North",)),
            "progress-matrix-2024-08-20-forum-off-track-elo-k",
        ),
        (track_record.SCORES, {}, EVERYBODY, "track-record-scores-2024-08-20"),
        (
            track_record.BY_YEAR,
            {},
            EVERYBODY,
            "track-record-scores-2024-08-20-by-year-look-ahead-60",
        ),
        (
            track_record.CALIBRATION,
            {"look_ahead": 30},
            EVERYBODY,
            "track-record-calibration-2024-08-20-look-ahead-30",
        ),
        (
            mvp.CONTRIBUTIONS,
            {"only": "not counted"},
            Scope(everybody=True, only_mvp="A01"),
            "mvp-contributions-2024-08-20-ana-souza-not-counted",
        ),
    ],
)
def test_a_file_is_named_after_its_figure_its_day_and_the_filters(
    build, figure: Figure, chosen: dict[str, object], scope: Scope, name: str
):
    parameters = {**figure.parameters, **chosen}
    assert file_name(view(build, scope), figure.query, **parameters) == name


def test_a_file_has_the_programs_word_for_a_person_in_its_name(build):
    with speaking(OwnWords(person="Team star", people="Team stars")):
        names = [file_name(view(build), what) for what in ("mvp", "mvp/years")]
    assert names == ["team-star-2024-08-20", "team-star-years-2024-08-20"]
