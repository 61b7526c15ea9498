"""docs/forecast.md: the chance of reaching a count by a date."""

import random
from datetime import date, timedelta

import pytest

from tests.rules.by_hand import (
    NUMBERS,
    accepted_and_not,
    chance_of,
    days,
    days_ahead,
    share_chance_of,
    size_and_days,
)

# The worked example: Ben in forge, as of 2025-07-07. `ben_1` and `ben_3` did the same and entered
# later: fewer contributions count, and less is expected.
COMPONENTS = ["2025-01-20", "2025-02-14", "2025-04-03", "2025-05-22"]
ON_LEAVE = list(days("2025-03-03", "2025-03-16"))
RATE_OF_BEN = size_and_days("forge", "2025-07-07", "2024-11-15", COMPONENTS, ON_LEAVE)


@pytest.fixture(scope="module")
def program(draw):
    bens = ("ben", "ben_1", "ben_3")
    starts = [f"2025-{month:02}-01" for month in range(1, 8)]
    return draw(
        mvps="""
            mvp_id  | entered_on
            ben     | 2025-01-01
            ben_1   | 2025-01-20
            ben_3   | 2025-02-15
            today   | 2025-07-07
            weights | 2025-07-07
            once    | 2025-07-07
            shown   | 2025-07-07
            away    | 2025-07-01
            still   | 2025-01-01
        """
        + "".join(f"from_{start[5:7]} | {start}\n" for start in starts),
        leaves="""
            mvp_id | from_on    | to_on
            ben    | 2025-03-03 | 2025-03-16
            ben_1  | 2025-03-03 | 2025-03-16
            ben_3  | 2025-03-03 | 2025-03-16
            away   | 2025-07-02 | 2025-07-04
            away   | 2025-07-04 | 2025-07-20
            away   | 2025-07-08 | 2025-07-31
            still  | 2025-07-07 |
        """,
        contributions="mvp_id | track | kind | occurred_at | url\n"
        + "".join(f"{ben} | forum | answer | 2024-11-15 |\n" for ben in bens)
        + "".join(f"{ben} | forge | component | {day} |\n" for ben in bens for day in COMPONENTS)
        + """
            weights | forge | component  | 2025-07-07 |
            weights | forge | component  | 2025-04-08 |
            weights | forge | component  | 2025-01-08 |
            weights | forge | component  | 2025-07-08 |
            once    | forum | answer     | 2025-07-07 |
            once    | forum | answer     | 2025-07-07 |
            once    | forge | component  | 2025-07-07 | /a
            once    | forge | component  | 2025-07-07 | /b
            once    | forge | component  | 2025-07-07 | /a
            shown   | forum | moderation | 2025-06-01 |
            shown   | forge | release    | 2025-06-01 |
            away    | forum | answer     | 2025-07-03 |
        """
        + "".join(
            f"from_{start[5:7]} | meetup | spoke | {day} |\n"
            for start in starts
            for day in ("2024-09-10", "2024-12-10", "2024-12-11")
        ),
    )


def test_the_calculation_by_hand_gives_the_worked_example():
    r, q = size_and_days("forge", "2025-07-07", "2024-11-15", COMPONENTS, ON_LEAVE)
    assert (round(r, 6), round(q, 6)) == (0.235582, 14.648902)
    assert days_ahead("2025-07-07", "2025-07-31", ON_LEAVE) == 24
    assert days_ahead("2025-07-07", "2025-12-31", ON_LEAVE) == 177
    assert round(chance_of(2, r, q, 24), 6) == 0.087913
    chances = [chance_of(1, r, q, 24), chance_of(3, r, q, 24), chance_of(7, r, q, 177)]
    assert [round(chance, 4) for chance in chances] == [0.2043, 0.0433, 0.1372]


@pytest.mark.parametrize("ben", ["ben", "ben_1", "ben_3"])
def test_the_worked_examples_size_and_days(program, ben):
    ((size, q),) = program.rows("pace", "size, days", "2025-07-07", mvp_id=ben, track="forge")
    assert (round(size, 6), round(q, 6)) == (0.235582, 14.648902)
    assert (size, q) == pytest.approx(
        size_and_days("forge", "2025-07-07", "2024-11-15", COMPONENTS, ON_LEAVE), rel=1e-12
    )


