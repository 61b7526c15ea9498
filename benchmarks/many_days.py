"""People who ask for hundreds of days: the memory of the server, and how many days it computes."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.flood import highest
from benchmarks.programs import AS_OF, write_program
from benchmarks.serving import Server, starting
from benchmarks.table import Table
from data.build.build import build
from data.settings.files import load
from tests.browser.auth_cookies import secrets_option
from tests.browser.conftest import PYTHON_M_DASHBOARD, free_port
from tests.browser.ws_client import messages_of, session
from tests.people import add_rows, signed_in

_PAGE = "at_risk"  # reads a day, and the earlier days that it is compared with
_TABS = 8  # at once
_REFUSED = "The figures of this day are not computed yet."
_SIZES = ((300, 100_000), (10_000, 200_000))  # MVPs and contributions


def measure(smallest: bool) -> list[Table]:
    """One table: a program, and one or ten people who ask for 200 days together, a row."""
    rows = []
    for mvps, contributions in [(60, 5_000)] if smallest else _SIZES:
        with TemporaryDirectory() as folder:
            database = _built(Path(folder), mvps, contributions)
            for people, days in [(1, 2)] if smallest else [(1, 200), (10, 20)]:
                port = free_port()
                sign_in = secrets_option(Path(folder), port)
                with starting([*PYTHON_M_DASHBOARD, sign_in], port, database) as server:
                    server.wait("/healthz")
                    rows.append([f"{mvps:,}", *_asked(server, people, days)])
    return [
        Table(
            "Many days",
            "MVPs | people | days each | computed | refused | seconds | memory at first, MB | "
            "highest | at the end".split(" | "),
            rows,
            [f"Each day is opened in a new tab on the page {_PAGE}, {_TABS} tabs at once."],
        )
    ]


def _built(folder: Path, mvps: int, contributions: int) -> Path:
    """A database whose program team has ten people."""
    source = folder / "input"
    source.mkdir()
    write_program(source, mvps, contributions)
    rows = [{"email": _email(number), "role": "program"} for number in range(10)]
    add_rows(source / "access.csv", *rows)
    database = folder / "mvp.duckdb"
    build(source, database, AS_OF, load())
    return database


def _email(number: int) -> str:
    return f"colleague{number}@example.org"


def _asked(server: Server, people: int, days: int) -> list[str]:
    """Let people ask, each for days of their own, in turns; returns the cells of a row."""
    asked = [
        (_email(person), AS_OF - timedelta(days=1 + day * people + person))
        for day in range(days)
        for person in range(people)
    ]
    _is_refused(server, _email(0), AS_OF)  # the first visit
    first, begin = server.memory(), time.monotonic()
    with highest(server) as memory, ThreadPoolExecutor(_TABS) as tabs:
        refused = sum(tabs.map(lambda one: _is_refused(server, *one), asked))
    seconds = time.monotonic() - begin
    values = (len(asked) - refused, refused, seconds, first, max(memory), server.memory())
    return [str(people), str(days), *(f"{value:,.0f}" for value in values)]


def _is_refused(server: Server, email: str, day: date) -> bool:
    with session(server.url, signed_in(email)) as tab:
        alerts = [m.delta.new_element.alert.body for m in messages_of(tab, _PAGE, f"as_of={day}")]
    if any("Something went wrong" in text for text in alerts):
        sys.stderr.write(f"{email} {day}: an error\n")
    return any(text.startswith(_REFUSED) for text in alerts)
