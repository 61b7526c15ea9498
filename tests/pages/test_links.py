"""A link that asks for what is not there: the page says so, and shows nobody and nothing else."""

from datetime import UTC, date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import page
from tests.conftest import Program
from tests.pages.built_once import BuildOnce, Publish, publisher
from tests.pages.test_pages import APP
from tests.tiles import in_order

MVPS = "mvp_id,name,email,team,entered_on,left_on,nda_signed_on\n"
ANA = "ana,Ana,ana@example.org,Iberia,2025-01-01,,2025-01-01\n"
BEN = "ben,Ben,ben@example.org,DACH,2025-01-01,,2025-01-01\n"
ZED = "zed,Zed <b>,zed@example.org,Iberia,2026-01-01,,2026-01-01\n"
LIA = "lia,Lia,lia@example.org,DACH,2023-01-01,2024-06-01,2023-01-01\n"


@pytest.fixture
def publish(build_once: BuildOnce, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Makes a program of rows of mvps.csv, and further files, the app's database."""
    return publisher(build_once, monkeypatch, MVPS, {})


def opened(name: str, /, **query: str) -> AppTest:
    """The app, opened at a page by a link with the parameters `query`."""
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params.update(query)
    return checked(app.switch_page(page(name).file).run())


def checked(app: AppTest) -> AppTest:
    assert [error.message for error in app.exception] == []
    assert [error.value for error in app.error] == []
    return app


def warnings(app: AppTest) -> list[str]:
    return [warning.value for warning in app.warning]


def click(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    return checked(button.click().run())


def test_an_mvp_who_was_not_there_on_the_day_is_named_and_shown_again_when_the_day_returns(publish):
    publish(ANA, BEN, ZED)
    app = opened("mvp", mvp="zed", as_of="2026-06-30")
    assert [title.value for title in app.title] == [r"Zed \<b\>"]
    app.date_input[0].set_value(date(2025, 6, 30)).run()
    assert warnings(checked(app)) == [r"Zed \<b\> was not in the program on June 30, 2025."]
    assert [title.value for title in app.title] == ["MVP"]
    assert app.selectbox(key="mvp").value is None
    assert not app.header
    assert not app.metric
    assert app.query_params["mvp"] == "zed"
    app.date_input[0].set_value(date(2026, 6, 30)).run()
    assert warnings(checked(app)) == []
    assert [title.value for title in app.title] == [r"Zed \<b\>"]
    assert app.selectbox(key="mvp").value == "zed"


def test_a_link_to_an_mvp_before_they_entered_has_a_way_to_today(publish):
    publish(ANA, BEN, ZED)
    app = opened("mvp", mvp="zed", as_of="2025-06-30")
    assert warnings(app) == [r"Zed \<b\> was not in the program on June 30, 2025."]
    today = datetime.now(UTC)
    click(app, f"As of today, {today:%B} {today.day}, {today.year}")
    assert [title.value for title in app.title] == [r"Zed \<b\>"]
    assert app.date_input[0].value == today.date()


def test_a_link_to_an_mvp_who_left_long_ago_has_a_way_to_the_day_of_entering(publish):
    publish(ANA, BEN, LIA)
    app = opened("mvp", mvp="lia", as_of="2025-06-30")
    assert warnings(app) == ["Lia was not in the program on June 30, 2025."]
    click(app, "As of January 1, 2023, the day of entering")
    assert [title.value for title in app.title] == ["Lia"]


def test_another_mvp_can_be_picked_instead(publish):
    publish(ANA, BEN, ZED)
    app = opened("mvp", mvp="zed", as_of="2025-06-30")
    checked(app.selectbox(key="mvp").select("ben").run())
    assert [title.value for title in app.title] == ["Ben"]
    assert app.query_params["mvp"] == "ben"
    app.date_input[0].set_value(date(2026, 6, 30)).run()
    assert [title.value for title in checked(app).title] == ["Ben"]


@pytest.mark.parametrize("rows", [(ANA, BEN), (ANA,), ()], ids=["two", "one", "nobody"])
def test_an_id_that_nobody_has_shows_nobody(publish, rows):
    publish(*rows)
    app = opened("mvp", mvp="yan", as_of="2025-06-30")
    assert warnings(app) == ["“yan” was not in the program on June 30, 2025: nobody has this id."]
    assert not app.header


def test_without_an_id_in_the_link_the_page_begins_with_the_first_mvp(publish):
    publish(BEN, ANA)
    app = opened("mvp", as_of="2025-06-30")
    assert [title.value for title in app.title] == ["Ana"]


def test_an_mvp_of_another_team_than_the_one_picked_is_not_replaced(publish):
    publish(ANA, BEN, ZED)
    app = opened("mvp", mvp="ben", team="Iberia", as_of="2026-06-30")
    assert warnings(app) == ["Ben is not in the team Iberia."]
    assert not app.header
    click(app, "Show all teams")
    assert [title.value for title in app.title] == ["Ben"]


def test_an_mvp_stays_asked_for_on_the_way_over_another_page(publish):
    publish(ANA, BEN, ZED)
    app = opened("mvp", mvp="zed", as_of="2025-06-30")
    checked(app.switch_page(page("overview").file).run())
    checked(app.switch_page(page("mvp").file).run())
    assert warnings(app) == [r"Zed \<b\> was not in the program on June 30, 2025."]


def test_a_letter_is_not_previewed_for_somebody_else(publish):
    publish(ANA, BEN, ZED)
    app = opened("snapshots", mvp="zed", checkpoint="2025-12-31", as_of="2026-02-01")
    assert warnings(app) == [r"Zed \<b\> was not in the program on December 31, 2025."]
    assert not app.code


def test_a_team_of_nobody_on_the_day_is_named_and_stays_until_the_day_returns(publish):
    publish(ANA, BEN, ZED.replace("Iberia", "Nordics"))
    app = opened("overview", team="Nordics", as_of="2025-06-30")
    assert warnings(app) == ["Nobody was in the team “Nordics” on June 30, 2025."]
    assert not app.metric
    app.date_input[0].set_value(date(2026, 6, 30)).run()
    assert warnings(checked(app)) == []
    assert app.selectbox(key="team").value == "Nordics"
    assert app.metric[0].value == "1"


def test_a_team_that_is_not_there_can_be_exchanged_for_all_teams(publish):
    publish(ANA, BEN)
    app = click(opened("overview", team="Nowhere", as_of="2025-06-30"), "Show all teams")
    assert app.metric[0].value == "2"
    assert "team" not in app.query_params


def test_a_team_in_the_link_is_heeded_when_there_is_one_team_and_people_without_one(publish):
    publish(ANA, BEN.replace("DACH", ""), ZED)
    app = opened("overview", team="Iberia", as_of="2026-06-30")
    assert app.metric[0].value == "2"
    assert opened("overview", as_of="2026-06-30").metric[0].value == "3"


def test_a_link_to_another_team_is_said_also_when_everybody_is_in_one_team(publish):
    publish(ANA, ZED)
    app = opened("overview", team="DACH", as_of="2026-06-30")
    assert warnings(app) == ["Nobody was in the team “DACH” on June 30, 2026."]
    assert not app.metric
    assert [box.key for box in opened("overview", as_of="2026-06-30").main.selectbox] == []


@pytest.mark.parametrize("as_of", ["banana", "1999-12-31", "2027-07-03", "2026-02-30", "2026-8-1"])
def test_a_day_that_is_not_there_shows_no_figures_of_another_day(publish, as_of):
    publish(ANA, BEN)
    app = opened("overview", as_of=as_of)
    (says,) = warnings(app)
    assert says.replace("\\", "") == (
        f"There are no figures as of “{as_of}”. Pick a day from January 1, 2000 to July 2, 2027."
    )
    assert not app.metric
    today = datetime.now(UTC)
    click(app, f"As of {today:%B} {today.day}, {today.year}")
    assert app.metric[0].value == "2"


@pytest.mark.parametrize(
    ("name", "key", "label", "back"),
    [
        ("progress", "track", "Track", "Track: All tracks"),
        ("progress", "level", "Level", "Level: All levels"),
        ("progress", "sort", "Sort", "Sort: worst first"),
        ("certifications", "status", "Certification", "Certification: All certifications"),
        ("renewals", "stage", "Stage", "Stage: All stages"),
        ("snapshots", "file", "File", "File: members"),
        ("snapshots", "checkpoint", "Checkpoint", "Checkpoint: Pick one"),
        ("track_record", "ahead", "Days before", "Days before: 60"),
        ("track_record", "track", "Track", "Track: All tracks"),
        ("track_record", "year", "Year", "Year: All years"),
    ],
)
def test_a_choice_that_is_not_there_is_said_and_not_replaced(
    tiny_program: Program, monkeypatch: pytest.MonkeyPatch, name, key, label, back
):
    monkeypatch.setenv("MVP_DATABASE", str(tiny_program.database))
    app = opened(name, as_of="2025-02-05", **{key: "*x*"})
    assert warnings(app) == [rf"“\*x\*” is not a choice of {label} here."]
    assert app.query_params[key] == "*x*"
    whole = opened(name, as_of="2025-02-05")
    assert len([*in_order(app.main)]) < len([*in_order(whole.main)]) or key == "checkpoint"
    click(app, back)
    assert warnings(app) == []
    assert app.query_params.get(key) in (None, whole.query_params.get(key))


def test_a_figure_that_is_not_there_is_said(publish):
    publish(ANA)
    app = opened("definitions", figure="overview/nothing")
    assert warnings(app) == ["There is no such figure. Pick one here."]