def test_the_worked_examples_chances(program):
    program.shows(
        "chances",
        """
        mvp_id | horizon    | needed     | chance  | why
        ben    | checkpoint | 6 - 4 = 2  | 0.0879  | months(01-15, 08-01) = 6
        ben_1  | checkpoint | 5 - 4 = 1  | 0.2043  | months(02-03, 08-01) = 5
        ben_3  | checkpoint | 5 - 2 = 3  | 0.0433  | months(03-01, 08-01) = 5
        ben    | final      | 11 - 4 = 7 | 0.1372  | months(01-15, 01-01) = 11
        ben_1  | final      | 10 - 4 = 6 | {six}   | months(02-03, 01-01) = 10
        ben_3  | final      | 10 - 2 = 8 | {eight} | months(03-01, 01-01) = 10
        """.format(
            six=f"{chance_of(6, *RATE_OF_BEN, 177):.4f}",
            eight=f"{chance_of(8, *RATE_OF_BEN, 177):.4f}",
        ),
        as_of="2025-07-07",
        track="forge",
    )


def size_of(program, mvp_id, track):
    return program.value("pace", "size", "2025-07-07", mvp_id=mvp_id, track=track)


def days_of(program, mvp_id, track):
    return program.value("pace", "days", "2025-07-07", mvp_id=mvp_id, track=track)


def test_an_event_weighs_one_today_a_half_after_the_half_life_and_a_quarter_after_two(program):
    # July 7 minus 90 days is April 8, minus 180 days January 8. Tomorrow's event does not count.
    expected = 0.0901 + (1 + 1 / 2 + 1 / 4) / 12.3
    assert size_of(program, "weights", "forge") == pytest.approx(expected, rel=1e-12)


def test_a_day_of_answers_is_one_event_and_a_repeat_is_none(program):
    assert size_of(program, "once", "forum") == pytest.approx(0.152 + 1 / 3.01, rel=1e-12)
    assert size_of(program, "once", "forge") == pytest.approx(0.0901 + 2 / 12.3, rel=1e-12)


def test_without_evidence_there_is_the_prior(program):
    # Entered today: today is the only day, with the weight 1.
    for track, (_, prior_events, prior_days, overdispersion) in NUMBERS.items():
        assert size_of(program, "today", track) == prior_events
        assert days_of(program, "today", track) == pytest.approx(
            prior_days + 1 / overdispersion, rel=1e-12
        )


def test_a_kind_that_is_only_shown_is_not_an_event(program):
    assert size_of(program, "shown", "forge") == 0.0901
    assert days_of(program, "shown", "forge") == pytest.approx(6.24 + 1 / 12.3, rel=1e-12)


def test_the_time_begins_with_the_first_event_in_any_track(program):
    # The first event of `weights` is on January 8, in forge; the forum's days begin there too.
    _, q = size_and_days("forum", "2025-07-07", "2025-01-08", [])
    assert days_of(program, "weights", "forum") == pytest.approx(q, rel=1e-12)


def test_leave_days_are_left_out_once_of_the_past_and_of_the_days_ahead(program):
    # As of July 7 the leaves of July 2 and 4 count, on days before July 7 and on July 21 to 31.
    # The third leave begins tomorrow and does not count. The answer on leave counts.
    # No answer says whether it was accepted, so the chance is about the count.
    size = 0.152 + 2 ** (-4 / 45) / 3.01  # July 3 is 4 days back
    q = 0.554 + 2 ** (-6 / 45) / 3.01  # July 1 is 6 days back
    assert size_of(program, "away", "forum") == pytest.approx(size, rel=1e-12)
    assert days_of(program, "away", "forum") == pytest.approx(q, rel=1e-12)
    program.shows(
        "chances",
        f"""
        mvp_id | needed            | days_left   | open_days_left | chance
        away   | 1 + 5 + 4 - 1 = 9 | 31 - 7 = 24 | 31 - 20 = 11   | {chance_of(9, size, q, 11):.4f}
        """,
        as_of="2025-07-07",
        track="forum",
        horizon="checkpoint",
    )


def test_the_chance_is_0_without_days_ahead_and_1_when_nothing_is_needed(program):
    # `still` is on leave from today on; months(01-26, 08-01) = 6 components are expected so far.
    program.shows(
        "chances",
        """
        mvp_id | track | needed | open_days_left | chance | why
        still  | forge | 6      | 0              | 0.0000 | m = 0
        today  | forge | 0      | 24             | 1.0000 | N = 0
        """,
        as_of="2025-07-07",
        track="forge",
        horizon="checkpoint",
    )


