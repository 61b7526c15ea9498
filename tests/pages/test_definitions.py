"""The page Definitions: what it says of a figure, and how one gets there."""

import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.page.catalog import figures
from dashboard.registry import PAGES, Page, page
from data.build.build import build
from data.settings.model import PROGRAM_TOML, Settings
from tests.conftest import Program

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def as_database(tiny_program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny program, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(tiny_program.database))


def opened(name: str, /, **query: str) -> AppTest:
    """The app, opened at a page as of the tiny program's date, when it shows no error."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    for key, value in {"as_of": "2024-08-20", **query}.items():
        app.query_params[key] = value
    app.switch_page(page(name).file).run()
    assert not app.exception
    assert not app.error
    return app


def links(app: AppTest) -> list[str]:
    """Where the links "How this is counted" of a page lead."""
    shown = [link.proto for link in app.main if link.type == "page_link"]
    assert {link.page for link in shown} <= {"definitions"}
    return [link.query_string for link in shown]


def file(name: str) -> str:
    return (ROOT / "queries" / f"{name}.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "this", [p for p in PAGES if p.name != "definitions"], ids=lambda p: p.name
)
def test_every_figure_of_a_page_has_its_link(this: Page) -> None:
    figures_linked = [
        query.removeprefix("figure=").replace("%2F", "/") for query in links(opened(this.name))
    ]
    assert figures_linked
    assert set(figures_linked) <= set(figures())


def test_the_links_of_the_overview_are_those_of_its_figures():
    assert links(opened("overview")) == [
        "figure=overview%2Fheadline",
        "figure=overview%2Flevels",
        "figure=overview%2Flevels_then",
        "figure=overview%2Fmonths",
        "figure=overview%2Fteams",
    ]


def test_a_figure_without_rows_has_its_link_too():
    app = opened("overview", as_of="2001-01-01")
    assert "figure=overview%2Fteams" in links(app)
    assert "No active MVP has a team." in [info.value for info in app.info]


def test_a_link_opens_the_figure_with_words_sections_settings_and_the_very_sql():
    app = opened("definitions", figure="benefits/standard")
    assert app.header[0].value == "Standard benefits"
    texts = [text.value for text in app.markdown]
    assert "How many active MVPs have each, and how many lack it." in texts
    labels = [expander.label for expander in app.expander]
    assert labels[:4] == ["5. Membership", "10. Benefits", "1. Dates", "8. Renewal pipeline"]
    settings, own, *under = [code.value for code in app.code]
    assert "[benefits]  # section 10\nstandard = [" in settings
    assert own == file("pages/benefits/standard").rstrip("\n")
    assert under == [
        file(f"rules/{rule}").rstrip("\n") for rule in ("membership", "benefit_state", "dates")
    ]


def test_it_says_which_build_it_is_about(tiny_program: Program):
    caption = opened("definitions").caption
    (source,) = [text.value for text in caption if text.value.startswith("Built: ")]
    build_id = tiny_program.database.resolve().stem.removeprefix("mvp-")
    assert f"As of: Aug 20, 2024 · Build: {build_id} · Content: " in source


def test_the_settings_are_those_that_the_build_holds():
    app = opened("definitions", figure="benefits/standard")
    held = app.dataframe[0].value
    assert held["held_as"].unique().tolist() == ["benefit", "shown_through_month"]
    benefits = held[held["held_as"] == "benefit"]["value"]
    assert sorted(benefits) == [
        "badge", "exam_voucher", "moderator", "release_notes", "slack", "swag",
    ]  # fmt: skip
    assert not app.warning


def test_a_build_of_other_settings_is_told_from_the_file(
    tiny_program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = tomllib.loads(PROGRAM_TOML.read_text(encoding="utf-8"))
    other["renewal"]["shown_through_month"] = 3
    database = tmp_path / "mvp.duckdb"
    build(tiny_program.source, database, tiny_program.as_of, Settings.model_validate(other))
    monkeypatch.setenv("MVP_DATABASE", str(database))
    app = opened("definitions", figure="benefits/standard")
    assert app.warning[0].value.startswith("The build was made with other settings")
    held = app.dataframe[0].value
    assert held[held["held_as"] == "shown_through_month"]["value"].tolist() == ["3"]


def test_a_snapshot_file_tells_where_each_of_its_columns_is_worked_out():
    columns = opened("definitions", figure="snapshot/members").dataframe[0].value
    said = columns.set_index("column")[["worked_out_in", "sections"]].T.to_dict("list")
    assert list(said)[:3] == ["mvp_id", "name", "team"]
    assert said["level"] == ["rules/goals", "3, 4"]
    assert said["certification"] == ["rules/certification_status", "6"]


def test_without_a_figure_it_lists_the_choices_of_the_program():
    app = opened("definitions")
    assert [header.value for header in app.header] == ["14. Choices"]
    choices = app.table[0].value
    assert choices["setting"].tolist()[0] == "`year.checkpoints`"
    assert not app.warning


def test_a_name_in_the_link_that_is_no_figure_is_said_to_be_none():
    app = opened("definitions", figure="overview/nothing")
    assert [warning.value for warning in app.warning] == ["There is no such figure. Pick one here."]
    assert app.selectbox(key="figure").value is None
    assert "figure" not in app.query_params
    assert not app.selectbox(key="figure").set_value("mvp/years").run().warning


def test_picking_a_figure_puts_it_in_the_address():
    app = opened("definitions")
    app.selectbox(key="figure").set_value("mvp/years").run()
    assert app.query_params["figure"] == "mvp/years"
    assert app.header[0].value == "Beside last year"


def test_every_figure_opens():
    app = opened("definitions")
    for name, figure in figures().items():
        app.selectbox(key="figure").set_value(name).run()
        assert not app.exception, name
        assert app.header[0].value == figure.title
        assert file(figure.query).rstrip("\n") in [code.value for code in app.code], name
