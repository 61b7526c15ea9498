"""A program with tracks of its own: one table of its settings brings a track to every page."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.page.figures.progress import MATRIX
from dashboard.reading.rows import ViewContext, read, read_snapshot
from dashboard.registry import PAGES, Page, page
from data.days.day import Day
from data.days.scope import Scope
from data.outputs.letters import letters
from data.store.locations import build_at
from tests.conftest import Program, built
from tests.data.folders import written

APP = Path(__file__).parents[2] / "dashboard" / "main.py"
AS_OF = date(2025, 9, 30)
EVERYBODY = Scope(everybody=True)
LETTERS = '[letters]\ncontact = "program@example.org"\n'
PODCASTS = """
[tracks.podcasts]
counts = ["episode"]
shown = ["guest"]
pieces = 4
cadence_months = 3
unit = ["episode", "episodes"]
label = "pods & talks"
color = "#B0A000"
"""
ONLY_PODCASTS = PODCASTS + "".join(
    f"[tracks.{name}]\nuse = false\n" for name in ("forum", "forge", "content", "meetup")
)
FILES = {
    "mvps.csv": "mvp_id,name,email,team,entered_on\n"
    "ana,Ana,ana@example.org,North,2025-01-01\nben,Ben,ben@example.org,South,2025-01-01\n",
    "commitments.csv": "mvp_id,year,track\nana,2025,podcasts\n",
    "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at\n"
    + "".join(f"c{number},ana,podcasts,episode,2025-0{number}-10\n" for number in range(1, 8))
    + "g1,ana,podcasts,guest,2025-09-01\n",
}


def program_with(folder: Path, settings: str) -> Program:
    files = FILES | {"program.toml": LETTERS + settings}
    return built(written(folder / "input", files), folder, AS_OF)


@pytest.fixture(scope="module")
def podcasts(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The standard program with a fifth track."""
    return program_with(tmp_path_factory.mktemp("podcasts"), PODCASTS)


