"""docs/rules.md section 11: the chances before each past checkpoint, and what happened."""

import duckdb
import pytest

from data.sql.files import sql
from tests.rules.by_hand import chance_of, days_ahead, size_and_days
from tests.rules.drawn import drawn

# The days 60, 30 and 14 days before 2025-03-31 are 2025-01-30, 2025-03-01 and 2025-03-17.
COMPONENTS = ["2025-01-10", "2025-02-20", "2025-03-25"]


@pytest.fixture(scope="module")
def program(draw):
    people = ("ana", "ben", "cay", "dan", "eve", "gil")
    return draw(
        mvps="""
            mvp_id | entered_on | nda_signed_on | left_on
            ana    | 2025-01-01 | 2025-01-01    |
            ben    | 2025-01-01 | 2025-01-01    | 2025-02-10
            cay    | 2025-01-01 | 2025-03-10    |
            dan    | 2025-02-15 | 2025-02-15    |
            eve    | 2025-01-01 | 2025-01-01    |
            gil    | 2025-01-01 | 2025-01-01    |
        """,
        commitments="""
            mvp_id | year | track
            ana    | 2025 | forge
            ben    | 2025 | forge
            cay    | 2025 | forge
            dan    | 2025 | forge
            gil    | 2025 | forge
        """,
        leaves="""
            mvp_id | from_on    | to_on
            gil    | 2025-03-10 | 2025-03-20
        """,
        contributions="mvp_id | track | occurred_at\n"
        + "".join(f"ana | forge | {day}\n" for day in COMPONENTS)
        + "".join(f"{mvp} | meetup | 2025-01-15\n" for mvp in people)
        + """
            ben | forge | 2025-01-05
            ben | forge | 2025-03-05
            eve | forge | 2025-01-05
            gil | forge | 2025-01-05
            gil | forge | 2025-02-05
        """,
    )


def chance(missing: int, as_of: str, happened: list[str]) -> str:
    """Ana's chance of `missing` more components by 2025-03-31, by hand."""
    rate = size_and_days("forge", as_of, "2025-01-01", happened)
    return f"{chance_of(missing, *rate, days_ahead(as_of, '2025-03-31')):.4f}"


def test_a_case_has_the_chance_of_the_earlier_day_and_the_outcome(program):
    program.shows(
        "cases",
        """
        mvp_id | observed_on  | chance | done_then | expected_then | done | expected | is_reached
        ana    | 2025-01-30 | {two}  | 1         | 0             | 3    | 3        | true
        ana    | 2025-03-01 | {one}  | 2         | 2             | 3    | 3        | true
        ana    | 2025-03-17 | {late} | 2         | 2             | 3    | 3        | true
        """.format(
            two=chance(2, "2025-01-30", COMPONENTS[:1]),
            one=chance(1, "2025-03-01", COMPONENTS[:2]),
            late=chance(1, "2025-03-17", COMPONENTS[:2]),
        ),
        as_of="2025-04-15",
    )


def test_there_is_a_case_for_each_mvp_active_then_and_committed_track(program):
    program.shows(
        "cases",
        """
        mvp_id | track | look_ahead | done | expected | is_reached | why
        ana    | forge | 60         | 3    | 3        | true       |
        ana    | forge | 30         | 3    | 3        | true       |
        ana    | forge | 14         | 3    | 3        | true       |
        ben    | forge | 60         | 1    | 3        | false      | left after the first day
        cay    | forge | 14         | 0    | 3        | false      | signed the NDA before it
        dan    | forge | 30         | 0    | 1        | false      | entered after the first day
        dan    | forge | 14         | 0    | 1        | false      |
        eve    | -     | -          | -    | -        | -          | committed to nothing
        gil    | forge | 60         | 2    | 2        | true       |
        gil    | forge | 30         | 2    | 2        | true       |
        gil    | forge | 14         | 2    | 2        | true       |
        """,
        as_of="2025-04-15",
    )


def test_the_outcome_is_compared_with_what_the_checkpoint_expected(program):
    # Eleven days of leave began after March 1: months(01-12, 04-01) = 2, and without them 3.
    expected = "done_then, expected_then, expected, is_reached"
    rows = program.rows("cases", expected, "2025-04-15", mvp_id="gil", look_ahead=30)
    assert rows == [(2, 2, 2, True)]
    said = program.value("cases", "chance", "2025-04-15", mvp_id="gil", look_ahead=30)
    rate = size_and_days("forge", "2025-03-01", "2025-01-01", ["2025-01-05", "2025-02-05"])
    assert said == pytest.approx(chance_of(1, *rate, 30), rel=1e-12)
    assert program.value("cases", "chance", "2025-04-15", mvp_id="gil", look_ahead=14) == 1


