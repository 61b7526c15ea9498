"""The heading: which day figures are of, how far the data reaches, and what does not count yet."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import page
from tests.data.folders import build_files

APP = Path(__file__).parents[2] / "dashboard" / "main.py"
BUILT_AS_OF = date(2025, 6, 30)
FILES = {
    "mvps.csv": "mvp_id,name,email,entered_on,team\nana,Ana,ana@example.org,2024-01-10,North\n"
    "ben,Ben,ben@example.org,2024-01-10,South\n",
    "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at\n"
    "1,ana,forum,answer,2025-05-01\n2,ben,forge,component,2025-06-10\n"
    "3,ana,meetup,spoke,2025-07-20\n",
}


def heading(as_of: date, **query: str) -> str:
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params.update(query | {"as_of": str(as_of)})
    app.switch_page(page("progress").file).run()
    assert not app.exception
    return app.caption[0].value.partition("days. ")[2]


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As of June 30, the newest contribution that has happened is of June 10."""
    built = build_files(tmp_path, FILES, as_of=BUILT_AS_OF).built
    monkeypatch.setenv("MVP_DATABASE", str(built.path))


def test_the_heading_says_how_far_the_data_reaches_and_what_is_dated_later():
    later = "1 contribution is dated later and does not count yet."
    reach = "The data reaches to Jun 10, 2025."
    assert heading(date(2025, 7, 1)) == f"{reach} {later}"
    assert heading(date(2025, 7, 20)) == reach
    assert heading(date(2025, 6, 10)) == later
    assert heading(date(2025, 6, 9)) == "2 contributions are dated later and do not count yet."


def test_the_heading_counts_the_rows_of_the_people_shown_alone():
    shown = heading(date(2025, 6, 9), team="South")
    assert shown == "1 contribution is dated later and does not count yet."


def test_the_heading_says_when_the_build_is_the_reason(tmp_path, monkeypatch):
    sources = "track,complete_until\nforum,2025-12-31\n"
    built = build_files(tmp_path / "b", FILES | {"sources.csv": sources}, as_of=BUILT_AS_OF).built
    monkeypatch.setenv("MVP_DATABASE", str(built.path))
    assert heading(date(2025, 7, 20)) == (
        "The data reaches to Jun 30, 2025, the as-of date of the build."
    )
