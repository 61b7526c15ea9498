"""The first visitor of a fresh server, coming by a link to a page."""

import sys
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, expect

from dashboard.registry import PAGES, Page
from tests.browser.conftest import Serve
from tests.conftest import Program


def test_the_first_link_to_a_page_opens_that_page_and_nothing_over_it(
    browser: Browser, serve: Serve, sample_program: Program
) -> None:
    tab = browser.new_page()
    tab.goto(f"{serve(sample_program)}/benefits")
    expect(tab.get_by_role("heading", name="Benefits", level=1)).to_be_visible(timeout=60_000)
    tab.wait_for_timeout(500)
    assert tab.get_by_text("Page not found").count() == 0
    tab.close()


def test_the_first_page_of_the_menu_opens_by_its_own_name_too(
    browser: Browser, serve: Serve, sample_program: Program
) -> None:
    tab = browser.new_page()
    tab.goto(f"{serve(sample_program)}/{PAGES[0].name}")
    expect(tab.get_by_role("heading", name=PAGES[0].title, level=1)).to_be_visible(timeout=60_000)
    tab.wait_for_timeout(500)
    assert tab.get_by_text("Page not found").count() == 0
    tab.close()


def test_a_page_knows_where_its_server_is(
    browser: Browser, serve: Serve, sample_program: Program
) -> None:
    tab, asked = browser.new_page(), []
    tab.on("request", lambda request: asked.append(urlparse(request.url).path))
    tab.on("websocket", lambda socket: asked.append(urlparse(socket.url).path))
    tab.goto(f"{serve(sample_program)}/benefits")
    expect(tab.get_by_role("heading", name="Benefits", level=1)).to_be_visible(timeout=60_000)
    assert "/_stcore/stream" in asked
    assert [path for path in asked if path.startswith("/benefits/")] == []
    tab.close()


def test_what_pages_show_with_is_loaded_before_a_page_asks_for_it(
    browser: Browser, serve: Serve, sample_program: Program
) -> None:
    tab = browser.new_page()
    tab.goto(f"{serve(sample_program)}/definitions")
    tab.wait_for_function("window.Plotly !== undefined")  # on a page without a chart
    loaded = tab.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    for name in ("PageLink", "Selectbox", "DateInput", "Metric", "BidiComponent", "DataFrame"):
        assert len([one for one in loaded if f"/static/js/{name}." in one]) == 1, name
    assert len([one for one in loaded if "/plotly-" in one]) == 1
    tab.close()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_to_a_server_that_is_open_to_others_shows_no_data(
    browser: Browser, serve: Serve, sample_program: Program, page: Page
) -> None:
    # Started plainly, the way in which a page script could run without app.py.
    command = (sys.executable, "-m", "streamlit", "run", "app.py")
    closed = serve(sample_program, "--server.address=0.0.0.0", command=command)
    tab = browser.new_page()
    tab.goto(f"{closed}/{page.name}")
    expect(tab.get_by_text("without sign-in it opens on this machine only")).to_be_visible(
        timeout=60_000
    )
    tab.wait_for_timeout(500)
    assert page.question not in tab.content()
    assert tab.get_by_test_id("stDataFrame").count() == 0
    tab.close()
