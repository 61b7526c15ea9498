"""docs/rules.md section 15: who stayed, renewals, levels and tracks of the years up to D."""

import csv
import io
from collections import Counter
from statistics import median

import pytest

from data.sql.files import sql
from tests.rules.drawn import EVERYBODY, Program

EXAMPLE = """
    mvp_id | entered_on | left_on
    ana    | 2023-05-01 |
    ben    | 2023-05-01 | 2024-06-30
    cay    | 2024-02-01 | 2025-09-01
    dan    | 2025-03-01 |
"""
BACK = "mvp_id | from_on | to_on\nben | 2025-02-01 | \n"


def asked(program: Program, figure: str, as_of: str) -> list[dict]:
    """The rows of a figure of the page."""
    found = program.day(as_of).query(EVERYBODY, sql(f"pages/over_the_years/{figure}"))
    columns = [column for column, *_ in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def cohorts(program: Program, as_of: str) -> list[tuple]:
    columns = ("cohort", "entered", "year_label", "in_program")
    return [tuple(row[name] for name in columns) for row in asked(program, "cohorts", as_of)]


def outcomes(program: Program, as_of: str) -> dict[tuple[str, str], int]:
    rows = asked(program, "renewals", as_of)
    return {(row["year_label"], row["outcome"]): row["mvps"] for row in rows}


def sentence(program: Program, as_of: str) -> str:
    (row,) = asked(program, "span", as_of)
    return row["sentence"]


@pytest.fixture(scope="module")
def example(draw) -> Program:
    return draw(
        mvps=EXAMPLE,
        memberships=BACK,
        renewals="mvp_id | year | invited_on | decision | decided_on | renewed_on\n"
        "ana | 2024 | 2025-01-05 | extend | 2025-01-10 | 2025-01-20\n",
        commitments="mvp_id | year | track\n"
        "ana | 2023 | forge\nana | 2024 | forge\nben | 2024 | forge\ncay | 2024 | forge\n"
        "ana | 2025 | content\n",
        contributions="""
            mvp_id | track | occurred_at | days
            ana    | forge | 2023-06-01  | 4
            ana    | forge | 2024-06-01  | 12
            cay    | forge | 2024-06-01  | 2
        """,
    )


def test_the_example_of_the_rules(example):
    assert cohorts(example, "2025-10-15") == [
        ("before 2024", 2, "2024", 1),
        ("before 2024", 2, "2025 so far", 2),
        ("2024", 1, "2024", 1),
        ("2024", 1, "2025 so far", 0),
        ("2025", 1, "2025 so far", 1),
    ]
    assert outcomes(example, "2025-10-15") == {
        ("2024", "renewed"): 1,
        ("2024", "left during the year"): 1,
        ("2024", "not renewed"): 1,
    }
    said = "3 MVPs are in the program; 1 has left since 2024."
    assert sentence(example, "2025-10-15") == said


def test_without_a_departure_up_to_the_day_it_is_not_known_who_stayed(example):
    assert cohorts(example, "2024-06-29") == []
    said = "3 MVPs are in the program; who left is not known, as no departure is in the data."
    assert sentence(example, "2024-06-29") == said
    assert cohorts(example, "2024-06-30")[0] == ("before 2024", 2, "2024 so far", 1)


def test_the_first_year_says_that_it_is_the_only_one(example):
    said = "2023 is the only year so far, so there is no other to compare."
    assert sentence(example, "2023-12-31") == said
    assert sentence(example, "2023-04-30") == "Nobody has entered the program up to this day."
    assert asked(example, "levels", "2023-12-31") == []


@pytest.mark.parametrize(
    ("as_of", "outcome"),
    [
        ("2025-01-04", "still open"),
        ("2025-01-10", "extending"),
        ("2025-01-19", "extending"),
        ("2025-01-20", "renewed"),
    ],
)
def test_an_outcome_is_that_of_the_day(example, as_of, outcome):
    assert example.value("renewal_outcomes", "outcome", as_of, mvp_id="ana", year=2024) == {
        "still open": "open"
    }.get(outcome, outcome)
    assert ("2024", outcome) in outcomes(example, as_of)


def test_a_renewal_is_open_up_to_the_last_day_to_decide(example):
    def cay(day):
        return example.value("renewal_outcomes", "outcome", day, mvp_id="cay", year=2024)

    assert [cay(day) for day in ("2024-12-31", "2025-01-31", "2025-02-01")] == [
        "open",
        "open",
        "not_renewed",
    ]
    assert example.rows("renewal_outcomes", "mvp_id", "2024-12-30", year=2024) == []


def test_a_year_of_which_no_renewal_is_recorded_is_left_out(example):
    assert {year for year, _ in outcomes(example, "2024-01-15")} == {"2023"}
    assert {year for year, _ in outcomes(example, "2025-10-15")} == {"2024"}


def test_without_renewals_nothing_is_said_of_them(draw):
    program = draw(absent=["renewals"], mvps=EXAMPLE)
    assert outcomes(program, "2025-01-15") == {}


def test_levels_go_from_year_end_to_year_end(example):
    """Ana: 4 of 8 in 2023, 12 of 12 in 2024, and in 2025 0 of 4 pieces. Cay: 2 of 11 in 2024; in
    2025 without a commitment and gone. Ben is back and Dan has entered: 0 of all, which is at best
    off track by then."""
    rows = asked(example, "levels", "2025-10-15")
    assert {(row["from_label"], row["to_label"]): row["mvps"] for row in rows} == {
        ("2023: off track", "2024: on track"): 1,
        ("2023: off track", "2024: gone"): 1,
        ("2023: not active", "2024: off track"): 1,
        ("2024: on track", "2025 so far: off track"): 1,
        ("2024: off track", "2025 so far: gone"): 1,
        ("2024: not active", "2025 so far: off track"): 2,
    }


def test_tracks_have_the_median_of_those_who_committed(example):
    """2023: months(2023-05-01, 2024-01-01) = 8, so Ana has 4 of 8. 2024: Ana 12 of 12 and Cay 2 of
    months(2024-02-01, 2025-01-01) = 11; Ben is not active. 2025: 0 of 4 pieces."""
    rows = asked(example, "tracks", "2025-10-15")
    assert [
        (row["year_label"], row["track"], row["mvps"], float(row["median_share"])) for row in rows
    ] == [
        ("2023", "forge", 1, 0.5),
        ("2024", "forge", 2, 0.59),  # (1 + 2 / 11) / 2 = 0.5909
        ("2025 so far", "content", 1, 0),
    ]


def test_what_is_not_known_has_no_level_and_no_median(draw):
    """The data of forge begins in 2024 and ends in June 2025; the other tracks begin in 2025."""
    program = draw(
        mvps="mvp_id | entered_on\nana | 2022-01-01\n",
        commitments="mvp_id | year | track\n"
        + "".join(f"ana | {year} | forge\n" for year in (2022, 2023, 2024, 2025)),
        contributions="mvp_id | track | occurred_at | days\nana | forge | 2024-06-01 | 12\n",
        sources="track | complete_from | complete_until\nforge | 2024-01-01 | 2025-06-30\n"
        "forum | 2025-01-01 | \ncontent | 2025-01-01 | \nmeetup | 2025-01-01 | \n",
    )
    shares = program.rows("past_tracks", "year, done_share", "2026-01-15")
    assert shares == [(2024, 1.0), (2025, None)]
    assert asked(program, "tracks", "2026-01-15")[1]["median_share"] is None


def test_years_of_two_calendar_years_and_the_days_between_them(draw):
    """The year begins on July 1 and ends on May 31. Ana enters on June 10, between two years. Ben
    leaves on June 20, after the end of 2023/24, and Cay is there on no day."""
    program = draw(
        settings={"year.start": "07-01", "year.checkpoints": ["12-31", "05-31"]},
        mvps="""
            mvp_id | entered_on | left_on
            ana    | 2024-06-10 |
            ben    | 2023-07-01 | 2024-06-20
            cay    | 2023-09-01 | 2023-09-01
        """,
    )
    assert cohorts(program, "2024-06-25") == [("2023/24", 1, "2023/24", 1)]
    assert cohorts(program, "2024-07-01") == [
        ("2023/24", 1, "2023/24", 1),
        ("2023/24", 1, "2024/25 so far", 0),
        ("2024/25", 1, "2024/25 so far", 1),
    ]


# The sample: once more in plain Python.


def test_cohorts_of_the_sample_equal_those_of_its_file(sample):
    """In calendar years, and without anybody who came back."""
    with (sample.source / "mvps.csv").open(encoding="utf-8", newline="") as file:
        people = [(row["entered_on"], row["left_on"] or "9999") for row in csv.DictReader(file)]
    people = [(entered, left) for entered, left in people if entered <= "2025-12-31"]
    first = min(left for _, left in people)[:4]
    expected = Counter()
    for entered, left in people:
        cohort = entered[:4] if entered[:4] >= first else f"before {first}"
        for year in range(max(int(entered[:4]), int(first)), 2026):
            expected[cohort, str(year)] += left > f"{year}-12-31"
    found = cohorts(sample.program, "2025-12-31")
    assert {(cohort, year): stayed for cohort, _, year, stayed in found} == expected
    assert len(found) > 3


def test_levels_and_medians_of_the_sample_are_those_of_its_snapshots(sample):
    for year in (2024, 2025):
        files = sample.program.snapshot(f"{year}-12-31")
        read = {name: [*csv.DictReader(io.StringIO(files[name]))] for name in files}
        levels = {
            row["mvp_id"]: row["level"] for row in read["members"] if row["status"] == "active"
        }
        found = sample.program.rows("past_levels", "mvp_id, level", "2025-12-31", year=year)
        assert dict(found) == levels
        done = [
            int(row["done"]) / int(row["target"])
            for row in read["progress"]
            if row["committed"] == "true" and row["track"] == "forge" and row["mvp_id"] in levels
            if int(row["target"]) and row["level"] != "unknown"
        ]
        (row,) = [
            row
            for row in asked(sample.program, "tracks", "2025-12-31")
            if (row["year_label"], row["track"]) == (str(year), "forge")
        ]
        assert float(row["median_share"]) == pytest.approx(median(done), abs=0.005)
