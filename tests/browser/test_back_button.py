"""The browser's Back goes from page to page, with the date and the filters of each."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Serve, expect_in_url
from tests.browser.test_walks import arrive, go_to
from tests.conftest import Program

FILTERS = ("as_of=2026-11-20", "team=DACH")


@pytest.fixture(scope="module")
def url(serve: Serve, sample_program: Program) -> str:
    """The app on the sample program."""
    return serve(sample_program)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A wide tab, where the menu is open."""
    tab = browser.new_page(viewport={"width": 1440, "height": 1000})
    yield tab
    tab.close()


def arrive_with_filters(tab: Page, title: str) -> None:
    arrive(tab, title)
    for part in FILTERS:
        expect_in_url(tab, part)
    expect(tab.get_by_text("As of Nov 20, 2026.")).to_be_visible()


def test_back_takes_one_step_per_page_also_with_filters_set(tab: Page, url: str) -> None:
    tab.goto(f"{url}/overview?{'&'.join(FILTERS)}")
    arrive_with_filters(tab, "Overview")
    steps = tab.evaluate("history.length")
    for title in ("Progress", "At risk"):
        go_to(tab, title)
        arrive_with_filters(tab, title)
    assert tab.evaluate("history.length") == steps + 2
    for title in ("Progress", "Overview"):
        tab.go_back()
        arrive_with_filters(tab, title)
    tab.go_forward()
    arrive_with_filters(tab, "Progress")


def test_a_filter_that_is_picked_on_a_page_is_no_step_of_its_own(tab: Page, url: str) -> None:
    tab.goto(f"{url}/overview?{'&'.join(FILTERS)}")
    arrive_with_filters(tab, "Overview")
    go_to(tab, "Progress")
    arrive_with_filters(tab, "Progress")
    tab.get_by_test_id("stSelectbox").filter(has_text="Track").locator("input").click()
    tab.get_by_role("option", name="forge", exact=True).click()
    expect_in_url(tab, "track=forge")
    tab.go_back()
    arrive_with_filters(tab, "Overview")
