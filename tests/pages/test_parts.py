"""A large table in parts: the rows of a part, all parts together, and how a part is picked."""

from datetime import date
from math import ceil

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from dashboard.page import show
from dashboard.page.figures import Figure
from dashboard.reading import downloads, rows
from dashboard.reading.rows import ViewContext, count_rows, read, read_part
from dashboard.registry import page
from data.days.scope import Scope
from data.outputs.snapshot import frame_csv
from data.store.locations import build_at
from tests.conftest import Program
from tests.figures import PAGE_FIGURES, is_of, label
from tests.pages.test_pages import APP

BY_NAME = {"track": None, "level": None, "on_track": None, "sort": "name", "name": None}
ROWS = 7
FIRST_PARTS = 30  # and the last one: each part is a query


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of so few rows that every table of the sample has several."""
    for module in (downloads, rows, show):
        monkeypatch.setattr(module, "PART_ROWS", ROWS)


@pytest.mark.parametrize("figure", PAGE_FIGURES, ids=label)
def test_the_parts_of_a_figure_are_its_rows(
    figure: Figure, sample_program: Program, small_parts: None
) -> None:
    scope = Scope(everybody=True)
    if is_of(figure, "mvp"):
        people = read(view_of(sample_program, scope), "shared/people")
        scope = Scope(everybody=True, only_mvp=people["mvp_id"].iat[0])
    view, query, parameters = view_of(sample_program, scope), figure.query, figure.parameters
    whole = read(view, query, **parameters)
    assert count_rows(view, query, **parameters) == len(whole)
    numbers = range(max(ceil(len(whole) / ROWS), 1))
    for number in {*numbers[:FIRST_PARTS], numbers[-1]}:
        part = read_part(view, query, number, **parameters)
        of_whole = whole.iloc[number * ROWS : (number + 1) * ROWS]
        assert frame_csv(part) == frame_csv(of_whole), number


def view_of(program: Program, scope: Scope) -> ViewContext:
    return ViewContext(build_at(program.database.resolve()), program.as_of, scope)


def test_a_part_is_picked_by_its_rows(
    sample_program: Program, small_parts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = progress(sample_program, monkeypatch)
    whole = read(view_of(sample_program, Scope(everybody=True)), "progress/matrix", **BY_NAME)
    rows = part_of(app)
    assert rows.options[:2] == [f"1 to 7 of {len(whole)}", f"8 to 14 of {len(whole)}"]
    assert rows.options[-1].endswith(f" to {len(whole)} of {len(whole)}")
    assert shown(app) == whole["mvp_id"].tolist()[:7]
    rows.select_index(1).run()
    assert shown(app) == whole["mvp_id"].tolist()[7:14]


def test_a_part_that_a_narrower_filter_lacks_becomes_the_first(
    sample_program: Program, small_parts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = progress(sample_program, monkeypatch)
    rows, team = part_of(app), next(box for box in app.selectbox if box.label == "Team")
    rows.select_index(len(rows.options) - 1).run()
    team.select("DACH").run()
    assert not app.exception
    assert 1 < len(part_of(app).options) < len(rows.options)
    scope = Scope(everybody=True, only_team="DACH")
    whole = read(view_of(sample_program, scope), "progress/matrix", **BY_NAME)
    assert shown(app) == whole["mvp_id"].tolist()[:7]


def test_a_table_that_fits_into_one_part_is_shown_whole_without_a_choice(
    sample_program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = progress(sample_program, monkeypatch)
    assert len(shown(app)) > ROWS
    assert "Rows" not in [box.label for box in app.selectbox]


def progress(program: Program, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page Progress as of the program's date, by name."""
    monkeypatch.setenv("MVP_DATABASE", str(program.database))
    app = AppTest.from_file(APP, default_timeout=30)
    app.query_params["as_of"] = date.isoformat(program.as_of)
    app.run()
    app.switch_page(page("progress").file).run()
    (sort,) = [box for box in app.selectbox if "name" in box.options]
    return sort.select("name").run()


def part_of(app: AppTest) -> Selectbox:
    """The choice of the part."""
    (box,) = [box for box in app.selectbox if box.label == "Rows"]
    return box


def shown(app: AppTest) -> list[str]:
    return app.dataframe[0].value["mvp_id"].tolist()
