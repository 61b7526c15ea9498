"""What a lead and an MVP do in a visit, on wide and narrow screens, in light and dark colors."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.conftest import Serve, expect_in_url, open_menu, title_of
from tests.conftest import Program

SHOTS = Path(__file__).parents[2] / "test-output" / "screenshots"
CROSSED = pytest.mark.slow(reason="width and color scheme hardly have to do with one another")
LOOKS = [
    (1440, "light"),
    (390, "dark"),
    pytest.param((1440, "dark"), marks=CROSSED),
    pytest.param((390, "light"), marks=CROSSED),
]


@pytest.fixture(scope="module")
def url(serve: Serve, sample_program: Program) -> str:
    """The app on the sample program."""
    return serve(sample_program)


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def tab(browser: Browser, request: pytest.FixtureRequest) -> Page:
    """A tab of one width and color scheme; a screenshot of its end is kept."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 1000}, color_scheme=scheme, accept_downloads=True
    )
    tab = context.new_page()
    yield tab
    SHOTS.mkdir(parents=True, exist_ok=True)
    tab.screenshot(path=SHOTS / f"{request.node.name}.png")
    context.close()


def arrive(tab: Page, title: str) -> None:
    """Wait until the page with that title is drawn."""
    heading = title_of(tab, title)
    expect(heading).to_be_visible()
    expect(tab.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(tab.get_by_test_id("stStatusWidget")).to_have_count(0)


def go_to(tab: Page, title: str) -> None:
    """Open a page from the menu, which is collapsed on a phone."""
    expand = tab.get_by_test_id("stExpandSidebarButton")
    if expand.is_visible():
        expand.click()
    tab.get_by_test_id("stSidebar").get_by_role("link", name=title, exact=True).click()
    arrive(tab, title)
    collapse = tab.get_by_test_id("stSidebarCollapseButton")
    if tab.viewport_size["width"] < 700 and collapse.is_visible():
        collapse.locator("button").click()


def downloaded(tab: Page, title: str) -> list[dict[str, str]]:
    """The rows of the CSV that the menu of the figure with that title hands over."""
    button = open_menu(tab, title).get_by_role("button", name="Download CSV")
    with tab.expect_download() as download:
        button.click()
    tab.keyboard.press("Escape")
    text = Path(download.value.path()).read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_lead_goes_from_the_overview_to_one_mvp_and_a_download(tab: Page, url: str) -> None:
    tab.goto(f"{url}/?team=DACH&as_of=2026-11-20")
    arrive(tab, "Overview")
    expect(tab.get_by_text("As of Nov 20, 2026. Next checkpoint: Dec 31")).to_be_visible()
    assert_accessible(tab)

    go_to(tab, "At risk")
    expect_in_url(tab, "team=DACH")
    expect_in_url(tab, "as_of=2026-11-20")
    names = tab.get_by_role("table", name="Whom to call first").get_by_role("link")
    expect(names.first).to_be_visible()
    listed = downloaded(tab, "Whom to call first")
    assert {row["team"] for row in listed} == {"DACH"}
    assert_accessible(tab)

    assert names.count() == len(listed)
    names.first.click()
    arrive(tab, "MVP")
    expect_in_url(tab, f"mvp={listed[0]['mvp_id']}")
    expect(
        tab.get_by_text("Nothing more needed until", exact=False)
        .first.or_(tab.get_by_text("To be on track now", exact=False).first)
        .first
    ).to_be_visible()
    assert_accessible(tab)


def test_the_page_of_an_mvp_begins_with_what_to_do_next(tab: Page, url: str) -> None:
    tab.goto(f"{url}/mvp?mvp=mvp097&as_of=2026-11-20")
    arrive(tab, "MVP")
    first = tab.get_by_role("heading", level=2).first
    expect(first).to_contain_text("On track in")
    expect(first).to_contain_text("by Dec 31.")
    tab.get_by_role("tab", name="Contributions").click()
    expect_in_url(tab, "tab=contributions")
    expect(tab.get_by_text("Every contribution of the year")).to_be_attached()
    assert_accessible(tab)
