"""Claims: in gray until they are counted, corrected by a verdict, and what exports know of them."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.events.folder import EventFolder
from data.events.model import Event
from tests.asking import (
    ANA,
    BEN,
    FILES,
    LEAD,
    TEAM,
    asks,
    claim,
    click,
    copied,
    fill,
    opened,
    pick,
    published,
    said,
)
from tests.conftest import Program
from tests.data.events.said import MENTORING
from tests.sent_figures import SENT_AS, is_chart, sent_figure
from tests.tiles import titles

TODAY = datetime.now(UTC).date()
TEXT = "I spoke in Porto https://blog.example/porto"
MISSING, REASON = "A link, or one sentence", "Reason or question"
GRAY = "not yet counted"


@pytest.fixture
def program(asking: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A copy of the program of tests/asking.py, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    return copied(asking, tmp_path)


def events(program: Program) -> tuple[Event, ...]:
    return EventFolder(program.database.with_name("mvp-events")).read().events


def burn_ups(email: str = ANA, **query: str) -> dict[str, list[dict]]:
    """The traces of the burn-up of each track, by its title."""
    app = opened(email, "mvp", mvp="ana", **query)
    return {
        title.replace("\\", "").partition(":")[0].lower(): sent_figure(node.proto)["data"]
        for title, node in titles(app)
        if node.type == SENT_AS and is_chart(node.proto) and "done" in str(node.proto)
    }


def captions(app: AppTest) -> str:
    return " ".join(caption.value for caption in app.caption)


def listed(app: AppTest) -> tuple[list[list[str]], list[list[str]]]:
    """The contributions of the list as texts: those in gray, and the others."""
    sent = [json.loads(each.proto.json) for each in app.main if each.type == SENT_AS]
    lists = [each for each in sent if each.get("label") == "Every contribution of the year"]
    if not lists:
        return [], []
    rows = [[cell["text"] for cell in row if cell["text"]] for row in lists[0]["rows"]]
    return rows[: lists[0]["waiting"]], rows[lists[0]["waiting"] :]


def on(app: AppTest, day: date) -> AppTest:
    """The app after a day was chosen."""
    (field,) = [field for field in app.date_input if field.label == "Day"]
    return field.set_value(day).run()


def spoken(day: date) -> str:
    """A day in the list of contributions."""
    return f"{day:%b} {day.day}, {day.year}"


def test_what_was_sent_is_in_gray_on_the_burn_up_of_its_track_and_moves_no_number(program):
    before = burn_ups()
    assert "content" in before
    assert "Gray" not in captions(opened(ANA, "mvp"))
    claim(TEXT)
    after = burn_ups()
    *numbers, mark = after.pop("content")
    assert numbers == before.pop("content")
    assert after == before  # other tracks have no mark
    assert (mark["name"], mark["customdata"]) == (GRAY, [1])
    (done,) = [trace for trace in numbers if trace["name"] == "done"]
    assert list(zip(mark["x"], mark["y"], strict=True)) == [(done["x"][-1], done["y"][-1])]
    assert captions(opened(ANA, "mvp")).count("Gray: sent, not yet counted.") == 1


def test_what_waits_comes_first_in_the_list_with_its_state_until_a_build_counts_it(program):
    _, counted = listed(asks(ANA))
    assert len(counted) == 2

    def in_gray(state: str) -> bool:
        waiting, others = listed(asks(ANA))
        return others == counted and waiting == [[TEXT, spoken(TODAY), "content", "article", state]]

    claim(TEXT)
    assert in_gray("Sent; not yet counted")
    assert "In gray, first: sent, not yet counted." in captions(asks(ANA))
    click(fill(opened(TEAM, "requests"), REASON, "Which evening?"), "Ask back")
    assert in_gray("Asked back; not yet counted")
    click(fill(asks(ANA), "Your answer", "The first one"), "Reply")
    click(opened(TEAM, "requests"), "Accept")
    assert in_gray("Accepted; not yet counted: the next build counts it")
    published(program.source.parent)
    waiting, others = listed(asks(ANA))
    assert (waiting, len(others)) == ([], 3)
    assert "gray" not in captions(asks(ANA)).lower()
    assert GRAY not in str(burn_ups())


def test_what_is_declined_or_withdrawn_is_not_in_gray(program):
    claim("Declined")
    click(fill(opened(TEAM, "requests"), REASON, "Not public"), "Decline")
    click(claim("Withdrawn"), "Withdraw it")
    assert listed(asks(ANA))[0] == []
    assert GRAY not in str(burn_ups())


def test_only_what_was_done_in_the_year_that_is_shown_is_in_gray(program):
    long_ago = date(TODAY.year - 1, 5, 5)
    app = on(pick(fill(asks(ANA), MISSING, TEXT), "content: article"), long_ago)
    click(app, "Send")
    assert listed(asks(ANA))[0] == []
    assert GRAY not in str(burn_ups())
    of_then = opened(ANA, "mvp", tab="contributions", as_of=str(date(TODAY.year - 1, 12, 31)))
    assert len(listed(of_then)[0]) == 1
    the_day_before = str(long_ago - timedelta(days=1))
    of_before = opened(ANA, "mvp", tab="contributions", as_of=the_day_before)
    assert listed(of_before)[0] == []


def test_a_list_of_what_counted_has_nothing_in_gray(program):
    claim(TEXT)
    app = opened(ANA, "mvp", tab="contributions", only="counted")
    assert [len(rows) for rows in listed(app)] == [0, 1]


def test_what_waits_is_shown_where_nothing_is_counted_yet(program):
    claim_of_ben = pick(fill(asks(BEN, "ben"), MISSING, TEXT), "content: article")
    click(claim_of_ben, "Send")
    assert [len(rows) for rows in listed(asks(BEN, "ben"))] == [1, 0]
    assert [len(rows) for rows in listed(asks(ANA))] == [0, 2]


@pytest.fixture(scope="module")
def in_hours(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program with a track that counts hours."""
    return published(tmp_path_factory.mktemp("hours"), **{"program.toml": MENTORING})