def test_the_more_is_needed_the_lower_is_the_chance(program):
    # Seven MVPs with the same contributions; the earlier they entered, the more is expected.
    found = [
        row
        for row in program.rows(
            "chances", "needed, chance, mvp_id", "2025-07-07", track="meetup", horizon="final"
        )
        if row[2].startswith("from_")
    ]
    rate = size_and_days(
        "meetup", "2025-07-07", "2024-09-10", ["2024-09-10", "2024-12-10", "2024-12-11"]
    )
    assert [needed for needed, _, _ in found] == [3, 3, 4, 4, 5, 5, 6]
    assert [chance for _, chance, _ in found] == pytest.approx(
        [chance_of(needed, *rate, 177) for needed in (3, 3, 4, 4, 5, 5, 6)], rel=1e-9
    )
    by_needed = {needed: chance for needed, chance, _ in found}
    assert by_needed[3] > by_needed[4] > by_needed[5] > by_needed[6] > 0


# A made-up program with random days (from a seed); every chance is computed by hand. There is one
# answer a day, accepted when `_is_accepted` says so.
AS_OF = ("2024-02-29", "2025-06-15")


def _is_accepted(mvp_id, day):
    return (int(day[-2:]) + int(mvp_id[-2:])) % 3 == 0


def _random_day(rng, first, last):
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    return first + timedelta(days=rng.randrange((last - first).days + 1))


@pytest.fixture(scope="module")
def made_up():
    rng = random.Random(20250615)
    people = {}
    for number in range(24):
        first = str(_random_day(rng, "2023-06-01", "2025-06-15"))
        events = {
            track: sorted(
                {
                    str(_random_day(rng, "2023-06-01", "2025-12-31"))
                    for _ in range(rng.choice((0, 1, 5, most)))
                }
            )
            for track, most in (("forum", 300), ("forge", 25), ("content", 12), ("meetup", 12))
        }
        leaves = {}
        for _ in range(rng.choice((0, 1, 3))):
            from_on = _random_day(rng, "2023-12-01", "2025-12-01")
            to_on = from_on + timedelta(days=rng.choice((0, 6, 30, 200)))
            leaves[str(from_on)] = str(to_on) if rng.random() < 0.8 else ""
        people[f"mvp_{number:02}"] = (first, events, leaves)
    return people


@pytest.fixture(scope="module")
def made_up_program(draw, made_up):
    return draw(
        mvps="mvp_id | entered_on\n"
        + "".join(f"{mvp_id} | {first}\n" for mvp_id, (first, _, _) in made_up.items()),
        contributions="mvp_id | track | occurred_at | accepted\n"
        + "".join(
            f"{mvp_id} | {track} | {day} | {_is_accepted(mvp_id, day)}\n"
            for mvp_id, (_, events, _) in made_up.items()
            for track, on in events.items()
            for day in on
        ),
        leaves="mvp_id | from_on | to_on\n* | 2024-12-20 | 2025-01-02\n"
        + "".join(
            f"{mvp_id} | {from_on} | {to_on}\n"
            for mvp_id, (_, _, leaves) in made_up.items()
            for from_on, to_on in leaves.items()
        ),
    )


def _chance_by_hand(mvp_id, person, track, as_of, due_on, needed):
    entered_on, events, leaves = person
    everybodys = {"2024-12-20": "2025-01-02"}
    on_leave = [
        day
        for from_on, to_on in [*leaves.items(), *everybodys.items()]
        if from_on <= as_of
        for day in days(from_on, to_on or "2026-12-31")
    ]
    seen = {name: [day for day in on if day <= as_of] for name, on in events.items()}
    since = min([entered_on, *(day for on in seen.values() for day in on)])
    left = (date.fromisoformat(due_on) - date.fromisoformat(as_of)).days
    m = days_ahead(as_of, due_on, on_leave)
    size, q = size_and_days(track, as_of, since, seen[track], on_leave)
    share = 1.0
    if track == "forum":
        if needed > left:
            return 0
        answers = [(day, _is_accepted(mvp_id, day)) for day in seen["forum"]]
        first = max(entered_on, f"{as_of[:4]}-01-01")
        likely = min(left, int(m * size / q + 0.5))
        needed, share = _share_by_hand(answers, first, as_of, left, needed, likely)
    if needed <= 0:
        return share
    return share * chance_of(needed, size, q, m) if m else 0


