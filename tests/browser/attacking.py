"""Processes that send forged messages to servers as several people, and search all answers."""

import time
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from http.client import HTTPConnection
from multiprocessing import get_context
from random import Random
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.browser.forging import Forger, Known
from tests.browser.ws_client import SECONDS_A_RUN, handshake, is_last, opening
from tests.leak_search import Roster, file_texts, sent_texts
from tests.people import signed_in

# A session may send 60 messages at once and then 10 a second, so each visit is a new session.
MESSAGES_A_VISIT = 60
REQUESTS_A_VISIT = 10
_PROCESSES = 3
_VISITS_A_PART = 25
_ADDRESSES = 8  # of loopback, as each may send so much only
_REMEMBERED = 500  # messages of other sessions, to be sent again


@dataclass
class Visit:
    """What one person sent in one session, when, and who is named in the answers."""

    email: str
    begin: float
    end: float = 0
    sent: int = 0
    requests: int = 0
    named: set[str] = field(default_factory=set)  # folded names, ids and addresses
    in_files: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)  # of answers


@dataclass(frozen=True)
class Attacker:
    """A person who visits a server again and again to send forged messages."""

    url: str
    email: str
    number: int

    def visits(
        self, known: Known, roster: Roster, sent: deque[bytes], turns: Iterator[int]
    ) -> list[Visit]:
        """One visit for each of the `turns`, which all people share."""
        visits = []
        for turn in turns:
            forger = Forger(known, turn, sent)
            visits.append(self._visit(forger, roster, Random(turn)))
        return visits

    def _visit(self, forger: Forger, roster: Roster, chance: Random) -> Visit:
        visit = Visit(self.email, time.monotonic())
        how = handshake(self.url, signed_in(self.email))
        cookie = how["additional_headers"]["Cookie"]
        if chance.random() < 0.3:  # it claims to be a session of somebody else
            how["subprotocols"].append(forger.session_id())
        with connect(**how, source_address=self._address()) as connection:
            for message in _answers(connection, forger, visit):
                visit.kinds[str(message.WhichOneof("type"))] += 1
                if message.WhichOneof("type") != "page_info_changed":  # which repeats the link
                    visit.named |= roster.named(sent_texts(message))
        for body in self._files(forger, cookie, chance, visit):
            visit.in_files |= roster.named(file_texts(body))
        visit.end = time.monotonic()
        return visit

    def _files(self, forger: Forger, cookie: str, chance: Random, visit: Visit) -> Iterator[bytes]:
        """Ask for files of other people, now and then without the sign-in; yields all bodies."""
        server = HTTPConnection(
            urlsplit(self.url).netloc, timeout=SECONDS_A_RUN, source_address=self._address()
        )
        for _ in range(REQUESTS_A_VISIT):
            method, path = forger.address()
            is_signed_in = chance.random() < 0.9
            server.request(method, path, headers={"Cookie": cookie} if is_signed_in else {})
            with server.getresponse() as answer:
                yield answer.read()
            visit.requests += 1
            visit.kinds[f"HTTP {answer.status}"] += 1
        server.close()

    def _address(self) -> tuple[str, int]:
        return f"127.0.0.{2 + self.number % _ADDRESSES}", 0


def _answers(connection: ClientConnection, forger: Forger, visit: Visit) -> Iterator[ForwardMsg]:
    """Send the messages of a visit; yields all answers."""

    def send(message: bytes) -> None:
        connection.send(message)
        visit.sent += 1

    send(opening("").SerializeToString())
    session_id = ""
    while not session_id:
        message = ForwardMsg.FromString(connection.recv(timeout=SECONDS_A_RUN))
        session_id = message.new_session.initialize.session_id
        yield message
    batch, last = forger.batch(MESSAGES_A_VISIT - 3, session_id)
    for forged in batch:
        send(forged)
    yield from _until_run(connection, last)
    try:  # the server may end the session now
        send(forger.broken())
        send(BackMsg(app_heartbeat=True).SerializeToString())
        while True:
            message = ForwardMsg.FromString(connection.recv(timeout=SECONDS_A_RUN))
            yield message
            # A run that begins drops the answer to the heartbeat.
            if message.WhichOneof("type") in ("heartbeat_ack", "script_finished"):
                return
    except ConnectionClosed:
        visit.kinds["session ended"] += 1


def _until_run(connection: ClientConnection, last: str) -> Iterator[ForwardMsg]:
    """All messages until the run of the page with the hash `last` has ended."""
    has_begun = False
    while True:
        message = ForwardMsg.FromString(connection.recv(timeout=SECONDS_A_RUN))
        if message.WhichOneof("type") == "new_session":
            has_begun |= message.new_session.page_script_hash == last
        yield message
        if has_begun and is_last(message):
            return


def attacked(
    attackers: list[Attacker], known: Known, roster: Roster, messages: int
) -> Iterator[Visit]:
    """Let several processes send so many messages together; yields their visits as they end."""
    # One visit in ten to spare: the server may end a session early, with messages unsent.
    parts = -(-messages * 11 // 10 // MESSAGES_A_VISIT // _VISITS_A_PART)
    with ProcessPoolExecutor(_PROCESSES, get_context("spawn")) as pool:
        jobs = [
            pool.submit(_attack, attackers[part % _PROCESSES :: _PROCESSES], known, roster, part)
            for part in range(parts)
        ]
        for job in as_completed(jobs):
            yield from job.result()


def _attack(attackers: list[Attacker], known: Known, roster: Roster, part: int) -> list[Visit]:
    """Let these people visit at the same time, for one part of all visits."""
    turns = iter(range(part * _VISITS_A_PART, (part + 1) * _VISITS_A_PART))
    sent = deque[bytes](maxlen=_REMEMBERED)
    with ThreadPoolExecutor(len(attackers)) as pool:
        jobs = [pool.submit(one.visits, known, roster, sent, turns) for one in attackers]
        return [visit for job in jobs for visit in job.result()]
