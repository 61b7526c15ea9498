"""The call list: what it says is missing, its groups, and who may group it by lead."""

import json
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import page
from dashboard.viewers.access import VIEW_AS
from tests.conftest import Program
from tests.sent_figures import SENT_AS

APP = Path(__file__).parents[2] / "dashboard" / "main.py"
AS_OF = date(2024, 8, 20)
LEAD = "lead.north@example.org"


@pytest.fixture(autouse=True)
def tiny(tiny_program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny program, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(tiny_program.database))


def opened(viewer: str | None = None, **query: str) -> AppTest:
    """The page At risk, as a viewer sees it by a link with the parameters `query`."""
    app = AppTest.from_file(APP, default_timeout=60)
    app.session_state[VIEW_AS] = viewer
    for key, value in {"as_of": str(AS_OF), **query}.items():
        app.query_params[key] = value
    app.switch_page(page("at_risk").file).run()
    assert not app.exception
    return app


def calls(app: AppTest) -> list[list[str]]:
    """The list of calls: the heading of each group, and the texts of the rows below it."""
    sent = [json.loads(each.proto.json) for each in app.main if each.type == SENT_AS]
    (found,) = [each for each in sent if each.get("label") == "Whom to call first"]
    lines = [[cell["text"] for cell in row] for row in found["rows"]]
    for group in reversed(found["groups"]):
        lines.insert(group["first"], [group["text"]])
    return lines


def test_a_call_says_what_is_missing_by_when():
    missing = {(line[0], line[2]): line[3] for line in calls(opened())}
    assert missing["Ελένη Παππά", "forge"] == "2 more components by Sep 30"
    assert missing["Dina", "forum"] == "2 of the next 2 answers accepted by Sep 30"
    assert missing["Ana Souza", "forum"] == "32 more answer days by Sep 30"
