"""What reaches Streamlit from people and pages that it should not hear."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import HTTPServer, SimpleHTTPRequestHandler
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from threading import Thread

import httpx
import pytest
import streamlit
from playwright.sync_api import Browser
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server import starlette
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from dashboard.server.headers import METRICS
from dashboard.server.limits import SIGNED_IN, STRANGERS
from tests.browser.auth_cookies import secrets_option
from tests.browser.conftest import Serve, free_port
from tests.browser.ws_client import handshake, messages_of, session
from tests.conftest import Program
from tests.people import signed_in

HEARTBEAT = "heartbeat_ack"
ADDRESSES = ("/", "/overview", "/healthz", "/_stcore/host-config", "/shell.js", "/_stcore/none")


@pytest.fixture(scope="module")
def url(serve: Serve, sample_program: Program) -> str:
    """The app without a sign-in."""
    return serve(sample_program)


@pytest.fixture(scope="module")
def site(serve: Serve, people: Program, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The app with a sign-in."""
    port = free_port()
    option = secrets_option(tmp_path_factory.mktemp("secrets"), port)
    return serve(people, option, port=port)


def kinds_after(connection: ClientConnection, message: BackMsg) -> set[str]:
    """The kinds of answers to a message, up to the answer to a heartbeat that follows it."""
    connection.send(message.SerializeToString())
    connection.send(BackMsg(app_heartbeat=True).SerializeToString())
    kinds = set()
    while HEARTBEAT not in kinds:
        answer = ForwardMsg.FromString(connection.recv(timeout=10))
        kinds.add(str(answer.WhichOneof("type")))
    return kinds - {HEARTBEAT, "session_status_changed"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_forbids_framing_and_code_from_elsewhere(url: str, address: str) -> None:
    headers = httpx.get(url + address).headers
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


# What each address of Streamlit answers to GET, to a person who is not signed in.
ANSWERS = {
    "/_stcore/health": (200, "ok"),
    "/_stcore/host-config": (200, '{"allowedOrigins":[]'),
    "/_stcore/stream": (404, "Not Found"),  # opens sessions, but not by GET
    "/_stcore/metrics": (404, "Not Found"),
    "/_stcore/script-health-check": (404, "Not Found"),
    "/_stcore/upload_file": (404, "Not Found"),
    "/_stcore/upload_file/{session_id}/{file_id}": (404, "Not Found"),
    "/_stcore/bidi-components/{path:path}": (404, "Not Found"),
    "/_stcore/agent/interact": (404, "Not Found"),
    "/_stcore/agent/openapi.json": (404, "Not Found"),
    "/_stcore/agent/mcp": (404, "Not Found"),
    "/_stcore": (404, "Not Found"),
    "/component": (200, "<!--"),  # the page that every unknown address gets
    "/component/{path:path}": (404, "Not Found"),
    "/media": (200, "<!--"),
    "/media/{file_id:path}": (404, "Not Found"),
    "/static": (200, "<!--"),
    "/app/static": (200, "<!--"),
    "/app/static/{path:path}": (200, "<!--"),
    "/auth/login": (302, ""),
    "/auth/logout": (302, ""),
    "/oauth2callback": (302, ""),
    "/manifest.json": (404, "Not Found"),
}


def addresses_of_streamlit() -> set[str]:
    """The addresses that Streamlit has names for in its own code."""
    found = set()
    for module in iter_modules(starlette.__path__, f"{starlette.__name__}."):
        for name, value in vars(import_module(module.name)).items():
            if "ROUTE" in name and isinstance(value, str) and not value.startswith("."):
                found.add(f"/{value.strip('/')}")
    return found


def test_every_address_of_streamlit_answers_strangers_only_what_a_page_needs(site: str) -> None:
    assert addresses_of_streamlit() <= ANSWERS.keys()
    answers = {path: httpx.get(site + path) for path in ANSWERS}
    assert {path: answer.status_code for path, answer in answers.items()} == {
        path: status for path, (status, _) in ANSWERS.items()
    }
    assert [p for p, (_, text) in ANSWERS.items() if not answers[p].text.startswith(text)] == []


@pytest.mark.parametrize("path", ["upload_file/session/file", "script-health-check", "metrics"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "POST"])
def test_paths_that_no_page_needs_are_closed(url: str, method: str, path: str) -> None:
    assert httpx.request(method, f"{url}/_stcore/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/%5fstcore/metrics", "/_stcore/metrics/", "/_stcore/metrics?a"])
def test_another_spelling_of_a_closed_path_is_closed_too(site: str, path: str) -> None:
    assert httpx.get(site + path).status_code == 404


