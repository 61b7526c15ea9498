"""A call: what is recorded, who sees it where, and what it does to the call list."""

import csv
import io
from datetime import UTC, datetime, time, timedelta
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.page.figures.at_risk import CALLS as CALL_LIST
from dashboard.page.requests.calls import Contacts
from dashboard.reading.days import current_build
from dashboard.reading.downloads import figure_csv
from dashboard.reading.rows import ViewContext
from data.days.scope import Scope
from data.events.folder import EventFolder
from data.events.model import Event, new
from tests.asking import (
    ANA,
    AT_RISK,
    LEAD,
    OTHER_LEAD,
    TEAM,
    click,
    copied,
    fill,
    opened,
    published,
    typed,
)
from tests.conftest import Program
from tests.pages import test_calls as tiny

TODAY = datetime.now(UTC).date()
FORM, CALLS = "I called or wrote", "Whom to call first"


@pytest.fixture(scope="module")
def at_risk(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program of tests/asking.py, in which both MVPs are at risk."""
    return published(tmp_path_factory.mktemp("at_risk"), **AT_RISK)


@pytest.fixture
def program(at_risk: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A copy of that program, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    return copied(at_risk, tmp_path)


def kept(program: Program) -> list[Event]:
    return list(EventFolder(program.database.with_name("mvp-events")).read().events)


def choose(app: AppTest, label: str, value: object) -> AppTest:
    (field,) = [field for field in app.selectbox if field.label == label]
    return field.set_value(value).run()


def call(app: AppTest, outcome: str, note: str = "", whom: str | None = None) -> AppTest:
    """The page after a call was recorded there."""
    if whom is not None:
        choose(app, "Whom", whom)
    fill(choose(app, "Outcome", outcome), "Note", note)
    return click(app, "Keep")


def cards(app: AppTest) -> list[str]:
    """The first line of each call on the page of an MVP."""
    outcomes = ("**Will do", "**Needs leave", "**Leaving", "**No answer")
    return [each.value for each in app.main.markdown if each.value.startswith(outcomes)]


def last_contacts(app: AppTest) -> set[str]:
    """What stands under Last contact in the lists of At risk."""
    rows = [row for sent in tiny.sent_lists(app).values() for row in tiny.rows_of(sent)]
    return {row["Last contact"] for row in rows if "Last contact" in row}


@pytest.mark.parametrize(("email", "by", "role"), [(TEAM, TEAM, "program"), (LEAD, LEAD, "lead")])
def test_a_call_is_kept_in_the_name_of_who_signed_in(program, email, by, role):
    app = call(opened(email, "mvp", mvp="ana"), "will_do", "Wants <b>two</b> weeks")
    assert app.success[0].value == "Ana Asks · Kept."
    (event,) = kept(program)
    assert (event.by, event.role, event.mvp_id) == (by, role, "ana")
    assert event.fields == {"outcome": "will_do", "note": "Wants <b>two</b> weeks"}
    assert cards(app) == ["**Will do**"]
    assert escape("Wants <b>two</b> weeks") in typed(app)[0]
    assert [field.value for field in app.text_area] == [""]


def test_the_latest_call_is_first_and_an_own_one_can_be_withdrawn(program):
    call(opened(TEAM, "mvp", mvp="ana"), "no_answer")
    app = call(opened(LEAD, "mvp", mvp="ana"), "needs_leave")
    assert cards(app) == ["**Needs leave**", "**No answer**"]
    click(app, "Withdraw the call")  # there is one such button: that of the own call
    assert cards(app) == ["**No answer**"]
    assert [event.kind for event in kept(program)] == ["call", "call", "withdrawal"]


def test_a_call_is_recorded_on_at_risk_and_shown_at_once(program):
    app = call(opened(LEAD, "at_risk"), "leaving", whom="ana")
    assert app.success[0].value == "Ana Asks · Kept."
    today = f"{TODAY:%b} {TODAY.day}"
    assert last_contacts(app) == {f"{today}: leaving"}
    assert last_contacts(opened(OTHER_LEAD, "at_risk")) <= {""}


def test_a_lead_is_offered_the_people_of_their_teams(program):
    (field,) = [field for field in opened(LEAD, "at_risk").selectbox if field.label == "Whom"]
    assert field.options == ["Ana Asks · Iberia"]


@pytest.mark.parametrize(
    ("whom", "outcome", "says"),
    [
        (None, "will_do", "Pick whom you called or wrote to."),
        ("ana", None, "Fill in the outcome."),
    ],
)
def test_a_call_without_a_person_or_an_outcome_is_not_kept(program, whom, outcome, says):
    app = call(opened(LEAD, "at_risk"), outcome, "A note that stays", whom)
    assert [error.value for error in app.error] == [says]
    assert [field.value for field in app.text_area] == ["A note that stays"]
    assert kept(program) == []


def test_an_mvp_has_neither_the_form_nor_the_calls(program):
    call(opened(TEAM, "mvp", mvp="ana"), "will_do", "A note")
    app = opened(ANA, "mvp", mvp="ana")
    assert FORM not in [each.label for each in app.expander]
    assert cards(app) == []


def test_where_nothing_can_be_written_the_form_says_so(program, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("MVP_EVENTS", str(tmp_path / "file"))
    app = opened(LEAD, "at_risk")
    assert [info.value for info in app.info if "Nothing can" in info.value]
    assert not app.text_area


# The order of the list, in the tiny program: Strand, Ελένη, चंद्र and Ana Souza are on it.


@pytest.fixture
def folder(tiny_program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EventFolder:
    """The tiny program as the app's database, with a folder of events of its own."""
    monkeypatch.setenv("MVP_DATABASE", str(tiny_program.database))
    monkeypatch.setenv("MVP_EVENTS", str(tmp_path / "events"))
    return EventFolder(tmp_path / "events")


def call_on(day, mvp_id: str, again_on=None, outcome: str = "no_answer") -> Event:
    moment = datetime.combine(day, time(9), UTC)
    fields = {"outcome": outcome, "again_on": again_on, "note": "A secret"}
    return new("call", "team@example.org", "program", mvp_id, fields, now=moment)


def ids(app: AppTest) -> list[str]:
    return tiny.sent_lists(app)[CALLS]["ids"]


def test_those_to_look_at_later_are_below_the_others_in_the_same_order(folder):
    before = ids(tiny.opened())
    first, second = before[0], before[2]
    soon = tiny.AS_OF + timedelta(days=1)
    for mvp_id in (second, first):
        folder.write(call_on(tiny.AS_OF, mvp_id, soon))
    app = tiny.opened()
    moved = [first, second]
    assert ids(app) == [m for m in before if m not in moved] + [m for m in before if m in moved]
    captions = [caption.value for caption in app.caption]
    assert any("2 MVPs are below the others until the day to look" in each for each in captions)
    contacts = {
        row["MVP"]: row.get("Last contact") for row in tiny.rows_of(tiny.sent_lists(app)[CALLS])
    }
    assert sorted(filter(None, contacts.values())) == ["Aug 20: no answer; again on Aug 21"] * 2
    assert ids(tiny.opened(as_of=str(soon))) == ids_without_events(soon, folder)


def ids_without_events(day, folder: EventFolder) -> list[str]:
    """The list as of a day without any event."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("MVP_EVENTS", str(folder.path.with_name("none")))
        return ids(tiny.opened(as_of=str(day)))


def test_in_groups_they_are_the_last_of_their_group(folder):
    before = tiny.people(tiny.opened(group="team"))
    strand = ids(tiny.opened(group="team"))[before.index('Strand, "Bo"') - 2]
    folder.write(call_on(tiny.AS_OF, strand, tiny.AS_OF + timedelta(days=3)))
    north = ["North: 2 MVPs", "Ana Souza", 'Strand, "Bo"']
    after = tiny.people(tiny.opened(group="team"))
    place = after.index(north[0])
    assert after[place : place + 3] == north
    assert sorted(after) == sorted(before)


def test_the_last_call_decides_and_later_ones_are_not_seen(folder):
    before = ids(tiny.opened())
    later = tiny.AS_OF + timedelta(days=20)
    folder.write(call_on(tiny.AS_OF - timedelta(days=9), before[0], later))
    folder.write(call_on(tiny.AS_OF - timedelta(days=2), before[0], outcome="will_do"))
    folder.write(call_on(tiny.AS_OF + timedelta(days=1), before[1], later))
    app = tiny.opened()
    assert ids(app) == before
    contacts = [row.get("Last contact") for row in tiny.rows_of(tiny.sent_lists(app)[CALLS])]
    assert contacts == ["Aug 18: will do", *[""] * (len(before) - 1)]


def test_without_a_call_there_is_no_such_column(folder):
    assert "Last contact" not in tiny.rows_of(tiny.sent_lists(tiny.opened())[CALLS])[0]


def test_the_download_has_the_last_contact_without_the_note(folder, tiny_program):
    view = ViewContext(current_build(), tiny.AS_OF, Scope(everybody=True))
    event = call_on(tiny.AS_OF, ids(tiny.opened())[0], tiny.AS_OF + timedelta(days=1))
    contacts = Contacts({event.mvp_id: event}, tiny.AS_OF)
    parameters = {**CALL_LIST.parameters, "contacts": contacts.as_json}
    rows = list(csv.DictReader(io.StringIO(figure_csv(view, CALL_LIST.query, **parameters))))
    assert rows[-1]["last_contact"] == "Aug 20: no answer; again on Aug 21"
    assert {row["last_contact"] for row in rows[:-1]} == {""}
    assert "secret" not in str(rows)
