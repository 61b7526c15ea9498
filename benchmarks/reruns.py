"""What a rerun of a page costs the server, beside a page of Streamlit's that shows a text."""

import sys
from pathlib import Path
from statistics import median

from websockets.sync.client import ClientConnection

from benchmarks.serving import Server, starting
from benchmarks.table import Table, spread
from tests.browser.conftest import PYTHON_M_DASHBOARD, free_port
from tests.browser.ws_client import messages_of, session

_TEXT_PAGE = [sys.executable, "-m", "streamlit", "run", "benchmarks/peers/text_page.py"]
# What .streamlit/config.toml changes for all servers of this folder.
_STREAMLITS_OWN = ["--server.fileWatcherType=auto", "--runner.postScriptGC=true"]
_TEXT, _LEAN_TEXT = "a page of text", "a page of text with our settings"
_PAGES = ("overview", "at_risk", "definitions")
_RERUNS = 20  # a measurement
_TEAMS = ("", "team=DACH", "team=Iberia", "team=India")


def table(database: Path, rounds: int) -> Table:
    """A row a page: the process's CPU for a rerun of it, in ms."""
    with (
        starting([*PYTHON_M_DASHBOARD], free_port(), database) as ours,
        starting([*_TEXT_PAGE, *_STREAMLITS_OWN], free_port()) as text,
        starting(_TEXT_PAGE, free_port()) as lean_text,
    ):
        servers = {_TEXT: text, _LEAN_TEXT: lean_text, **dict.fromkeys(_PAGES, ours)}
        sessions = {}
        for page, server in servers.items():
            server.wait()
            sessions[page] = session(server.url)
            _cost(server, sessions[page], page)  # the first time works the figures out
        costs: dict[str, list[float]] = {page: [] for page in servers}
        for _ in range(rounds):
            for page, server in servers.items():
                costs[page].append(_cost(server, sessions[page], page))
        for opened in sessions.values():
            opened.close()
    text_only, lean = median(costs[_TEXT]), median(costs[_LEAN_TEXT])
    rows = [
        [page, spread(of, 1), f"{median(of) / text_only:.1f}", f"{median(of) / lean:.1f}"]
        for page, of in costs.items()
    ]
    note = f"Process time over {_RERUNS} reruns in one session, a team after another, all known."
    header = ["", "CPU", "of the text", "of the text with our settings"]
    return Table("A rerun, server CPU, ms", header, rows, [note])


def _cost(server: Server, opened: ClientConnection, page: str) -> float:
    """The CPU of a rerun in ms, over some."""
    before = server.cpu()
    for number in range(_RERUNS):
        for _ in messages_of(opened, page, _TEAMS[number % len(_TEAMS)]):
            pass
    return 1000 * (server.cpu() - before) / _RERUNS
