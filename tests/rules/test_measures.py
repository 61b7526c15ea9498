"""docs/rules.md section 2 and docs/forecast.md: days, pieces or points are counted."""

from math import exp, lgamma, log

import pytest

from .by_hand import NUMBERS, chance_of, days_ahead, size_and_days

TALKS = {"counts": ["talk"], "shown": [], "unit": ["talk", "talks"], "repeats": "never"}
SETTINGS = {
    "tracks.talks": TALKS | {"pieces": 1.5, "cadence_months": 1},
    "tracks.walks": TALKS | {"counts": ["walk"], "measure": "days", "cadence_months": 1},
    "tracks.notes": TALKS
    | {"counts": ["note"], "measure": "pieces", "weekday_share": 1.2, "min_solution_share": "1/2"},
    "tracks.mentoring": {
        **{"counts": ["session"], "shown": ["plan"], "measure": "points"},
        **{"pieces": 120, "cadence_months": 12},
    },
}


@pytest.fixture(scope="module")
def program(draw):
    """Ana does everything on January 2 and 3, 2025, a Thursday and a Friday; Ben does nothing."""
    return draw(
        settings=SETTINGS,
        mvps="""
            mvp_id | entered_on
            ana    | 2025-01-01
            ben    | 2025-01-01
        """,
        contributions="""
            mvp_id | track     | kind    | occurred_at | points | accepted | url
            ana    | talks     | talk    | 2025-01-02  | 9      |          | /a
            ana    | talks     | talk    | 2025-01-02  |        |          | /a
            ana    | walks     | walk    | 2025-01-02  |        |          | /b
            ana    | walks     | walk    | 2025-01-02  |        |          | /c
            ana    | walks     | walk    | 2025-01-03  |        |          | /c
            ana    | notes     | note    | 2025-01-02  |        | true     |
            ana    | notes     | note    | 2025-01-02  |        | false    |
            ana    | notes     | note    | 2025-01-03  |        | false    |
            ana    | mentoring | session | 2025-01-02  | 3      |          |
            ana    | mentoring | session | 2025-01-02  |        |          |
            ana    | mentoring | session | 2025-01-03  | 10     |          |
            ana    | mentoring | plan    | 2025-01-03  | 50     |          |
        """,
        commitments="""
            mvp_id | year | track
            ana    | 2025 | mentoring
        """,
        sources="".join(
            ["track | complete_from | complete_until\n"]
            + [f"{t} | 2025-01-01 | 2025-12-31\n" for t in ("talks", "walks", "notes", "mentoring")]
        ),
    )


def own(rows: list[tuple]) -> list[tuple]:
    """The rows of the program's own tracks, which come first, in their order."""
    return sorted(row for row in rows if row[0] in {"mentoring", "notes", "talks", "walks"})


def test_days_pieces_and_points_are_counted_as_the_settings_say(program):
    columns = "track, done, answers, solutions, has_enough_solutions"
    assert own(program.rows("progress_level", columns, "2025-03-31", mvp_id="ana")) == [
        ("mentoring", 3 + 1 + 10, None, None, True),
        ("notes", 3, 3, 1, False),
        ("talks", 2, None, None, True),
        ("walks", 2, 3, 0, True),
    ]


