"""The calendar address on a page: made, shown once, replaced and revoked by its person alone."""

from hashlib import sha256
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.events.folder import EventFolder
from data.events.model import Event
from tests.access.conftest import Wire
from tests.asking import ANA, LEAD, TEAM, click, copied, opened
from tests.conftest import Program

TITLE, MAKE, AGAIN, REVOKE = (
    "Calendar address",
    "Make an address",
    "Make a new address",
    "Revoke it",
)
PLACES = {ANA: "mvp", LEAD: "snapshots", TEAM: "snapshots"}


@pytest.fixture
def program(asking: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A copy of the program of tests/asking.py, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    return copied(asking, tmp_path)


def at(email: str | None, name: str | None = None, **query: str) -> AppTest:
    """The place of the calendar address of a person."""
    name = name or PLACES[email or TEAM]
    return opened(email, name, **({"tab": "data"} if name == "mvp" else {}), **query)


def buttons(app: AppTest) -> set[str]:
    return {button.label for button in app.button} & {MAKE, AGAIN, REVOKE}


def tokens(app: AppTest) -> list[str]:
    """The tokens of the addresses that a page shows."""
    texts = [code.value for code in app.code]
    return [text.rpartition("/")[2].removesuffix(".ics") for text in texts if ".ics" in text]


def events(program: Program) -> list[Event]:
    return [*EventFolder(program.database.with_name("mvp-events")).read().events]


@pytest.mark.parametrize(
    ("email", "role", "mvp_id"),
    [(ANA, "mvp", "ana"), (LEAD, "lead", None), (TEAM, "program", None)],
)
def test_an_address_is_shown_once_and_only_its_digest_is_kept(
    program: Program, email: str, role: str, mvp_id: str | None
) -> None:
    app = at(email)
    assert buttons(app) == {MAKE}
    (token,) = tokens(click(app, MAKE))
    assert len(token) >= 22  # 128 bits in base64
    (event,) = events(program)
    assert event.fields == {"digest": sha256(token.encode()).hexdigest()}
    assert (event.by, event.role, event.mvp_id) == (email, role, mvp_id)
    assert not [
        path for path in program.database.parent.rglob("*.json") if token in path.read_text()
    ]
    assert (tokens(app.run()), buttons(app)) == ([token], {AGAIN, REVOKE})

    reloaded = at(email)
    assert (tokens(reloaded), buttons(reloaded)) == ([], {AGAIN, REVOKE})


def test_a_new_address_ends_the_old_one_and_a_revoked_one_leaves_none(program: Program) -> None:
    app = click(at(ANA), MAKE)
    (first,) = tokens(app)
    (second,) = tokens(click(app, AGAIN))
    assert first != second
    assert buttons(click(app, REVOKE)) == {MAKE}
    assert tokens(app) == []
    assert [(event.kind, event.answers) for event in events(program)][2] == (
        "calendar_revoked",
        events(program)[1].id,
    )


def test_nobody_sees_the_address_of_somebody_else(program: Program, wire: Wire) -> None:
    (token,) = tokens(click(at(ANA), MAKE))
    wire.messages.clear()
    for email in (LEAD, TEAM):
        assert buttons(at(email)) == {MAKE}
        assert buttons(at(email, "mvp", mvp="ana")) == set()
    at(ANA)
    assert wire.elements
    assert token not in "\n".join(wire.texts())


def test_in_local_mode_only_the_person_at_the_machine_has_one(program: Program) -> None:
    app = at(None)
    click(app, MAKE)
    assert [(event.by, event.role) for event in events(program)] == [("local", "program")]
    app.selectbox(key="view as").select(LEAD).run()
    assert buttons(app) == set()
    assert any("while you view as somebody" in info.value for info in app.info)


def test_where_nothing_can_be_kept_the_page_says_so(program: Program) -> None:
    program.database.with_name("mvp-events").write_text("in the way")
    app = at(LEAD)
    assert TITLE in [heading.value for heading in app.subheader]
    assert buttons(app) == set()
    assert any("is no folder" in info.value for info in app.info)


def test_too_many_new_addresses_are_refused(program: Program) -> None:
    app = click(at(ANA), MAKE)
    for _ in range(19):
        click(app, AGAIN)
    (last,) = tokens(app)
    click(app, AGAIN)
    assert [error.value for error in app.error] == [
        "You have sent 20 messages in an hour; try again later."
    ]
    assert len(events(program)) == 20
    assert tokens(at(ANA)) == []
    assert tokens(app.run()) == [last]
