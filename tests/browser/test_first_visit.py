"""A fresh server: how it is started, and what its first visitor gets, who comes by a link."""

import os
import subprocess
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from dashboard.registry import PAGES, Page
from dashboard.server.drawing import SOURCE
from tests.browser.auth_cookies import secrets_option
from tests.browser.conftest import (
    COMMANDS,
    PROJECT,
    Serve,
    free_port,
    serving,
    title_of,
    wait_for_answer,
)
from tests.browser.ws_client import messages_of, session
from tests.conftest import Program
from tests.leak_search import sent_texts

PARTS_OF_A_REFUSAL = {"heading", "markdown", "text", "button"}


def arrive(tab: Tab, title: str) -> None:
    """Wait until the page with that title is drawn; nothing may lie over it."""
    heading = title_of(tab, title)
    expect(heading).to_be_visible()
    expect(tab.get_by_test_id("stStatusWidget")).to_have_count(0)
    assert tab.get_by_text("Page not found").count() == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_serves_the_same_application(
    browser: Browser, sample_program: Program, command: str
) -> None:
    with serving(sample_program, command=COMMANDS[command]) as url:
        assert urlopen(f"{url}/healthz", timeout=30).read() == b"ok"
        assert urlopen(f"{url}{SOURCE}", timeout=10).status == 200
        tab = browser.new_page()
        tab.goto(f"{url}/at_risk")
        arrive(tab, "At risk")
        expect(tab.locator(".js-plotly-plot .main-svg").first).to_be_visible()
        tab.close()


def test_make_run_serves_the_application_at_the_port_that_it_prints(
    sample_program: Program, tmp_path: Path
) -> None:
    port, output = free_port(), tmp_path / "output"
    command = ["make", "--old-file=.venv/installed", "run", f"PORT={port}"]
    environment = os.environ | {"MVP_DATABASE": str(sample_program.database)}
    with (
        output.open("w") as written,
        subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=written) as server,
    ):
        try:
            wait_for_answer(f"http://127.0.0.1:{port}")
            assert urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30).read() == b"ok"
        finally:
            server.terminate()
    addresses = [line for line in output.read_text().split() if line.startswith("http://")]
    assert addresses == [f"http://127.0.0.1:{port}"]


def test_make_run_shows_an_example_on_its_day(browser: Browser) -> None:
    port = free_port()
    command = ["make", "--old-file=.venv/installed", "run", "EXAMPLE=ambassadors", f"PORT={port}"]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for_answer(url := f"http://127.0.0.1:{port}")
            tab = browser.new_page()
            tab.goto(f"{url}/progress")
            arrive(tab, "Progress")
            expect(tab.get_by_text("As of Oct 15, 2026")).to_be_visible()
            tab.close()
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def url(serve: Serve, sample_program: Program) -> str:
    """The app on the sample program."""
    return serve(sample_program)


def test_the_first_page_of_the_menu_opens_at_its_own_address_too(
    browser: Browser, url: str
) -> None:
    tab = browser.new_page()
    tab.goto(f"{url}/{PAGES[0].name}")
    arrive(tab, PAGES[0].title)
    tab.close()


def test_the_client_asks_nothing_below_the_address_of_a_page(browser: Browser, url: str) -> None:
    tab, asked = browser.new_page(), []
    tab.on("request", lambda request: asked.append(urlparse(request.url).path))
    tab.on("websocket", lambda socket: asked.append(urlparse(socket.url).path))
    tab.goto(f"{url}/benefits")
    arrive(tab, "Benefits")
    assert "/_stcore/stream" in asked
    assert [path for path in asked if path.startswith("/benefits/")] == []
    tab.close()


def assert_only_a_refusal(url: str, page: Page, refusal: str) -> None:
    """A new session that comes by a link to `page` gets the refusal alone."""
    with session(url) as connection:
        messages = list(messages_of(connection, page.name))
    texts = "\n".join(text for message in messages for text in sent_texts(message))
    kinds = {message.delta.new_element.WhichOneof("type") for message in messages} - {None}
    assert refusal in texts
    assert not [page.title for page in PAGES if page.question in texts]
    assert kinds <= PARTS_OF_A_REFUSAL


FRESH_SERVERS = pytest.mark.slow(reason="starts a server for each page")


@pytest.mark.parametrize(
    "page",
    [PAGES[0], *(pytest.param(page, marks=FRESH_SERVERS) for page in PAGES[1:])],
    ids=lambda page: page.name,
)
def test_the_first_link_to_a_fresh_server_gets_no_data_when_signed_out(
    sample_program: Program, page: Page, tmp_path: Path
) -> None:
    port = free_port()
    with serving(sample_program, secrets_option(tmp_path, port), port=port) as url:
        assert_only_a_refusal(url, page, "Please sign in")


def test_links_to_a_server_open_to_others_get_no_data(sample_program: Program) -> None:
    with serving(sample_program, "--server.address=0.0.0.0") as url:
        for page in PAGES:
            assert_only_a_refusal(url, page, "without sign-in it opens on this machine only")
