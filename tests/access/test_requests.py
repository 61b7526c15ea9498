"""Who reads requests: people of the scope, and of these what their role may read."""

from pathlib import Path

import pytest

from dashboard.registry import page
from tests.access.conftest import Wire
from tests.asking import ANA, BEN, LEAD, OTHER_LEAD, TEAM, asks, claim, click, copied, fill, opened
from tests.conftest import Program

ASKED, ANSWERED = "Only Ana knows of Porto", "Only Ana knows why"


@pytest.fixture
def program(asking: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A program in which Ana asked for something, and the program team asked back."""
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    copy = copied(asking, tmp_path)
    claim(ASKED)
    queue = fill(opened(TEAM, "requests"), "Reason or question", ANSWERED)
    click(queue, "Ask back")
    return copy


@pytest.mark.parametrize("email", [TEAM, LEAD, ANA])
def test_those_who_see_the_mvp_read_the_request_and_its_answer(program, wire: Wire, email):
    asks(email)
    texts = "\n".join(wire.texts())
    assert ASKED in texts
    assert ANSWERED in texts
    assert (TEAM in texts) == (email != ANA)


@pytest.mark.parametrize("email", [OTHER_LEAD, BEN])
@pytest.mark.parametrize("name", ["requests", "mvp"])
@pytest.mark.parametrize("mvp_id", ["ana", "ben"])
@pytest.mark.parametrize("tab", ["progress", "contributions"])
def test_a_lead_of_another_team_and_another_mvp_never_see_it(
    program, wire: Wire, email, name, mvp_id, tab
):
    opened(email, name, mvp=mvp_id, tab=tab)
    assert wire.elements
    texts = "\n".join(wire.texts())
    for secret in (ASKED, ANSWERED, "Ana Asks", ANA, "not yet counted"):
        assert secret not in texts


def test_the_queue_is_not_for_mvps(program, wire: Wire):
    app = opened(ANA, "requests")
    assert page("requests").title not in [title.value for title in app.title]
    assert page("requests").question not in "\n".join(wire.texts())
