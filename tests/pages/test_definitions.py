"""The page Definitions: what it says about a figure, and the links that lead there."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.page.catalog import entries_in, figures_of
from dashboard.registry import PAGES, Page, page
from data.build.build import build
from data.settings.files import load
from data.settings.parts import PARTS
from tests.conftest import Program
from tests.data.folders import written
from tests.tiles import absences, menus_open, tabs_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def as_database(tiny_program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny program, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(tiny_program.database))


def opened(name: str, /, **query: str) -> AppTest:
    """The app, opened at a page as of the tiny program's date, when it shows no error."""
    app = AppTest.from_file(ROOT / "dashboard" / "main.py", default_timeout=60)
    for key, value in {"as_of": "2024-08-20", **query}.items():
        app.query_params[key] = value
    app.switch_page(page(name).file).run()
    assert not app.exception
    assert not app.error
    return app


def links(app: AppTest) -> list[str]:
    """The figures that the links "How this is counted" of a page name, in order."""
    shown = [link.proto for link in menus_open(app).main if link.type == "page_link"]
    asked = [link.query_string for link in shown if link.page == "definitions"]
    return [text.removeprefix("figure=").replace("%2F", "/") for text in asked]


def file(name: str) -> str:
    return (ROOT / "queries" / f"{name}.sql").read_text(encoding="utf-8")


# Queries that a page asks without drawing a figure.
NOT_DRAWN = {
    *("mvp/judged", "mvp/not_counted", "mvp/solutions", "mvp/targets"),
    *("data_health/warnings", "certifications/choices", "mvp/addresses", "mvp/planning"),
    *("requests/read", "requests/kinds", "requests/settings"),
    *("requests/renewal", "requests/leave", "requests/known_address"),
    *("requests/contributions", "requests/accounts", "requests/sources", "requests/figures"),
}
# Drawn where a checkpoint was frozen; there is none in this program.
OF_FROZEN = {"mvp/told", "mvp/published", "mvp/arrived"}
# Drawn where patterns are on, see tests/access/test_patterns.py; here they are off.
OF_PATTERNS = {"mvp/patterns", "data_health/patterns"}


@pytest.mark.parametrize(
    "page", [p for p in PAGES if p.name not in ("definitions", "snapshots")], ids=lambda p: p.name
)
def test_a_page_links_its_figures_in_the_order_in_which_they_are_declared(page: Page) -> None:
    in_words = {figure.finding for figure in figures_of(page.name)}  # drawn as a title
    declared = [figure.query for figure in figures_of(page.name)]
    drawn = [
        query for query in declared if query not in NOT_DRAWN | OF_FROZEN | OF_PATTERNS | in_words
    ]
    linked = [
        link for tab in tabs_of(page.name) for link in links(opened(page.name, mvp="A03", tab=tab))
    ]
    own = [link for link in linked if link.startswith(f"{page.name}/")]
    assert list(dict.fromkeys(own)) == list(dict.fromkeys(drawn))


def test_the_snapshots_page_links_the_file_that_is_shown():
    assert links(opened("snapshots", file="risk")) == ["snapshot/risk"]


def test_a_figure_without_rows_has_its_link_too():
    app = opened("overview", as_of="2001-01-01")
    assert "overview/teams" in links(app)
    assert "Nobody is active on this day." in absences(app)


def test_a_link_opens_the_figure_with_its_words_sections_settings_and_sql():
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
        file(query).rstrip("\n")
        for query in (
            "rules/membership",
            "rules/benefit_state",
            "as_of_independent/supplied",
            "as_of_independent/program_years",
            "as_of_independent/cycle_months",
            "as_of_independent/spells",
            "rules/dates",
        )
    ]


def test_the_page_names_the_build(tiny_program: Program):
    caption = opened("definitions").caption
    (source,) = [text.value for text in caption if text.value.startswith("Built: ")]
    build_id = tiny_program.database.resolve().stem.removeprefix("mvp-")
    assert f"As of: Aug 20, 2024 · Build: {build_id} · Content: " in source


