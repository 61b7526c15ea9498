"""What pages say about a small program: MVPs, commitments and contributions, and nothing else."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import page
from tests.conftest import built
from tests.data.folders import written
from tests.tiles import absences, unfolded

APP = Path(__file__).parents[2] / "dashboard" / "main.py"
# Ana writes an article a month, which is more than one in two months; Ben writes none.
FILES = {
    "mvps.csv": "mvp_id,name,email,entered_on\n"
    "ana,Ana,ana@example.org,2026-01-01\nben,Ben,ben@example.org,2026-01-01\n",
    "commitments.csv": "mvp_id,year,track\nana,2026,content\nben,2026,content\n",
    "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at\n"
    + "".join(f"a{n},ana,content,article,2026-{n:02}-10\n" for n in range(1, 12)),
}
CERTIFICATIONS = "No certifications were supplied, so every certification is unknown."
NDA = "NDAs are not tracked, so nobody awaits one."
RENEWALS = "No renewals were supplied, so invitations and decisions are unknown."


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    return built(written(folder / "input", FILES), folder, date(2026, 11, 27)).database


@pytest.fixture(autouse=True)
def _served(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MVP_DATABASE", str(database))


def opened(name: str, as_of: str = "2026-11-27", **query: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    for key, value in {"as_of": as_of, **query}.items():
        app.query_params[key] = value
    app.switch_page(page(name).file).run()
    assert not app.exception
    return unfolded(app)


def test_everybody_is_active_and_the_overview_says_what_is_unknown():
    app = opened("overview")
    assert [(figure.label, figure.value) for figure in app.metric] == [
        ("Active MVPs", "2"),
        ("On track or better", "1"),
        ("At risk", "1"),
    ]
    assert absences(app)[0] == f"{CERTIFICATIONS} {NDA} {RENEWALS}"


def test_who_needs_a_call_is_not_hidden_by_ndas_and_exams():
    app = opened("at_risk")
    assert app.header[0].value == "1 MVP is at risk: 1 at high risk."
    assert app.dataframe[0].value["name"].tolist() == ["Ben"]
    assert {CERTIFICATIONS, NDA} <= set(absences(app))


def test_an_mvp_reads_what_is_unknown():
    app = opened("mvp", mvp="ana", tab="title")
    facts = next(
        table.value.set_index("fact")["says"] for table in app.dataframe if "fact" in table.value
    )
    assert facts["Certification"] == "unknown: no certifications were supplied"
    assert facts["Status"] == "active, entered Jan 1, 2026"
    assert "No benefits were supplied, so it is unknown who has which." in absences(app)


@pytest.mark.parametrize("name", ["certifications", "nominations", "benefits"])
def test_a_page_about_an_input_that_was_never_supplied_says_only_that(name: str):
    app = opened(name)
    assert [text.startswith(f"No {name} were supplied") for text in absences(app)] == [True]
    assert not app.subheader


def test_a_flag_whose_risk_is_unknown_now_has_not_cleared():
    """The data of content ends on November 10. The longest pause was 31 days, so it is stale from
    December 12 on, 32 days later; a week before, Ben was at risk."""
    app = opened("at_risk", "2026-12-12")
    changes = app.dataframe[-1].value
    assert changes[["name", "about", "change"]].to_numpy().tolist() == [
        ["Ben", "content", "unknown now"]
    ]
    assert any("The risk of 2 active MVPs is unknown" in said for said in absences(app))


def test_the_stage_of_a_renewal_is_unknown_from_the_final_checkpoint_on():
    app = opened("renewals", "2026-12-31")
    people = app.dataframe[-1].value.set_index("name")
    # Ben may have met his goals after November 10, when the data of content ends
    assert people["stage"].to_dict() == {"Ana": "unknown", "Ben": "unknown"}
    assert people["blocker"]["Ana"] == "renewals were not supplied"
    assert RENEWALS in absences(app)
