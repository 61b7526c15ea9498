"""What people said and somebody accepted, in real builds from real files."""

from datetime import date
from pathlib import Path

import pytest

from data.build.build import Built, build, check
from data.days.day import Day
from data.days.scope import Scope
from data.events.folder import EventFolder
from data.events.model import Event
from data.settings.files import load_program
from data.settings.model import Settings
from tests.data.folders import HEADERS, Outcome, accepting, build_files, written
from tests.data.forum_program import MAPPING

from .said import FIRST, MENTORING, decided, said

AS_OF = date(2026, 3, 31)
FILES = {
    **HEADERS,
    "mvps.csv": "mvp_id,name,email,entered_on\n"
    "ana,Ana,ana@example.org,2025-01-10\nben,Ben,ben@example.org,2024-02-29\n",
    "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at,title,url\n"
    "c1,ana,content,article,2026-02-01,One,https://blog.example/one\n"
    "c2,ana,content,article,2026-02-02,Two,https://blog.example/two\n"
    "c3,ben,content,article,2026-02-03,Three,https://blog.example/three\n",
}
TEAM = {"by": "team@example.org", "role": "program"}


def after(folder: Path, *events: Event, own: Settings | None = None, **files: str) -> Outcome:
    """A build of FILES and `files` after these events."""
    said_in = EventFolder(folder / "out" / "mvp-events")
    written(folder / "out", {})
    for event in events:
        said_in.write(event)
    return build_files(folder, {**FILES, **files}, as_of=AS_OF, own=own)


def accepted(event: Event) -> tuple[Event, Event]:
    return event, decided(event, (event.at - FIRST).total_seconds() / 60 + 60)


def test_an_accepted_claim_counts_and_one_that_is_open_declined_or_withdrawn_does_not(tmp_path):
    claim, declined, back, still_open = (
        said("claim", n, title=f"Talk {n}", url=f"https://blog.example/{n}") for n in range(4)
    )
    outcome = after(
        tmp_path,
        *(claim, declined, back, still_open, decided(claim, 9), decided(declined, 9, "decline")),
        said("withdrawal", 9, answers=back),
    )
    found = "select contribution_id, title, day, counted from contributions where title like 'T%k%'"
    assert outcome.rows(found) == [(f"claim-{claim.id}", "Talk 0", date(2026, 2, 27), True)]
    assert outcome.counts["events"] == (1, 1, 0, 0, 0)
    assert any(f": 7 read from {tmp_path}" in notice for notice in outcome.notices)


def test_a_verdict_corrects_a_claim(tmp_path):
    claim = said("claim")
    more = {"day": "2026-01-05", "track": "meetup", "kind": "spoke"}
    outcome = after(tmp_path, claim, decided(claim, 1, **more))
    found = outcome.rows(
        "select track, kind, day from contributions where contribution_id like 'cl%'"
    )
    assert found == [("meetup", "spoke", date(2026, 1, 5))]


SESSION = {"track": "mentoring", "kind": "session"}


def test_a_claim_counts_its_points_as_the_verdict_corrects_them_and_1_without_any(tmp_path):
    hours = [
        said("claim", n, points=points, **SESSION) for n, points in enumerate((None, "4", "4"))
    ]
    article = said("claim", 3)
    to_mentoring, elsewhere = said("claim", 4), said("claim", 5, points="9", **SESSION)
    events = [
        *(*accepted(hours[0]), *accepted(hours[1]), hours[2], *accepted(article)),
        decided(hours[2], 70, points="2"),
        *(to_mentoring, decided(to_mentoring, 71, points="7", **SESSION)),
        *(elsewhere, decided(elsewhere, 72, track="meetup", kind="spoke")),
    ]
    written(tmp_path, {"own/program.toml": MENTORING})
    outcome = after(tmp_path, *events, own=load_program(tmp_path / "own"))
    found = outcome.rows(
        "select contribution_id, track, points from contributions where starts_with"
        "(contribution_id, 'claim')"
    )
    assert {contribution: row for contribution, *row in found} == {
        f"claim-{claim.id}": row
        for claim, row in (
            *((hours[0], ["mentoring", None]), (hours[1], ["mentoring", 4])),
            *((hours[2], ["mentoring", 2]), (article, ["content", None])),
            *((to_mentoring, ["mentoring", 7]), (elsewhere, ["meetup", None])),
        )
    }
    assert outcome.rows("select sum(done)::integer from activity where track = 'mentoring'") == [
        (1 + 4 + 2 + 7,)
    ]


