"""Two replicas behind nginx, with the files of deploy/: what docs/deployment.md promises."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

from dashboard.registry import PAGES
from dashboard.server.drawing import SOURCE
from data.build.build import build
from data.settings.files import load
from tests.browser.auth_cookies import user_cookie
from tests.browser.conftest import expect_in_url
from tests.browser.deploy.conftest import Site, tried_ports, until
from tests.browser.test_sign_in import arrive, sign_in
from tests.browser.uploading import PAGE, addresses
from tests.browser.ws_client import messages_of, session
from tests.conftest import Program, ReportFigure
from tests.leak_search import sent_texts
from tests.people import add_rows, signed_in

pytestmark = pytest.mark.slow(reason="starts two replicas behind nginx, kills one of them")
PEOPLE = 30  # the chance that one of the two replicas gets none of them is 1 in 2^29
SOON = 30  # seconds; nginx does not try a replica that did not answer for ten
TEAM = signed_in("program@example.org")
ALL_KINDS_OF_PARTS = ("mvp", "track_record", "definitions")  # together with the overview


@dataclass
class Visit:
    """A person in Chromium: their tab, and what it received and refused since their arrival."""

    context: BrowserContext
    addresses: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)  # by the content security policy
    received: int = 0  # bytes by websocket
    sockets: int = 0
    runs: int = 0  # completed over the newest of these
    tab: Page | None = None

    def listen(self) -> None:
        """Note all of this from now on."""
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
    """A new browser of the program team, signed in, with the overview open."""
    visit = Visit(browser.new_context(ignore_https_errors=True))
    visit.listen()
    visit.tab = sign_in(visit.context, site.url, "team")
    arrive(visit.tab, "Overview")
    expect(visit.tab.locator(".js-plotly-plot").first).to_be_visible(timeout=SOON * 1000)
    yield visit
    visit.context.close()


def texts_of(site: Site, mark: str, link: str) -> set[str]:
    """All texts that a session with that mark receives for a page."""
    with session(site.url, TEAM, {"mvp_replica": mark}, site.tls) as connection:
        messages = list(messages_of(connection, link))
    return {text for message in messages for text in sent_texts(message)}


def test_http_redirects_to_https(site: Site) -> None:
    answer = httpx.get(f"{site.plain}/mvp?mvp=mvp001")
    assert answer.status_code == 308
    assert answer.headers["Location"] == "https://127.0.0.1/mvp?mvp=mvp001"
    assert "Set-Cookie" not in answer.headers


def test_a_browser_stays_at_its_first_replica(site: Site) -> None:
    homes = set()
    for _ in range(PEOPLE):
        with site.visitor() as visitor:
            (home,) = tried_ports(visitor.get("/"))
            assert tried_ports(visitor.get("/_stcore/host-config")) == [home]
            with session(site.url, TEAM, visitor.cookies, site.tls) as connection:
                assert connection.response.headers["X-Served-By"] == f"127.0.0.1:{home}"
            assert tried_ports(visitor.get("/overview")) == [home]
        homes.add(home)
    assert homes == set(site.replicas)


def test_a_browser_gets_a_mark_of_two_digits_once(site: Site) -> None:
    with site.visitor() as visitor:
        visitor.get("/")
        mark = visitor.cookies["mvp_replica"]
        assert len(mark) == 2
        assert int(mark, 16) < 256
        assert "mvp_replica" not in visitor.get("/").headers.get("Set-Cookie", "")


def files_of(site: Site, mark: str, query: str = "") -> Iterator[tuple[str, bytes]]:
    """The downloads of a page for a browser with that mark, as they are at its own replica."""
    home = next(port for port, its_mark in site.marks().items() if its_mark == mark)
    with session(site.url, TEAM, {"mvp_replica": mark}, site.tls) as connection:
        messages = messages_of(connection, "snapshots", query)
        elements = [message.delta.new_element for message in messages]
        for one in elements:
            if one.HasField("download_button"):
                address = one.download_button.url
                direct = f"http://127.0.0.1:{home}{address}"
                yield address, httpx.get(direct, cookies=user_cookie(site.url, TEAM)).content


def test_a_download_comes_from_the_replica_of_the_session(site: Site) -> None:
    for home, mark in site.marks().items():
        files = 0
        for address, content in files_of(site, mark):
            with site.visitor(mark, TEAM) as visitor:
                answer = visitor.get(address)
            assert tried_ports(answer) == [home]
            assert answer.headers["Content-Type"].startswith("text/csv")
            assert answer.content == content
            assert content.count(b"\n") > 1
            files += 1
        assert files == 1


def test_a_download_works_when_the_mark_now_points_to_another_replica(
    site: Site,
) -> None:
    first, second = site.marks().items()
    for address, content in files_of(site, first[1], "team=Iberia"):  # which no page has shown yet
        with site.visitor(second[1], TEAM) as visitor:
            answer = visitor.get(address)
        assert tried_ports(answer) == [second[0], first[0]]
        assert answer.content == content


def test_every_cookie_is_secure(site: Site, visit: Visit) -> None:
    cookies = {cookie["name"]: cookie["secure"] for cookie in visit.context.cookies(site.url)}
    assert cookies.keys() >= {"mvp_replica", "_streamlit_user", "_streamlit_xsrf"}
    assert set(cookies.values()) == {True}
    with site.visitor() as visitor:
        cookies_set = [
            cookie
            for address in ("/", "/_stcore/health", "/_stcore/host-config")
            for cookie in visitor.get(address).headers.get_list("Set-Cookie")
        ]
    assert len(cookies_set) > 1
    assert all("secure" in cookie.lower().split("; ") for cookie in cookies_set)


def sizes(client: httpx.Client, addresses: set[str], encoding: str) -> dict[str, int]:
    """The bytes transferred for each address, to a client that accepts an encoding."""
    found = {}
    for address in addresses:
        with client.stream("GET", address, headers={"Accept-Encoding": encoding}) as answer:
            found[address] = sum(len(part) for part in answer.iter_raw())
    return found


def test_a_first_visit_is_small_with_and_without_nginx(
    site: Site, visit: Visit, report_figure: ReportFigure
) -> None:
    addresses = {one.removeprefix(site.url) for one in visit.addresses if one.startswith(site.url)}
    port = next(iter(site.replicas))
    with (
        site.visitor() as visitor,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as direct,
    ):
        through, without, whole = (
            sum(sizes(client, addresses, encoding).values())
            for client, encoding in ((visitor, "br, gzip"), (direct, "gzip"), (direct, "identity"))
        )
    report_figure(
        f"a first visit, {len(addresses)} files: {whole / 1e6:.2f} MB, with gzip and without nginx "
        f"{without / 1e6:.2f} MB, with Brotli through nginx {through / 1e6:.2f} MB; "
        f"and {visit.received / 1e6:.2f} MB by websocket in all cases",
    )
    assert SOURCE in addresses
    assert through < without < whole / 3


@pytest.mark.parametrize("kind", [".js", ".css"])
def test_streamlits_own_files_are_compressed_and_cached_by_browser_and_nginx(
    site: Site, kind: str
) -> None:
    with site.visitor() as visitor:
        page = visitor.get("/").text
        parts = page.split('"')
        whole = [part for part in parts if " " not in part]
        address = next(p for p in whole if p.startswith("./static/") and p.endswith(kind))
        first, second = (visitor.get(address.removeprefix(".")) for _ in range(2))
    assert second.content == first.content
    assert second.headers["Content-Encoding"] in ("br", "gzip")
    assert "immutable" in second.headers["Cache-Control"]
    assert "X-Served-By" not in second.headers  # it came from the cache of nginx


def test_pages_obey_the_content_security_policy(site: Site, visit: Visit) -> None:
    for name in ALL_KINDS_OF_PARTS:
        visit.tab.goto(f"{site.url}/{name}")
        arrive(visit.tab, next(page.title for page in PAGES if page.name == name))
    assert visit.refused == []


def test_a_file_goes_through_nginx_to_the_replica_of_the_session(site: Site) -> None:
    token = generate_xsrf_token_string()
    headers = {"X-Xsrftoken": token, "Origin": site.url}
    mark = next(iter(site.marks().values()))
    with session(site.url, TEAM, {"mvp_replica": mark}, site.tls) as connection:
        list(messages_of(connection, PAGE))
        (address,) = addresses(connection) or []
        with site.visitor(mark) as stranger, site.visitor(mark, TEAM) as sender:
            sender.cookies.set(XSRF_COOKIE_NAME, token)
            for visitor, size, status in ((stranger, 100, 413), (sender, 2_000_000, 204)):
                form = {"file": ("forum.csv", bytes(size))}
                assert visitor.put(address, files=form, headers=headers).status_code == status


def test_metrics_are_not_available_through_nginx(site: Site) -> None:
    with site.visitor() as visitor:
        assert visitor.get("/_stcore/metrics").status_code == 404


def test_the_logs_of_nginx_hold_no_mvp_no_calendar_and_no_sign_in_code(
    site: Site, visit: Visit
) -> None:
    with site.visitor() as visitor:
        for place in ("/calendar/", "/%63alendar/"):
            assert visitor.get(f"{place}a-secret.ics").status_code == 404
        visitor.get("/mvp?mvp=mvp903")
    log = site.folder / "access.log"
    until(lambda: '"GET /mvp" 200' in log.read_text(), SOON, "the line in the log")
    text = log.read_text() + (site.folder / "error.log").read_text()
    assert "mvp903" not in text
    assert "a-secret" not in text
    assert text.count('"GET /calendar/-" 404') == 2
    assert "code=" not in text
    assert '"GET /oauth2callback"' in text


def test_without_sign_in_nobody_gets_data_through_nginx(behind_nginx: Callable) -> None:
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


def test_healthz_through_nginx_is_the_answer_of_a_replica(site: Site, own: Program) -> None:
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
    """The replica that a browser with that mark reaches now."""
    with site.visitor(mark) as visitor:
        return tried_ports(visitor.get("/"))[-1]


def downloaded(tab: Page) -> str:
    """The text of the first download of the page."""
    with tab.expect_download() as download:
        tab.get_by_test_id("stDownloadButton").first.click()
    return download.value.path().read_text(encoding="utf-8-sig")


def test_people_of_a_killed_replica_continue_on_another_one(
    site: Site, visit: Visit, report_figure: ReportFigure
) -> None:
    visit.tab.goto(f"{site.url}/snapshots?team=Iberia")
    arrive(visit.tab, "Snapshots")
    expect(visit.tab.get_by_test_id("stDownloadButton")).to_have_count(1, timeout=SOON * 1000)
    mark = mark_of(site, visit)
    home = replica_of(site, mark)
    sockets, began = visit.sockets, time.monotonic()
    site.replicas[home].kill()
    with site.visitor(mark) as visitor:
        answer = visitor.get("/snapshots?team=Iberia")
    assert answer.status_code == 200
    assert tried_ports(answer)[-1] != home
    assert "Iberia" not in (site.folder / "error.log").read_text()
    while visit.sockets == sockets or not visit.runs:
        visit.tab.wait_for_timeout(50)
        assert time.monotonic() < began + SOON
    back = time.monotonic() - began
    arrive(visit.tab, "Snapshots")
    assert downloaded(visit.tab).startswith("mvp_id,")
    visit.tab.get_by_test_id("stSidebar").get_by_role("link", name="Certifications").click()
    arrive(visit.tab, "Certifications")
    expect_in_url(visit.tab, "team=Iberia")
    site.replicas[home].start()
    site.replicas[home].ready()
    again = until(lambda: replica_of(site, mark) == home, SOON, "the replica that came back")
    report_figure(
        f"a replica killed: the page was complete again after {back:.1f} s; "
        f"nginx used the replica again {again:.1f} s after it answered",
    )
