"""Two replicas behind nginx, by the files of deploy/: what people notice of it, and what not."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.page.drawing import SOURCE
from dashboard.registry import PAGES
from data.build.build import build
from data.settings.model import load
from tests.browser.deploy.conftest import Site, asked, until
from tests.browser.test_sign_in import arrive, sign_in
from tests.browser.ws_client import messages_of, session
from tests.conftest import Program, ReportFigure
from tests.leak_search import sent_texts
from tests.people import add_rows, signed_in

pytestmark = pytest.mark.slow(reason="starts two replicas behind nginx, kills one of them")
PEOPLE = 30  # that none of them comes to one of the two replicas has a chance of 1 in 2^29
SOON = 30  # seconds; nginx leaves a replica that did not answer alone for ten
TEAM = signed_in("program@example.org")
WITH_ALL_KINDS_OF_PARTS = ("mvp", "track_record", "definitions")  # beside the overview


@dataclass
class Visit:
    """A person in Chromium: their tab, and what came and was refused since they first came."""

    context: BrowserContext
    addresses: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)  # by the policy of a page
    received: int = 0  # bytes by websocket
    sockets: int = 0
    runs: int = 0  # pages that were sent to their end over the newest of these
    tab: Page | None = None

    def listen(self) -> None:
        """Note all this from now on."""
        self.context.on("response", self._answered)
        self.context.on("console", lambda message: self._said(message.text))
        self.context.on("page", lambda tab: tab.on("websocket", self._connected))

    def _answered(self, response: Response) -> None:
        if response.status == 200:
            self.addresses.add(response.url)

    def _said(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.refused.append(text)

    def _connected(self, socket: WebSocket) -> None:
        self.sockets, self.runs = self.sockets + 1, 0
        socket.on("framereceived", self._sent)

    def _sent(self, frame: bytes) -> None:
        self.received += len(frame)
        self.runs += ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished"


@pytest.fixture(scope="module")
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """Somebody of the program team who was never here, signed in and arrived at the overview."""
    visit = Visit(browser.new_context(ignore_https_errors=True))
    visit.listen()
    visit.tab = sign_in(visit.context, site.url, "team")
    arrive(visit.tab, "Overview")
    expect(visit.tab.locator(".js-plotly-plot").first).to_be_visible(timeout=SOON * 1000)
    yield visit
    visit.context.close()


def texts_of(site: Site, mark: str, link: str) -> set[str]:
    """All that a session of a browser with that mark is sent for a page."""
    with session(site.url, TEAM, {"mvp_replica": mark}, site.tls) as connection:
        messages = list(messages_of(connection, link))
    return {text for message in messages for text in sent_texts(message)}


def test_http_leads_to_https(site: Site) -> None:
    answer = httpx.get(f"{site.plain}/mvp?mvp=mvp001")
    assert answer.status_code == 308
    assert answer.headers["Location"] == "https://127.0.0.1/mvp?mvp=mvp001"
    assert "Set-Cookie" not in answer.headers


def test_a_browser_stays_at_the_replica_that_it_came_to_first(site: Site) -> None:
    homes = set()
    for _ in range(PEOPLE):
        with site.visitor() as visitor:
            (home,) = asked(visitor.get("/"))
            assert asked(visitor.get("/_stcore/host-config")) == [home]
            with session(site.url, TEAM, visitor.cookies, site.tls) as connection:
                assert connection.response.headers["X-Served-By"] == f"127.0.0.1:{home}"
            assert asked(visitor.get("/overview")) == [home]
        homes.add(home)
    assert homes == set(site.replicas)


def test_the_mark_of_a_browser_is_two_digits_and_given_once(site: Site) -> None:
    with site.visitor() as visitor:
        visitor.get("/")
        mark = visitor.cookies["mvp_replica"]
        assert len(mark) == 2
        assert int(mark, 16) < 256
        assert "mvp_replica" not in visitor.get("/").headers.get("Set-Cookie", "")


def files_of(site: Site, mark: str, query: str = "") -> Iterator[tuple[str, bytes]]:
    """The files that a page offers to a browser with that mark, as its own replica has them."""
    home = next(port for port, its in site.marks().items() if its == mark)
    with session(site.url, TEAM, {"mvp_replica": mark}, site.tls) as connection:
        messages = messages_of(connection, "benefits", query)
        elements = [message.delta.new_element for message in messages]
        for one in elements:
            if one.HasField("download_button"):
                address = one.download_button.url
                yield address, httpx.get(f"http://127.0.0.1:{home}{address}").content


def test_a_download_comes_from_the_replica_of_the_session(site: Site) -> None:
    for home, mark in site.marks().items():
        files = 0
        for address, content in files_of(site, mark):
            with site.visitor(mark) as visitor:
                answer = visitor.get(address)
            assert asked(answer) == [home]
            assert answer.headers["Content-Type"].startswith("text/csv")
            assert answer.content == content
            assert content.count(b"\n") > 1
            files += 1
        assert files > 1


def test_a_download_is_found_also_when_the_mark_has_come_to_mean_another_replica(
    site: Site,
) -> None:
    first, second = site.marks().items()
    for address, content in files_of(site, first[1], "team=Iberia"):  # which nobody looked at yet
        with site.visitor(second[1]) as visitor:
            answer = visitor.get(address)
        assert asked(answer) == [second[0], first[0]]
        assert answer.content == content


def test_every_cookie_is_secure(site: Site, visit: Visit) -> None:
    cookies = {cookie["name"]: cookie["secure"] for cookie in visit.context.cookies(site.url)}
    assert cookies.keys() >= {"mvp_replica", "_streamlit_user", "_streamlit_xsrf"}
    assert set(cookies.values()) == {True}
    with site.visitor() as visitor:
        handed_out = [
            cookie
            for address in ("/", "/_stcore/health", "/_stcore/host-config")
            for cookie in visitor.get(address).headers.get_list("Set-Cookie")
        ]
    assert len(handed_out) > 1
    assert all("secure" in cookie.lower().split("; ") for cookie in handed_out)


def sizes(client: httpx.Client, addresses: set[str]) -> dict[str, int]:
    """The bytes that come over the wire for each address, to a client that takes gzip."""
    found = {}
    for address in addresses:
        with client.stream("GET", address) as answer:
            found[address] = sum(len(part) for part in answer.iter_raw())
    return found


def test_a_first_visit_costs_less_than_half_of_the_bytes_that_streamlit_sends(
    site: Site, visit: Visit, report_figure: ReportFigure
) -> None:
    addresses = {one.removeprefix(site.url) for one in visit.addresses if one.startswith(site.url)}
    port = next(iter(site.replicas))
    gzip = {"Accept-Encoding": "gzip"}
    with (
        site.visitor() as visitor,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=gzip, timeout=20) as direct,
    ):
        visitor.headers.update(gzip)
        through, without = sizes(visitor, addresses), sizes(direct, addresses)
    report_figure(
        f"a first visit, {len(addresses)} files: {sum(without.values()) / 1e6:.2f} MB as Streamlit "
        f"sends them, {sum(through.values()) / 1e6:.2f} MB through nginx; "
        f"and {visit.received / 1e6:.2f} MB by websocket either way",
    )
    assert SOURCE in addresses
    assert sum(through.values()) < sum(without.values()) / 2


@pytest.mark.parametrize("kind", [".js", ".css"])
def test_streamlit_s_own_files_are_compressed_and_kept_by_the_browser_and_by_nginx(
    site: Site, kind: str
) -> None:
    with site.visitor() as visitor:
        page = visitor.get("/").text
        parts = page.split('"')
        whole = [part for part in parts if " " not in part]
        address = next(p for p in whole if p.startswith("./static/") and p.endswith(kind))
        first, second = (visitor.get(address.removeprefix(".")) for _ in range(2))
    assert second.content == first.content
    assert second.headers["Content-Encoding"] == "gzip"
    assert "immutable" in second.headers["Cache-Control"]
    assert "X-Served-By" not in second.headers  # no replica was asked


def test_pages_do_not_break_the_policy_that_nginx_sets(site: Site, visit: Visit) -> None:
    for name in WITH_ALL_KINDS_OF_PARTS:
        visit.tab.goto(f"{site.url}/{name}")
        arrive(visit.tab, next(page.title for page in PAGES if page.name == name))
    assert visit.refused == []


def test_what_the_processes_do_is_not_told(site: Site) -> None:
    with site.visitor() as visitor:
        assert visitor.get("/_stcore/metrics").status_code == 404


def test_the_log_of_nginx_names_nobody_who_was_looked_at_and_no_code_of_a_sign_in(
    site: Site, visit: Visit
) -> None:
    with site.visitor() as visitor:
        visitor.get("/mvp?mvp=mvp903")
    log = site.folder / "access.log"
    until(lambda: '"GET /mvp" 200' in log.read_text(), SOON, "the line in the log")
    text = log.read_text() + (site.folder / "error.log").read_text()
    assert "mvp903" not in text
    assert "code=" not in text
    assert '"GET /oauth2callback"' in text


def test_without_sign_in_nobody_is_local_behind_nginx(behind_nginx: Callable) -> None:
    alone = behind_nginx(None)
    for mark in alone.marks().values():
        texts = texts_of(alone, mark, "overview")
        assert any("without sign-in it opens on this machine only" in text for text in texts)
        assert not any(page.question in text for page in PAGES for text in texts)


def test_a_new_build_reaches_all_replicas(site: Site, own: Program, tmp_path: Path) -> None:
    newer = shutil.copytree(own.source, tmp_path / "newer")
    days = {"entered_on": str(own.as_of), "nda_signed_on": str(own.as_of)}
    person = {"mvp_id": "mvp907", "name": "New Here", "email": "mvp907@example.org"}
    marks = site.marks()
    for mark in marks.values():
        assert "New Here" not in texts_of(site, mark, "progress")
    add_rows(newer / "mvps.csv", person | days)
    build(newer, own.database, own.as_of, load())
    for mark in marks.values():
        assert "New Here" in texts_of(site, mark, "progress")


def test_healthz_says_through_nginx_what_the_replicas_say(site: Site, own: Program) -> None:
    def health() -> set[tuple[int, str]]:
        found = set()
        for mark in site.marks().values():
            with site.visitor(mark) as visitor:
                answer = visitor.get("/healthz")
            found.add((answer.status_code, answer.text))
        return found

    until(lambda: health() == {(200, "ok")}, SOON, "healthy replicas")
    target = own.database.readlink()
    own.database.unlink()
    until(lambda: health() == {(503, "missing")}, SOON, "the word that there is no database")
    own.database.symlink_to(target)
    until(lambda: health() == {(200, "ok")}, SOON, "healthy replicas")


def mark_of(site: Site, visit: Visit) -> str:
    """The mark of that person's browser."""
    cookies = {cookie["name"]: cookie["value"] for cookie in visit.context.cookies(site.url)}
    return cookies["mvp_replica"]


