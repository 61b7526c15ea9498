"""Charts in Chromium: changed in place, in the width and colors of the page, with a table each."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Serve
from tests.conftest import Program

CHARTS = ".js-plotly-plot:has(.trace)"
POINTS = "chart => chart._fullData.map(trace => [trace.name, [...trace.x]])"


@pytest.fixture(scope="module")
def url(serve: Serve, sample_program: Program) -> str:
    """The app on the sample program."""
    return serve(sample_program)


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps the scripts of the client, so that no test loads them again."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext, url: str) -> Iterator[Page]:
    """The overview with its three charts, of all teams on a day in June."""
    page = context.new_page()
    page.goto(f"{url}/overview?as_of=2026-06-10")
    expect(page.locator(CHARTS)).to_have_count(3, timeout=60_000)
    yield page
    page.close()


def test_another_team_moves_the_points_of_the_same_chart(tab: Page) -> None:
    chart = tab.locator(CHARTS).first.element_handle()
    before = chart.evaluate(POINTS)
    tab.get_by_role("combobox", name="Team").click()
    tab.get_by_role("option", name="Iberia").click()
    tab.wait_for_function(
        f"([chart, before]) => JSON.stringify(({POINTS})(chart)) !== JSON.stringify(before)",
        arg=[chart, before],
    )
    assert chart.evaluate(f"chart => chart === document.querySelector('{CHARTS}')")


def test_a_chart_fills_the_width_of_the_page(tab: Page) -> None:
    tab.set_viewport_size({"width": 800, "height": 900})
    tab.wait_for_function(
        """charts => [...document.querySelectorAll(charts)].every(chart =>
            chart.clientWidth < 800
            && chart.querySelector('.main-svg').clientWidth === chart.clientWidth)""",
        arg=CHARTS,
    )


def test_a_chart_has_the_text_color_of_the_light_and_the_dark_theme(tab: Page) -> None:
    ticks = tab.locator(f"{CHARTS} .xtick text").first
    expect(ticks).to_have_css("fill", "rgb(11, 15, 20)")  # .streamlit/config.toml
    tab.emulate_media(color_scheme="dark")
    expect(ticks).to_have_css("fill", "rgb(230, 234, 240)")


def test_the_table_of_a_chart_appears_when_it_is_opened(tab: Page) -> None:
    expect(tab.get_by_role("button", name="Download CSV")).to_have_count(1)  # of the teams
    tab.get_by_text("Show as a table").first.click()
    expect(tab.get_by_role("button", name="Download CSV")).to_have_count(2)
    expect(tab.get_by_test_id("stDataFrame").first).to_be_visible()