def _share_by_hand(answers, first, as_of, left, needed, likely):
    """The answer days needed for both criteria, and the share chance, of one answer a day."""
    year = [is_accepted for day, is_accepted in answers if day >= first]
    short = len(year) - 3 * sum(year)
    if short > 2 * left:
        return needed, 0.0
    needed = max(needed, min(left, -(-short // 2)))
    more = max(needed, likely)
    least = max(0, -(-(len(year) + more) // 3) - sum(year))
    return needed, share_chance_of(least, more, *accepted_and_not(as_of, answers))


@pytest.mark.parametrize("as_of", AS_OF)
def test_every_chance_of_a_made_up_program_equals_the_one_by_hand(made_up, made_up_program, as_of):
    found = made_up_program.rows("chances", "mvp_id, track, due_on::varchar, needed, chance", as_of)
    entered = [mvp_id for mvp_id, (first, _, _) in made_up.items() if first <= as_of]
    assert len(found) == len(entered) * 4 * 2  # four tracks, by the checkpoint and the year's end
    by_hand = [
        _chance_by_hand(mvp_id, made_up[mvp_id], track, as_of, due_on, needed)
        for mvp_id, track, due_on, needed, _ in found
    ]
    assert [chance for *_, chance in found] == pytest.approx(by_hand, rel=1e-9, abs=1e-12)
    assert len({round(chance, 4) for chance in by_hand}) > 20  # not only 0 and 1


def test_the_numbers_of_the_model_are_settings(draw):
    program = draw(
        settings={
            "forecast.forge.half_life_days": 10,
            "forecast.forge.prior_events": 2.0,
            "forecast.forge.prior_days": 30.0,
            "forecast.forge.overdispersion": 4.0,
        },
        mvps="""
            mvp_id | entered_on
            ana    | 2025-07-07
        """,
        contributions="""
            mvp_id | track | occurred_at
            ana    | forge | 2025-06-27
        """,
    )
    # One event ten days ago weighs 1/2; eleven days weigh 2^0, 2^(-1/10) … 2^(-1).
    weighted_days = sum(2 ** (-back / 10) for back in range(11))
    assert size_of(program, "ana", "forge") == pytest.approx(2 + 1 / 2 / 4, rel=1e-12)
    assert days_of(program, "ana", "forge") == pytest.approx(30 + weighted_days / 4, rel=1e-12)


def test_days_before_the_data_begins_are_no_evidence(draw):
    """As if the MVP had entered on the day that the data begins, and done nothing before it."""
    on_leave = list(days("2025-03-10", "2025-03-20"))
    program = draw(
        mvps="mvp_id | entered_on\nold | 2020-01-01\nnew | 2025-06-01\n",
        leaves="mvp_id | from_on | to_on\nold | 2025-03-10 | 2025-03-20\n",
        contributions="""
            mvp_id | track | occurred_at
            old    | forge | 2025-03-14
            old    | forge | 2025-03-15
            old    | forge | 2025-05-22
            new    | forge | 2025-06-02
            new    | forum | 2025-03-20
        """,
        sources="""
            track   | complete_from | complete_until
            forge   | 2025-03-15    | 2025-07-07
            forum   | 2025-03-25    | 2025-07-07
        """,
    )
    pace = {
        (mvp_id, track): (size, q)
        for mvp_id, track, size, q in program.rows(
            "pace", "mvp_id, track, size, days", "2025-07-07"
        )
    }
    by_hand = size_and_days(
        "forge", "2025-07-07", "2025-03-15", ["2025-03-15", "2025-05-22"], on_leave
    )
    assert pace["old", "forge"] == pytest.approx(by_hand)
    # The first event in any track, on March 20, is after March 15 and before March 25.
    by_hand = size_and_days("forge", "2025-07-07", "2025-03-20", ["2025-06-02"])
    assert pace["new", "forge"] == pytest.approx(by_hand)
    assert pace["new", "forum"] == pytest.approx(
        size_and_days("forum", "2025-07-07", "2025-03-25", [])
    )


def test_without_any_data_there_is_the_prior_alone(draw):
    stated = "track | complete_until\nforge | 2025-07-07\n"
    program = draw(mvps="mvp_id | entered_on\nold | 2020-01-01\n", sources=stated)
    for track, (_, prior_events, prior_days, _) in NUMBERS.items():
        assert size_of(program, "old", track) == prior_events
        assert days_of(program, "old", track) == prior_days