def replica_of(site: Site, mark: str) -> int:
    """Where a browser with that mark comes to now."""
    with site.visitor(mark) as visitor:
        return asked(visitor.get("/"))[-1]


def downloaded(tab: Page) -> str:
    """The first file that the page offers, by a click."""
    with tab.expect_download() as download:
        tab.get_by_test_id("stDownloadButton").first.click()
    return download.value.path().read_text(encoding="utf-8-sig")


def test_people_of_a_killed_replica_are_back_on_another_where_they_were(
    site: Site, visit: Visit, report_figure: ReportFigure
) -> None:
    visit.tab.goto(f"{site.url}/benefits?team=Iberia")
    arrive(visit.tab, "Benefits")
    expect(visit.tab.get_by_test_id("stDownloadButton")).to_have_count(3, timeout=SOON * 1000)
    mark = mark_of(site, visit)
    home = replica_of(site, mark)
    sockets, began = visit.sockets, time.monotonic()
    site.replicas[home].kill()
    with site.visitor(mark) as visitor:
        answer = visitor.get("/benefits?team=Iberia")
    assert answer.status_code == 200
    assert asked(answer)[-1] != home
    assert "Iberia" not in (site.folder / "error.log").read_text()
    while visit.sockets == sockets or not visit.runs:
        visit.tab.wait_for_timeout(50)
        assert time.monotonic() < began + SOON
    back = time.monotonic() - began
    arrive(visit.tab, "Benefits")
    assert downloaded(visit.tab).startswith("mvp_id,")
    visit.tab.get_by_test_id("stSidebar").get_by_role("link", name="Certifications").click()
    arrive(visit.tab, "Certifications")
    assert "team=Iberia" in visit.tab.url
    site.replicas[home].start()
    site.replicas[home].ready()
    again = until(lambda: replica_of(site, mark) == home, SOON, "the replica that came back")
    report_figure(
        f"a replica killed: its person had all of the page again after {back:.1f} s; "
        f"nginx used the replica again {again:.1f} s after it answered",
    )
