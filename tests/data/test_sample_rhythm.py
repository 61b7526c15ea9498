"""MVPs of the sample contribute as unevenly as real people, so it can test the forecast."""

from collections import defaultdict
from statistics import mean, median, variance

import pytest

from data.days.day import Day
from data.days.scope import Scope
from data.sql.files import sql
from tests.conftest import Program

# The variance of a person's monthly counts in a calendar year, divided by their mean; it is 1 for
# random events. These are medians over the 93 years from 2023 to 2025 with six or more events, of
# 57 people whose contributions are public (package registries, Q&A sites and mailing lists, blogs,
# meetups).
REAL = {"content": 1.38, "forge": 2.73, "forum": 2.70, "meetup": 0.91}
EVERYBODY = Scope(everybody=True)


@pytest.fixture(scope="module")
def day(sample_program: Program) -> Day:
    return Day(sample_program.database.resolve(), sample_program.as_of)


@pytest.mark.parametrize("track", REAL)
def test_monthly_counts_are_as_uneven_as_those_of_real_people(day, track, report_figure):
    years = defaultdict(lambda: [0] * 12)
    text = (
        "select mvp_id, year(day), month(day), sum(done)::integer from activity "
        "where track = $track and year(day) between 2023 and 2025 group by all"
    )
    for mvp_id, year, month, done in day.query(EVERYBODY, text, {"track": track}).fetchall():
        years[mvp_id, year][month - 1] = done
    counted = [months for months in years.values() if sum(months) >= 6]
    uneven = median(variance(months) / mean(months) for months in counted)
    report_figure(f"{uneven:.2f} in {len(counted)} years, {REAL[track]} of real people")
    assert 0.75 * REAL[track] < uneven < 1.25 * REAL[track]


def test_the_forecast_beats_the_pro_rata_rule(day, report_figure):
    cursor = day.query(
        EVERYBODY, sql("pages/track_record/scores"), {"by": "all", "look_ahead": None}
    )
    columns = [column for column, *_ in cursor.description]
    rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    scores = {row["look_ahead"]: row for row in rows}
    listed = [
        f"{n} days {scores[n]['brier']} against {scores[n]['brier_pro_rata']}" for n in (60, 30)
    ]
    report_figure("Brier score at " + ", ".join(listed))
    assert all(scores[days]["brier"] < scores[days]["brier_pro_rata"] for days in (60, 30))
