"""Every page of the registry in Chromium: it opens by its link and can be used by everybody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Request, expect
from playwright.sync_api import Page as Tab

from dashboard.registry import PAGES, Page
from tests.browser.axe import assert_accessible
from tests.browser.conftest import Serve, title_of
from tests.conftest import Program

FIRST = PAGES[0]


def address(url: str, page: Page) -> str:
    """The address of a page; the first page is also at the root."""
    return url if page is FIRST else f"{url}/{page.name}"


@pytest.fixture(scope="module")
def url(serve: Serve, sample_program: Program) -> str:
    """The app on the sample program."""
    return serve(sample_program)


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    """One tab for all pages; a new one would load all scripts of the client again."""
    tab = browser.new_page(color_scheme="light")
    yield tab
    tab.close()


@pytest.fixture
def asked(tab: Tab) -> Iterator[list[str]]:
    """The addresses that the tab asks for from now on."""
    addresses: list[str] = []

    def note(request: Request) -> None:
        addresses.append(request.url)

    tab.on("request", note)
    yield addresses
    tab.remove_listener("request", note)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_opens_a_page_without_an_error_a_request_elsewhere_or_a_serious_fault(
    tab: Tab, asked: list[str], url: str, page: Page
) -> None:
    tab.emulate_media(color_scheme="light")
    tab.goto(address(url, page))
    expect(title_of(tab, page.title)).to_be_visible()
    if page.name != "requests":  # what people asked for by now, whatever the day
        expect(tab.get_by_text("As of", exact=False).first).to_be_visible()
    expect(tab.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(tab.get_by_test_id("stStatusWidget")).to_have_count(0)
    assert tab.get_by_text("Page not found").count() == 0
    assert tab.get_by_test_id("stException").count() == 0
    assert tab.get_by_test_id("stAlertContentError").count() == 0
    assert_accessible(tab)
    tab.emulate_media(color_scheme="dark")
    expect(tab.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
    assert_accessible(tab, rules=["color-contrast"])  # nothing but colors has changed
    host = url.removeprefix("http:")
    elsewhere = [request for request in asked if host not in request and "data:" not in request]
    assert asked
    assert not elsewhere