def test_a_claim_of_what_is_there_already_is_a_repeat(tmp_path):
    claim = said("claim", url="https://www.blog.example/one/", day="2026-02-01")
    outcome = after(tmp_path, *accepted(claim))
    found = "select not_counted_because from contributions where contribution_id like 'claim%'"
    assert outcome.rows(found) == [("repeat",)]


def test_a_contribution_that_is_not_theirs_is_left_out_and_only_for_them(tmp_path):
    not_mine = said("dispute", contribution_id="c1")
    of_another = said("dispute", 1, contribution_id="c3")
    still_open = said("dispute", 2, contribution_id="c2")
    outcome = after(tmp_path, *accepted(not_mine), *accepted(of_another), still_open)
    assert outcome.rows("select contribution_id from contributions") == [("c2",), ("c3",)]
    assert outcome.counts["contributions.csv"] == (3, 2, 0, 0, 0)
    assert outcome.rows("select left_out from build_files where file like 'contr%'") == [(1,)]


def test_a_claim_can_be_left_out_too(tmp_path):
    claim = said("claim")
    dispute = said("dispute", 1, contribution_id=f"claim-{claim.id}")
    outcome = after(tmp_path, *accepted(claim), *accepted(dispute))
    assert outcome.rows("select contribution_id from contributions where title is null") == []


def test_accounts_that_are_theirs_and_that_are_not(tmp_path):
    about = {"what": "account", "contribution_id": None, "source": "forum"}
    mine = said("dispute", is_mine="yes", account="ana.s", **about)
    not_mine = said("dispute", 1, is_mine="no", account="ANA-x ", **about)
    accounts = "source,account,mvp_id,from_on\nForum,ana-X,ana,\nforum,ben,ben,\n"
    outcome = after(tmp_path, *accepted(mine), *accepted(not_mine), **{"accounts.csv": accounts})
    assert outcome.rows("select account, mvp_id from accounts order by all") == [
        ("ana.s", "ana"),
        ("ben", "ben"),
    ]
    assert outcome.rows("from refusals") == [("forum", "ANA-x", "ana")]


def test_an_account_that_is_theirs_links_the_rows_of_an_export(tmp_path):
    about = {"what": "account", "contribution_id": None, "source": "forum", "account": "ana.s"}
    files = {"sources/forum.toml": MAPPING, "raw/forum/posts.csv": POSTS}
    found = "select mvp_id from contributions where contribution_id like 'forum:%'"
    before = after(tmp_path / "before", **files)
    assert before.rows(found) == []
    outcome = after(tmp_path, *accepted(said("dispute", is_mine="yes", **about)), **files)
    assert outcome.rows(found) == [("ana",)]


POSTS = "id,user,mail,on\np1,ana.s,,2026-02-06\n"


def leave(outcome: Outcome) -> list[tuple]:
    return outcome.rows("select mvp_id, from_on, to_on, agreed_on, cancelled_on from leaves")


def test_being_away_becomes_a_leave_agreed_on_the_day_of_the_verdict(tmp_path):
    away = said("away", text="Parental leave")
    days = (date(2026, 4, 1), date(2026, 4, 20))
    assert leave(after(tmp_path / "a", away)) == []
    accept = decided(away, 24 * 60)
    assert leave(after(tmp_path / "b", away, accept)) == [("ana", *days, date(2026, 3, 3), None)]
    back = said("withdrawal", 48 * 60, answers=away)
    outcome = after(tmp_path / "c", away, accept, back)
    assert leave(outcome) == [("ana", *days, date(2026, 3, 3), date(2026, 3, 4))]


def test_of_two_leaves_from_one_day_the_one_decided_last_is_there(tmp_path):
    away, shorter = said("away"), said("away", 1, to_on="2026-04-05")
    outcome = after(tmp_path, *accepted(away), shorter, decided(shorter, 90))
    assert [row[2] for row in leave(outcome)] == [date(2026, 4, 5)]
    assert outcome.rejects == []


