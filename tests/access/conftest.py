"""The app as somebody who signed in sees it, and all that it sends them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.testing.v1 import AppTest

from tests.conftest import Program
from tests.leak_search import sent_texts
from tests.tiles import unfolded

PROJECT = Path(__file__).parents[2]
APP = PROJECT / "dashboard" / "main.py"
AUTH = {"auth": {"client_id": "tests"}}


@pytest.fixture
def as_database(people: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program of `people`, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(people.database))
    return people


@dataclass
class Wire:
    """All messages that the app has put on the way to the browser."""

    messages: list[ForwardMsg] = field(default_factory=list, repr=False)

    def texts(self) -> list[str]:
        """Every text in them."""
        return [text for message in self.messages for text in sent_texts(message)]

    @property
    def elements(self) -> int:
        """How many of them bring an element of the page."""
        return sum(message.delta.HasField("new_element") for message in self.messages)


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    """What is sent from here on, also what a later run would replace."""
    seen = Wire()
    enqueue = ForwardMsgQueue.enqueue

    def recorded(queue: ForwardMsgQueue, message: ForwardMsg) -> None:
        copy = ForwardMsg()
        copy.CopyFrom(message)
        seen.messages.append(copy)
        enqueue(queue, message)

    monkeypatch.setattr(ForwardMsgQueue, "enqueue", recorded)
    return seen


Visit = Callable[..., AppTest]


@pytest.fixture
def visit(as_database: Program) -> Visit:
    """Open the app, or the script of a page by itself, as a user, at a link that says `query`.

    The tables of its charts are open.
    """

    def open_at(
        user: dict, file: str | None = None, /, alone: bool = False, **query: str
    ) -> AppTest:
        app = AppTest.from_file(PROJECT / file if alone else APP, default_timeout=60)
        app.secrets.update(AUTH)
        app.user = user
        app.query_params.update(query)
        if file and not alone:
            app.switch_page(str(PROJECT / file))
        return unfolded(app.run())

    return open_at