@pytest.mark.parametrize(
    ("as_of", "checkpoints"),
    [
        ("2025-03-30", []),
        ("2025-03-31", ["2025-03-31"]),
        ("2025-07-30", ["2025-03-31"]),
        ("2025-07-31", ["2025-03-31", "2025-07-31"]),
        ("2025-12-30", ["2025-03-31", "2025-07-31", "2025-09-30"]),
        ("2026-06-01", ["2025-03-31", "2025-07-31", "2025-09-30", "2025-12-31"]),
    ],
)
def test_a_checkpoint_counts_from_its_own_day_on(program, as_of, checkpoints):
    rows = program.rows("cases", "distinct checkpoint", as_of)
    assert [str(checkpoint) for (checkpoint,) in rows] == checkpoints


def test_the_earlier_days_before_july_are_those_of_the_rules(program):
    looks = program.rows("cases", "distinct look_ahead, observed_on", "2025-07-31", mvp_id="ana")
    assert {(days, str(day)) for days, day in looks if day.month >= 6} == {
        (60, "2025-06-01"),
        (30, "2025-07-01"),
        (14, "2025-07-17"),
    }


def test_a_day_before_an_earlier_checkpoint_has_no_cases(draw):
    # 90 days before September 30 is July 2, and 61 days is July 31: then July 31 is the next one.
    program = draw(
        settings={"record.look_ahead_days": [90, 61, 60]},
        mvps="mvp_id | entered_on\nana | 2025-01-01\n",
        commitments="mvp_id | year | track\nana | 2025 | forge\n",
    )
    looks = program.rows("cases", "look_ahead", "2025-10-01", checkpoint="2025-09-30")
    assert looks == [(60,)]


def test_a_day_before_the_first_program_year_has_no_cases(draw):
    program = draw(
        settings={"record.look_ahead_days": [10000, 60]},
        mvps="mvp_id | entered_on\nana | 2025-01-01\n",
        commitments="mvp_id | year | track\nana | 2025 | forge\n",
    )
    looks = program.rows("cases", "distinct look_ahead", "2025-10-01", checkpoint="2025-09-30")
    assert looks == [(60,)]


def test_a_forum_case_is_reached_when_enough_answers_are_accepted_too(draw):
    # From Monday, March 17 to March 31 there are 11 weekdays; both answer on the first 11 days.
    program = draw(
        mvps="mvp_id | entered_on\nall | 2025-03-17\nnone | 2025-03-17\n",
        commitments="mvp_id | year | track\nall | 2025 | forum\nnone | 2025 | forum\n",
        contributions="mvp_id | track | occurred_at | days | accepted\n"
        "all | forum | 2025-03-17 | 11 | true\nnone | forum | 2025-03-17 | 11 | false\n",
    )
    program.shows(
        "cases",
        """
        mvp_id | look_ahead | done | expected | was_on_pace | is_reached
        all    | 14         | 11   | 11       | true        | true
        none   | 14         | 11   | 11       | false       | false
        """,
        as_of="2025-04-15",
    )


# The scores and the calibration, on cases drawn by hand.

EXAMPLE = """
    chance | band | is_reached | is_flagged | was_on_pace | look_ahead | track | year
    0.92   | 9    | true       | false      | true        | 30         | forge | 2025
    0.74   | 7    | true       | false      | false       | 30         | forge | 2025
    0.41   | 4    | true       | true       | false       | 30         | forge | 2024
    0.22   | 2    | false      | true       | false       | 30         | forum | 2025
    0.08   | 0    | false      | true       | false       | 30         | forum | 2024
"""
SCORES = "cases, missed, flagged, flagged_missed, precision, recall, brier, brier_pro_rata, note"
TOO_FEW = "too few to judge"


def asked(figure: str, cases: str, too_few: int = 30, **parameters: object) -> list[dict]:
    """The rows of a figure of the page Track record, on drawn cases."""
    with duckdb.connect() as con:
        con.execute(f"create table rule_settings as select 10 as bands, {too_few} as too_few")
        con.execute("""
            create table cases (
                chance double, band integer, is_reached boolean, is_flagged boolean,
                was_on_pace boolean, look_ahead integer, track varchar, year integer,
                track_rank integer as (if(track = 'forum', 1, 2)), track_label varchar as (track),
                year_label varchar as (year::varchar)
            )""")
        for case in drawn(cases):
            con.execute(
                "insert into cases by name select "
                + ", ".join(f"'{value}' as {column}" for column, value in case.items())
            )
        found = con.execute(sql(f"pages/track_record/{figure}"), parameters)
        columns = [column for column, *_ in found.description]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def scores(part: str, by: str, too_few: int = 30) -> tuple:
    """The scores of a part of the example, in the order of SCORES."""
    (row,) = [
        row
        for row in asked("scores", EXAMPLE, too_few, by=by, look_ahead=None)
        if row["part"] == part
    ]
    return tuple(row[column] for column in SCORES.split(", "))


