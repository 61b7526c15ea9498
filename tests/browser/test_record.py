"""The page of a record in a real browser without a network: what it shows, and on which screens."""

import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from data.days.day import Day
from data.days.scope import Scope
from data.outputs.record import record_zip
from data.store.publishing import current
from tests.conftest import Program

from .axe import assert_accessible

SCREENS = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]


@pytest.fixture(scope="module")
def unpacked(people: Program, active_mvp: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the files of the record of an active MVP."""
    folder = tmp_path_factory.mktemp("record")
    day = Day(current(people.database), people.as_of)
    with ZipFile(io.BytesIO(record_zip(day, Scope(mvp_id=active_mvp)))) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0]} {screen[1]}")
def tab(
    request: pytest.FixtureRequest, browser: Browser, unpacked: Path
) -> Iterator[tuple[Page, list[str]]]:
    """The page, opened from its file without a network, and the faults that the browser finds."""
    width, theme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=theme, offline=True
    )
    page, faults = context.new_page(), list[str]()
    page.on("console", lambda message: faults.append(message.text))
    page.on("request", lambda asked: faults.append(asked.url))
    page.goto((unpacked / "record.html").as_uri())
    yield page, faults
    context.close()


def test_the_page_opens_without_a_network_and_asks_for_nothing(tab, unpacked):
    page, faults = tab
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert faults == [(unpacked / "record.html").as_uri()]


@pytest.mark.parametrize("tab", [(1440, "light"), (390, "dark")], indirect=True)
def test_everybody_can_read_it(tab):
    page, _ = tab
    page.locator("summary").last.click()
    assert page.get_by_role("link").count() > 5
    assert_accessible(page)


def test_it_fits_the_screen(tab):
    page, _ = tab
    page.evaluate("document.querySelectorAll('details').forEach(list => { list.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_list_of_contributions_opens_without_scripts(tab):
    page, _ = tab
    first = page.get_by_role("group").first
    expect(first.get_by_role("table")).to_be_hidden()
    first.locator("summary").click()
    expect(first.get_by_role("table")).to_be_visible()


def test_paper_is_light(tab):
    page, _ = tab
    page.emulate_media(media="print")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
