"""Being away and leaving: what an MVP asks for, what cards say, what the build makes of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.page.prose import long_date
from dashboard.page.requests.away import TELL
from data.events.folder import EventFolder
from data.store.connect import attach
from data.store.publishing import current_file
from tests.asking import ANA, LEAD, TEAM, asks, click, copied, fill, opened, published, said, shown
from tests.conftest import Program

ADD = "Anything to add (optional)"
NOT_YET = "Accepted; not yet counted: the next build counts it"
TODAY = datetime.now(UTC).date()


@pytest.fixture
def program(asking: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A copy of the program of tests/asking.py, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    return copied(asking, tmp_path)


def telling() -> AppTest:
    """Ana's page with the form open."""
    app = asks(ANA)
    app.session_state[TELL] = True
    return app.run()


def away(days: int, text: str = "") -> AppTest:
    """Ana's page after she asked to be away from today on."""
    app = telling()
    (last,) = [field for field in app.date_input if field.label == "Last day away"]
    last.set_value(TODAY + timedelta(days=days - 1)).run()
    return click(fill(app, ADD, text), "Ask the program team")


def abouts(app: AppTest) -> list[str]:
    """What each card on the page is about."""
    bold = (each.value for each in app.main.markdown if each.value.startswith("**"))
    return [text.partition("  \n")[2] for text in bold]


def rows(program: Program, query: str) -> list[tuple]:
    return attach(current_file(program.database)).execute(query).fetchall()


def test_a_leave_is_asked_for_confirmed_and_counted(program):
    app = away(15, "A new child")
    assert said(app) == ["Sent; not yet counted"]
    about = f"Away from {long_date(TODAY)} to {long_date(TODAY + timedelta(days=14))} (15 days)"
    assert abouts(app) == [about]
    queue = opened(TEAM, "requests")
    assert abouts(queue) == [about]
    (note,) = [each.value for each in queue.caption if each.value.startswith("Leave in ")]
    weekdays = sum((TODAY + timedelta(days=n)).weekday() < 5 for n in range(15))
    assert note == (
        f"Leave in {TODAY.year} so far: 0 days. This adds 15 days (weekdays: {weekdays}), "
        "which do not count as time for the targets."
    )
    click(queue, "Accept")
    assert said(asks(ANA)) == [NOT_YET]
    published(program.source.parent)
    assert said(asks(ANA)) == ["Accepted and counted"]
    found = rows(program, "select mvp_id, from_on, to_on, reason from build.leaves")
    assert found == [("ana", TODAY, TODAY + timedelta(days=14), "A new child")]


def test_days_that_are_leave_already_are_not_added_again(program):
    leaves = f"mvp_id,from_on,to_on\nana,{TODAY - timedelta(days=1)},{TODAY + timedelta(days=1)}\n"
    published(program.source.parent, **{"leaves.csv": leaves})
    away(5)
    (note,) = [
        each.value
        for each in opened(TEAM, "requests").caption
        if each.value.startswith("Leave in ")
    ]
    in_year = sum((TODAY + timedelta(days=n)).year == TODAY.year for n in (-1, 0, 1))
    assert f" so far: {in_year} day" in note
    assert "This adds 3 days (" in note


def test_who_leaves_is_out_of_the_program_after_the_next_build(program):
    app = telling()
    (what,) = [radio for radio in app.radio if radio.label == "What"]
    what.set_value("leaving").run()
    (day,) = [field for field in app.date_input if field.label == "Day" and field.value is None]
    day.set_value(TODAY + timedelta(days=3)).run()
    click(app, "Ask the program team")
    assert abouts(app) == [f"Leaves the program on {long_date(TODAY + timedelta(days=3))}"]
    click(opened(TEAM, "requests"), "Accept")
    assert said(asks(ANA)) == [NOT_YET]
    published(program.source.parent)
    assert rows(program, "select to_on from build.spells where mvp_id = 'ana'") == [
        (TODAY + timedelta(days=3),)
    ]
    app = asks(ANA)
    assert said(app) == ["Accepted and counted"]
    assert not [button for button in app.button if shown(button.label) == "Withdraw it"]


@pytest.mark.parametrize(
    ("days", "says"),
    [(0, "The last day is before the first day."), (None, "Fill in the last day.")],
)
def test_a_leave_that_cannot_be_is_not_sent(program, days, says):
    app = away(days) if days is not None else click(telling(), "Ask the program team")
    assert [error.value for error in app.error] == [says]
    assert EventFolder(program.database.with_name("mvp-events")).read().events == ()


@pytest.mark.parametrize("email", [TEAM, LEAD, None])
def test_nobody_asks_for_somebody_else(program, email):
    assert not [each for each in asks(email).expander if each.label == "Tell the program team"]
