"""One process, warm caches and many sessions at once: nobody is sent what is somebody else's."""

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
class Asker:
    """Somebody with a session: their address, role, and the MVPs they may see."""

    email: str
    role: str
    allowed: frozenset[str]


def without_echo(message: ForwardMsg) -> ForwardMsg:
    """The message without the asker's own link, which comes back when a page rewrites it."""
    if message.WhichOneof("type") == "page_info_changed":
        message.page_info_changed.query_string = ""
    return message


@dataclass(frozen=True)
class Heard:
    """What came of the runs of one session: how much, and what should not have come."""

    messages: int
    bytes: int
    pages: frozenset[str]
    strangers: frozenset[str]


def hear(url: str, asker: Asker, roster: Roster, links: list[str]) -> Heard:
    """Ask for pages one after the other in one session, and search all that comes."""
    count = size = 0
    titles, strangers = set(), set()
    with session(url, signed_in(asker.email)) as connection:
        for link in links:
            messages = list(messages_of(connection, link, OTHERS if link == "mvp" else ""))
            count += len(messages)
            size += sum(message.ByteSize() for message in messages)
            texts = [text for message in messages for text in sent_texts(without_echo(message))]
            titles |= {page.title for page in PAGES if f"**{page.question}**" in texts}
            if asker.role != "program":
                strangers |= roster.strangers(texts, set(asker.allowed))
    return Heard(count, size, frozenset(titles), frozenset(strangers))


@pytest.fixture(scope="module")
def askers(roster: Roster, active_mvp: str) -> list[Asker]:
    """A program team member, three leads and four MVPs."""
    own = sorted(roster.of_teams("Asia Pacific", "Latin America", *ONE_TEAM))
    mvps = [active_mvp, "mvp903", *own[:6]]
    return [
        Asker("program@example.org", "program", frozenset(roster.mvps)),
        Asker("lead1@example.org", "lead", frozenset(roster.of_teams(*TWO_TEAMS))),
        Asker("lead5@example.org", "lead", frozenset(roster.of_teams(*ONE_TEAM))),
        Asker("mvp904@example.org", "lead", frozenset(roster.of_teams("DACH") | {"mvp904"})),
        *(Asker(f"{mvp}@example.org", "mvp", frozenset({mvp})) for mvp in mvps),
    ]


@pytest.fixture(scope="module")
def url(serve: Serve, people: Program, tmp_path_factory) -> str:
    """One process of the app, with sign-in."""
    port = free_port()
    return serve(people, secrets_option(tmp_path_factory.mktemp("secrets"), port), port=port)


def assert_is_theirs(asker: Asker, heard: Heard) -> None:
    """Only the role's pages came, and nobody outside the scope."""
    assert not heard.strangers, asker
    open_to_role = {page.title for page in PAGES if asker.role in page.roles}
    assert heard.pages <= open_to_role, asker
    if asker.role in ("program", "lead"):
        assert heard.pages == open_to_role, asker


def test_after_the_program_team_a_lead_and_then_an_mvp_are_sent_only_what_is_theirs(
    url: str, askers: list[Asker], roster: Roster, report_figure: ReportFigure
) -> None:
    heard = [hear(url, asker, roster, LINKS) for asker in (askers[0], askers[2], askers[4])]
    for asker, of_asker in zip((askers[0], askers[2], askers[4]), heard, strict=True):
        assert_is_theirs(asker, of_asker)
    report_figure(f"one after another: {sum(of.messages for of in heard):,} messages")


def test_twenty_sessions_at_once_are_sent_only_what_is_theirs(
    url: str, askers: list[Asker], roster: Roster, report_figure: ReportFigure
) -> None:
    chance = Random(4)
    at_once = [askers[number % len(askers)] for number in range(SESSIONS)]
    orders = [chance.sample(LINKS, len(LINKS)) for _ in at_once]
    theirs = zip(at_once, orders, strict=True)
    with ThreadPoolExecutor(SESSIONS) as pool:
        heard = list(pool.map(lambda its: hear(url, its[0], roster, its[1]), theirs))
    for asker, of_asker in zip(at_once, heard, strict=True):
        assert_is_theirs(asker, of_asker)
    report_figure(
        f"{SESSIONS} sessions at once: {sum(of.messages for of in heard):,} messages, "
        f"{sum(of.bytes for of in heard) / 1e6:,.1f} MB",
    )


def test_the_search_hears_the_program_team_s_people(
    url: str, askers: list[Asker], roster: Roster
) -> None:
    mistaken = Asker("program@example.org", "mvp", frozenset({"mvp001"}))
    assert len(hear(url, mistaken, roster, ["progress"]).strangers) > 20
