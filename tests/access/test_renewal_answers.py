"""Who reads what is said about a renewal: the reason of the program never reaches an MVP."""

from pathlib import Path

import pytest

from tests.access.conftest import Wire
from tests.asking import ANA, BEN, LEAD, OTHER_LEAD, TEAM, click, fill, opened
from tests.conftest import Program
from tests.renewing import answer, at_renewal, deciding

REASON, ANSWER = "Only leads know why", "Only those who see Ana know"
TABS = ("progress", "contributions", "checkpoints", "title", "data")


@pytest.fixture(params=["not yet counted", "counted"])
def program(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Program:
    """A program in which Ana wants to stay, and the program team asks her to leave."""
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    program = deciding(tmp_path)
    answer(fill(at_renewal(ANA), "Anything to add (optional)", ANSWER), "extend")
    click(fill(at_renewal(TEAM), "Reason or note", REASON), "Ask to leave")
    return program if request.param == "not yet counted" else deciding(tmp_path)


def test_those_who_lead_read_the_reason_and_the_mvp_never_does(program, wire: Wire):
    for email in (TEAM, LEAD):
        wire.messages.clear()
        at_renewal(email)
        texts = "\n".join(wire.texts())
        assert REASON in texts
        assert ANSWER in texts
    wire.messages.clear()
    for tab in TABS:
        opened(ANA, "mvp", tab=tab)
    texts = "\n".join(wire.texts())
    assert ANSWER in texts
    assert "asked you to leave the program" in texts
    assert REASON not in texts
    assert TEAM not in texts


def test_others_read_nothing_of_it(program, wire: Wire):
    opened(OTHER_LEAD, "renewals")
    for email in (OTHER_LEAD, BEN):
        for mvp_id in ("ana", "ben"):
            at_renewal(email, mvp_id)
    assert wire.elements
    texts = "\n".join(wire.texts())
    for secret in (REASON, ANSWER, "Ana Asks"):
        assert secret not in texts
