"""Every page of the registry, on the sample, on a hand-made and on an empty program."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import PAGES, Page
from tests.conftest import Program

APP = Path(__file__).parents[2] / "dashboard" / "main.py"


@pytest.fixture(params=["sample_program", "tiny_program", "empty_program"])
def program(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Each of the three programs, as the app's database."""
    program = request.getfixturevalue(request.param)
    monkeypatch.setenv("MVP_DATABASE", str(program.database))
    return program


def opened(page: Page, program: Program, **query: str) -> AppTest:
    """The app with `page` open as of the program's date."""
    app = AppTest.from_file(APP, default_timeout=30)
    for key, value in {"as_of": program.as_of.isoformat(), **query}.items():
        app.query_params[key] = value
    app.run()
    return app.switch_page(page.file).run()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_its_title_and_question_and_no_error(page: Page, program: Program) -> None:
    app = opened(page, program)
    assert not app.exception
    assert not app.error
    (title,) = app.title
    if page.name == "mvp" and app.header:
        assert app.selectbox(key="mvp").label == "MVP"
        assert title.value not in ("", page.title)  # the name of a person
    else:
        assert title.value == page.title
    assert app.title[0].help == page.question
