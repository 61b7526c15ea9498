"""Flags of a week ago and of now: which are new, which have cleared, and which go on."""

import pytest

from data.days.scope import Scope
from data.sql.files import sql


def track(kind: str, pieces: int) -> dict[str, object]:
    return {
        **{"counts": [kind], "unit": [kind, f"{kind}s"], "repeats": "never"},
        **{"pieces": pieces, "cadence_months": 1},
    }


def made(mvp: str, track: str, kind: str, day: str, times: int) -> str:
    return "".join(f"{mvp} | {track} | {kind} | {day} |\n" for _ in range(times))


@pytest.fixture(scope="module")
def program(draw):
    """On March 24 components are the best track of ana and ben; then ana writes, and ben builds."""
    return draw(
        settings={
            # 30 components or articles are expected by March 31, the checkpoint.
            "tracks.forge": track("component", 10),
            "tracks.content": track("article", 10),
            "tracks.meetup": track("organized", 100),
        },
        mvps="""
            mvp_id | entered_on | left_on
            ana    | 2025-01-01 |
            ben    | 2025-01-01 |
            cleo   | 2025-01-01 |
            dan    | 2025-01-01 | 2025-03-28
        """,
        commitments="""
            mvp_id | year | track
            cleo   | 2025 | forge
            cleo   | 2025 | content
        """,
        contributions="mvp_id | track | kind | occurred_at | url\n"
        + "".join(
            made(who, "forge", "component", f"2025-{month:02}-10", 5)
            for who in ("ana", "ben", "dan")
            for month in (1, 2, 3)
        )
        + made("ana", "content", "article", "2025-03-26", 29)
        + made("ben", "forge", "component", "2025-03-26", 15)
        + made("cleo", "forge", "component", "2025-03-26", 30),
        sources="".join(
            ["track | complete_from | complete_until\n"]
            + [
                f"{track} | 2025-01-01 | 2025-12-31\n"
                for track in ("forum", "forge", "content", "meetup")
            ]
        ),
    )


def test_a_flag_goes_on_with_another_track_and_clears_only_when_nothing_is_left_of_it(program):
    """One article is missing for ana on the checkpoint itself, where 15 components were."""
    about = "select mvp_id, about from risk where is_at_risk order by all"
    everybody = Scope(everybody=True)
    before = program.day("2025-03-24").query(everybody, about).fetchall()
    assert [row for row in before if row[0] != "cleo"] == [
        ("ana", "forge"),
        ("ben", "forge"),
        ("dan", "forge"),
    ]
    now = program.day("2025-03-31")
    assert now.query(everybody, about).fetchall() == [("ana", "content"), ("cleo", "content")]
    changes = now.query(everybody, sql("pages/at_risk/changes")).fetchall()
    assert [(row[0], row[3], row[4]) for row in changes] == [
        ("dan", "forge", "left"),
        ("ben", "forge", "cleared"),
        ("cleo", "forge", "cleared"),
    ]
    says = now.query(everybody, sql("pages/at_risk/changes_finding")).fetchall()
    assert says == [("Flags since last week: 2 cleared, 1 of somebody who left",)]
