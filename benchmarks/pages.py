"""What a person waits for in Chromium, beside the same figures in Dash and as a static page."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from benchmarks import reruns
from benchmarks.peers import ALL_TEAMS, CHARTS
from benchmarks.proxying import gzipped, nginx
from benchmarks.serving import starting
from benchmarks.sites import BARE, DASH, FILES, OURS, SITES, WINDOW, Site, Tab
from benchmarks.table import Table, spread
from dashboard.server.first_run import build_sample
from tests.browser.conftest import chromium, free_port

_ROUNDS = 7
_PEERS = (BARE, DASH, FILES)
_TEAMS = ("DACH", "Iberia", "India", "North America", "Benelux", "Asia Pacific")
_DRAWN = (
    "Drawn: as many charts as there are, with points other than before, the same on all sites, and "
    "then a second in which no chart, table or key figure changes. The time is that of the last "
    "change. In one run, one after another; median (lowest-highest)."
)
_BARE = "Bare Streamlit shows the filter and the charts and nothing else, served and drawn as ours."
Times = dict[str, list[float]]  # by the name of a site, in ms


@dataclass(frozen=True)
class Bytes:
    """What one visit took over the wire, in bytes: files and the messages of a websocket."""

    files: int
    messages: int


def measure(smallest: bool) -> list[Table]:
    """Tables of what is waited for, of a first visit and its bytes, and of a rerun's CPU."""
    rounds = 1 if smallest else _ROUNDS
    with TemporaryDirectory() as folder, chromium() as browser, _served(Path(folder)) as urls:
        tables = [_waits(browser, urls, rounds)]
        if nginx():
            tables.append(_first_visits(browser, urls, Path(folder), rounds))
        return [*tables, reruns.table(urls.database, rounds)]


class _Urls(dict[Site, str]):
    """The address of each site, and the database that all of them show."""

    database: Path


@contextmanager
def _served(folder: Path) -> Iterator[_Urls]:
    """Serve all sites over one sample; each has been asked for both pages once."""
    urls = _Urls()
    urls.database = folder / "mvp.duckdb"
    build_sample(urls.database)
    with ExitStack() as running:
        for site in SITES:
            command = [sys.executable, "-m", site.module]
            server = running.enter_context(starting(command, free_port(), urls.database))
            server.wait(site.path.format(page="overview"))
            urls[site] = server.url
        yield urls


def _waits(browser: Browser, urls: dict[Site, str], rounds: int) -> Table:
    """A row a page and an act: another team, and a reload with all in the browser's cache."""
    rows = []
    for page in CHARTS:
        contexts = {site: browser.new_context(viewport=WINDOW) for site in urls}
        tabs = {site: Tab(contexts[site], site, urls[site], page) for site in urls}
        for tab in tabs.values():
            tab.visit()
            for _ in range(2):  # the browser keeps compiled scripts from the second time on
                tab.reload()
        reloads: Times = {site.name: [] for site in SITES}
        first: Times = {site.name: [] for site in SITES}
        again: Times = {site.name: [] for site in SITES}
        for _ in range(rounds):
            for site, tab in tabs.items():
                reloads[site.name].append(tab.reload())
        for asked in (first, again):
            # The first team after all of them, also the second time: each choice is a change.
            for team in (*_TEAMS[: max(rounds - 1, 1)], ALL_TEAMS):
                for site, tab in tabs.items():
                    asked[site.name].append(tab.choose(team))
                _refuse_other_points(page, team, tabs)
        rows += [
            _row(f"{page}: another team, for the first time", first),
            _row(f"{page}: a team that was asked for before", again),
            _row(f"{page}: reload", reloads),
        ]
        for context in contexts.values():
            context.close()
    return Table("The page, until it is drawn, ms", _header(), rows, [_DRAWN, _BARE])


def _refuse_other_points(page: str, team: str, tabs: dict[Site, Tab]) -> None:
    """Raise RuntimeError where two sites show other points: they would not be comparable."""
    shown = [tab.points() for tab in tabs.values()]
    if any(points != shown[0] for points in shown):
        raise RuntimeError(f"{page}, {team}: the charts do not show the same points")


def _first_visits(browser: Browser, urls: dict[Site, str], folder: Path, rounds: int) -> Table:
    """A row a page: a new browser profile each time, nginx with gzip before each site."""
    rows, notes = [], [_DRAWN, _BARE]
    with ExitStack() as running:
        behind = {
            site: running.enter_context(gzipped(url, free_port(), folder / site.module))
            for site, url in urls.items()
        }
        for page in CHARTS:
            times: Times = {site.name: [] for site in SITES}
            for _ in range(rounds):
                for site, url in behind.items():
                    times[site.name].append(_visit(browser, site, url, page)[0])
            rows.append(_row(f"{page}: first visit", times))
        sent = {
            "the dashboard behind gzip": _visit(browser, OURS, behind[OURS], "overview")[1],
            "the dashboard by itself": _visit(browser, OURS, urls[OURS], "overview")[1],
            "Dash behind gzip": _visit(browser, DASH, behind[DASH], "overview")[1],
            "the static page behind gzip": _visit(browser, FILES, behind[FILES], "overview")[1],
        }
    notes += [
        f"Over the wire, {name}: {of.files / 1e6:.2f} MB of files, "
        f"{of.messages / 1e3:.0f} KB of messages."
        for name, of in sent.items()
    ]
    return Table("The first visit, behind gzip, ms", _header(), rows, notes)


def _visit(browser: Browser, site: Site, url: str, page: str) -> tuple[float, Bytes]:
    """Visit with nothing in the browser's cache: the time until drawn, and what was sent."""
    context = browser.new_context(viewport=WINDOW)
    tab, files, messages = Tab(context, site, url, page), [], []
    heard = tab.listen()
    heard.on("Network.loadingFinished", lambda of: files.append(of["encodedDataLength"]))
    heard.on(
        "Network.webSocketFrameReceived",
        lambda of: messages.append(3 * len(of["response"]["payloadData"]) // 4),  # base64
    )
    time = tab.visit()
    context.close()
    return time, Bytes(round(sum(files)), sum(messages))


def _header() -> list[str]:
    peers = [site.name for site in _PEERS]
    return ["", *(site.name for site in SITES), *(f"of {name}" for name in peers)]


def _row(title: str, times: Times) -> list[str]:
    ours = median(times[OURS.name])
    ratios = [f"{ours / median(times[site.name]):.2f}" for site in _PEERS]
    return [title, *(spread(times[site.name]) for site in SITES), *ratios]
