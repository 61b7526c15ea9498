"""Thousands of forged messages while builds and roles change: nobody gets foreign rows."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock, Thread

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from data.build.build import build
from data.settings.model import load
from tests.browser.auth_cookies import secrets_option
from tests.browser.conftest import free_port, serving
from tests.browser.forging import Forger, Known
from tests.browser.ws_client import SECONDS_A_RUN, handshake, is_last
from tests.conftest import Program, ReportFigure
from tests.leak_search import Roster, sent_texts
from tests.people import ONE_TEAM, TWO_TEAMS, signed_in, write_people

MESSAGES = 6_000
BATCH = 20  # messages of a session before it waits for their last answer
SECONDS_A_BUILD = 8
PROGRAM = "program@example.org"
SESSIONS = {"lead1@example.org": 4, "lead5@example.org": 2, "mvp904@example.org": 3, "mvp": 2}
LOST = "Iberia"  # the team that lead1 has in every second build


@dataclass
class Change:
    """A build from one of two folders: when it began, and when it was the newest for certain."""

    which: int
    begun: float
    done: float = float("inf")


@dataclass
class Builds:
    """A database that is built again and again, in turns from two folders of input files."""

    database: Path
    sources: tuple[Path, Path]
    changes: list[Change] = field(default_factory=list)

    def publish(self, which: int) -> None:
        """Build the database from one of the folders."""
        change = Change(which, time.monotonic())
        self.changes.append(change)
        build(self.sources[which], self.database, datetime.now(UTC).date(), load())
        change.done = time.monotonic()

    def between(self, begin: float, end: float) -> set[int]:
        """From which folders a run in that time can have had its build."""
        changes = list(self.changes)
        before = [change.which for change in changes if change.done < begin]
        during = {c.which for c in changes if c.done >= begin and c.begun <= end}
        return {*before[-1:], *during}

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Publish one build after the other."""
        stop = Event()

        def change() -> None:
            while not stop.wait(SECONDS_A_BUILD):
                self.publish(1 - self.changes[-1].which)

        thread = Thread(target=change)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()


@dataclass
class Counts:
    """What all sessions together sent and received."""

    sent: int = 0
    batches_of_one_build: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    strangers: set[tuple[str, str]] = field(default_factory=set)
    of_control: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)

    def take(self, most: int) -> bool:
        """Whether one more batch is to be sent; counts it."""
        with self.lock:
            if self.sent >= most:
                return False
            self.sent += BATCH
            return True


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """Two sets of input files; with the second, lead1 has one team, and mvp904 leads nobody."""
    folder = tmp_path_factory.mktemp("changing")
    sources = folder / "all", folder / "fewer"
    for source in sources:
        write_people(source)
    access = sources[1] / "access.csv"
    lines = access.read_text(encoding="utf-8").splitlines(keepends=True)
    fewer = [
        line
        for line in lines
        if not (line.startswith("lead1@") and LOST in line) and "mvp904@" not in line.lower()
    ]
    assert len(fewer) == len(lines) - 2
    access.write_text("".join(fewer), encoding="utf-8")
    made = Builds(folder / "mvp.duckdb", sources)
    made.publish(0)
    return made


