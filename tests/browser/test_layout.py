"""Where things are on a page: answers on the first screen, narrow screens, menus, keys, paper."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

from dashboard.registry import PAGES
from tests.browser.axe import assert_accessible
from tests.browser.conftest import Serve, expect_in_url
from tests.conftest import Program

DAY = "as_of=2026-11-20"
MVP = f"mvp?mvp=mvp097&{DAY}"
MENUS = re.compile("^Menu: ")
CONTROLS = "a:visible, button:visible, [tabindex='0']:visible"  # of a menu
HEIGHT = 900
# What is wider than a phone, and does not scroll by itself inside something that is not: an element
# and the parts of it are named once.
TOO_WIDE = """() => {
    const scrolls = (one) => getComputedStyle(one).overflowX !== "visible";
    const isInside = (one) => {
        for (let up = one.parentElement; up; up = up.parentElement)
            if (scrolls(up) && up.getBoundingClientRect().right <= innerWidth + 1) return true;
        return false;
    };
    return [...document.querySelectorAll('[data-testid="stMain"] *')]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !isInside(one))
        .map((one) => one.outerHTML.slice(0, 120));
}"""
# Tiles beside one another that are not equally high, and lines of tiles that are not full.
UNEVEN = """() => {
    const edge = (one, side) => Math.round(one.getBoundingClientRect()[side]);
    const isBox = (one) => getComputedStyle(one).borderTopWidth !== "0px";
    const blocks = (one) => [...one.querySelectorAll('[data-testid="stVerticalBlock"]')];
    const boxes = (one) => blocks(one).filter(isBox);
    const lowest = (parts) => Math.max(...parts.map((part) => edge(part, "bottom")));
    const uneven = (parts) => parts
        .filter((part) => boxes(part).length && lowest(boxes(part)) < lowest(parts) - 1);
    const places = '[class*="st-key-tiles"], [data-testid="stGrid"]';
    return [...document.querySelectorAll(places)].flatMap((place) => {
        const parts = [...place.children].filter((part) => boxes(part).length);
        const tops = [...new Set(parts.map((part) => edge(part, "top")))];
        return tops.flatMap((top) => {
            const line = parts.filter((part) => edge(part, "top") === top);
            const right = Math.max(...line.map((part) => edge(part, "right")));
            return right < edge(place, "right") - 1 ? line : uneven(line);
        });
    }).map((part) => part.textContent.slice(0, 80));
}"""
CUT = """() => [...document.querySelectorAll('[data-testid="stMetricDelta"] p')]
    .filter((text) => text.scrollWidth > text.clientWidth).map((text) => text.textContent)"""
IS_REMEMBERED = "title => localStorage.getItem('recent views')?.includes(title)"
# Lists and charts that scroll sideways; only the matrix may.
SCROLLS_SIDEWAYS = """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth
        && ["auto", "scroll"].includes(getComputedStyle(one).overflowX)
        && !one.closest('[data-testid="stDataFrame"], pre, table'))
    .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def url(serve: Serve, sample_program: Program) -> str:
    """The app on the sample program."""
    return serve(sample_program)


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    """One tab for all tests; a new one would load all scripts of the client again."""
    tab = browser.new_page(viewport={"width": 1440, "height": HEIGHT}, color_scheme="light")
    yield tab
    tab.close()


@pytest.fixture(autouse=True)
def on_a_desk(tab: Tab) -> None:
    """Each test begins on a wide and light screen."""
    tab.set_viewport_size({"width": 1440, "height": HEIGHT})
    tab.emulate_media(color_scheme="light")


def arrive(tab: Tab, address: str) -> None:
    """Open an address, and wait until its page is drawn."""
    tab.goto(address)
    drawn(tab)


def drawn(tab: Tab) -> None:
    """Wait until the page is drawn."""
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    expect(tab.get_by_test_id("stStatusWidget")).to_have_count(0)
    expect(tab.get_by_test_id("stSkeleton")).to_have_count(0)
    has_run(tab)


