"""Visitors of the dashboard without a browser: they speak Streamlit's protocol, one tab each."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from dashboard.registry import PAGES
from tests.browser.ws_client import error_in, handshake, is_last, opening
from tests.people import signed_in

SECONDS_A_RUN = 60
OPENING = "opening"  # the visit by which somebody comes
# What people change, of every hundred changes.
CHANGES = {"team": 60, "page": 30, "date": 10}


@dataclass(frozen=True)
class Person:
    """Who visits: an address, their role, and the MVPs and days that they may ask about."""

    email: str
    role: str
    mvps: tuple[str, ...]
    days: tuple[date, ...]


@dataclass(frozen=True)
class Run:
    """One run of a page as its visitor saw it: what was changed, when, for how long, and a fault.

    `sent_at` is in seconds of the event loop's clock.
    """

    change: str
    sent_at: float
    seconds: float
    fault: str = ""


@dataclass
class Tab:
    """What a browser knows of the page it shows."""

    page: str = ""
    query: str = ""
    widgets: dict[str, str] = field(default_factory=dict)  # the key of a widget -> its id
    teams: tuple[str, ...] = ()

    def hear(self, message: ForwardMsg) -> str:
        """Keep what is needed for the next change; returns a fault that the message tells of."""
        match message.WhichOneof("type"):
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "page_not_found":
                return f"{self.page}: page not found"
            case "delta":
                element = message.delta.new_element
                if (kind := element.WhichOneof("type")) in ("selectbox", "date_input"):
                    widget = getattr(element, kind)
                    self.widgets[widget.id.rsplit("-", 1)[-1]] = widget.id
                    if widget.id.endswith("-team"):
                        self.teams = tuple(widget.options)
                return error_in(message)
        return ""


class Visitor:
    """A person with a tab open, who changes one thing at a time."""

    def __init__(self, person: Person, chance: Random) -> None:
        self.runs: list[Run] = []
        self.waits_since: float | None = None  # for what was asked last
        self._person = person
        self._chance = chance
        self._tab = Tab()
        self._looks_back = False

    async def stay(self, url: str, first: float, pauses: Callable[[], float], end: float) -> None:
        """Come at the moment `first`, and change something after each pause, until `end`."""
        clock = asyncio.get_running_loop().time
        await asyncio.sleep(first - clock())
        try:
            async with connect(**handshake(url, signed_in(self._person.email))) as connection:
                await self._ask(connection, OPENING, self._opened(""))
                due = first
                while (due := max(due + pauses(), clock())) < end:
                    await asyncio.sleep(due - clock())
                    await self._ask(connection, *self._changed())
        except (OSError, TimeoutError, WebSocketException) as error:
            sent_at, self.waits_since = self.waits_since or clock(), None
            fault = f"{type(error).__name__}: {error}"
            self.runs.append(Run("connection", sent_at, clock() - sent_at, fault))

    async def _ask(self, connection: ClientConnection, change: str, ask: BackMsg) -> None:
        """Send what was changed, and take what comes until the page has run."""
        clock = asyncio.get_running_loop().time
        self.waits_since = sent_at = clock()
        fault, is_ours = "", False
        await connection.send(ask.SerializeToString())
        async with asyncio.timeout(SECONDS_A_RUN):
            while True:
                message = ForwardMsg.FromString(await connection.recv())
                is_ours |= message.WhichOneof("type") == "new_session"
                fault = fault or self._tab.hear(message)
                if is_ours and is_last(message):
                    break
        self.runs.append(Run(change, sent_at, clock() - sent_at, fault))
        self.waits_since = None

    def _changed(self) -> tuple[str, BackMsg]:
        """What this person does next, by the shares of CHANGES where the page has it."""
        if self._looks_back:
            self._looks_back = False
            if "as_of" in self._tab.widgets:
                return "date", self._day(self._person.days[0])
        (change,) = self._chance.choices(list(CHANGES), list(CHANGES.values()))
        if change == "team" and self._tab.teams:
            return "team", self._set("team", self._chance.choice(self._tab.teams))
        if change == "date" and "as_of" in self._tab.widgets:
            self._looks_back = True
            return "date", self._day(self._chance.choice(self._person.days[1:]))
        open_to_role = [page.name for page in PAGES if self._person.role in page.roles]
        others = [name for name in open_to_role if name != self._tab.page]
        return "page", self._opened(self._chance.choice(others))

    def _opened(self, page: str) -> BackMsg:
        """A page is opened, the front by no name; the page MVP for one whom the person sees."""
        self._tab = Tab(page)
        mvp = f"mvp={self._chance.choice(self._person.mvps)}" if page == "mvp" else ""
        return opening(page, mvp)

    def _day(self, day: date) -> BackMsg:
        return self._set("as_of", [f"{day:%Y/%m/%d}"])

    def _set(self, key: str, value: str | list[str]) -> BackMsg:
        """A widget gets a value."""
        ask = opening(self._tab.page, self._tab.query)
        state = ask.rerun_script.widget_states.widgets.add(id=self._tab.widgets[key])
        if isinstance(value, str):
            state.string_value = value
        else:
            state.string_array_value.data.extend(value)
        return ask
