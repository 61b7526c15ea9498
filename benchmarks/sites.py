"""The dashboard and its peers as a browser sees them: opened, reloaded, a team chosen, timed."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, CDPSession, Page
from playwright.sync_api import TimeoutError as NotInTime

from benchmarks.peers import CHARTS

WINDOW = {"width": 1440, "height": 900}
_WATCH = Path(__file__).with_name("drawn.js").read_text(encoding="utf-8")
_QUIET = 1_000  # ms in which nothing changes any more: it is drawn
_TIMEOUT = 60_000
_OPENINGS, _OPEN = 5, 2_000  # how often a list is opened, and the ms it then has


def _of_streamlit(tab: Page, team: str) -> None:
    choice = tab.get_by_role("option", name=team, exact=True)
    for _ in range(_OPENINGS):  # a page that draws itself again closes a list just opened
        tab.get_by_role("combobox", name="Team").click()
        with suppress(NotInTime):
            choice.wait_for(timeout=_OPEN)
            break
    choice.click()


def _of_dash(tab: Page, team: str) -> None:
    tab.locator("#team").click()
    tab.get_by_role("option", name=team, exact=True).click()


def _of_files(tab: Page, team: str) -> None:
    tab.select_option("#team", team)


@dataclass(frozen=True)
class Site:
    """A way to serve the pages: its command, the path of a page, and how a team is chosen there."""

    name: str
    module: str
    path: str
    choose: Callable[[Page, str], None]


OURS = Site("the dashboard", "dashboard", "/{page}", _of_streamlit)
BARE = Site("bare Streamlit", "benchmarks.peers.bare", "/{page}", _of_streamlit)
DASH = Site("Dash", "benchmarks.peers.dash_app", "/{page}/", _of_dash)
FILES = Site("static page", "benchmarks.peers.static", "/{page}.html", _of_files)
SITES = (OURS, BARE, DASH, FILES)


class Tab:
    """A page of a site in a tab of `context`, and the times of what is done there, in ms."""

    def __init__(self, context: BrowserContext, site: Site, url: str, page: str) -> None:
        self._tab, self._site, self._charts = context.new_page(), site, len(CHARTS[page])
        self._address = url + site.path.format(page=page)
        self._tab.add_init_script(_WATCH)

    def visit(self) -> float:
        """Go there; returns the time until it is drawn."""
        self._tab.goto(self._address)
        return self._drawn([])

    def reload(self) -> float:
        """Load it again; returns the time until it is drawn."""
        self._tab.reload()
        return self._drawn([])

    def choose(self, team: str) -> float:
        """Choose another team; returns the time from the last click until all is redrawn."""
        before = self.points()
        self._site.choose(self._tab, team)
        return self._drawn(before) - self._tab.evaluate("drawn.asked")

    def points(self) -> list:
        """The points of the charts that stand there."""
        return self._tab.evaluate("pointsShown()")

    def listen(self) -> CDPSession:
        """What the browser's own tools hear of the tab's network."""
        session = self._tab.context.new_cdp_session(self._tab)
        session.send("Network.enable")
        return session

    def _drawn(self, before: list) -> float:
        given = [self._charts, before, _QUIET]
        asked = "given => window.isDrawn?.(...given)"
        self._tab.wait_for_function(asked, arg=given, polling=50, timeout=_TIMEOUT)
        return self._tab.evaluate("drawn.last")