def status(outcome: Outcome, mvp_id: str, as_of: str) -> str:
    day = Day(outcome.built.path, date.fromisoformat(as_of))
    rows = day.query(Scope(everybody=True), "select mvp_id, status from membership").fetchall()
    return dict(rows)[mvp_id]


@pytest.mark.parametrize(
    "memberships", ["", "mvp_id,from_on,to_on\nana,2023-01-01,2023-06-30\nana,2025-01-10,\n"]
)
def test_leaving_ends_the_spell(tmp_path, memberships: str):
    leaving = said("leaving", left_on="2026-03-20")
    files = {"memberships.csv": memberships} if memberships else {}
    outcome = after(tmp_path / "a", leaving, **files)
    assert status(outcome, "ana", "2026-03-20") == "active"
    outcome = after(tmp_path / "b", *accepted(leaving), **files)
    assert status(outcome, "ana", "2026-03-19") == "active"
    assert status(outcome, "ana", "2026-03-20") == "left"
    assert status(outcome, "ben", "2026-03-20") == "active"
    assert outcome.rejects == []
    known = outcome.rows("select mvp_id, agreed_on from memberships where to_on = '2026-03-20'")
    assert known == [("ana", date(2026, 3, 2))]


def renewal(outcome: Outcome) -> list[tuple]:
    return outcome.rows("from renewals order by all")


def test_answers_and_steps_about_a_renewal_become_one_row(tmp_path):
    file = "mvp_id,year,invited_on,decision,decided_on,renewed_on\nana,2025,2026-01-05,,,\n"
    files = {"renewals.csv": file}
    days = [date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)]
    yes, extend = said("renewal"), said("renewal_step", 24 * 60, step="extend", **TEAM)
    ask = said("renewal_step", 48 * 60, step="ask_to_leave", text="Too little", **TEAM)
    rows = renewal(after(tmp_path / "a", yes, **files))
    assert rows == [("ana", 2025, date(2026, 1, 5), "extend", days[0], None)]
    rows = renewal(after(tmp_path / "b", yes, extend, **files))
    assert rows == [("ana", 2025, date(2026, 1, 5), "extend", days[0], days[1])]
    rows = renewal(after(tmp_path / "c", yes, extend, ask, **files))
    assert rows == [("ana", 2025, date(2026, 1, 5), "decline", days[2], None)]
    again = said("renewal", 49 * 60)
    rows = renewal(after(tmp_path / "d", yes, ask, again, **files))
    assert rows == [("ana", 2025, date(2026, 1, 5), "decline", days[2], None)]
    extend = said("renewal_step", 50 * 60, step="extend", **TEAM)
    outcome = after(tmp_path / "e", yes, ask, extend, said("renewal", mvp_id="ben"), **files)
    assert renewal(outcome) == [
        ("ana", 2025, date(2026, 1, 5), "extend", days[0], days[2]),
        ("ben", 2025, None, "extend", days[0], None),
    ]
    assert outcome.rows("select rows_read from build_files where file = 'events'") == [(2,)]


def supplied(outcome: Outcome, name: str) -> bool:
    return outcome.rows(f"select has_{name} from supplied")[0][0] or False


def test_what_an_mvp_says_supplies_no_input_but_a_step_of_the_program_does(tmp_path):
    few = {"mvps.csv": FILES["mvps.csv"]}

    def built(folder: Path, *events: Event) -> Outcome:
        written(folder / "out", {})
        for event in events:
            EventFolder(folder / "out" / "mvp-events").write(event)
        return build_files(folder, few, as_of=AS_OF)

    outcome = built(tmp_path / "a", said("renewal"), *accepted(said("claim")))
    assert not supplied(outcome, "renewals")
    assert not supplied(outcome, "contributions")
    assert supplied(built(tmp_path / "b", said("renewal_step", **TEAM)), "renewals")


def test_a_claim_does_not_say_how_far_the_data_reaches(tmp_path):
    outcome = after(tmp_path, *accepted(said("claim", day="2026-03-01")))
    spans = "select complete_from, complete_until from data_spans where track = 'content'"
    assert outcome.rows(spans) == [(date(2026, 1, 1), date(2026, 2, 3))]
    claim = said("claim", day="2019-03-01")
    assert after(tmp_path / "early", *accepted(claim)).rows(spans) == outcome.rows(spans)


