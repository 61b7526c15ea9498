"""Every page of the registry in Chromium."""

import pytest
from playwright.sync_api import Browser, expect

from dashboard.registry import PAGES, Page
from tests.browser.conftest import Serve
from tests.conftest import Program

FIRST = PAGES[0]


def address(url: str, page: Page) -> str:
    """Where a page is; the first one is the app's front."""
    return url if page is FIRST else f"{url}/{page.name}"


@pytest.fixture(scope="module")
def url(serve: Serve, sample_program: Program) -> str:
    """The app on the sample program."""
    return serve(sample_program)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_opens_with_its_heading_no_error_and_no_request_to_elsewhere(
    browser: Browser, url: str, page: Page
) -> None:
    tab = browser.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(address(url, page))
    expect(tab.get_by_role("heading", name=page.title, level=1, exact=True)).to_be_visible(
        timeout=60_000
    )
    expect(tab.get_by_text("As of", exact=False).first).to_be_visible()
    expect(tab.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=30_000)
    assert tab.get_by_text("Page not found").count() == 0
    assert tab.get_by_test_id("stException").count() == 0
    assert tab.get_by_test_id("stAlertContentError").count() == 0
    host = url.removeprefix("http:")
    elsewhere = [request for request in asked if host not in request and "data:" not in request]
    assert asked
    assert not elsewhere
    tab.close()
