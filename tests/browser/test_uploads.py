"""Who may send files to a page, and that nothing is read of a file of anybody else."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from dashboard.server.receiving import STALLED_SECONDS
from dashboard.server.uploads import MOST_FILES
from data.bring.uploads import MOST_BYTES, MOST_MEGABYTES
from data.build.build import build
from data.settings.files import load
from tests.browser.auth_cookies import secrets_option
from tests.browser.conftest import Serve, free_port, serving
from tests.browser.uploading import PAGE, Sender, addresses
from tests.browser.ws_client import is_last, messages_of, opening, session
from tests.conftest import Program
from tests.people import add_rows, signed_in

FILE = b"member,date\nann,2026-03-31\n"
BEGIN = b"--x\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n"  # of a form
PROGRAM, COLLEAGUE = signed_in("program@example.org"), signed_in("colleague@example.org")
LEAD, MVP = signed_in("lead1@example.org"), signed_in("mvp904@example.org")


@pytest.fixture(scope="module")
def url(serve: Serve, sample_program: Program) -> str:
    """The app without a sign-in."""
    return serve(sample_program)


@pytest.fixture(scope="module")
def team(people: Program, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program of `people` with a second person in the program team."""
    folder = tmp_path_factory.mktemp("team")
    shutil.copytree(people.source, folder / "input")
    add_rows(folder / "input" / "access.csv", {"email": "colleague@example.org", "role": "program"})
    build(folder / "input", folder / "mvp.duckdb", people.as_of, load())
    return Program(folder / "mvp.duckdb", folder / "input", people.as_of)


