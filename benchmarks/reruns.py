"""What a rerun of a page costs the server, beside a page of Streamlit's that shows a text."""

import sys
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from benchmarks.serving import Server, starting
from benchmarks.table import Table, spread
from tests.browser.conftest import MAKE_RUN, free_port

_TEXT_PAGE = [sys.executable, "-m", "streamlit", "run", "benchmarks/peers/text_page.py"]
_PAGES = ("overview", "at_risk", "definitions")
_RERUNS = 20  # a measurement
_TEAMS = ("", "team=DACH", "team=Iberia", "team=India")
_SECONDS_A_RUN = 60


def table(database: Path, rounds: int) -> Table:
    """A row a page: the process's CPU for a rerun of it, in ms."""
    without_watching = ["--server.fileWatcherType=none"]
    with (
        starting([*MAKE_RUN], free_port(), database) as ours,
        starting([*_TEXT_PAGE, *without_watching], free_port()) as text,
    ):
        servers = {"": text, **dict.fromkeys(_PAGES, ours)}
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
    text_only = sorted(costs[""])[rounds // 2]
    rows = [
        [page or "a text-only page", spread(of, 1), f"{sorted(of)[rounds // 2] / text_only:.1f}"]
        for page, of in costs.items()
    ]
    note = f"Process time over {_RERUNS} reruns in one session, a team after another, all known."
    return Table("A rerun, server CPU, ms", ["", "CPU", "of the text"], rows, [note])


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
