"""What a lead and an MVP do in a visit, on wide and narrow screens, in light and dark colors."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.conftest import Serve, expect_in_url, title_of
from tests.conftest import Program

SHOTS = Path(__file__).parents[2] / "test-output" / "screenshots"
CROSSED = pytest.mark.slow(reason="width and color scheme hardly have to do with one another")
LOOKS = [
    (1440, "light"),
    (390, "dark"),
    pytest.param((1440, "dark"), marks=CROSSED),
    pytest.param((390, "light"), marks=CROSSED),
]
HEADER_AND_HALF_A_ROW = 35 + 17  # pixels from a table's top to the middle of its first row


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
    expect(heading).to_be_visible(timeout=60_000)
    expect(tab.get_by_test_id("stSkeleton")).to_have_count(0, timeout=30_000)
    expect(tab.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=30_000)


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


def table_under(tab: Page, title: str) -> Locator:
    """The first table after the heading with that title."""
    heading = tab.get_by_role("heading", name=title, exact=True)
    return heading.locator("xpath=following::*[@data-testid='stDataFrame'][1]")


def shown(table: Locator) -> list[list[str]]:
    """The texts of the rows that a table shows."""
    rows = table.locator("tbody [role=row]")
    return [row.locator("[role=gridcell]").all_inner_texts() for row in rows.all()]


def downloaded(tab: Page, title: str) -> list[dict[str, str]]:
    """The rows of the CSV of the download button after that heading."""
    heading = tab.get_by_role("heading", name=title, exact=True)
    button = heading.locator("xpath=following::*[@data-testid='stDownloadButton'][1]//button")
    with tab.expect_download() as download:
        button.click()
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
    calls = table_under(tab, "Whom to call first")
    expect(calls.locator("[role=gridcell]").first).to_be_attached(timeout=30_000)
    listed = downloaded(tab, "Whom to call first")
    assert {row["team"] for row in listed} == {"DACH"}
    assert_accessible(tab)

    calls.scroll_into_view_if_needed()
    box = calls.bounding_box()
    tab.mouse.click(box["x"] + 18, box["y"] + HEADER_AND_HALF_A_ROW)
    arrive(tab, "MVP")
    expect_in_url(tab, f"mvp={listed[0]['mvp_id']}")
    expect(
        tab.get_by_text("Nothing more needed until", exact=False)
        .first.or_(tab.get_by_text("Back on track with", exact=False).first)
        .first
    ).to_be_visible()
    assert_accessible(tab)

    years = table_under(tab, "Compared with last year")
    years.scroll_into_view_if_needed()
    expect(years.locator("[role=gridcell]").first).to_be_attached(timeout=30_000)
    assert shown(years) == [
        list(row.values()) for row in downloaded(tab, "Compared with last year")
    ]


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
