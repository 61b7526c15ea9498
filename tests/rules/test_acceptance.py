"""docs/forecast.md: the forum's second criterion in a chance, a risk and the outlook of a year."""

import pytest

from tests.rules.by_hand import accepted_and_not, chance_of, share_chance_of, size_and_days

IDA = {"07-21": (2, 1), "07-22": (1, 0), "07-23": (2, 1), "07-24": (1, 0), "07-25": (2, 0)}
IDA |= {"07-28": (1, 0)}  # the day: answers, accepted
THIRD = range(21, 30)
ANSWERS = [
    (f"2025-{day}", number < accepted)
    for day, (answers, accepted) in IDA.items()
    for number in range(answers)
]


def rows_of(mvp_id: str, answers: list[tuple[str, bool]]) -> str:
    """Rows of contributions."""
    return "".join(f"{mvp_id} | forum | {day} | {yes}\n" for day, yes in answers)


def many(day: str, answers: int, accepted: int) -> list[tuple[str, bool]]:
    """That many answers of one day, the first of them accepted."""
    return [(day, number < accepted) for number in range(answers)]


@pytest.fixture(scope="module")
def program(draw):
    # From Monday, July 21 to July 31, 9 answer days are expected; on leave from July 22 on, one.
    return draw(
        mvps="""
            mvp_id | entered_on
            ida    | 2025-07-21
            none   | 2025-07-21
            lost   | 2025-07-21
            edge   | 2025-07-21
            over   | 2025-07-21
            third  | 2025-07-21
            other  | 2025-07-21
            once   | 2025-07-21
        """,
        commitments="""
            mvp_id | year | track
            ida    | 2025 | forum
            none   | 2025 | forum
            lost   | 2025 | forum
            edge   | 2025 | forum
            over   | 2025 | forum
            third  | 2025 | forum
            other  | 2025 | forum
            once   | 2025 | forum
        """,
        leaves="""
            mvp_id | from_on    | to_on
            once   | 2025-07-22 |
        """,
        contributions="mvp_id | track | occurred_at | accepted\n"
        + rows_of("ida", ANSWERS)
        + rows_of("lost", many("2025-07-22", 4, 0) + many("2025-07-23", 3, 0))
        + rows_of("over", many("2025-07-22", 4, 0) + many("2025-07-23", 4, 0))
        + rows_of("over", many("2025-07-24", 1, 0))
        + rows_of("edge", many("2025-07-22", 4, 0) + many("2025-07-23", 2, 0))
        + "".join(rows_of("third", many(f"2025-07-{day}", 1, day % 3 == 0)) for day in THIRD)
        + "".join(rows_of("other", many(f"2025-07-{day}", 1, day < 23)) for day in THIRD)
        + rows_of("once", many("2025-07-21", 2, 1)),
        sources="track | complete_until\nforum | 2025-12-31\n",
    )


def test_the_calculation_by_hand_gives_the_worked_example():
    alpha, beta = accepted_and_not("2025-07-28", ANSWERS)
    assert (round(alpha, 6), round(beta, 6)) == (2.555661, 9.865314)
    rate = size_and_days("forum", "2025-07-28", "2025-07-21", [f"2025-{day}" for day in IDA])
    assert round(chance_of(3, *rate, 3), 6) == 0.307763
    assert round(share_chance_of(3, 5, alpha, beta), 6) == 0.094005


def test_the_share_chance_by_hand_is_that_of_fractions():
    # One of two next answers, with alpha 1 and beta 2: 1 - 2/3 * 3/4; both: 1/3 * 2/4.
    assert share_chance_of(1, 2, 1, 2) == pytest.approx(1 / 2)
    assert share_chance_of(2, 2, 1, 2) == pytest.approx(1 / 6)
    assert share_chance_of(0, 2, 1, 2) == 1


def test_the_worked_examples_numbers(program):
    program.shows(
        "share_chance",
        """
        mvp_id | still_needed | next_answers | must_be_accepted | is_lost | why
        ida    | 9 - 6 = 3   | 5            | 5 - 2 = 3        | false   | 5 >= 3 * 9 / 6
        """,
        as_of="2025-07-28",
        horizon="checkpoint",
    )
    program.shows(
        "risk",
        """
        mvp_id | chance | risk | reason
        ida    | 0.0289 | high | {count}; accepted 2 of 9 answers, 1 in 3 needed; {next}
        """.format(
            count="6 of 9 answer days; 3 more in 3 days; 6 in the last 90 days",
            next="3 of the next 5 would have to be accepted",
        ),
        as_of="2025-07-28",
    )
    rate = size_and_days("forum", "2025-07-28", "2025-07-21", [f"2025-{day}" for day in IDA])
    share = share_chance_of(3, 5, *accepted_and_not("2025-07-28", ANSWERS))
    found = program.value("risk", "chance", "2025-07-28", mvp_id="ida", about="forum")
    assert found == pytest.approx(chance_of(3, *rate, 3) * share, rel=1e-9)


