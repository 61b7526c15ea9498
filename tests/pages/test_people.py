"""Who is meant: people of the same name, people without a team, and leads who see nobody."""

import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import PAGES, page
from data.days.day import Day
from data.outputs.digest.markdown import markdown_digest
from tests.pages.built_once import AS_OF, BuildOnce, Publish, publisher
from tests.pages.test_pages import APP
from tests.people import signed_in
from tests.sent_figures import SENT_AS, sent_figure
from tests.tiles import popovers, unfolded

MVPS = "mvp_id,name,email,team,entered_on,nda_signed_on\n"
ANA_OF_IBERIA = "a1,Ana Souza,a1@example.org,Iberia,2026-06-01,2026-06-01\n"
ANA_OF_DACH = "a2,Ana Souza,a2@example.org,DACH,2026-06-01,2026-06-01\n"
ANOTHER_OF_DACH = "a3,ana souza,a3@example.org,DACH,2026-06-01,2026-06-01\n"
BEN = "b1,Ben,b1@example.org,,2026-06-01,2026-06-01\n"
ALIKE = (ANA_OF_IBERIA, ANA_OF_DACH, ANOTHER_OF_DACH, BEN)
CERTIFICATIONS = "mvp_id,certification,level,taken_on,passed\n"
COMMITMENTS = "mvp_id,year,track\na1,2026,forge\na2,2026,forge\na3,2026,forge\n"
CONTRIBUTIONS = """\
contribution_id,mvp_id,track,kind,occurred_at
c1,b1,forge,component,2026-06-30
"""


