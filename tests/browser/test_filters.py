"""What filters show in a browser that did not get all of the first run of a page."""

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.conftest import Serve, choose, expect_in_url
from tests.conftest import Program

PICK_OF_MVP = re.compile(rb"\$\$ID-[0-9a-f]{32}-mvp(?![\w/ ])")


def test_a_filter_that_a_browser_gets_from_a_later_run_keeps_its_value(
    browser: Browser, serve: Serve, tiny_program: Program
) -> None:
    # A click cuts a run, and the server drops what it has not sent yet.
    tab = browser.new_page()
    lost, lose_no_more = lose_from(tab, PICK_OF_MVP)
    tab.goto(f"{serve(tiny_program)}/mvp?mvp=A07&as_of=2024-11-20&tab=contributions")
    expect(tab.get_by_role("combobox", name="Team")).to_be_visible()
    wait_until_all_is_lost(tab, lost)
    lose_no_more()
    choose(tab, "Team", "South")
    expect(tab.get_by_role("heading", name="岳 さとう", level=1)).to_be_visible()
    picked = tab.get_by_role("combobox", name="MVP")
    expect(picked).to_have_value(re.compile("岳 さとう"))
    tab.get_by_role("tab", name="My data").click()
    expect_in_url(tab, "tab=data")
    expect(picked).to_have_value(re.compile("岳 さとう"))
    expect_in_url(tab, "mvp=A07")
    tab.close()


def wait_until_all_is_lost(tab: Page, lost: list[bytes]) -> None:
    """Return when no message has come for three seconds since the first one was lost."""
    before = 0
    while not lost or len(lost) > before:
        before = len(lost)
        tab.wait_for_timeout(3000)


def lose_from(tab: Page, sign: re.Pattern[bytes]) -> tuple[list[bytes], Callable[[], None]]:
    """Lose what the server sends from a message with that sign on.

    Returns what is lost so far, and what ends it.
    """
    lost: list[bytes] = []
    is_over: list[bool] = []

    def lose(message: str | bytes, to: WebSocketRoute) -> None:
        is_found = isinstance(message, bytes) and sign.search(message)
        if (is_found or lost) and not is_over:
            lost.append(bytes(message))
        else:
            to.send(message)

    def route(socket: WebSocketRoute) -> None:
        socket.connect_to_server().on_message(lambda message: lose(message, socket))

    tab.route_web_socket("**/_stcore/stream", route)
    return lost, lambda: is_over.append(True)