def has_run(tab: Tab) -> None:
    """Wait until no run of the page is under way; one that was asked for begins a little later."""
    tab.wait_for_timeout(300)
    expect(tab.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def menu_of(tab: Tab, title: str) -> Locator:
    """The menu button of the figure with that title, which is on each tile."""
    return tab.get_by_role("button", name=f"Menu: {title}", exact=True)


def assert_on_first_screen(shown: Locator, height: int = HEIGHT) -> None:
    """What is meant begins on the first screen, with at least a line of text below it."""
    expect(shown).to_be_visible()
    box = shown.bounding_box()
    assert box
    assert box["y"] + box["height"] <= height - 40, f"{shown} begins at {box['y']:.0f}"


@pytest.mark.parametrize(
    ("page", "titles"),
    [
        ("overview", ["Whom to call first", "Committed MVPs by track and level"]),
        ("at_risk", ["Whom to call first"]),
        ("renewals", ["The renewal pipeline"]),
    ],
)
def test_the_answer_of_a_page_is_on_the_first_screen(
    tab: Tab, url: str, page: str, titles: list[str]
) -> None:
    arrive(tab, f"{url}/{page}?{DAY}")
    for title in titles:
        assert_on_first_screen(menu_of(tab, title))
    if page == "overview":
        metrics = tab.get_by_test_id("stMetric")
        expect(metrics.first).to_be_visible()
        for metric in metrics.all():
            assert_on_first_screen(metric)
    if page == "at_risk":
        assert_on_first_screen(tab.get_by_role("table", name=titles[0]).get_by_role("link").nth(4))


def test_the_matrix_of_progress_fills_the_first_screen(tab: Tab, url: str) -> None:
    arrive(tab, f"{url}/progress?{DAY}")
    grid = tab.get_by_test_id("stDataFrame").first
    expect(grid).to_be_visible()
    box = grid.bounding_box()
    assert box
    assert box["y"] < HEIGHT / 2
    assert box["y"] + box["height"] > HEIGHT - 100


def test_the_page_of_an_mvp_begins_with_the_sentence_the_next_steps_and_the_tracks(
    tab: Tab, url: str
) -> None:
    arrive(tab, f"{url}/{MVP}")
    sentence = tab.get_by_role("heading", level=2).first
    expect(sentence).to_contain_text("On track in")
    assert_on_first_screen(sentence)
    assert_on_first_screen(tab.get_by_text(re.compile("by Dec 31")).first)
    assert_on_first_screen(tab.get_by_role("tab", name="Contributions"))


def test_the_first_screen_of_a_phone_has_the_sentence_and_the_first_step(
    tab: Tab, url: str
) -> None:
    """Also with all filters of the program team, which are named although no label is drawn."""
    height = 844
    tab.set_viewport_size({"width": 390, "height": height})
    arrive(tab, f"{url}/{MVP}")
    sentence = tab.get_by_role("heading", level=2).first
    assert_on_first_screen(sentence, height // 2)
    first_step = tab.get_by_role("table", name="Next steps").get_by_role("row").nth(1)
    assert_on_first_screen(first_step, height)
    for name in ("Team", "MVP"):
        expect(tab.get_by_role("combobox", name=name, exact=True)).to_be_visible()
    expect(tab.get_by_role("group", name="As of")).to_be_visible()
    labels = tab.get_by_test_id("stMain").get_by_test_id("stWidgetLabel")
    assert labels.filter(visible=True).count() == 0


def test_the_printed_page_of_an_mvp_has_two_sheets(tab: Tab, url: str) -> None:
    arrive(tab, f"{url}/{MVP}")
    expect(tab.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    for paper in ("A4", "Letter"):
        printed = tab.pdf(format=paper, prefer_css_page_size=True)
        sheets = len(re.findall(rb"/Type\s*/Page\b", printed))
        assert sheets == 2, paper


@pytest.mark.parametrize("page", [page.name for page in PAGES if page.name != "progress"])
def test_nothing_but_the_matrix_is_wider_than_a_phone(tab: Tab, url: str, page: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    arrive(tab, f"{url}/{page}?{DAY}")
    assert tab.evaluate(TOO_WIDE) == []
    assert tab.evaluate(SCROLLS_SIDEWAYS) == []


@pytest.mark.parametrize(
    "page",
    [
        *("overview", "at_risk", "renewals", "track_record", "over_the_years", "mvp"),
        *("certifications", "benefits", "data_health"),
    ],
)
def test_tiles_beside_one_another_are_equally_high_and_fill_their_line(
    tab: Tab, url: str, page: str
) -> None:
    arrive(tab, f"{url}/{page}?{DAY}")
    for width in (1440, 768):
        tab.set_viewport_size({"width": width, "height": HEIGHT})
        tab.wait_for_timeout(500)  # charts are drawn in the new width
        assert tab.evaluate(UNEVEN) == [], width


@pytest.mark.parametrize("page", ["overview", "at_risk"])
def test_a_tile_without_rows_is_no_higher_than_its_text(tab: Tab, url: str, page: str) -> None:
    """On a day before anybody was in the program. A chart beside it would be 400 pixels high."""
    arrive(tab, f"{url}/{page}?as_of=2022-01-10")
    for width in (1440, 768):
        tab.set_viewport_size({"width": width, "height": HEIGHT})
        tab.wait_for_timeout(500)
        empty = tab.locator('[class*="st-key-empty"]')
        heights = [box["height"] for each in empty.all() if (box := each.bounding_box())]
        assert len(heights) > 1
        assert max(heights) < 200
        assert tab.evaluate(UNEVEN) == [], width


def test_the_change_of_a_key_figure_is_not_cut(tab: Tab, url: str) -> None:
    arrive(tab, f"{url}/overview?{DAY}")
    for width in (1440, 1024, 768, 390):
        tab.set_viewport_size({"width": width, "height": HEIGHT})
        assert tab.evaluate(CUT) == [], width


@pytest.mark.parametrize("page", ["overview", "at_risk", "mvp"])
def test_every_menu_works_with_the_keyboard(tab: Tab, url: str, page: str) -> None:
    arrive(tab, f"{url}/{page}?{DAY}")
    buttons = tab.get_by_role("button", name=MENUS)
    expect(buttons.first).to_be_visible()
    for button in buttons.all():
        button.focus()
        tab.keyboard.press("Enter")
        menu = tab.get_by_role("dialog", name=MENUS)
        controls = menu.locator(CONTROLS)
        expect(menu.get_by_role("button", name="Copy to clipboard")).to_be_visible()
        has_run(tab)  # until then, what is in the menu may be replaced
        expect(controls.first).to_be_focused()
        tab.keyboard.press("ArrowDown")
        expect(controls.nth(1)).to_be_focused()
        tab.keyboard.press("ArrowUp")
        tab.keyboard.press("ArrowUp")
        expect(controls.last).to_be_focused()
        tab.keyboard.press("Tab")
        expect(controls.first).to_be_focused()
        tab.keyboard.press("Escape")
        expect(menu).to_have_count(0)
        expect(button).to_be_focused()
        # The run of the page that closing asks for would close a menu that is opened meanwhile.
        has_run(tab)


def test_an_open_menu_has_no_serious_fault_in_light_and_dark(tab: Tab, url: str) -> None:
    arrive(tab, f"{url}/at_risk?{DAY}")
    menu_of(tab, "Whom to call first").click()
    expect(tab.get_by_role("button", name="Download CSV")).to_be_visible()
    assert_accessible(tab)
    tab.emulate_media(color_scheme="dark")
    assert_accessible(tab, rules=["color-contrast"])


def test_keys_find_a_person_open_pages_and_list_recent_views(tab: Tab, url: str) -> None:
    arrive(tab, f"{url}/overview?{DAY}&team=DACH")
    tab.wait_for_function(IS_REMEMBERED, arg="Overview · 2026-11-20 · DACH")
    tab.keyboard.press("g")
    tab.keyboard.press("r")
    expect(tab.get_by_role("heading", name="At risk", level=1)).to_be_visible()
    tab.wait_for_function(IS_REMEMBERED, arg="At risk · 2026-11-20 · DACH")
    tab.keyboard.press("/")
    expect(tab.get_by_role("combobox", name="Find an MVP")).to_be_focused()
    tab.keyboard.type("g?")  # keys are text in a field
    expect(tab.locator("dialog[open]")).to_have_count(0)
    tab.keyboard.press("Control+A")
    tab.keyboard.type("Marcus Okoro")
    expect(tab.get_by_role("option").first).to_be_visible()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Marcus Okoro", level=1)).to_be_visible()
    expect_in_url(tab, "mvp=mvp039")
    drawn(tab)
    tab.keyboard.press("?")
    dialog = tab.get_by_role("dialog", name="Keys and recent views")
    links = dialog.get_by_role("link")
    expect(links.nth(0)).to_have_text("At risk · 2026-11-20 · DACH")
    expect(links.nth(1)).to_have_text("Overview · 2026-11-20 · DACH")
    assert links.count() <= 5
    assert_accessible(tab)
    dialog.get_by_role("checkbox", name="Use these keys").uncheck()
    tab.keyboard.press("Escape")
    tab.keyboard.press("?")
    expect(dialog).to_have_count(0)
    tab.get_by_role("link", name="Keys, recent views, print").click()
    dialog.get_by_role("checkbox", name="Use these keys").check()
    links.first.click()
    expect(tab.get_by_role("heading", name="At risk", level=1)).to_be_visible()
    expect_in_url(tab, "team=DACH")


def test_a_name_opens_its_page_for_whom_the_pages_are_viewed_as(tab: Tab, url: str) -> None:
    arrive(tab, f"{url}/at_risk?{DAY}")
    tab.get_by_role("combobox", name="View as").press("ArrowDown")
    tab.get_by_role("option", name=re.compile("^Lead: ")).first.click()
    of_the_team = tab.get_by_test_id("stSidebar").get_by_role("link", name="Data health")
    expect(of_the_team).to_have_count(0)
    tab.get_by_role("table", name="Whom to call first").get_by_role("link").first.click()
    expect(tab.get_by_role("tab", name="Progress")).to_be_visible()
    expect(of_the_team).to_have_count(0)