def test_the_example_of_the_rules():
    # (0.0064 + 0.0676 + 0.3481 + 0.0484 + 0.0064) / 5 = 0.4769 / 5 = 0.09538, and 2 / 5.
    assert scores("all", "all") == (5, 2, 3, 2, 2 / 3, 2 / 2, 0.0954, 0.4, TOO_FEW)


def test_the_example_by_track():
    # (0.0064 + 0.0676 + 0.3481) / 3 = 0.1407, and 2 / 3; (0.0484 + 0.0064) / 2 = 0.0274.
    assert scores("forge", "track") == (3, 0, 1, 0, 0 / 1, None, 0.1407, 0.6667, TOO_FEW)
    assert scores("forum", "track") == (2, 2, 2, 2, 2 / 2, 2 / 2, 0.0274, 0, TOO_FEW)


def test_the_example_by_year():
    # (0.3481 + 0.0064) / 2 = 0.17725; (0.0064 + 0.0676 + 0.0484) / 3 = 0.0408.
    assert scores("2024", "year") == (2, 1, 2, 1, 1 / 2, 1 / 1, 0.1773, 0.5, TOO_FEW)
    assert scores("2025", "year") == (3, 1, 1, 1, 1 / 1, 1 / 1, 0.0408, 0.3333, TOO_FEW)


@pytest.mark.parametrize(
    ("too_few", "note"),
    [
        (6, TOO_FEW),
        (5, "precision: too few to judge; recall: too few to judge"),
        (3, "recall: too few to judge"),
        (2, ""),
    ],
)
def test_each_score_says_when_its_cases_are_too_few_to_judge(too_few, note):
    # Five cases: three were flagged, and two missed.
    assert scores("all", "all", too_few)[-1] == note


def test_scores_that_are_no_better_than_the_pro_rata_rule_say_so():
    # If 0.41 was on pace, the rule is wrong in one case of five; if 0.74 was too, in none.
    better = EXAMPLE.replace("true       | true       | false", "true       | true       | true")
    (row,) = asked("scores", better, too_few=2, by="all", look_ahead=None)
    assert (row["brier"], row["brier_pro_rata"], row["note"]) == (0.0954, 0.2, "")
    best = better.replace("true       | false      | false", "true       | false      | true")
    (row,) = asked("scores", best, too_few=2, by="all", look_ahead=None)
    assert (row["brier_pro_rata"], row["note"]) == (0, "no better than the pro-rata rule")


def test_the_calibration_has_a_row_for_every_band():
    cases = EXAMPLE + "0.76 | 7 | false | false | false | 30 | forge | 2025\n"
    cases += "0.75 | 7 | true | false | false | 60 | forge | 2025\n"
    rows = asked("calibration", cases, too_few=2, look_ahead=30, track=None, year=None)
    assert [tuple(row.values()) for row in rows] == [
        (0.0, 0.1, 1, 0, 0.08, 0.0, TOO_FEW),
        (0.1, 0.2, 0, 0, None, None, TOO_FEW),
        (0.2, 0.3, 1, 0, 0.22, 0.0, TOO_FEW),
        (0.3, 0.4, 0, 0, None, None, TOO_FEW),
        (0.4, 0.5, 1, 1, 0.41, 1.0, TOO_FEW),
        (0.5, 0.6, 0, 0, None, None, TOO_FEW),
        (0.6, 0.7, 0, 0, None, None, TOO_FEW),
        (0.7, 0.8, 2, 1, 0.75, 0.5, ""),
        (0.8, 0.9, 0, 0, None, None, TOO_FEW),
        (0.9, 1.0, 1, 1, 0.92, 1.0, TOO_FEW),
    ]


@pytest.mark.parametrize(
    ("track", "year", "bands"),
    [("forge", None, [4, 7, 9]), (None, 2024, [0, 4]), ("forum", 2025, [2])],
)
def test_the_calibration_can_be_of_one_track_or_year(track, year, bands):
    rows = asked("calibration", EXAMPLE, look_ahead=30, track=track, year=year)
    assert [band for band, row in enumerate(rows) if row["cases"]] == bands


def test_without_cases_the_calibration_has_no_rows():
    assert asked("calibration", EXAMPLE, look_ahead=60, track=None, year=None) == []
