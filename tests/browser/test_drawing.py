"""Charts in Chromium: changed in place, in the width and colors of the page, with a table each."""

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboard.page import rows_list
from tests.browser.conftest import Serve, choose, open_menu
from tests.conftest import Program

LIST_JS, LIST_CSS = (
    Path(rows_list.__file__).with_suffix(end).read_text(encoding="utf-8") for end in (".js", ".css")
)
MARKUP = '<b>Bold</b> <a href="https://evil.example">Al</a>'
CHARTS = ".js-plotly-plot:has(.trace)"
AS_OF = "2026-06-10"
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
    page.goto(f"{url}/overview?as_of={AS_OF}")
    expect(page.locator(CHARTS)).to_have_count(3)
    yield page
    page.close()


def test_another_team_moves_the_points_of_the_same_chart(tab: Page) -> None:
    chart = tab.locator(CHARTS).first.element_handle()
    before = chart.evaluate(POINTS)
    choose(tab, "Team", "Iberia")
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


def test_a_chart_on_a_phone_has_at_most_five_ticks_and_a_name_at_each_bar(tab: Page) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.wait_for_function(
        """charts => [...document.querySelectorAll(charts)].every(chart =>
            chart.clientWidth < 390
            && chart.querySelector('.main-svg').clientWidth === chart.clientWidth
            && chart.querySelectorAll('.xtick').length <= 5)""",
        arg=CHARTS,
    )
    ticks = tab.locator(CHARTS).evaluate_all(
        "charts => charts.map(chart => chart.querySelectorAll('.ytick text').length)"
    )
    assert ticks[0] == 4  # the tracks
    assert max(ticks[1:]) <= 5


def test_the_numbers_in_bars_are_large_enough_to_read(tab: Page) -> None:
    heights = tab.locator(".bartext").evaluate_all(
        "texts => texts.filter(text => text.checkVisibility())"
        ".map(text => text.getBoundingClientRect().height)"
    )
    assert len(heights) > 10
    assert min(heights) >= 11


def draw_list(page: Page, data: dict[str, object]) -> None:
    """Draw a list of `data` by the script of the page."""
    page.evaluate(
        """async ([script, data]) => {
            const file = new Blob([script], {type: "text/javascript"});
            const list = await import(URL.createObjectURL(file));
            list.default({data, parentElement: document.body, setTriggerValue: () => {}});
        }""",
        [LIST_JS, data | {"firstCards": 6}],
    )


def test_a_card_has_headings_for_words_that_say_nothing_alone(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_content("<div class='rows-list'></div>")
    page.add_style_tag(content=LIST_CSS)
    cells = {"name": "Ana", "track": "forum", "risk": "high", "call_when": "now", "team": "DACH"}
    columns = [
        {"label": name.upper(), "help": "", "kind": "text", "width": "", "name": name}
        for name in cells
    ]
    rows = [[{"text": text, "color": ""} for text in cells.values()]]
    data = {"label": "Calls", "columns": columns, "rows": rows, "ids": ["A01"], "groups": []}
    draw_list(page, data | {"first": 20, "rest": "", "waiting": 0})
    expect(page.locator(".rows-list-cards")).to_have_count(1)
    headings = page.locator("td").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert headings == ["none", "none", '"RISK: "', '"CALL_WHEN: "', "none"]
    page.close()


def test_markup_in_a_name_is_text_in_a_list(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_content("<div class='rows-list'></div>")
    column = {"label": "MVP", "help": "", "kind": "text", "width": "medium", "name": "name"}
    data = {"label": "Calls", "columns": [column], "rows": [[{"text": MARKUP, "color": ""}]]}
    data |= {"ids": ["A01"], "groups": [{"text": MARKUP, "first": 0}], "first": 20, "rest": ""}
    draw_list(page, data)
    assert page.locator("td, .rows-list-group").all_inner_texts() == [MARKUP, MARKUP]
    assert page.locator("b").count() == 0
    page.close()


def test_a_chart_has_the_text_color_of_the_light_and_the_dark_theme(tab: Page) -> None:
    ticks = tab.locator(f"{CHARTS} .xtick text").first
    expect(ticks).to_have_css("fill", "rgb(11, 15, 20)")  # .streamlit/config.toml
    tab.emulate_media(color_scheme="dark")
    expect(ticks).to_have_css("fill", "rgb(230, 234, 240)")


def test_the_menu_turns_a_chart_into_its_table(tab: Page) -> None:
    title = "Levels at each checkpoint"
    open_menu(tab, title).get_by_role("button", name="Show as a table").click()
    expect(tab.locator(CHARTS)).to_have_count(2)
    open_menu(tab, title).get_by_role("button", name="Show as a chart").click()
    expect(tab.locator(CHARTS)).to_have_count(3)


@pytest.mark.parametrize("kind", ["PNG", "SVG"])
def test_a_chart_can_be_saved_as_a_picture_in_light_colors(tab: Page, kind: str) -> None:
    tab.emulate_media(color_scheme="dark")
    menu = open_menu(tab, "Levels at each checkpoint")
    with tab.expect_download() as download:
        menu.get_by_role("button", name=f"Picture as {kind}").click()
    name = f"overview-earlier-levels-{AS_OF}"
    assert download.value.suggested_filename == f"{name}.{kind.lower()}"
    content = Path(download.value.path()).read_bytes()
    if kind == "PNG":
        assert content.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", content[16:24])
        assert width >= 1600
        assert height >= 600
    else:
        text = content.decode()
        assert "As of June 10, 2026" in text
        assert "rgb(255, 255, 255)" in text  # the background of the light theme
        assert "rgb(11, 15, 20)" in text  # its text
        assert_title_is_whole(tab, text)


def assert_title_is_whole(tab: Page, picture: str) -> None:
    """The title is within the picture, with the day below it and the legend below that."""
    page = tab.context.new_page()
    page.set_content(f"<body style='margin: 0'>{picture}</body>")
    parts = (".gtitle", ".gtitle-subtitle", ".legend")
    boxes = [page.locator(part).bounding_box() for part in parts]
    assert all(boxes)
    title, subtitle, legend = boxes
    assert title["y"] >= 0
    assert title["y"] + title["height"] <= subtitle["y"]
    assert subtitle["y"] + subtitle["height"] <= legend["y"]
    page.close()