def test_damaged_files_are_named_and_the_others_are_used(tmp_path):
    claim = said("claim")
    outcome = after(tmp_path, *accepted(claim))
    written(tmp_path / "out" / "mvp-events", {"half.json": "{"})
    outcome = build_files(tmp_path, FILES, as_of=AS_OF)
    assert any("events: half.json: has not the name" in notice for notice in outcome.notices)
    assert outcome.counts["events"] == (1, 1, 0, 0, 0)
    assert (tmp_path / "out" / "mvp-events" / "half.json").exists()


def test_rows_that_the_contract_refuses_are_rejected_with_the_event(tmp_path):
    of_nobody, no_such_track = said("claim", mvp_id="zoe"), said("claim", 1, track="podcasts")
    outcome = after(tmp_path, *accepted(of_nobody), *accepted(no_such_track))
    assert [(row[0], row[1], row[4]) for row in outcome.rejects] == [
        ("events", "1", "unknown_mvp"),
        ("events", "2", "unknown_track"),
    ]
    assert of_nobody.id in outcome.rejects[0][5]


def test_the_build_knows_which_events_it_has_read_and_calls_without_their_notes(tmp_path):
    claim = said("claim")
    call = said("call", 5, note="Is ill", again_on="2026-03-20", by="l@example.org", role="lead")
    outcome = after(tmp_path, claim, call, said("calendar", 6))
    at = claim.at.replace(tzinfo=None)
    assert outcome.rows("from events") == [(claim.id, "claim", "ana", at, f"claim-{claim.id}")]
    days = (date(2026, 3, 2), "will_do", date(2026, 3, 20))
    assert outcome.rows("from calls") == [(call.id, "ana", *days)]
    assert b"Is ill" not in outcome.built.path.read_bytes()


def test_leads_and_the_program_team_see_calls_and_mvps_do_not(tmp_path):
    teams = "mvp_id,name,email,entered_on,team\nana,Ana,ana@example.org,2025-01-10,North\n"
    teams += "ben,Ben,ben@example.org,2024-02-29,South\n"
    calls = [said("call", n, mvp_id=who, **TEAM) for n, who in enumerate(("ana", "ben"))]
    claims = [said("claim", 5), said("claim", 6, mvp_id="ben", by="ben@example.org")]
    day = Day(after(tmp_path, *calls, *claims, **{"mvps.csv": teams}).built.path, AS_OF)

    def seen(table: str, scope: Scope) -> list[str]:
        rows = day.query(scope, f"select mvp_id from {table} order by mvp_id").fetchall()
        return [mvp_id for (mvp_id,) in rows]

    assert seen("calls", Scope(everybody=True)) == ["ana", "ben"]
    assert seen("calls", Scope(everybody=True, only_mvp="ben")) == ["ben"]
    assert seen("calls", Scope(teams=("North",))) == ["ana"]
    assert seen("calls", Scope(teams=("North",), mvp_id="ben")) == ["ana"]
    assert seen("calls", Scope(teams=("North", "South"), mvp_id="ben")) == ["ana"]
    assert seen("calls", Scope(mvp_id="ana")) == []
    assert seen("events", Scope(mvp_id="ana")) == ["ana"]
    assert seen("events", Scope(teams=("North",), mvp_id="ben")) == ["ana", "ben"]


def test_an_empty_folder_and_none_give_the_same_build(tmp_path):
    none = after(tmp_path / "a")
    (tmp_path / "a" / "out" / "mvp-events").mkdir()
    empty = build_files(tmp_path / "a", FILES, as_of=AS_OF)
    digest = "select content_digest from build"
    assert none.rows(digest) == empty.rows(digest)
    assert none.notices == empty.notices
    assert not any("events" in notice for notice in none.notices)


def test_a_check_reads_the_events_of_a_folder_that_is_named(tmp_path):
    source = written(tmp_path / "input", FILES)
    events = EventFolder(tmp_path / "said")
    for event in accepted(said("claim")):
        events.write(event)
    report = check(source, AS_OF, accepting(1.0), events=events.path)
    assert [(f.input, f.good) for f in report.files if f.file == "events"] == [("contributions", 1)]
    built: Built = build(source, tmp_path / "mvp.duckdb", AS_OF, accepting(1.0), events=events.path)
    assert [(f.input, f.good) for f in built.report.files if f.file == "events"] == [
        ("contributions", 1)
    ]
