"""Renewals: an MVP answers, the program records a step, and the next build counts both."""

from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.page.prose import long_date
from dashboard.page.requests.steps import RECORD
from data.events.folder import EventFolder
from tests.asking import ANA, BEN, LEAD, OTHER_LEAD, TEAM, click, copied, fill, opened, typed
from tests.conftest import Program
from tests.renewing import YES_OR_NO, answer, at_renewal, deciding, lines, today

NOT_YET = "not yet counted: the next build counts it"
ADD, REASON = "Anything to add (optional)", "Reason or note"


@pytest.fixture(scope="module")
def january(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program of tests/renewing.py, in which nobody has said anything yet."""
    return deciding(tmp_path_factory.mktemp("january"))


@pytest.fixture
def program(january: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A copy of it, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    return copied(january, tmp_path)


def said(program: Program) -> list[tuple[str, str, str]]:
    """The kind, the author and the decision or step of all events."""
    events = EventFolder(program.database.with_name("mvp-events")).read().events
    return [
        (event.kind, event.by, event.get("decision") or event.get("step") or "") for event in events
    ]


def stage(app: AppTest) -> str:
    """The stage that the tab says."""
    (line,) = lines(app, "Today: **")
    return line.split("**")[1]


def asked(app: AppTest) -> list[str]:
    """What the page asks at its top."""
    return [info.value for info in app.info if YES_OR_NO in info.value]


def last_day() -> str:
    """The last day to answer: that of this month."""
    return long_date((today().replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(1))


def test_an_mvp_is_asked_answers_and_the_next_build_counts_it(program):
    app = opened(ANA, "mvp")
    assert asked(app) == [f"{YES_OR_NO} Answer by {last_day()}."]
    click(app, "Answer")
    assert app.query_params["tab"] == "title"
    assert stage(app) == "to invite"
    answer(fill(app, ADD, "With <b>pleasure</b>"), "extend")
    (line,) = lines(app, "another year on")
    assert line == f"You said yes to another year on {long_date(today())}; {NOT_YET}"
    assert "With &lt;b&gt;pleasure" in typed(app)[-1]
    assert asked(app) == []
    assert said(program) == [("renewal", ANA, "extend")]

    deciding(program.source.parent)
    app = at_renewal(ANA)
    assert stage(app) == "extending"
    assert lines(app, "another year on") == [line.removesuffix(f"; {NOT_YET}")]


def test_an_answer_can_be_changed_until_the_program_has_acted(program):
    answer(at_renewal(ANA), "extend")
    app = answer(at_renewal(ANA), "decline")
    assert [line.partition(" on ")[0] for line in lines(app, "another year on")] == [
        "You said yes to another year",
        "You said no to another year",
    ]
    deciding(program.source.parent)
    assert stage(at_renewal(ANA)) == "stepping down"
    answer(at_renewal(ANA), "extend")
    click(at_renewal(TEAM), "Renew the title")
    app = at_renewal(ANA)
    assert not app.radio
    assert lines(app, "Program team renewed your title on", NOT_YET)
    deciding(program.source.parent)
    assert stage(at_renewal(ANA)) == "renewed"


def test_an_answer_needs_a_yes_or_a_no(program):
    app = click(at_renewal(ANA), "Send the answer")
    assert [error.value for error in app.error] == ["Fill in the decision."]
    assert said(program) == []


def test_a_lead_asks_somebody_to_leave_and_must_say_why(program):
    answer(at_renewal(ANA), "extend")
    app = click(at_renewal(LEAD), "Ask to leave")
    assert [error.value for error in app.error] == ["Fill in the text."]
    click(fill(app, REASON, "A reason for leads"), "Ask to leave")
    assert "A reason for leads" in typed(app)[-1]
    assert said(program)[1:] == [("renewal_step", LEAD, "ask_to_leave")]
    app = at_renewal(ANA)
    assert lines(app, "Lead asked you to leave the program on", NOT_YET)
    assert not app.radio
    deciding(program.source.parent)
    assert stage(at_renewal(ANA)) == "stepping down"


def test_a_step_that_was_a_mistake_is_taken_back_by_its_author_alone(program):
    app = click(at_renewal(LEAD), "Invite")
    assert not [button for button in app.button if button.label == "Invite"]
    assert not [button for button in at_renewal(TEAM).button if button.label == "Take it back"]
    deciding(program.source.parent)
    app = at_renewal(LEAD)
    assert stage(app) == "invited"
    click(app, "Take it back")
    assert lines(app, "; taken back, counted until the next build")
    assert [button for button in app.button if button.label == "Take it back"] == []
    deciding(program.source.parent)
    app = at_renewal(LEAD)
    assert stage(app) == "to invite"
    assert [line.rpartition("; ")[2] for line in lines(app, "invited")] == ["taken back"]


def test_renewals_lists_what_is_newer_than_the_build_and_records_steps(program):
    assert not lines(opened(TEAM, "renewals"), NOT_YET)
    answer(fill(at_renewal(ANA), ADD, "Gladly"), "extend")
    app = opened(TEAM, "renewals")
    assert "1 answer or step is newer than this build" in [each.value for each in app.subheader]
    day = long_date(today())
    assert lines(app, NOT_YET) == [f"Ana Asks said yes to another year on {day}; {NOT_YET}"]
    assert "Gladly" in typed(app)[0]

    app.session_state[RECORD] = True
    app.run()
    (whom,) = [box for box in app.selectbox if box.key == "step of"]
    assert whom.options == ["Ana Asks · to invite", "Ben Bystander · goals missed"]
    whom.select("ben").run()
    click(fill(app, REASON, "Nothing done"), "Ask to leave")
    assert [line.partition(" on ")[0] for line in lines(app, NOT_YET)] == [
        "You asked Ben Bystander to leave the program",
        "Ana Asks said yes to another year",
    ]
    deciding(program.source.parent)
    assert not lines(opened(TEAM, "renewals"), NOT_YET)
    assert stage(at_renewal(TEAM, "ben")) == "stepping down"


def test_a_lead_sees_and_records_steps_of_their_own_people_alone(program):
    answer(at_renewal(ANA), "extend")
    app = opened(OTHER_LEAD, "renewals")
    app.session_state[RECORD] = True
    app.run()
    assert not lines(app, NOT_YET)
    (whom,) = [box for box in app.selectbox if box.key == "step of"]
    assert whom.options == ["Ben Bystander · goals missed"]


def test_who_missed_the_goals_is_not_asked(program):
    app = at_renewal(BEN, "ben")
    assert (asked(app), stage(app)) == ([], "goals missed")
    assert not app.radio
    assert any("Only who met the goals of" in each.value for each in app.caption)


def test_outside_of_these_months_the_tab_says_when(asking, monkeypatch):
    monkeypatch.setenv("MVP_DATABASE", str(asking.database))
    monkeypatch.setenv("MVP_TODAY", "2026-11-20")
    app = at_renewal(ANA)
    assert asked(app) == []
    assert not app.radio
    sentence = (
        "Whether an MVP stays for another year is answered here from December 31, 2026 to "
        "January 31, 2027, by those who meet the goals of 2026."
    )
    assert sentence in [caption.value for caption in app.caption]


def test_a_program_without_renewals_asks_nobody(program):
    settings = (program.source / "program.toml").read_text() + "renewal = false\n"
    deciding(program.source.parent, **{"program.toml": settings})
    app = at_renewal(ANA)
    assert asked(app) == lines(app, "Today: **") == []


def test_nobody_answers_for_somebody_else(program):
    for email in (TEAM, LEAD, None):
        assert not at_renewal(email).radio
    assert not [button for button in at_renewal(ANA).button if button.label == "Invite"]
