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
CALLS = "Whom to call first"


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


def sent_lists(app: AppTest) -> dict[str, dict]:
    """What is sent for each list of the page, by its label."""
    sent = [json.loads(each.proto.json) for each in app.main if each.type == SENT_AS]
    return {each["label"]: each for each in sent if "rows" in each}


def rows_of(sent: dict) -> list[dict[str, str]]:
    """The rows of a list, each by the headings of its columns."""
    headings = [column["label"] for column in sent["columns"]]
    texts = [[cell["text"] for cell in row] for row in sent["rows"]]
    return [dict(zip(headings, row, strict=True)) for row in texts]


def calls(app: AppTest) -> list[list[str]]:
    """The list of calls: the heading of each group, and the texts of the rows below it."""
    found = sent_lists(app)[CALLS]
    lines = [[cell["text"] for cell in row] for row in found["rows"]]
    for group in reversed(found["groups"]):
        lines.insert(group["first"], [group["text"]])
    return lines


def people(app: AppTest) -> list[str]:
    """The headings of groups and the names, from top to bottom."""
    return [line[0] for line in calls(app)]


def test_a_call_says_what_is_missing_by_when():
    """The numbers are those of the reasons in expected/risk.csv, made by hand."""
    missing = {line[0]: line[3] for line in calls(opened())}
    assert missing["Ελένη Παππά"] == "2 more components by Sep 30"
    assert missing["Ana Souza"] == (
        "32 more answer days, with 15 of the next 43 answers accepted to keep the share by Sep 30"
    )


def test_calls_are_grouped_by_team_with_a_count():
    assert people(opened(group="team")) == [
        *("+Lab: 1 MVP", "चंद्र राव"),
        *("North: 2 MVPs", 'Strand, "Bo"', "Ana Souza"),
        *("South: 1 MVP", "Ελένη Παππά"),
    ]


def test_who_has_failed_twice_is_not_on_the_call_list_but_among_those_at_risk():
    """Dina misses accepted answers, but no exam attempt is left: she cannot stay anyway."""
    app = opened()
    assert "Dina" not in people(app)
    assert "Dina" in [
        cell["text"] for sent in sent_lists(app).values() for row in sent["rows"] for cell in row
    ]


def test_a_call_says_by_when():
    said = {row["MVP"]: row["When to call"] for row in rows_of(sent_lists(opened())[CALLS])}
    assert len(said) == 4
    assert set(said.values()) == {"now"}


def test_each_team_has_as_many_calls_as_people_on_the_list_and_a_lead_those_of_their_team():
    teams = rows_of(sent_lists(opened())["How many calls each team needs"])
    assert [(row["Team"], row["MVPs"]) for row in teams] == [
        *(("North", "2"), ("+Lab", "1"), ("South", "1")),
    ]
    assert all(row["MVPs"] == row["This week"] == row["Calls per week"] for row in teams)
    app = opened(LEAD)
    assert rows_of(sent_lists(app)["How many calls each team needs"]) == teams[:1]
    assert "2 of 2 calls are due this week" in [each.value for each in app.subheader]


def test_the_program_team_groups_calls_by_lead_also_where_a_team_has_none():
    assert people(opened(group="lead")) == [
        *("lead.north@example.org: 2 MVPs", 'Strand, "Bo"', "Ana Souza"),
        *("lead.south@example.org: 1 MVP", "Ελένη Παππά"),
        *("No lead: 1 MVP", "चंद्र राव"),
    ]


def test_a_lead_does_not_see_who_leads_which_team():
    app = opened(LEAD, group="lead")
    assert [warning.value for warning in app.warning] == [
        "“lead” is not a choice of Group by here."
    ]
    app = opened(LEAD)
    assert app.selectbox(key="group").options == ["Not grouped", "Grouped by team"]
    assert people(app) == ['Strand, "Bo"', "Ana Souza"]
    app.session_state["at_risk/calls-True as table"] = True
    (table,) = [each.value for each in app.run().dataframe if "still_missing" in each.value]
    assert "leads" not in table.columns
    assert not table.isin([LEAD]).any(axis=None)
