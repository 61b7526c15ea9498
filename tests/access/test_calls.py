"""Calls and their notes: for leads and the program team, never for the MVP, whatever the page."""

from pathlib import Path

import pytest

from dashboard.registry import PAGES
from data.events.folder import EventFolder
from data.events.model import new
from tests.access.conftest import Wire
from tests.asking import ANA, AT_RISK, BEN, FILES, LEAD, OTHER_LEAD, TEAM, opened, published
from tests.conftest import Program
from tests.tiles import menus_open, tabs_of, unfolded, with_tab

NOTE = "Zwischenruf"  # a word that nothing else says
OUTCOME = "needs leave"
LEADS_TOO = {"access.csv": FILES["access.csv"] + f"{ANA},lead,India\n"}
ABOUT_CALLS = (NOTE, OUTCOME, "I called or wrote")


def called(folder: Path) -> None:
    """Ana's lead called her."""
    fields = {"outcome": "needs_leave", "note": f"{NOTE}: away in May"}
    EventFolder(folder / "mvp-events").write(new("call", LEAD, "lead", "ana", fields))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program of tests/asking.py after a call to Ana."""
    folder = tmp_path_factory.mktemp("calls")
    called(folder)
    return published(folder, **AT_RISK)


@pytest.fixture(scope="module")
def ana_leads(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The same, in which Ana leads a team of others."""
    folder = tmp_path_factory.mktemp("calls")
    called(folder)
    return published(folder, **AT_RISK, **LEADS_TOO)


@pytest.fixture
def shown(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """`program` as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(program.database))


def everything(email: str, wire: Wire, mvp_id: str = "ana") -> str:
    """All that is sent to somebody who opens each page, each tab and each menu."""
    for page in PAGES:
        app = unfolded(opened(email, page.name, mvp=mvp_id))
        for tab in tabs_of(page.name) if email in (TEAM, LEAD) or page.name == "mvp" else ("",):
            menus_open(with_tab(app, tab) if tab else app)
    assert wire.elements
    return "\n".join(wire.texts())


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize("email", [TEAM, LEAD])
def test_leads_and_the_program_team_read_the_call_and_its_note(wire: Wire, email: str):
    opened(email, "mvp", mvp="ana")
    texts = "\n".join(wire.texts()).lower()
    assert NOTE.lower() in texts
    assert OUTCOME in texts
    wire.messages.clear()
    opened(email, "at_risk")
    texts = "\n".join(wire.texts()).lower()
    assert OUTCOME in texts
    assert NOTE.lower() not in texts


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize("email", [ANA, BEN])
def test_no_call_and_no_note_is_sent_to_an_mvp(wire: Wire, email: str):
    texts = everything(email, wire)
    assert not [said for said in ABOUT_CALLS if said.lower() in texts.lower()]


@pytest.mark.usefixtures("shown")
def test_no_call_and_no_note_is_sent_to_a_lead_of_others(wire: Wire):
    texts = everything(OTHER_LEAD, wire).lower()
    assert NOTE.lower() not in texts
    assert f": {OUTCOME}" not in texts


def test_a_lead_reads_no_call_about_themselves(
    ana_leads: Program, wire: Wire, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MVP_DATABASE", str(ana_leads.database))
    texts = everything(ANA, wire).lower()
    assert "ana asks" in texts
    assert NOTE.lower() not in texts
    assert f": {OUTCOME}" not in texts
    opened(ANA, "mvp", mvp="ana")
    wire.messages.clear()
    opened(ANA, "mvp", mvp="ana")
    assert "I called or wrote" not in "\n".join(wire.texts())
    opened(ANA, "mvp", mvp="ben")
    assert "I called or wrote" in "\n".join(wire.texts())