@pytest.fixture
def publish(build_once: BuildOnce, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Makes a program of rows of mvps.csv, and further files, the app's database."""
    files = {
        "certifications": CERTIFICATIONS,
        "contributions": CONTRIBUTIONS,
        "commitments": COMMITMENTS,
    }
    return publisher(build_once, monkeypatch, MVPS, files)


def opened(name: str, /, email: str | None = None, **query: str) -> AppTest:
    """A page as of July 1, 2026: signed in as `email`, else in local mode."""
    app = AppTest.from_file(APP, default_timeout=60)
    if email:
        app.secrets.update({"auth": {"client_id": "tests"}})
        app.user = signed_in(email)
    app.query_params.update({"as_of": str(AS_OF), **query})
    app.switch_page(page(name).file).run()
    assert [error.message for error in app.exception] == []
    assert [error.value for error in app.error] == []
    return app


def ids_shown(app: AppTest) -> list[bool]:
    """For each table of MVPs on the page, whether it has a column with their ids."""
    return [
        not json.loads(table.proto.columns)["mvp_id"].get("hidden")
        for table in app.dataframe
        if {"mvp_id", "name"} <= set(table.value.columns)
    ]


# People of the same name


def test_the_choice_of_an_mvp_tells_people_of_one_name_apart(publish):
    publish(*ALIKE)
    app = opened("mvp", mvp="a2")
    assert app.selectbox(key="mvp").options == [
        "Ana Souza · Iberia", "Ana Souza · DACH · a2", "ana souza · DACH · a3", "Ben",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mvp_id", "title"),
    [("a1", "Ana Souza · Iberia"), ("a2", "Ana Souza · DACH · a2"), ("b1", "Ben")],
)
def test_the_page_of_an_mvp_has_the_name_as_its_title(publish, mvp_id, title):
    publish(*ALIKE)
    assert [element.value for element in opened("mvp", mvp=mvp_id).title] == [title]


@pytest.mark.parametrize("name", ["progress", "certifications", "renewals", "at_risk"])
def test_tables_show_ids_only_when_name_and_team_are_the_same(publish, name):
    publish(*ALIKE)
    assert set(ids_shown(unfolded(opened(name)))) == {True}
    assert set(ids_shown(unfolded(opened(name, team="Iberia")))) <= {False}


@pytest.mark.parametrize("name", ["certifications", "at_risk"])
def test_charts_and_lists_tell_people_of_one_name_apart(publish, name):
    publish(*ALIKE)
    drawn = " ".join(json.dumps(sent_figure(figure)) for figure in opened(name).get(SENT_AS))
    for label in ("Ana Souza · Iberia", "Ana Souza · DACH · a2", "ana souza · DACH · a3"):
        assert json.dumps(label)[1:-1] in drawn


def test_view_as_tells_people_of_one_name_apart(publish):
    publish(*ALIKE)
    labels = opened("overview").sidebar.selectbox[0].options
    assert labels == [
        "Program team",
        *("MVP: Ana Souza · DACH · a2", "MVP: ana souza · DACH · a3"),
        *("MVP: Ana Souza · Iberia · a1", "MVP: Ben"),
    ]


def test_choices_of_people_are_by_name_without_regard_to_case_and_accents(publish):
    rows = (
        f"{mvp_id},{name},{mvp_id}@example.org,,2026-06-01,2026-06-01\n"
        for mvp_id, name in (("a1", "Zoe"), ("a2", "ben"), ("a3", "Álvaro"), ("b1", "Carla"))
    )
    publish(*rows)
    app, names = opened("mvp", mvp="a1"), ["Álvaro", "ben", "Carla", "Zoe"]
    assert app.selectbox(key="mvp").options == names
    view_as = app.sidebar.selectbox[0].options
    assert view_as == ["Program team", *(f"MVP: {name}" for name in names)]


def test_the_digest_tells_people_of_one_name_apart(publish):
    database = publish(*ALIKE)
    text = markdown_digest(Day(database.resolve(), date(2026, 8, 15)))
    assert "**Ana Souza · a2**" in text
    assert "**ana souza · a3**" in text
    assert "**Ana Souza**" in text
    assert "**Ben**" in text


def test_a_lead_does_not_learn_that_somebody_of_another_team_has_the_same_name(publish):
    publish(*ALIKE, access="email,role,team\nlead@example.org,lead,Iberia\n")
    app = opened("mvp", email="lead@example.org", mvp="a1")
    assert [element.value for element in app.title] == ["Ana Souza"]


# Finding a person from any page


def finder(app: AppTest) -> AppTest:
    """The app, run once more with the field open that finds a person."""
    app.session_state["find"] = True
    return app.run()


def test_the_finder_has_all_whom_the_viewer_may_see_and_nobody_else(publish):
    publish(*ALIKE, access="email,role,team\nlead@example.org,lead,DACH\n")
    everybody = ["Ana Souza · DACH · a2", "ana souza · DACH · a3", "Ana Souza · Iberia", "Ben"]
    assert finder(opened("at_risk", team="DACH")).selectbox(key="find person").options == everybody
    of_lead = finder(opened("snapshots", email="lead@example.org"))
    assert of_lead.selectbox(key="find person").options == everybody[:2]


def test_the_finder_finds_names_with_accents_that_are_typed_without_them(publish):
    """A field finds an option by its text, so the text has each way to type the name."""
    names = {"j1": "José Núñez", "k1": "Jürg Müller-Åse", "l1": "Liam O'Neil"}
    rows = [f"{i},{name},{i}@example.org,,2026-06-01,\n" for i, name in names.items()]
    publish(*ALIKE, *rows)
    assert finder(opened("at_risk")).selectbox(key="find person").options[-4:] == [
        "Ben",
        "José Núñez (Jose Nunez)",
        "Jürg Müller-Åse (Jurg Muller-Ase, Juerg Mueller-Aase)",
        "Liam O'Neil",
    ]


def test_names_are_sent_only_when_the_finder_is_open(publish):
    publish(*ALIKE)
    app = opened("overview")
    assert "find person" not in [box.key for box in app.selectbox]
    assert "Find an MVP" in [node.proto.popover.label for node in popovers(app)]


def test_an_mvp_who_sees_nobody_else_has_no_finder(publish):
    publish(*ALIKE)
    assert "Find an MVP" not in [
        node.proto.popover.label for node in popovers(opened("mvp", email="b1@example.org"))
    ]


def test_the_finder_opens_the_page_of_a_person_of_another_team_than_the_filter(publish):
    publish(*ALIKE)
    app = finder(opened("overview", team="DACH"))
    app.selectbox(key="find person").select("a1").run()
    assert [title.value for title in app.title] == ["Ana Souza · Iberia"]
    assert not app.warning
    assert app.query_params["mvp"] == "a1"
    assert "team" not in app.query_params


# Leads who see nobody


@pytest.mark.parametrize("name", [page.name for page in PAGES if "lead" in page.roles])
def test_a_lead_without_a_team_sees_nobody_and_is_told_why(publish, name):
    publish(*ALIKE, access="email,role,team\nlead@example.org,lead,\n")
    app = opened(name, email="lead@example.org")
    assert [warning.value for warning in app.warning] == [
        "You see nobody's figures as a lead, because access.csv has no team for "
        "lead@example.org. Ask the program team to enter it."
    ]
    names = "".join(str(table.value) for table in app.dataframe)
    assert "Ana" not in names
    assert "Ben" not in names


def test_in_local_mode_a_lead_without_a_team_can_be_chosen_to_view_as(publish):
    rows = "lead@example.org,lead,\nlead2@example.org,lead,DACH\n"
    publish(*ALIKE, access=f"email,role,team\n{rows}")
    app = opened("overview")
    (view_as,) = app.sidebar.selectbox
    leads = ["Program team", "Lead: DACH", "Lead: no team, lead@example.org"]
    assert view_as.options[:3] == leads
    view_as.select("lead@example.org").run()
    assert not app.exception
    assert [metric.value for metric in app.metric][:1] == ["0"]
    assert "no team for lead@example.org" in app.warning[0].value


def test_those_whom_local_mode_can_view_as_can_be_told_apart(publish):
    """Two leads of one team by their addresses, and who is an MVP too by their name."""
    leads = "one@example.org,lead,DACH\ntwo@example.org,lead,DACH\nb1@example.org,lead,DACH\n"
    publish(*ALIKE, access=f"email,role,team\n{leads}solo@example.org,lead,Iberia\n")
    (view_as,) = opened("overview").sidebar.selectbox
    assert view_as.options[1:5] == [
        "Lead: DACH, Ben",
        "Lead: DACH, one@example.org",
        "Lead: DACH, two@example.org",
        "Lead: Iberia",
    ]


def test_a_lead_of_a_team_that_nobody_is_in_is_told_so(publish):
    publish(*ALIKE, access="email,role,team\nlead@example.org,lead,Ibera\n")
    app = opened("overview", email="lead@example.org")
    assert [warning.value for warning in app.warning] == [
        "You see nobody, because no MVP has the team that access.csv gives you: Ibera."
    ]


def test_a_lead_with_a_team_and_a_row_without_one_is_told_nothing(publish):
    rows = "lead@example.org,lead,\nlead@example.org,lead,DACH\n"
    publish(*ALIKE, access=f"email,role,team\n{rows}")
    app = opened("overview", email="lead@example.org")
    assert not app.warning
    assert app.metric[0].value == "2"
