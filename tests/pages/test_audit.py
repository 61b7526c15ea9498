"""What the audit log says about each opening: one line, whose figures, and what was refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import PAGES, page
from dashboard.viewers import access, audit_file
from tests.conftest import Program
from tests.people import signed_in

MAIN = Path(__file__).parents[2] / "dashboard" / "main.py"
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def log(people: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The app's database is that of `people`, and the audit log is on."""
    monkeypatch.setattr(audit_file, "_failed", None)
    monkeypatch.setenv("MVP_DATABASE", str(people.database))
    monkeypatch.setenv("MVP_AUDIT_LOG", str(tmp_path / "audit.jsonl"))
    return tmp_path / "audit.jsonl"


def lines(log: Path) -> list[dict[str, Any]]:
    """The lines of the log, without time and date."""
    texts = log.read_text(encoding="ascii").splitlines() if log.exists() else []
    return [
        {key: value for key, value in json.loads(text).items() if key not in ("at", "as_of")}
        for text in texts
    ]


def app_of(email: str | None, **query: str) -> AppTest:
    """The app for somebody who signed in; in local mode without an address."""
    app = AppTest.from_file(MAIN, default_timeout=60)
    if email is not None:
        app.secrets.update({"auth": {"client_id": "tests"}})
        app.user = signed_in(email)
    app.query_params.update(query)
    return app


def opened(app: AppTest, name: str) -> AppTest:
    """The app, opened at a page."""
    app.switch_page(page(name).file).run()
    assert not app.exception
    return app


LEAD = {"who": "lead5@example.org", "role": "lead"}


def test_a_page_that_runs_again_has_one_line_and_another_opening_another(log):
    app = opened(app_of(LEAD["who"]), "at_risk")
    app.run()
    app.run()
    of_at_risk = {"event": "opened", **LEAD, "page": "at_risk", "teams": ["India"]}
    assert lines(log) == [of_at_risk]
    opened(app, "benefits").run()
    opened(app, "at_risk")
    assert lines(log) == [of_at_risk, of_at_risk | {"page": "benefits"}, of_at_risk]


def test_another_date_is_another_opening(log):
    app = opened(app_of(LEAD["who"]), "overview")
    day = app.date_input(key="as_of").value
    app.date_input(key="as_of").set_value(day.replace(day=1)).run()
    dates = [json.loads(text)["as_of"] for text in log.read_text().splitlines()]
    assert dates == [str(day), str(day.replace(day=1))]


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_every_page_has_a_line_that_names_it(log, name):
    opened(app_of("program@example.org"), name)
    (line,) = lines(log)
    assert line["event"] == "opened"
    assert (line["who"], line["role"], line["page"]) == ("program@example.org", "program", name)
    assert ("mvp" in line) == (name == "mvp")
    assert line.get("everybody", False) == (name != "mvp")


def test_the_team_that_is_chosen_is_whose_figures_they_are(log):
    opened(app_of("program@example.org", team="Iberia"), "progress")
    assert [line["teams"] for line in lines(log)] == [["Iberia"]]


def test_a_lead_who_is_an_mvp_sees_the_teams_and_themselves(log):
    opened(app_of("mvp904@example.org"), "progress")
    assert [(line["teams"], line["mvp"]) for line in lines(log)] == [(["DACH"], "mvp904")]


def test_the_page_of_an_mvp_names_the_mvp_whose_figures_are_shown(log):
    app = opened(app_of("program@example.org", mvp="mvp903"), "mvp")
    app.selectbox(key="mvp").set_value("mvp904").run()
    assert [(line["event"], line["mvp"]) for line in lines(log)] == [
        ("opened", "mvp903"),
        ("opened", "mvp904"),
    ]


def test_the_preview_of_a_letter_is_a_line_of_its_own(log):
    app = opened(app_of("program@example.org"), "snapshots")
    app.selectbox(key="checkpoint").select_index(1).run()
    app.run()
    page_line, letter = lines(log)
    assert (page_line["event"], page_line["everybody"]) == ("opened", True)
    assert (letter["event"], letter["mvp"]) == ("letter", app.selectbox(key="mvp").value)


@pytest.mark.parametrize(
    ("name", "query", "refused"),
    [
        ("mvp", {"mvp": "mvp903"}, {"why": "mvp", "mvp": "mvp903"}),
        ("mvp", {"mvp": "x" * 3000}, {"why": "mvp", "mvp": "x" * 200}),
        ("overview", {"team": "Iberia"}, {"why": "team", "team": "Iberia"}),
    ],
)
def test_a_link_to_somebody_elses_person_or_team_is_refused(log, name, query, refused):
    opened(app_of(LEAD["who"], **query), name).run()
    assert lines(log) == [{"event": "refused", **LEAD, "page": name, **refused}]


def test_a_page_of_another_role_is_refused_and_the_page_that_opens_instead_is_named(log):
    app = opened(app_of("mvp903@example.org"), "nominations")
    app.run()
    mvp = {"who": "mvp903@example.org", "role": "mvp"}
    assert lines(log) == [
        {"event": "refused", **mvp, "page": "nominations", "why": "role"},
        {"event": "opened", **mvp, "page": "mvp", "mvp": "mvp903"},
    ]


@pytest.mark.parametrize(
    ("email", "why"), [("mvp902@example.org", "left"), ("who@x.org", "unknown")]
)
def test_a_person_without_a_role_is_refused(log, email, why):
    opened(app_of(email), "at_risk").run()
    assert lines(log) == [
        {"event": "refused", "who": email, "role": None, "page": "at_risk", "why": why}
    ]


def test_somebody_who_is_not_signed_in_has_no_line(log):
    app = app_of("nobody@example.org")
    app.user = {"is_logged_in": False}
    opened(app, "overview")
    assert lines(log) == []


def test_in_local_mode_view_as_is_named(log):
    app = opened(app_of(None), "overview")
    app.selectbox(key=access.VIEW_AS).set_value(LEAD["who"]).run()
    local = {"event": "opened", "who": "local", "page": "overview"}
    assert lines(log) == [
        local | {"role": "program", "everybody": True},
        local | {"role": "lead", "view_as": LEAD["who"], "teams": ["India"]},
    ]


def test_pages_stay_closed_while_the_log_cannot_be_written(log):
    log.mkdir()
    app = opened(app_of(LEAD["who"]), "at_risk")
    assert [title.value for title in app.title] == ["No figures right now"]
    assert str(log) not in str([error.value for error in app.error])
    log.rmdir()
    assert [title.value for title in app.run().title] == ["At risk"]
    assert [line["event"] for line in lines(log)] == ["opened"]
