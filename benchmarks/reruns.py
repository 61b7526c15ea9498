"""What a rerun of a page costs the server, beside a page of Streamlit's that shows a text."""

import sys
from pathlib import Path
from statistics import median

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from benchmarks.serving import Server, starting
from benchmarks.table import Table, spread
from dashboard.__main__ import DEFAULTS
from tests.browser.conftest import MAKE_RUN, free_port

_TEXT_PAGE = [sys.executable, "-m", "streamlit", "run", "benchmarks/peers/text_page.py"]
_AS_OURS = [f"--{name}={value}" for name, value in DEFAULTS.items()]
_TEXT, _LEAN_TEXT = "a page of text", "a page of text with our settings"
_PAGES = ("overview", "at_risk", "definitions")
_RERUNS = 20  # a measurement
_TEAMS = ("", "team=DACH", "team=Iberia", "team=India")
_SECONDS_A_RUN = 60


def table(database: Path, rounds: int) -> Table:
    """A row a page: the process's CPU for a rerun of it, in ms."""
    with (
        starting([*MAKE_RUN], free_port(), database) as ours,
        starting(_TEXT_PAGE, free_port()) as text,
        starting([*_TEXT_PAGE, *_AS_OURS], free_port()) as lean_text,
    ):
        servers = {_TEXT: text, _LEAN_TEXT: lean_text, **dict.fromkeys(_PAGES, ours)}
        sessions = {}
        for page, server in servers.items():
            server.wait()
            sessions[page] = _session(server)
            _cost(server, sessions[page], page)  # the first time works the figures out
        costs: dict[str, list[float]] = {page: [] for page in servers}
        for _ in range(rounds):
            for page, server in servers.items():
                costs[page].append(_cost(server, sessions[page], page))
        for session in sessions.values():
            session.close()
    text_only, lean = median(costs[_TEXT]), median(costs[_LEAN_TEXT])
    rows = [
        [page, spread(of, 1), f"{median(of) / text_only:.1f}", f"{median(of) / lean:.1f}"]
        for page, of in costs.items()
    ]
    note = f"Process time over {_RERUNS} reruns in one session, a team after another, all known."
    header = ["", "CPU", "of the text", "of the text with our settings"]
    return Table("A rerun, server CPU, ms", header, rows, [note])


def _session(server: Server) -> ClientConnection:
    return connect(
        server.url.replace("http:", "ws:") + "/_stcore/stream",
        origin=server.url,
        subprotocols=["streamlit"],
        max_size=None,
    )


def _cost(server: Server, session: ClientConnection, page: str) -> float:
    """The CPU of a rerun in ms, over some."""
    before = server.cpu()
    for number in range(_RERUNS):
        _rerun(session, page, _TEAMS[number % len(_TEAMS)])
    return 1000 * (server.cpu() - before) / _RERUNS


def _rerun(session: ClientConnection, page: str, query: str) -> None:
    """Ask for the page, and take all that comes until the run is over."""
    ask = BackMsg()
    ask.rerun_script.page_name = page
    ask.rerun_script.query_string = query
    session.send(ask.SerializeToString())
    has_begun = False
    while True:
        kind = ForwardMsg.FromString(session.recv(timeout=_SECONDS_A_RUN)).WhichOneof("type")
        has_begun = has_begun or kind == "new_session"
        if kind == "script_finished" and has_begun:
            return