def test_before_the_first_answer_the_prior_decides(program):
    # As of July 23 eight days are left and nine are needed by then: the year's end is in reach.
    ((needed, answers, accepted, found),) = program.rows(
        "share_chance",
        "still_needed, next_answers, must_be_accepted, share_chance",
        "2025-07-23",
        mvp_id="none",
        horizon="final",
    )
    assert (answers, accepted) == (needed, -(-needed // 3))
    assert found == pytest.approx(share_chance_of(accepted, answers, 0.732, 3.28), rel=1e-9)


def test_the_criterion_is_lost_when_not_even_the_busiest_days_can_meet_it(program):
    # As of July 30 one day is left. With 4 more answers, all accepted, `lost` would have 4 of 11
    # and `edge` 4 of 10, but `over` 4 of 13.
    program.shows(
        "share_chance",
        """
        as_of      | mvp_id | is_lost | why
        2025-07-30 | lost   | false   | 7 - 0 <= 2 * 1 * 4
        2025-07-30 | edge   | false   | 6 - 0 <= 2 * 1 * 4
        2025-07-30 | over   | true    | 9 - 0 > 2 * 1 * 4
        2025-07-30 | third  | false   | 3 * 3 >= 9
        2025-07-31 | lost   | true    | no day is left
        2025-07-31 | edge   | true    | no day is left
        2025-07-31 | over   | true    | no day is left
        2025-07-31 | third  | false   | 3 * 3 >= 9
        """,
        horizon="checkpoint",
    )


def test_a_criterion_that_is_lost_is_out_of_reach_with_the_chance_0(program):
    # `third`, `other` and `once` have all the answer days that are expected; 2 of the 9 answers of
    # `other` are accepted.
    program.shows(
        "risk",
        """
        as_of      | mvp_id | needed | chance | risk         | why
        2025-07-31 | third  | 0      | 1.0000 | met          | 3 * 3 >= 9
        2025-07-31 | other  | 0      | 0.0000 | out_of_reach | 3 * 2 < 9
        2025-07-31 | once   | 0      | 1.0000 | met          | 3 * 1 >= 2
        """,
        about="forum",
    )
    program.shows(
        "risk",
        """
        mvp_id | reason
        other  | {count}; out of reach by then; accepted 2 of 9 answers, 1 in 3 needed
        """.format(
            count="9 of 9 answer days; no more answer days needed by then; 9 in the last 90 days"
        ),
        as_of="2025-07-31",
    )


def test_a_criterion_that_is_met_can_be_lost_again(program):
    # As of July 30 `third` has its 9 days and 3 of 9 answers accepted; one more answer is expected,
    # and it would have to be accepted: 3 * 3 < 10.
    answers = [(f"2025-07-{day}", day % 3 == 0) for day in THIRD]
    rate = size_and_days("forum", "2025-07-30", "2025-07-21", [day for day, _ in answers])
    assert round(1 * rate[0] / rate[1]) == 1
    chance = share_chance_of(1, 1, *accepted_and_not("2025-07-30", answers))
    assert chance < 0.5
    program.shows(
        "risk",
        f"""
        mvp_id | needed | chance       | risk | reason
        third  | 0      | {chance:.4f} | high | {{count}}; {{so_far}}; {{next}}
        """.format(
            count="9 of 9 answer days; no more answer days needed by then; 9 in the last 90 days",
            so_far="accepted 3 of 9 answers, 1 in 3 needed",
            next="1 of the next 1 would have to be accepted",
        ),
        as_of="2025-07-30",
    )


def test_a_share_of_all_answers_is_lost_with_the_first_that_is_not_accepted(draw):
    program = draw(
        settings={"tracks.forum.min_solution_share": "1"},
        mvps="mvp_id | entered_on\nana | 2025-07-21\n",
        contributions="mvp_id | track | occurred_at | accepted\nana | forum | 2025-07-21 | true\n"
        "ana | forum | 2025-07-22 | false\n",
    )
    found = program.rows("share_chance", "is_lost", "2025-07-21", horizon="final")
    assert found == [(False,)]
    found = program.rows("share_chance", "is_lost", "2025-07-22", horizon="final")
    assert found == [(True,)]


def test_the_prior_of_accepted_answers_is_a_setting(draw):
    program = draw(
        settings={"forecast.forum.prior_accepted": 6.0, "forecast.forum.prior_not_accepted": 2.0},
        mvps="mvp_id | entered_on\nana | 2025-07-21\n",
    )
    found = program.rows("pace", "accepted, not_accepted", "2025-07-21", track="forum")
    assert found == [(6.0, 2.0)]


def test_the_outlook_of_a_year_includes_the_second_criterion(program):
    ((chance, outlook),) = program.rows(
        "renewal_stage join chances using (mvp_id)",
        "renewal_stage.chance, chances.chance",
        "2025-07-31",
        mvp_id="other",
        horizon="final",
        track="forum",
    )
    assert chance == outlook < 0.5


UNTOLD = {
    "mvps": "mvp_id | entered_on\nana | 2025-07-21\n",
    "commitments": "mvp_id | year | track\nana | 2025 | forum\n",
    "sources": "track | complete_until\nforum | 2025-12-31\n",
}


@pytest.mark.parametrize(
    ("accepted", "level", "risk"), [("", "on_track", "met"), ("false", "behind", "out_of_reach")]
)
def test_when_no_answer_says_whether_it_was_accepted_the_criterion_is_not_judged(
    draw, accepted, level, risk
):
    # 13 answers from July 19 on, 11 of them in the year of an MVP who enters on July 21;
    # 9 are expected: 4 * 11 < 5 * 9.
    program = draw(
        contributions="mvp_id | track | occurred_at | days | accepted\n"
        f"ana | forum | 2025-07-19 | 13 | {accepted}\n",
        **UNTOLD,
    )
    table = f"mvp_id | level | risk\nana | {level} | {risk}\n"
    program.shows("members", table, as_of="2025-07-31")
    assert program.value("supplied", "acceptance_is_tracked", "2025-07-31") == bool(accepted)