def test_the_counts_of_sessions_open_with_the_setting(
    serve: Serve, sample_program: Program
) -> None:
    url = serve(sample_program, env={METRICS: "1"})
    assert "session" in httpx.get(f"{url}/_stcore/metrics").text


def test_no_foreign_page_may_send_commands(url: str) -> None:
    assert httpx.get(f"{url}/_stcore/host-config").json()["allowedOrigins"] == []


def unwanted_messages() -> Iterator[BackMsg]:
    """Messages that no page sends."""
    yield BackMsg(load_git_info=True)
    yield BackMsg(clear_cache=True)
    yield BackMsg(set_run_on_save=True)
    skills = BackMsg()
    skills.backend_operation_request.install_skills.SetInParent()
    yield skills


@pytest.mark.parametrize("message", list(unwanted_messages()), ids=lambda m: m.WhichOneof("type"))
def test_a_message_that_no_page_sends_has_no_effect(url: str, message: BackMsg) -> None:
    with session(url) as connection:
        list(messages_of(connection, "overview"))
        assert kinds_after(connection, message) == set()


def test_what_is_not_a_message_ends_the_session(url: str) -> None:
    for data in (b"\xff\xff\xff", b"", b"x" * (SIGNED_IN.message_bytes + 1)):
        with session(url) as connection:
            connection.send(data)
            with pytest.raises(ConnectionClosed):
                connection.recv(timeout=10)


def test_nothing_tells_versions_the_system_or_a_path_of_the_machine(url: str) -> None:
    with session(url) as connection:
        sent = b"".join(m.SerializeToString() for m in messages_of(connection, "overview"))
    for word in (streamlit.__version__, "linux", str(Path(__file__).parents[2])):
        assert word.encode() not in sent


@pytest.mark.parametrize(
    "origin", ["http://localhost:1", "http://127.0.0.1:1", "https://share.streamlit.io", "null"]
)
def test_a_page_of_another_server_cannot_open_a_session(url: str, origin: str) -> None:
    with pytest.raises(InvalidStatus):
        connect(**(handshake(url) | {"origin": origin}))


@contextmanager
def foreign_page(folder: Path, content: str) -> Iterator[str]:
    """A page of another server on this machine; yields its address."""
    (folder / "index.html").write_text(content, encoding="utf-8")

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(folder))

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def test_a_page_of_another_server_cannot_frame_ours_or_read_it(
    url: str, browser: Browser, tmp_path: Path
) -> None:
    stream = url.replace("http", "ws") + "/_stcore/stream"
    content = f"""<iframe src="{url}/overview"></iframe><script>
        const socket = new WebSocket("{stream}", ["streamlit"]);
        socket.onopen = () => document.title = "open";
        socket.onerror = () => document.title = "refused";
        window.read = fetch("{url}/_stcore/host-config").then(() => "read", () => "refused");
        </script>"""
    with foreign_page(tmp_path, content) as address, browser.new_page() as tab:
        tab.goto(address)
        tab.wait_for_function("document.title")
        assert tab.title() == "refused"
        assert tab.evaluate("window.read") == "refused"
        assert all("overview" not in frame.url for frame in tab.frames[1:])


def seconds_for(connection: ClientConnection, heartbeats: int) -> float:
    """How long the server takes to answer that many heartbeats, sent at once."""
    begin = time.monotonic()
    for _ in range(heartbeats):
        connection.send(BackMsg(app_heartbeat=True).SerializeToString())
    for _ in range(heartbeats):
        while ForwardMsg.FromString(connection.recv(timeout=30)).WhichOneof("type") != HEARTBEAT:
            pass
    return time.monotonic() - begin


def test_strangers_get_few_answers_a_second_and_those_who_signed_in_more(site: str) -> None:
    per_second, at_once = STRANGERS.messages
    asked = at_once + 8
    with session(site) as stranger, session(site, signed_in("program@example.org")) as person:
        for_stranger, for_person = seconds_for(stranger, asked), seconds_for(person, asked)
    assert for_stranger >= (asked - at_once - 1) / per_second
    assert for_person < for_stranger


def open_until_refused(site: str, most: int) -> list[ClientConnection]:
    """Sessions of a stranger: as many as the server opens, up to `most`."""
    opened: list[ClientConnection] = []
    with suppress(InvalidStatus):
        while len(opened) < most:
            opened.append(session(site))
    return opened


def test_one_address_opens_only_so_many_sessions_without_a_sign_in(site: str) -> None:
    _, at_once = STRANGERS.sockets.rate_of_address
    most = STRANGERS.sockets.open_of_address
    opened = open_until_refused(site, most + 1)
    assert at_once // 2 <= len(opened) <= most
    with session(site, signed_in("program@example.org")) as person:
        assert list(messages_of(person, "overview"))
    for connection in opened:
        connection.close()
