"""One process with filled caches and many sessions: nobody gets data about others."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.registry import PAGES
from tests.browser.auth_cookies import secrets_option
from tests.browser.conftest import Serve, free_port
from tests.browser.ws_client import messages_of, session
from tests.conftest import Program, ReportFigure
from tests.leak_search import Roster, sent_texts
from tests.people import ONE_TEAM, TWO_TEAMS, signed_in

SESSIONS = 20
LINKS = [page.name for page in PAGES] + ["mvp"]
OTHERS = "mvp=mvp903&team=Iberia"


@dataclass(frozen=True)
class Client:
    """A person with a session: e-mail address, role, and the MVPs they may see."""

    email: str
    role: str
    allowed: frozenset[str]


def without_echo(message: ForwardMsg) -> ForwardMsg:
    """The message without the query of the client's own link, which a page sends back."""
    if message.WhichOneof("type") == "page_info_changed":
        message.page_info_changed.query_string = ""
    return message


@dataclass(frozen=True)
class Received:
    """What one session received: how much, and whom it should not have been told about."""

    messages: int
    bytes: int
    pages: frozenset[str]
    strangers: frozenset[str]


def receive(url: str, client: Client, roster: Roster, links: list[str]) -> Received:
    """Ask for pages one after the other in one session, and search all messages."""
    count = size = 0
    titles, strangers = set(), set()
    with session(url, signed_in(client.email)) as connection:
        for link in links:
            messages = list(messages_of(connection, link, OTHERS if link == "mvp" else ""))
            count += len(messages)
            size += sum(message.ByteSize() for message in messages)
            texts = [text for message in messages for text in sent_texts(without_echo(message))]
            titles |= {page.title for page in PAGES if page.question in texts}
            if client.role != "program":
                strangers |= roster.strangers(texts, set(client.allowed))
    return Received(count, size, frozenset(titles), frozenset(strangers))


@pytest.fixture(scope="module")
def clients(roster: Roster, active_mvp: str) -> list[Client]:
    """A program team member, three leads and four MVPs."""
    own = sorted(roster.of_teams("Asia Pacific", "Latin America", *ONE_TEAM))
    mvps = [active_mvp, "mvp903", *own[:6]]
    return [
        Client("program@example.org", "program", frozenset(roster.mvps)),
        Client("lead1@example.org", "lead", frozenset(roster.of_teams(*TWO_TEAMS))),
        Client("lead5@example.org", "lead", frozenset(roster.of_teams(*ONE_TEAM))),
        Client("mvp904@example.org", "lead", frozenset(roster.of_teams("DACH") | {"mvp904"})),
        *(Client(f"{mvp}@example.org", "mvp", frozenset({mvp})) for mvp in mvps),
    ]


@pytest.fixture(scope="module")
def url(serve: Serve, people: Program, tmp_path_factory) -> str:
    """One process of the app, with sign-in."""
    port = free_port()
    return serve(people, secrets_option(tmp_path_factory.mktemp("secrets"), port), port=port)


def assert_is_theirs(client: Client, heard: Received) -> None:
    """The session received only pages of the role, and nobody outside the scope."""
    assert not heard.strangers, client
    open_to_role = {page.title for page in PAGES if client.role in page.roles}
    assert heard.pages <= open_to_role, client
    if client.role in ("program", "lead"):
        assert heard.pages == open_to_role, client


def test_a_lead_and_an_mvp_after_the_program_team_get_only_their_own_data(
    url: str, clients: list[Client], roster: Roster, report_figure: ReportFigure
) -> None:
    heard = [receive(url, client, roster, LINKS) for client in (clients[0], clients[2], clients[4])]
    for client, of_client in zip((clients[0], clients[2], clients[4]), heard, strict=True):
        assert_is_theirs(client, of_client)
    report_figure(f"one after another: {sum(of.messages for of in heard):,} messages")


@pytest.mark.slow(reason="twenty sessions use both cores; one after another they are tested above")
def test_twenty_sessions_at_once_get_only_their_own_data(
    url: str, clients: list[Client], roster: Roster, report_figure: ReportFigure
) -> None:
    chance = Random(4)
    at_once = [clients[number % len(clients)] for number in range(SESSIONS)]
    orders = [chance.sample(LINKS, len(LINKS)) for _ in at_once]
    theirs = zip(at_once, orders, strict=True)
    with ThreadPoolExecutor(SESSIONS) as pool:
        heard = list(pool.map(lambda its: receive(url, its[0], roster, its[1]), theirs))
    for client, of_client in zip(at_once, heard, strict=True):
        assert_is_theirs(client, of_client)
    report_figure(
        f"{SESSIONS} sessions at once: {sum(of.messages for of in heard):,} messages, "
        f"{sum(of.bytes for of in heard) / 1e6:,.1f} MB",
    )


def test_the_search_for_strangers_finds_them_in_a_session(
    url: str, clients: list[Client], roster: Roster
) -> None:
    mistaken = Client("program@example.org", "mvp", frozenset({"mvp001"}))
    assert len(receive(url, mistaken, roster, ["progress"]).strangers) > 20
