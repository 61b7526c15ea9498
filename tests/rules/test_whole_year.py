"""What a whole year without leave asks for, beside a person's own target: rules, section 2."""

import pytest

from data.days.scope import Scope

TABLES = {
    "mvps": """
        mvp_id | entered_on
        ana    | 2024-03-01
        ben    | 2025-04-15
    """,
    "leaves": """
        mvp_id | from_on    | to_on
        ana    | 2025-08-01 | 2025-08-31
    """,
}


def targets(program, mvp_id: str) -> dict[str, int]:
    """What a whole year asks of an MVP, by track."""
    scope = Scope(everybody=True, only_mvp=mvp_id)
    asked = program.day("2025-10-15").query(
        scope, "select track, expected from expected_in_whole_year"
    )
    return dict(asked.fetchall())


@pytest.mark.parametrize("mvp_id", ["ana", "ben"])
def test_a_whole_year_is_the_same_with_leave_and_for_who_enters_later(draw, mvp_id):
    """2025 has 261 weekdays and 12 months."""
    program = draw(**TABLES)
    assert targets(program, mvp_id) == {"forum": 261, "forge": 12, "content": 6, "meetup": 6}


def test_a_whole_year_follows_the_rate_of_a_track(draw):
    settings = {"tracks.forum.weekday_share": 0.5, "tracks.forge.cadence_months": 3}
    found = targets(draw(settings=settings, **TABLES), "ben")
    assert (found["forum"], found["forge"]) == (261 // 2, 12 // 3)


def test_the_leave_of_the_person_still_counts_in_the_own_target(draw):
    """31 days of leave: months(2025-02-01, 2026-01-01) = 11."""
    day = draw(**TABLES).day("2025-10-15")
    scope = Scope(everybody=True, only_mvp="ana")
    asked = (
        "select progress.target, whole.expected from progress "
        "join expected_in_whole_year as whole using (track) where track = 'forge'"
    )
    assert day.query(scope, asked).fetchall() == [(11, 12)]