@pytest.fixture(scope="module")
def only_podcasts(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A program with a single track."""
    return program_with(tmp_path_factory.mktemp("only"), ONLY_PODCASTS)


@pytest.mark.parametrize("which", ["podcasts", "only_podcasts"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_opens(
    page: Page, which: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MVP_DATABASE", str(request.getfixturevalue(which).database))
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params.update({"as_of": AS_OF.isoformat(), "mvp": "ana"})
    app.switch_page(page.file).run()
    assert not app.exception
    assert not app.error


def matrix(program: Program) -> list[dict[str, object]]:
    view = ViewContext(build_at(program.database.resolve()), AS_OF, EVERYBODY)
    rows = read(view, MATRIX.query, **{**MATRIX.parameters, "sort": "name"})
    return rows.drop(columns=["mvp_id", "team", "status"]).to_dict("records")


def test_the_matrix_has_a_column_for_each_track(podcasts: Program):
    """Four every three months: 12 of 9 months, and 16 a year; seven episodes are done."""
    ana, ben = matrix(podcasts)
    assert list(ana) == ["name", "level", "Forum", "Forge", "Content", "Meetup", "Pods & talks"]
    assert ana["Pods & talks"] == "▼ 7 / 12 / 16 ★"
    assert ben["Pods & talks"] == "▼ 0 / 12 / 16 ☆"


def test_a_single_track_is_the_only_column(only_podcasts: Program):
    ana, ben = matrix(only_podcasts)
    assert [list(ana), ana["Pods & talks"]] == [
        ["name", "level", "Pods & talks"],
        "▼ 7 / 12 / 16 ★",
    ]
    assert ben["Pods & talks"] == "▼ 0 / 12 / 16 ☆"


def definitions_of(program: Program, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("MVP_DATABASE", str(program.database))
    app = AppTest.from_file(APP, default_timeout=60)
    app.switch_page(page("definitions").file).run()
    assert not app.exception
    return app


def test_definitions_say_where_the_program_differs_from_the_one_of_the_rules(
    only_podcasts: Program, tiny_program: Program, monkeypatch: pytest.MonkeyPatch
):
    app = definitions_of(only_podcasts, monkeypatch)
    said = [each.value for each in app.caption]
    assert any("have the tracks and numbers of the standard program" in text for text in said)
    said = app.code[0].value.split("\n\n")
    assert said[0].splitlines() == [
        "[tracks.podcasts]",
        "cadence_months = 3",
        'color = "#b0a000"',
        'counts = ["episode"]',
        'label = "pods & talks"',
        "pieces = 4",
        'shown = ["guest"]',
        'unit = ["episode", "episodes"]',
    ]
    unused = [f"[tracks.{name}]\nuse = false" for name in ("content", "forge", "forum", "meetup")]
    assert sorted(said[1:]) == unused
    assert len(app.code) == 1  # the Choices say themselves what the standard program has
    app = definitions_of(tiny_program, monkeypatch)
    assert not app.info
    assert not app.code


def test_a_section_of_the_rules_ends_with_what_the_program_has_otherwise(
    only_podcasts: Program, tiny_program: Program, monkeypatch: pytest.MonkeyPatch
):
    said = {}
    for program in (only_podcasts, tiny_program):
        monkeypatch.setenv("MVP_DATABASE", str(program.database))
        app = AppTest.from_file(APP, default_timeout=60)
        app.query_params["figure"] = "overview/levels"
        app.switch_page(page("definitions").file).run()
        assert not app.exception
        said[program.database] = {
            section.label: [code.value for code in section.code]
            for section in app.expander
            if section.label[0].isdigit()
        }
    own, standard = said.values()
    assert not any(standard.values())
    (lines,) = next(codes for label, codes in own.items() if label.startswith("2. "))
    assert "pieces = 4" in lines.splitlines()
    assert "[tracks.forum]\nuse = false" in lines


@pytest.mark.parametrize(
    ("which", "enough"),
    [("podcasts", "any one of the five tracks"), ("only_podcasts", "the track pods & talks")],
)
def test_a_letter_names_the_track_its_unit_and_what_is_enough(
    which: str, enough: str, request: pytest.FixtureRequest
):
    program = request.getfixturevalue(which)
    ana, ben = letters(Day(program.database.resolve(), AS_OF), EVERYBODY)
    assert "Pods & talks: off track" in ana.text
    assert "Pods &amp; talks: off track" in ana.html
    assert "7 episodes done, 12 expected by September 30, 2025, 16 by the end of the year." in (
        " ".join(ana.text.split())
    )
    assert f"You have not picked a track for 2025: {enough} is enough." in ben.text


def test_pages_say_the_label_of_a_track_in_the_order_and_with_the_color_of_the_settings(
    podcasts: Program,
):
    view = ViewContext(build_at(podcasts.database.resolve()), AS_OF, EVERYBODY)
    labels = ["forum", "forge", "content", "meetup", "pods & talks"]
    assert read(view, "shared/tracks")["track"].tolist() == labels
    months = read(view, "overview/months").drop_duplicates("track")
    assert months["track"].tolist() == labels
    assert months["color"].tolist()[-1] == "#b0a000"
    assert read(view, "data_health/reach")["track"].tolist()[-1] == "pods & talks"
    assert set(
        read(view, "at_risk/calls", in_reach=True, grouped_by=None, contacts=None)["track"]
    ) <= set(labels)
    ana = replace(view, scope=replace(EVERYBODY, only_mvp="ana"))
    assert read(ana, "mvp/risks")["about"].tolist() == ["pods & talks"]
    assert read(ana, "mvp/tracks")["title"].tolist() == [
        *("Pods & talks", "Forum", "Forge", "Content", "Meetup")
    ]
    assert set(read(ana, "mvp/contributions", only=None)["track"]) == {"pods & talks"}
    assert read(ana, "mvp/years")["track"].tolist() == labels


def test_a_snapshot_has_the_name_of_a_track_and_not_its_label(podcasts: Program):
    view = ViewContext(build_at(podcasts.database.resolve()), AS_OF, EVERYBODY)
    assert "podcasts" in set(read_snapshot(view, "progress")["track"])
    assert read_snapshot(view, "members")["tracks"].dropna().tolist() == ["podcasts"]
