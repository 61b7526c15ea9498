"""The preview of checkpoint letters on the page Snapshots."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import page
from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.outputs.letters import letters
from data.settings.files import load_program
from tests.conftest import Program
from tests.people import signed_in

ROOT = Path(__file__).parents[2]
MVPS = """\
mvp_id,name,email,team,entered_on,nda_signed_on
ana,<b>Ana</b> [x](https://x.org),ana@example.org,North,2025-01-01,2025-01-01
ben,Ben Stone,ben@example.org,South,2025-01-01,2025-01-01
"""
SETTINGS = '[letters]\ncontact = "program@example.org"\n'
ACCESS = "email,role,team\nlead@example.org,lead,South\n"


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of two MVPs in two teams, one of them with a lead, as the app's database."""
    files = {"mvps.csv": MVPS, "access.csv": ACCESS, "program.toml": SETTINGS}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    build(tmp_path, tmp_path / "mvp.duckdb", date(2025, 7, 1), load_program(tmp_path))
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))


def opened(**query: str) -> AppTest:
    """The app, opened at the page Snapshots, when it shows no error."""
    app = AppTest.from_file(ROOT / "dashboard" / "main.py", default_timeout=60)
    app.query_params.update(query)
    app.switch_page(page("snapshots").file).run()
    assert not app.exception
    assert not app.error
    return app


def test_it_shows_the_text_that_the_command_writes(
    tiny_program: Program, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MVP_DATABASE", str(tiny_program.database))
    app = opened(as_of="2025-02-05", checkpoint="2024-12-31", mvp="A07")
    assert app.selectbox(key="checkpoint").options == ["Pick one", "2024-12-31"]
    day = Day(tiny_program.database.resolve(), date(2024, 12, 31))
    (letter,) = letters(day, Scope(mvp_id="A07"))
    assert [code.value for code in app.code] == [letter.text.rstrip()]
    assert "7 components done, 7 expected by the end of the year." in letter.text
    assert letter.subject in [text.value for text in app.text]
    (mail,) = [b for b in app.get("download_button") if b.proto.label == "Download mail"]
    assert mail.proto.url.endswith(".eml")


def test_one_who_left_gets_no_letter_and_the_page_says_so(
    tiny_program: Program, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MVP_DATABASE", str(tiny_program.database))
    app = opened(as_of="2024-08-20", checkpoint="2024-07-31", mvp="A06")
    assert not app.code
    assert app.info[-1].value.startswith("No letter: ")


def test_the_checkpoints_are_those_up_to_the_day_looked_at(two: None):
    before, on_it = opened(as_of="2025-03-30"), opened(as_of="2025-03-31")
    assert before.selectbox(key="checkpoint").options == ["Pick one", "2024-12-31"]
    assert on_it.selectbox(key="checkpoint").options == ["Pick one", "2025-03-31", "2024-12-31"]
    assert not on_it.code


def test_a_name_is_shown_as_text_and_not_as_markup(two: None):
    app = opened(as_of="2025-03-31", checkpoint="2025-03-31", mvp="ana")
    (shown,) = app.code
    assert shown.value.startswith("Hello <b>Ana</b> [x](https://x.org),\n")
    assert not [text for text in app.markdown if "Ana" in text.value]


def test_a_lead_can_preview_nobody_of_another_team(two: None):
    """Ana is of North; the lead is of South, and asks for her in the address."""
    app = AppTest.from_file(ROOT / "dashboard" / "main.py", default_timeout=60)
    app.secrets.update({"auth": {"client_id": "tests"}})
    app.user = signed_in("lead@example.org")
    app.query_params.update(as_of="2025-03-31", checkpoint="2025-03-31", mvp="ana")
    app.switch_page(page("snapshots").file).run()
    assert not app.exception
    assert not app.code
    assert app.warning[-1].value.startswith("The MVP in this link was not in the program on March")