@pytest.fixture
def with_hours(in_hours: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    return copied(in_hours, tmp_path)


def hours(app: AppTest) -> list[int | None]:
    return [field.value for field in app.number_input if field.label == "Hours"]


def test_hours_are_asked_where_the_track_counts_them_shown_corrected_and_counted(with_hours):
    app = pick(fill(asks(ANA), MISSING, "An evening with three of them"), "content: article")
    assert hours(app) == []
    app = click(pick(app, "mentoring"), "Send")
    assert [error.value for error in app.error] == ["Fill in the hours."]
    app.number_input[0].set_value(0).run()
    app = click(app, "Send")
    assert "not a whole number from 1 to 10,000" in app.error[0].value
    app.number_input[0].set_value(4).run()
    app = click(app, "Send")
    (event,) = events(with_hours)
    assert event.fields["points"] == "4"
    assert any("4 hours" in each.value for each in app.main.markdown)
    ((_, _, track, _, counts, _),), _ = listed(app)
    assert (track, counts) == ("mentoring", "4 hours")

    queue = opened(TEAM, "requests")
    assert any("mentoring: session · " in m.value and "4 hours" in m.value for m in queue.markdown)
    assert hours(queue) == [4]
    queue.number_input[0].set_value(2).run()
    click(queue, "Accept")
    assert events(with_hours)[-1].fields == {"decision": "accept", "points": "2"}
    corrections = [each.value for each in asks(ANA).markdown if "Corrected" in each.value]
    assert corrections == ["Corrected: it counts 2 hours, not 4 hours."]

    published(with_hours.source.parent, **{"program.toml": MENTORING})
    _, counted = listed(asks(ANA))
    (session,) = [row for row in counted if "session" in row]
    assert "2 hours" in session


def test_a_claim_that_a_verdict_moves_to_a_track_with_hours_needs_them(with_hours):
    claim(TEXT)
    queue = pick(opened(TEAM, "requests"), "mentoring")
    assert hours(queue) == [None]
    queue = click(queue, "Accept")
    assert [error.value for error in queue.error] == ["Fill in the hours."]
    queue.number_input[0].set_value(1).run()
    click(queue, "Accept")
    assert events(with_hours)[-1].fields["points"] == "1"
    corrections = [each.value for each in asks(ANA).markdown if "Corrected" in each.value]
    assert corrections == [
        "Corrected: the track is mentoring: session, not content: article; it counts 1 hour."
    ]


def correct(queue: AppTest, day: date, track: str) -> AppTest:
    return pick(on(queue, day), track)


def test_a_verdict_corrects_the_day_and_the_track_and_the_mvp_reads_what(program):
    claim(TEXT)
    day = TODAY - timedelta(days=3)
    queue = opened(TEAM, "requests")
    (field,) = [field for field in queue.date_input if field.label == "Day"]
    (track,) = [field for field in queue.selectbox if field.label == "Track"]
    assert (field.value, track.value) == (TODAY, ("content", "article"))
    click(correct(queue, day, "content: video"), "Accept")
    verdict = events(program)[-1]
    assert verdict.fields == {
        **{"decision": "accept", "day": str(day)},
        **{"track": "content", "kind": "video"},
    }
    app = asks(ANA)
    (corrected,) = [each.value for each in app.main.markdown if "Corrected" in each.value]
    then, before = (f"{each:%B} {each.day}, {each.year}" for each in (day, TODAY))
    assert corrected == (
        f"Corrected: the day is {then}, not {before}; "
        "the track is content: video, not content: article."
    )
    assert listed(app)[0][0][1:4] == [spoken(day), "content", "video"]
    published(program.source.parent)
    counted = [row[:4] for row in listed(asks(ANA))[1]]
    assert [TEXT, spoken(day), "content", "video"] in counted


def test_a_verdict_that_changes_nothing_says_only_what_is_decided(program):
    claim(TEXT)
    click(opened(TEAM, "requests"), "Accept")
    assert events(program)[-1].fields == {"decision": "accept"}
    assert not [each for each in asks(ANA).main.markdown if "Corrected" in each.value]


def test_only_what_is_accepted_is_corrected(program):
    claim(TEXT)
    queue = correct(opened(TEAM, "requests"), TODAY - timedelta(days=3), "content: video")
    click(fill(queue, REASON, "Which evening?"), "Ask back")
    assert events(program)[-1].fields == {"decision": "ask", "text": "Which evening?"}


def test_deciding_again_begins_with_what_was_corrected_and_says_what_the_build_has(program):
    claim(TEXT)
    day, other = TODAY - timedelta(days=3), TODAY - timedelta(days=4)
    queue = click(correct(opened(TEAM, "requests"), day, "content: video"), "Accept")
    published(program.source.parent)
    queue = opened(TEAM, "requests")
    (field,) = [field for field in queue.date_input if field.label == "Day"]
    assert field.value == day
    click(on(queue, other), "Accept")
    assert events(program)[-1].get("day") == str(other)
    assert events(program)[-1].get("kind") == "video"
    app = asks(ANA)
    assert said(app) == ["Accepted and counted; the next build counts it as decided last"]
    assert listed(app)[0] == []


def test_the_buttons_of_several_requests_have_names_of_their_own(program):
    claim("One")
    claim("Another", track="content: video")
    for app in (opened(TEAM, "requests"), asks(ANA)):
        about_requests = [button.label for button in app.button if "**" in button.label]
        assert about_requests
        assert len(set(about_requests)) == len(about_requests)
        assert all("Ana Asks, content: " in label for label in about_requests)


EXPORT = """
[match]
columns = ["id", "user", "on", "what", "link"]

[contributions]
contribution_id = "id"
account = "user"
track = { value = "content" }
kind = { value = "video" }
occurred_at = "on"
title = "what"
url = "link"
"""
STRANGER = "stranger_account"
ROWS = f"""id,user,on,what,link
1,{STRANGER},2026-03-04,A *talk* in Porto,https://tube.example/porto?utm_source=x
2,bens_account,2026-03-05,A talk of Ben,https://tube.example/ben
3,{STRANGER},2026-03-06,An answer,https://tube.example/thread
4,another_account,2026-03-07,Another answer,https://tube.example/thread
5,{STRANGER},2026-03-08,Same title,https://tube.example/same
6,another_account,2026-03-09,Same title,https://tube.example/same
"""


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program with an export that has rows of Ben and of accounts that are linked to nobody."""
    return published(
        tmp_path_factory.mktemp("exported"),
        **{
            "sources/tube.toml": EXPORT,
            "raw/tube/videos.csv": ROWS,
            "accounts.csv": "source,account,mvp_id\ntube,bens_account,ben\n",
            "contributions.csv": FILES["contributions.csv"],
        },
    )


@pytest.fixture
def with_export(exported: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    return copied(exported, tmp_path)


def found(app: AppTest) -> list[str]:
    return [info.value for info in app.info if info.value.startswith("Found")]


def day_of(app: AppTest) -> date:
    (field,) = [field for field in app.date_input if field.label == "Day"]
    return field.value


@pytest.mark.parametrize("email", [ANA, BEN, LEAD, TEAM])
def test_title_and_day_of_a_link_are_those_of_an_export_whose_account_is_linked_to_nobody(
    with_export, email
):
    mvp_id = "ben" if email == BEN else "ana"
    app = fill(asks(email, mvp_id), MISSING, "See http://www.tube.example/porto/")
    assert found(app) == [
        r"Found in an export, for an account that is linked to nobody: “A \*talk\* in Porto”, "
        "March 4, 2026. It is sent like this; the day can be changed."
    ]
    assert day_of(app) == date(2026, 3, 4)
    click(pick(app, "content: video"), "Send")
    (event,) = events(with_export)
    assert event.fields["title"] == "A *talk* in Porto"
    assert event.fields["day"] == "2026-03-04"


def test_the_day_that_was_found_can_be_changed_and_goes_with_the_link(with_export):
    app = fill(asks(ANA), MISSING, "https://tube.example/porto")
    app = on(app, date(2026, 2, 2))
    click(pick(app, "content: video"), "Send")
    (event,) = events(with_export)
    assert event.fields["day"] == "2026-02-02"
    app = fill(asks(ANA), MISSING, "https://tube.example/porto")
    app = fill(app, MISSING, "https://tube.example/other")
    assert (found(app), day_of(app)) == ([], TODAY)


def test_of_several_rows_only_what_they_agree_on_is_proposed(with_export):
    app = fill(asks(ANA), MISSING, "https://tube.example/same")
    assert "“Same title”. It is sent" in found(app)[0]
    assert day_of(app) == TODAY
    assert found(fill(asks(ANA), MISSING, "https://tube.example/thread")) == []


def test_nothing_is_said_of_what_is_somebody_elses(with_export):
    for email, mvp_id in ((ANA, "ana"), (LEAD, "ana")):
        app = fill(asks(email, mvp_id), MISSING, "https://tube.example/ben")
        assert found(app) == []
        assert not app.warning
        assert "A talk of Ben" not in str(app)


def test_what_is_known_of_an_address_never_says_whose_it_is(with_export):
    app = fill(asks(ANA), MISSING, "https://tube.example/porto")
    assert found(app)
    assert STRANGER not in str(app)
