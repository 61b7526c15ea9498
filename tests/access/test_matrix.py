"""Who sees which page, and whom on it: every person at every page of the registry."""

from dataclasses import dataclass

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import PAGES, Page
from tests.access.conftest import Visit, Wire
from tests.leak_search import Roster
from tests.people import ONE_TEAM, TWO_TEAMS, signed_in
from tests.sent_figures import SENT_AS

REFUSED = "You may not open this page."


@dataclass(frozen=True)
class Someone:
    """A visitor: role (None: nobody), teams they lead, their mvp_id, and what sign-in says."""

    role: str | None
    user: dict[str, object]
    teams: tuple[str, ...] = ()
    mvp_id: str | None = None
    reads: str = ""


ACTIVE = "the active MVP"  # stands for whom the fixture finds
VISITORS = {
    "the program team": Someone("program", signed_in("program@example.org")),
    "a lead of two teams": Someone("lead", signed_in("lead1@example.org"), TWO_TEAMS),
    "a lead of one team": Someone("lead", signed_in("LEAD5@example.org"), ONE_TEAM),
    "a lead who is an MVP": Someone("lead", signed_in("mvp904@example.org"), ("DACH",), "mvp904"),
    "an active MVP": Someone("mvp", signed_in(None), mvp_id=ACTIVE),
    "an MVP awaiting the NDA": Someone("mvp", signed_in("mvp903@example.org"), mvp_id="mvp903"),
    "an MVP who left": Someone(None, signed_in("mvp902@example.org"), reads="You have left"),
    "an upcoming MVP": Someone(None, signed_in("mvp901@example.org"), reads="has not begun yet"),
    "two MVPs of one address": Someone(None, signed_in("twin@example.org"), reads="to two people"),
    "an unknown address": Someone(None, signed_in("who@example.org"), reads="belongs to nobody"),
    "an unverified address": Someone(
        None, signed_in("program@example.org", email_verified=False), reads="verified"
    ),
    "no address": Someone(None, signed_in(None), reads="verified"),
    "an expired session": Someone(
        None, signed_in("program@example.org", exp=1), reads="sign in again"
    ),
    "somebody signed out": Someone(None, {"is_logged_in": False}, reads="Please sign in"),
    "somebody signed out who says otherwise": Someone(
        None, {"is_logged_in": False, "email": "program@example.org"}, reads="Please sign in"
    ),
}


AT_EVERY_PAGE = ("the program team", "a lead of two teams", "an active MVP", "somebody signed out")
AT_A_FEW_PAGES = (PAGES[0].name, "mvp")  # whoever else visits them in `make test`
ALL_VISITS = pytest.mark.slow(reason="every visitor at every page takes over a minute")
VISITS = [
    pytest.param(
        page,
        visitor,
        marks=() if visitor in AT_EVERY_PAGE or page.name in AT_A_FEW_PAGES else ALL_VISITS,
        id=f"{visitor}-{page.name}",
    )
    for page in PAGES
    for visitor in VISITORS
]


@pytest.fixture
def someone(request: pytest.FixtureRequest, active_mvp: str) -> Someone:
    """The visitor that a test names."""
    visitor = VISITORS[request.param]
    if visitor.mvp_id != ACTIVE:
        return visitor
    return Someone("mvp", signed_in(f"{active_mvp}@example.org"), mvp_id=active_mvp)


def allowed(someone: Someone, roster: Roster) -> set[str]:
    """The mvp_ids of whom a visitor may see."""
    own = {someone.mvp_id} - {None}
    return set(roster.mvps) if someone.role == "program" else roster.of_teams(*someone.teams) | own


def assert_names_no_stranger(someone: Someone, roster: Roster, wire: Wire) -> None:
    """Nobody outside the visitor's scope stands anywhere in what was sent."""
    assert wire.elements
    if someone.role != "program":
        texts = wire.texts()
        of_oneself = {str(someone.user.get("email") or "").casefold()}
        assert roster.strangers(texts, allowed(someone, roster)) <= of_oneself


def is_title_of(page: Page, title: str, roster: Roster, someone: Someone) -> bool:
    """Whether a page has its title: that of an MVP is the name of one whom the visitor may see."""
    if page.name != "mvp":
        return title == page.title
    names = {word for mvp in allowed(someone, roster) for word in roster.mvps[mvp].words}
    return title.replace("\\", "") in names


def menu(app: AppTest) -> list[str]:
    """The titles of the pages in the menu."""
    return [link.proto.label for link in app.sidebar.get("page_link")]


def kinds(app: AppTest) -> set[str]:
    """The kinds of what stands on the page."""
    return {element.type for element in app.main} - {"main"}


@pytest.mark.parametrize(("page", "someone"), VISITS, indirect=["someone"])
def test_a_link_opens_a_page_only_for_its_roles_and_names_no_stranger(
    page: Page, someone: Someone, visit: Visit, wire: Wire, roster: Roster
) -> None:
    app = visit(someone.user, page.file)
    assert not app.exception
    assert_names_no_stranger(someone, roster, wire)
    assert menu(app) == [entry.title for entry in PAGES if someone.role in entry.roles]
    texts = "\n".join(wire.texts())
    if someone.role in page.roles:
        assert is_title_of(page, app.title[0].value, roster, someone)
        assert not app.error
    else:
        assert page.question not in texts
    if someone.role is None:
        assert someone.reads in texts
        assert kinds(app) <= {"title", "markdown", "text", "button"}


@pytest.mark.parametrize(("page", "someone"), VISITS, indirect=["someone"])
def test_a_page_run_by_itself_opens_only_for_its_roles_and_names_no_stranger(
    page: Page, someone: Someone, visit: Visit, wire: Wire, roster: Roster
) -> None:
    app = visit(someone.user, page.file, alone=True)
    assert_names_no_stranger(someone, roster, wire)
    assert not app.exception
    if someone.role in page.roles:
        assert is_title_of(page, app.title[0].value, roster, someone)
    else:
        assert [error.value for error in app.error] == [REFUSED]
        assert kinds(app) == {"error"}


def test_the_search_for_strangers_finds_them_in_tables_charts_and_choices(
    visit: Visit, wire: Wire, roster: Roster
) -> None:
    program = VISITORS["the program team"].user
    for file, kind in (
        ("pages/program/at_risk.py", SENT_AS),
        ("pages/program/progress.py", "dataframe"),
        ("pages/people/mvp.py", "selectbox"),
    ):
        wire.messages.clear()
        visit(program, file)
        wire.messages[:] = [
            message
            for message in wire.messages
            if message.delta.new_element.WhichOneof("type") == kind
        ]
        assert len(roster.strangers(wire.texts(), set())) > 5, kind
