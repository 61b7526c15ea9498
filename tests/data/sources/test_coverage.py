"""What the sources cover: rows by source, gaps, and which MVPs a source knows."""

from datetime import date
from pathlib import Path

import pytest

from data.days.day import Day
from data.days.scope import Scope
from data.sql.files import sql
from tests.data.folders import Outcome, build_files, written
from tests.data.forum_program import ACCOUNTS, MAPPING, MVPS, build_with_forum

AS_OF = date(2025, 12, 31)
PROGRAM_TEAM = Scope(everybody=True)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return build_with_forum(tmp_path_factory.mktemp("coverage"))


def query(outcome: Outcome, scope: Scope, name: str) -> list[tuple]:
    return Day(outcome.built.path, AS_OF).query(scope, sql(f"pages/{name}")).fetchall()


def test_rows_are_counted_by_mvp_track_and_source(outcome):
    found = outcome.rows(
        "select mvp_id, track, source, contributions, newest_on from source_rows "
        "where mvp_id != 'zoe' order by all"
    )
    assert found == [
        ("ana", "forum", "forum", 7, date(2025, 4, 30)),
        ("eva", "forum", "forum", 1, date(2025, 5, 20)),
    ]


def test_the_newest_row_of_a_source_may_be_a_strangers(outcome):
    assert outcome.rows("from track_sources") == [("forum", "forum", date(2025, 6, 30))]


def test_a_gap_is_more_than_two_weeks_longer_than_the_usual_pause(outcome):
    assert outcome.rows("from gaps") == [("forum", date(2025, 5, 1), date(2025, 5, 20), 19, 1)]


def test_coverage_says_per_track_how_many_of_the_committed_a_source_knows(outcome):
    """Ana has rows, Ben an account; Cem has an account on another source only."""
    assert query(outcome, PROGRAM_TEAM, "data_health/coverage") == [
        (
            "forum",
            "forum",
            3,
            2,
            date(2025, 6, 30),
            1,
            "2025-05-01 to 2025-05-20: 19 days, usually 1",
        ),
        ("forge", None, 1, None, None, 0, None),
        ("content", None, 0, None, None, 0, None),
        ("meetup", None, 0, None, None, 0, None),
    ]


def test_there_is_no_coverage_without_raw_files(tmp_path):
    outcome = build_files(tmp_path, {"mvps.csv": MVPS, "accounts.csv": ACCOUNTS})
    assert query(outcome, PROGRAM_TEAM, "data_health/coverage") == []


@pytest.mark.parametrize("scope", [Scope(everybody=True, only_mvp="ana"), Scope(mvp_id="ana")])
def test_an_mvp_sees_which_accounts_count_for_them(outcome, scope):
    assert query(outcome, scope, "mvp/accounts") == [
        ("forum", "ana2", date(2025, 4, 1), None, 7),
        ("forum", "anna", None, date(2025, 3, 31), 7),
    ]


def test_rows_that_an_e_mail_address_links_are_shown_too(outcome):
    assert query(outcome, Scope(mvp_id="eva"), "mvp/accounts") == [
        ("forum", "their e-mail address", None, None, 1)
    ]
    assert query(outcome, Scope(mvp_id="ben"), "mvp/accounts") == [
        ("Forum", "benny", None, None, None)
    ]


def test_only_the_program_team_sees_strangers_and_coverage(outcome):
    for scope in (Scope(mvp_id="ana"), Scope(teams=("North",)), Scope()):
        assert query(outcome, scope, "data_health/strangers") == []
        assert query(outcome, scope, "data_health/coverage") == []
    assert [row[:2] for row in query(outcome, PROGRAM_TEAM, "data_health/strangers")] == [
        ("forum", "somebody")
    ]


def test_a_lead_sees_the_accounts_of_their_people_alone(outcome):
    day = Day(outcome.built.path, AS_OF)
    found = day.query(Scope(teams=("South",)), "select distinct mvp_id from accounts").fetchall()
    assert found == [("cem",)]


def test_a_stranger_who_was_refused_is_marked(tmp_path: Path):
    written(tmp_path / "input" / "sources", {"forum.toml": MAPPING})
    posts = "id,user,mail,on\n1,Bot,,2025-03-01\n2,kim,,2025-03-01\n"
    written(tmp_path / "input" / "raw" / "forum", {"posts.csv": posts})
    files = {"mvps.csv": MVPS, "refusals.csv": "source,account,mvp_id\nforum,bot,\nforum,kim,ana\n"}
    found = query(build_files(tmp_path, files), PROGRAM_TEAM, "data_health/strangers")
    assert [(row[1], row[-1]) for row in found] == [("Bot", "no MVP"), ("kim", None)]