@pytest.fixture(scope="module")
def site(serve: Serve, team: Program, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The app with a sign-in."""
    port = free_port()
    return serve(team, secrets_option(tmp_path_factory.mktemp("secrets"), port), port=port)


@contextmanager
def page_open(
    url: str, user: dict[str, object] | None = None, page: str = PAGE
) -> Iterator[ClientConnection]:
    """A session that shows a page."""
    with session(url, user) as connection:
        list(messages_of(connection, page))
        yield connection


def address_for(connection: ClientConnection) -> str:
    """An address to send a file to; fails when there is none."""
    (address,) = addresses(connection) or []
    return address


def test_the_program_team_sends_files_and_deletes_them(site: str) -> None:
    sender = Sender(site, PROGRAM)
    with page_open(site, PROGRAM) as connection:
        address = address_for(connection)
        assert sender.send(address, FILE) == 204
        assert sender.send(address, FILE) == 429
        assert sender.delete(address) == 204
        assert sender.send(address, FILE) == 404


def test_the_person_at_this_machine_sends_files(url: str) -> None:
    with page_open(url) as connection:
        assert Sender(url).send(address_for(connection), FILE) == 204


@pytest.mark.parametrize(
    "user", [None, LEAD, MVP, PROGRAM | {"exp": 1}, PROGRAM | {"email_verified": False}]
)
def test_nobody_else_gets_an_address(site: str, user: dict[str, object] | None) -> None:
    with page_open(site, user) as connection:
        assert addresses(connection) is None


def test_other_pages_get_no_address_and_close_those_of_their_session(site: str) -> None:
    with page_open(site, PROGRAM, "overview") as connection:
        assert addresses(connection) == []
        list(messages_of(connection, PAGE))
        address = address_for(connection)
        list(messages_of(connection, "overview"))
        assert Sender(site, PROGRAM).announce(address) == 404


def refused(site: str) -> dict[str, Sender]:
    """Who may not send a file to an address that somebody of the program team has got."""
    program = Sender(site, PROGRAM)
    return {
        "a colleague, whose session it is not": Sender(site, COLLEAGUE),
        "a lead": Sender(site, LEAD),
        "an MVP": Sender(site, MVP),
        "somebody whose session is over": Sender(site, PROGRAM | {"exp": 1}),
        "a page of another server": program.with_headers(Origin="http://127.0.0.1:1"),
        "a page without an origin": program.with_headers(Origin="null"),
        "what says no origin": program.with_headers(Origin=None),
        "a page without the token": program.with_headers(X_Xsrftoken=None),
        "a page with a token of its own": program.with_headers(X_Xsrftoken="2|0|0|0"),
    }


def test_a_file_of_anybody_else_is_refused_before_it_is_read(site: str) -> None:
    with page_open(site, PROGRAM) as connection:
        address = address_for(connection)
        for who, sender in refused(site).items():
            assert sender.announce(address) in (403, 404), who
            assert sender.delete(address) in (403, 404), who
        assert Sender(site).announce(address) == 413
        assert Sender(site).announce("/uploads/any") == 413
        assert Sender(site, PROGRAM).announce("/uploads/any") == 404
        assert Sender(site, PROGRAM).send(address, FILE) == 204


@pytest.mark.parametrize(("size", "status"), [(MOST_BYTES + 20_000, 413), (None, 411)])
def test_a_file_that_is_too_large_or_does_not_say_its_size_is_refused_before_it_is_read(
    site: str, size: int | None, status: int
) -> None:
    with page_open(site, PROGRAM) as connection:
        assert Sender(site, PROGRAM).announce(address_for(connection), size) == status


@pytest.mark.parametrize(
    "form",
    [
        b"no form at all",
        b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\ntext\r\n--x--\r\n",
        2 * b"--x\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\nc\r\n"
        + b"--x--\r\n",
        b"--x\r\nContent-Disposition: " + b"long" * 5000 + b"\r\n\r\nc\r\n--x--\r\n",
    ],
    ids=["text", "no file", "two files", "a long header"],
)
def test_what_is_not_a_form_with_one_file_is_refused(site: str, form: bytes) -> None:
    with page_open(site, PROGRAM) as connection:
        assert Sender(site, PROGRAM).announce(address_for(connection), len(form), form) == 400


@pytest.mark.slow(reason="waits for a sender that says nothing any more")
def test_a_sender_who_stops_is_sent_away(site: str) -> None:
    assert STALLED_SECONDS < 30
    with page_open(site, PROGRAM) as connection:
        assert Sender(site, PROGRAM).announce(address_for(connection), begin=BEGIN) == 408


def test_only_so_many_addresses_are_open_at_once(site: str) -> None:
    with page_open(site, PROGRAM) as connection:
        got = addresses(connection, MOST_FILES + 20) or []
        assert len(set(got)) == MOST_FILES
        assert addresses(connection) == ["/uploads/none"]
        assert Sender(site, PROGRAM).send("/uploads/none", FILE) == 404


def test_who_views_the_pages_as_somebody_else_sends_no_files(url: str) -> None:
    with session(url) as connection:
        boxes = [m.delta.new_element.selectbox for m in messages_of(connection, PAGE)]
        address = address_for(connection)
        (box,) = (box for box in boxes if box.label == "View as")
        ask = opening(PAGE)
        state = ask.rerun_script.widget_states.widgets.add(id=box.id)
        state.string_value = box.options[1]
        connection.send(ask.SerializeToString())
        list(messages_of_run(connection))
        assert addresses(connection) == []
        assert Sender(url).announce(address) == 404


def messages_of_run(connection: ClientConnection) -> Iterator[ForwardMsg]:
    """All messages until a run has ended."""
    while True:
        message = ForwardMsg.FromString(connection.recv(timeout=60))
        yield message
        if is_last(message):
            return


def test_who_asks_at_another_name_of_this_machine_sends_no_files(url: str) -> None:
    with page_open(url) as connection:
        address = address_for(connection)
        for headers in ({"X_Forwarded_For": "10.0.0.1"}, {"Host": "mvp.example.org"}):
            assert Sender(url).with_headers(**headers).announce(address) == 404


def test_a_role_that_a_build_takes_away_is_gone_with_the_next_file(
    team: Program, tmp_path: Path
) -> None:
    source = tmp_path / "input"
    shutil.copytree(team.source, source)
    own = Program(tmp_path / "mvp.duckdb", source, team.as_of)
    build(source, own.database, own.as_of, load())
    port = free_port()
    with (
        serving(own, secrets_option(tmp_path, port), port=port) as site,
        page_open(site, COLLEAGUE) as connection,
    ):
        first, second = addresses(connection, 2) or []
        sender = Sender(site, COLLEAGUE)
        assert sender.send(first, FILE) == 204
        access = source / "access.csv"
        rows = access.read_text(encoding="utf-8").splitlines(keepends=True)
        access.write_text("".join(row for row in rows if "colleague" not in row))
        build(source, own.database, own.as_of, load())
        assert sender.announce(second) == 404
        assert sender.delete(first) == 404
        assert addresses(connection) is None


def test_a_browser_sends_the_files_of_a_page_there(url: str, browser: Browser) -> None:
    with browser.new_page() as tab:
        tab.goto(f"{url}/{PAGE}")
        chosen = tab.locator("input[type=file]")
        with tab.expect_response(lambda answer: answer.request.method == "PUT") as answer:
            chosen.set_input_files({"name": "forum.csv", "mimeType": "text/csv", "buffer": FILE})
        assert answer.value.status == 204
        assert "/uploads/" in answer.value.url


def test_the_browser_refuses_a_file_that_the_server_would_refuse(
    url: str, browser: Browser, tmp_path: Path
) -> None:
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    tab = browser.new_page()
    sent = []
    tab.on("request", lambda request: sent.append(request.url) if "/uploads/" in request.url else 0)
    tab.goto(f"{url}/{PAGE}")
    expect(tab.get_by_text(f"{MOST_MEGABYTES}MB per file")).to_be_visible()
    tab.locator("input[type=file]").set_input_files(tmp_path / "large.csv")
    said = tab.get_by_text(f"File must be {MOST_MEGABYTES}.0MB or smaller.")
    expect(said).to_be_visible()
    assert sent == []
    tab.close()