def test_the_settings_shown_are_those_of_the_build():
    app = opened("definitions", figure="benefits/standard")
    held = app.dataframe[0].value
    # nda, min_solutions, uses_renewal: whether a benefit is missing rests on what was supplied
    supplied = {"nda", "min_solutions", "uses_renewal"}
    year = {"start_month", "start_day", "is_named_after_end", "month", "day"}
    renewal = {"shown_months", "decide_months"}
    assert set(held["held_as"]) == {"benefit"} | supplied | year | renewal
    benefits = held[held["held_as"] == "benefit"]["value"]
    assert sorted(benefits) == [
        "badge", "exam_voucher", "moderator", "release_notes", "slack", "swag",
    ]  # fmt: skip
    assert not app.warning


def with_settings(
    text: str, program: Program, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Have the app show a program built into `folder` with settings of its own."""
    own, database = folder / "own.toml", folder / "mvp.duckdb"
    own.write_text(text, encoding="utf-8")
    build(program.source, database, program.as_of, load(own))
    monkeypatch.setenv("MVP_DATABASE", str(database))


def test_the_settings_of_a_program_say_what_the_standard_program_has(
    tiny_program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with_settings("[renewal]\nshown_months = 3\n", tiny_program, tmp_path, monkeypatch)
    app = opened("definitions", figure="benefits/standard")
    own, below_section, *others = [code.value.splitlines() for code in app.code]
    assert own == below_section == ["[renewal]", "shown_months = 3"]
    assert any("shown_months = 3  # the standard program: 2" in lines for lines in others)
    held = app.dataframe[0].value
    assert held[held["held_as"] == "shown_months"]["value"].tolist() == ["3"]


STANDARD_RULES = """\
- **Forum**: 1 answer day per weekday. These count: answer. Listed only: moderation. \
At least 1/3 of the answers are accepted as the solution.
- **Forge**: 1 component every month. These count: component. Listed only: release.
- **Content**: 1 piece every 2 months. \
These count: article, howto, documentation, tutorial, video, other.
- **Meetup**: 1 meetup every 2 months. These count: organized, spoke. Listed only: attended.
- The goals of a year are met when every track that the MVP has picked has met its goal.
- The year begins on January 1. Checkpoints are on March 31, July 31, September 30 and \
December 31; the last of these is the final one and ends the year.
- A level compares what is done with what is expected by the day: ahead is 125 % of it or more, \
on track 100 %, behind 75 %, and off track is less.
- The risk looks ahead to the next checkpoint: low is a chance of 80 % or more, medium of 50 %, \
and high is less."""
OWN_RULES = """
[words]
checkpoint = "review"
checkpoints = "reviews"
[year]
start = "07-01"
checkpoints = ["11-15", "06-20"]
[commitments]
require = "any"
[levels]
behind = "2/3"
[tracks.mentoring]
counts = ["session"]
measure = "points"
pieces = 60
cadence_months = 12
unit = ["hour", "hours"]
[tracks.answers]
counts = ["reply"]
weekday_share = 0.5
unit = ["answer day", "answer days"]
[tracks.forum]
use = false
[tracks.forge]
pieces = 1.5
[tracks.content]
use = false
[tracks.meetup]
use = false
"""


def test_the_rules_of_a_year_with_one_checkpoint_name_it(
    tiny_program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    one = '[year]\ncheckpoints = ["12-31"]\n'
    with_settings(one, tiny_program, tmp_path, monkeypatch)
    said = "- The year begins on January 1. Its checkpoint is on December 31, and ends it.\n"
    assert any(said in text.value for text in opened("definitions").markdown)


def test_the_page_begins_with_the_rules_of_the_program_in_sentences():
    assert STANDARD_RULES in [text.value for text in opened("definitions").markdown]


def test_the_sentences_are_those_of_the_programs_own_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """What the file does not say, such as `shown`, is not among the settings that differ."""
    (own := tmp_path / "own.toml").write_text(OWN_RULES, encoding="utf-8")
    source = written(
        tmp_path / "input",
        {"mvps.csv": "mvp_id,name,email,entered_on\nana,Ana,ana@x.test,2024-01-01\n"},
    )
    database = tmp_path / "mvp.duckdb"
    build(source, database, date(2024, 8, 20), load(own))
    monkeypatch.setenv("MVP_DATABASE", str(database))
    app = opened("definitions")
    (rules,) = [text.value for text in app.markdown if text.value.startswith("- **Forge**")]
    assert rules.splitlines() == [
        "- **Forge**: 1.5 components every month. These count: component. Listed only: release.",
        "- **Mentoring**: 60 hours every 12 months. These count: session.",
        "- **Answers**: 0.5 answer days per weekday. These count: reply.",
        "- The goals of a year are met when one of the tracks of the MVP has met its goal.",
        "- The year begins on July 1. Reviews are on November 15 and June 20; the last of these is "
        "the final one and ends the year.",
        "- A level compares what is done with what is expected by the day: ahead is 125 % of it or "
        "more, on track 100 %, behind 2/3, and off track is less.",
        "- The risk looks ahead to the next review: low is a chance of 80 % or more, medium of "
        "50 %, and high is less.",
    ]
    (differ,) = [e for e in app.expander if e.label.startswith("Where the settings differ")]
    assert not differ.proto.expanded
    (lines,) = [code.value.splitlines() for code in differ.code]
    assert "pieces = 60" in lines
    assert not {"shown = []", 'repeats = "any_day"'} & set(lines)


def test_a_snapshot_file_says_which_rule_computes_each_of_its_columns():
    columns = opened("definitions", figure="snapshot/members").dataframe[0].value
    said = columns.set_index("column")[["computed_in", "sections"]].T.to_dict("list")
    assert list(said)[:3] == ["mvp_id", "name", "team"]
    assert said["level"] == ["rules/goals", "3, 4, 13"]
    assert said["certification"] == ["rules/certification_status", "6, 13"]


def test_without_a_figure_the_page_lists_the_choices_of_the_program():
    app = opened("definitions")
    assert [header.value for header in app.header] == ["The rules in short", "14. Choices"]
    choices = app.table[0].value
    assert choices["setting"].tolist()[0] == "`year.checkpoints`"
    assert not app.warning


def test_an_unknown_figure_in_the_link_is_reported_and_kept_until_another_is_picked():
    app = opened("definitions", figure="overview/nothing")
    assert [warning.value for warning in app.warning] == ["There is no such figure. Pick one here."]
    assert app.selectbox(key="figure").value is None
    assert app.query_params["figure"] == "overview/nothing"
    app.selectbox(key="figure").set_value("mvp/years").run()
    assert not app.warning
    assert app.query_params["figure"] == "mvp/years"


def test_picking_a_figure_writes_it_into_the_url():
    app = opened("definitions")
    app.selectbox(key="figure").set_value("mvp/years").run()
    assert app.query_params["figure"] == "mvp/years"
    assert app.header[0].value == "Compared with last year"


def test_every_figure_opens():
    app = opened("definitions")
    for name, entry in entries_in(frozenset(PARTS)).items():
        app.selectbox(key="figure").set_value(name).run()
        assert not app.exception, name
        assert app.header[0].value == entry.title
        assert file(entry.sql_file).rstrip("\n") in [code.value for code in app.code], name


def test_a_figure_names_the_input_tables_that_it_is_computed_from():
    captions = [text.value for text in opened("definitions", figure="overview/months").caption]
    # memberships say who was in the program; sources, from when the year before has data; and
    # events, which contributions are claims and do not say how far the data reaches
    tables = "contributions, events, memberships, mvps, sources"
    assert f"All of it starts from these tables of the build: {tables}." in captions