def test_a_rate_may_be_a_fraction_and_more_than_one_a_weekday(program):
    # 23 + 20 + 21 = 64 weekdays by March 31, and 261 in the year.
    columns = "track, expected, target"
    assert own(program.rows("progress_level", columns, "2025-03-31", mvp_id="ben")) == [
        ("mentoring", 3 * 120 // 12, 120),
        ("notes", 64 * 12 // 10, 261 * 12 // 10),
        ("talks", 3 * 3 // 2, 12 * 3 // 2),
        ("walks", 3, 12),
    ]


def test_a_reason_says_points_in_words(program):
    program.shows(
        "risk",
        """
        mvp_id | about     | reason
        ana    | mentoring | 14 of 30 points; 16 more in 31 days; 14 in the last 90 days
        """,
        as_of="2025-02-28",
        mvp_id="ana",
        about="mentoring",
    )


def test_only_days_run_out_one_by_one(program):
    """On March 31 the checkpoint is today; on March 30 a day is left for three walks."""
    found = program.rows(
        "chances",
        "track, needed, is_out_of_reach",
        "2025-03-30",
        mvp_id="ben",
        horizon="checkpoint",
    )
    assert own(found) == [
        ("mentoring", 30, False),
        ("notes", 76, False),
        ("talks", 4, False),
        ("walks", 3, True),
    ]


def weight(day: str) -> float:
    """That of a day as of February 28, with a half-life of 90 days."""
    return 2 ** (-days_ahead(day, "2025-02-28") / 90)


def test_the_chance_of_points_is_that_of_steps_with_their_mean_and_spread(program):
    """A track in points has the forecast of one contribution a month, which is that of forge."""
    assert NUMBERS["forge"][0] == 90
    events = ["2025-01-02", "2025-01-02", "2025-01-03"]
    size, q = size_and_days("forge", "2025-02-28", "2025-01-01", events)
    weights = [weight(day) for day in events]
    points = [3, 1, 10]
    mean, square = sum(points) / 3, sum(p * p for p in points) / 3
    a = (mean + sum(w * p for w, p in zip(weights, points, strict=True))) / (1 + sum(weights))
    b = (square + sum(w * p * p for w, p in zip(weights, points, strict=True))) / (1 + sum(weights))
    steps = -(-16 * a // b)  # ceil(16 / (b / a))
    expected = chance_of(int(steps), size, q, days_ahead("2025-02-28", "2025-03-31") * a * a / b)
    found = program.value(
        "chances", "chance", "2025-02-28", mvp_id="ana", track="mentoring", horizon="checkpoint"
    )
    assert found == pytest.approx(expected, rel=1e-9)


def exact_chance(points: dict[int, float], size: float, p: float, needed: int) -> float:
    """That a negative binomial number of contributions has `needed` points: Panjer's recursion."""
    a, b = 1 - p, (size - 1) * (1 - p)
    sums = [p**size]
    for total in range(1, needed):
        terms = (
            (a + b * j / total) * share * sums[total - j]
            for j, share in points.items()
            if j <= total
        )
        sums.append(sum(terms))
    return 1 - sum(sums)


def by_steps(points: dict[int, float], size: float, p: float, needed: int) -> float:
    """The same with steps, as docs/forecast.md says."""
    mean = sum(j * share for j, share in points.items())
    square = sum(j * j * share for j, share in points.items())
    step, steps = square / mean, mean * mean / square
    least = -int(-round(needed / step, 6) // 1)
    q_over_m = p / (1 - p)
    success = q_over_m / (q_over_m + steps)
    below = (
        exp(lgamma(size + i) - lgamma(size) - lgamma(i + 1) + i * log(1 - success))
        for i in range(least)
    )
    return 1 - success**size * sum(below)


@pytest.mark.parametrize(
    ("points", "apart"),
    [
        ({5: 1.0}, 1e-9),  # the same points each time: exact
        ({1: 0.5, 2: 0.25, 3: 0.25}, 0.08),
        ({1: 0.5, 3: 0.3, 10: 0.2}, 0.12),
    ],
)
@pytest.mark.parametrize("size", [0.3, 2, 8])
def test_steps_are_near_the_exact_chance_of_points(points, apart, size):
    """For what is needed from two contributions to twenty in the mean."""
    mean = sum(j * share for j, share in points.items())
    for needed in {round(mean * times) for times in (2, 4, 8, 20)}:
        for p in (0.1, 0.3, 0.6):
            exact = exact_chance(points, size, p, needed)
            assert by_steps(points, size, p, needed) == pytest.approx(exact, abs=apart)


def test_the_worked_example_of_points():
    points = {1: 0.5, 3: 0.3, 10: 0.2}
    assert round(by_steps(points, 2, 40 / 130, 20), 4) == 0.3565
    assert round(exact_chance(points, 2, 40 / 130, 20), 3) == 0.305