@pytest.fixture(scope="module")
def urls(builds: Builds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Two servers of that database with a sign-in."""
    folder = tmp_path_factory.mktemp("secrets")
    program = Program(builds.database, builds.sources[0], datetime.now(UTC).date())
    with ExitStack() as servers:
        ports = [free_port(), free_port()]
        yield [
            servers.enter_context(serving(program, secrets_option(folder, port), port=port))
            for port in ports
        ]


def allowed(email: str, which: set[int], roster: Roster) -> set[str]:
    """Whom a person may see with the builds of these folders."""
    if email == "lead1@example.org":
        teams = TWO_TEAMS if 0 in which else tuple(team for team in TWO_TEAMS if team != LOST)
        return roster.of_teams(*teams)
    if email == "lead5@example.org":
        return roster.of_teams(*ONE_TEAM)
    own = {email.partition("@")[0]}
    return own | (roster.of_teams("DACH") if email.startswith("mvp904") and 0 in which else set())


def answers(connection: ClientConnection, last: str) -> Iterator[ForwardMsg]:
    """All messages until the run of the page with the hash `last` has ended."""
    has_begun = False
    while True:
        message = ForwardMsg.FromString(connection.recv(timeout=SECONDS_A_RUN))
        kind = message.WhichOneof("type")
        if kind == "new_session":
            has_begun |= message.new_session.page_script_hash == last
        if kind != "page_info_changed":  # which repeats the link
            yield message
        if has_begun and is_last(message):
            return


def send_batch(connection: ClientConnection, forger: Forger) -> Iterator[ForwardMsg]:
    """Send a batch of forged messages, and yield the answers."""
    batch, last = forger.batch(BATCH)
    for message in batch:
        connection.send(message.SerializeToString())
    yield from answers(connection, last)


@dataclass(frozen=True)
class Attack:
    """One session that sends forged messages."""

    url: str
    email: str
    number: int

    def run(self, builds: Builds, known: Known, roster: Roster, counts: Counts, most: int) -> None:
        """Send batches until there are enough, and search all answers."""
        options = handshake(self.url, signed_in(self.email))
        source = (f"127.0.0.{2 + self.number % 4}", 0)
        forger = Forger(known, self.number)
        with connect(**options, source_address=source) as connection:
            while counts.take(most):
                begin = time.monotonic()
                received = list(send_batch(connection, forger))
                which = builds.between(begin, time.monotonic())
                texts = [text for message in received for text in sent_texts(message)]
                self._judge(texts, which, roster, counts)
                with counts.lock:
                    counts.kinds.update(str(m.WhichOneof("type")) for m in received)
                    counts.kinds["finished"] += sum(map(is_last, received))

    def _judge(self, texts: list[str], which: set[int], roster: Roster, counts: Counts) -> None:
        if self.email == PROGRAM:  # the control: it is searched as if it was that of lead1
            found = roster.strangers(texts, allowed("lead1@example.org", {0}, roster))
            with counts.lock:
                counts.of_control |= found
            return
        found = roster.strangers(texts, allowed(self.email, which, roster))
        with counts.lock:
            counts.batches_of_one_build += len(which) == 1
            counts.strangers |= {(self.email, word) for word in found}


def attacks(urls: list[str], active_mvp: str) -> list[Attack]:
    """The sessions at each server: of leads and MVPs, and one of the program team."""
    emails = [
        f"{active_mvp}@example.org" if email == "mvp" else email
        for email, sessions in SESSIONS.items()
        for _ in range(sessions)
    ]
    each = [(url, email) for url in urls for email in (PROGRAM, *emails)]
    return [Attack(url, email, number) for number, (url, email) in enumerate(each)]


@pytest.mark.slow(reason="so many messages take minutes")
def test_forged_messages_bring_no_foreign_rows_while_builds_and_roles_change(
    builds: Builds, urls: list[str], active_mvp: str, report_figure: ReportFigure
) -> None:
    roster, known, counts = Roster(builds.sources[0]), Known(), Counts()
    for url in urls:
        for email in (PROGRAM, "lead1@example.org", f"{active_mvp}@example.org"):
            known.learn(url, signed_in(email))
    known.people += [*roster.mvps, *(f"{mvp_id}@example.org" for mvp_id in roster.mvps)]
    sessions = attacks(urls, active_mvp)
    begin = time.monotonic()
    with builds.changing(), ThreadPoolExecutor(len(sessions)) as pool:
        running = [pool.submit(s.run, builds, known, roster, counts, MESSAGES) for s in sessions]
        for one in running:
            one.result()
    report_figure(
        f"{len(counts.strangers)} foreign rows in {counts.sent:,} messages, "
        f"{time.monotonic() - begin:.0f} s: {counts.kinds['new_session']:,} runs began, "
        f"{counts.kinds['finished']:,} ended, {counts.kinds.total():,} answers; "
        f"{len(builds.changes)} builds; the control finds {len(counts.of_control)} names"
    )
    assert not counts.strangers
    assert counts.sent >= MESSAGES
    assert len(counts.of_control) > 20
    assert len(builds.changes) >= 2
    assert counts.batches_of_one_build > 20
