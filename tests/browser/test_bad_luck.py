"""A database that disappears or breaks: what people see, and how pages continue afterwards."""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import duckdb
import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.registry import PAGES
from data.build.build import build
from data.settings.files import load
from tests.browser.auth_cookies import secrets_option, user_cookie
from tests.browser.conftest import Serve, expect_in_url, free_port, title_of
from tests.conftest import Program
from tests.machine import small_disk
from tests.people import add_rows, signed_in

SOON = 30_000  # milliseconds: the page checks every few seconds
HEALTHY = (200, "ok")


def link_removed(database: Path) -> Callable[[], None]:
    """The link to the build is gone."""
    build = database.readlink()
    database.unlink()
    return lambda: database.symlink_to(build)


def build_removed(database: Path) -> Callable[[], None]:
    """The link leads to a build that is gone."""
    build, aside = database.resolve(), database.with_name("aside")
    build.rename(aside)
    return lambda: aside.rename(build) and None


def cut_in_half(database: Path) -> Callable[[], None]:
    """The second half of the file is missing."""
    return _cut(database, database.stat().st_size // 2)


def cut_by_a_byte(database: Path) -> Callable[[], None]:
    """The last byte of the file is missing: it opens, and would fail later."""
    return _cut(database, database.stat().st_size - 1)


def emptied(database: Path) -> Callable[[], None]:
    """The file is empty."""
    return _cut(database, 0)


def _cut(database: Path, size: int) -> Callable[[], None]:
    whole = database.read_bytes()
    os.truncate(database, size)
    return lambda: database.write_bytes(whole) and None


def of_another_version(database: Path) -> Callable[[], None]:
    """The file was built by a version with other tables."""
    build, aside, outdated = database.resolve(), *map(database.with_name, ("aside", "outdated"))
    shutil.copy(build, outdated)
    with duckdb.connect(outdated) as con:
        con.execute("update build set schema_digest = 'of other tables'")
    build.rename(aside)
    outdated.rename(build)
    return lambda: aside.replace(build) and None


FAULTS = {
    link_removed: ("missing", "no database there; make one with python -m data build"),
    build_removed: ("missing", "no database there; make one with python -m data build"),
    cut_in_half: ("unreadable", "build it again with python -m data build"),
    cut_by_a_byte: ("unreadable", "the file is cut off at"),
    emptied: ("unreadable", "build it again with python -m data build"),
    of_another_version: ("outdated", "was built by another version of this program"),
}


def health(url: str) -> tuple[int, str]:
    """The status and the text of /healthz."""
    try:
        with urlopen(f"{url}/healthz", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def wait_for_health(url: str, expected: tuple[int, str]) -> None:
    """Wait until /healthz gives this answer; it checks about once per second."""
    deadline = time.monotonic() + 10
    while (found := health(url)) != expected:
        assert time.monotonic() < deadline, f"{found}, not {expected}"
        time.sleep(0.2)


@pytest.fixture(scope="module")
def own(people: Program, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program of `people` in a folder of its own, where tests may break it."""
    folder = tmp_path_factory.mktemp("own")
    built = build(people.source, folder / "mvp.duckdb", people.as_of, load())
    return Program(folder / "mvp.duckdb", built.path.parent, people.as_of)


@pytest.fixture(scope="module")
def local(serve: Serve, own: Program) -> str:
    """The app in local mode; returns its address."""
    return serve(own)


@pytest.fixture(scope="module")
def with_sign_in(serve: Serve, own: Program, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The app with sign-in; returns its address."""
    port = free_port()
    return serve(own, secrets_option(tmp_path_factory.mktemp("secrets"), port), port=port)


@contextmanager
def broken(fault: Callable, database: Path) -> Iterator[None]:
    """Cause `fault`, and undo it at the end."""
    undo = fault(database)
    try:
        yield
    finally:
        undo()


def arrive(tab: Page, title: str) -> None:
    """Wait until the page with that title is drawn."""
    expect(title_of(tab, title)).to_be_visible(timeout=SOON)
    expect(tab.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=SOON)


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all tests in local mode; a new one would load all scripts again."""
    tab = browser.new_page()
    yield tab
    tab.close()


def go_to(tab: Page, title: str) -> None:
    """Click the link to a page in the menu."""
    tab.get_by_test_id("stSidebar").get_by_role("link", name=title, exact=True).click()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_page_explains_the_fault_and_continues_by_itself(
    tab: Page, local: str, own: Program, fault: Callable
) -> None:
    word, reason = FAULTS[fault]
    day = own.as_of.replace(day=1)
    tab.goto(f"{local}/benefits?as_of={day}&team=Iberia")
    arrive(tab, "Benefits")
    wait_for_health(local, HEALTHY)
    with broken(fault, own.database):
        wait_for_health(local, (503, word))
        go_to(tab, "Renewals")
        arrive(tab, "No figures right now")
        expect(tab.get_by_text(reason)).to_be_visible()
        expect(tab.get_by_text("This page checks every few seconds")).to_be_visible()
    wait_for_health(local, HEALTHY)
    arrive(tab, "Renewals")
    expect_in_url(tab, f"as_of={day}")
    expect_in_url(tab, "team=Iberia")


def test_a_page_that_has_checked_again_still_says_that_there_are_no_figures(
    tab: Page, local: str, own: Program
) -> None:
    wait_for_health(local, HEALTHY)
    tab.goto(f"{local}/benefits")
    arrive(tab, "Benefits")
    with broken(link_removed, own.database):
        wait_for_health(local, (503, "missing"))
        go_to(tab, "Renewals")
        arrive(tab, "No figures right now")
        tab.wait_for_timeout(4_000)  # the page checks every few seconds
        arrive(tab, "No figures right now")
    arrive(tab, "Renewals")


@pytest.mark.parametrize("fault", [link_removed, cut_in_half, of_another_version])
def test_with_sign_in_the_explanation_names_no_path_and_the_link_opens_later(
    browser: Browser, with_sign_in: str, own: Program, fault: Callable
) -> None:
    context = browser.new_context()
    cookies = user_cookie(with_sign_in, signed_in("lead5@example.org"))
    context.add_cookies([{"name": n, "value": v, "url": with_sign_in} for n, v in cookies.items()])
    tab = context.new_page()
    with broken(fault, own.database):
        wait_for_health(with_sign_in, (503, FAULTS[fault][0]))
        tab.goto(f"{with_sign_in}/certifications?as_of={own.as_of.replace(day=1)}")
        arrive(tab, "No figures right now")
        expect(
            tab.get_by_text("The people who run the dashboard find more in its log")
        ).to_be_visible()
        content = tab.content()
        assert str(own.database.parent) not in content
        assert "duckdb" not in content
    arrive(tab, "Certifications")
    expect_in_url(tab, f"as_of={own.as_of.replace(day=1)}")
    context.close()


def test_somebody_signed_out_is_asked_to_sign_in_even_without_a_database(
    browser: Browser, with_sign_in: str, own: Program
) -> None:
    tab = browser.new_page()
    with broken(link_removed, own.database):
        tab.goto(with_sign_in)
        expect(tab.get_by_role("button", name="Sign in")).to_be_visible(timeout=SOON)
    tab.close()


def test_healthz_needs_no_sign_in_and_answers_one_word(with_sign_in: str) -> None:
    wait_for_health(with_sign_in, HEALTHY)
    with urlopen(f"{with_sign_in}/healthz", timeout=10) as answer:
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert answer.headers["cache-control"] == "no-store"
        assert re.fullmatch(
            r"\d+ asked, \d+ from the cache, \d+ bytes cached", answer.headers["x-figures"]
        )


def active_mvps(tab: Page) -> int:
    """The key figure of active MVPs."""
    figure = tab.get_by_test_id("stMetric").filter(has_text="Active MVPs")
    return int(figure.get_by_test_id("stMetricValue").inner_text())


def test_the_next_click_shows_the_new_build(
    tab: Page, local: str, own: Program, people: Program, tmp_path: Path
) -> None:
    tab.goto(f"{local}/overview")
    arrive(tab, "Overview")
    before = active_mvps(tab)
    newer = shutil.copytree(people.source, tmp_path / "newer")
    joined = {"mvp_id": "mvp907", "name": "New Here", "email": "mvp907@example.org"}
    days = {"entered_on": str(people.as_of), "nda_signed_on": str(people.as_of)}
    add_rows(newer / "mvps.csv", joined | days)
    build(newer, own.database, people.as_of, load())
    go_to(tab, "Benefits")
    arrive(tab, "Benefits")
    go_to(tab, "Overview")
    arrive(tab, "Overview")
    assert active_mvps(tab) == before + 1


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a small disk of its own, which a test can fill."""
    with small_disk(tmp_path / "disk", 64, lazily=True) as folder:
        yield folder


def fill(folder: Path) -> None:
    """Fill the disk of `folder` to its last byte."""
    with (folder / "filler").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(65_536))
        except OSError:
            pass


def test_pages_can_be_read_when_the_disk_is_full(
    tab: Page,
    serve: Serve,
    own: Program,
    full_disk: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    database = full_disk / "mvp.duckdb"
    shutil.copy(own.database.resolve(), full_disk / own.database.resolve().name)
    database.symlink_to(own.database.resolve().name)
    fill(full_disk)
    with pytest.raises(OSError, match="No space left"):
        (full_disk / "one more").write_bytes(b"1" * 100)
    monkeypatch.setenv("TMPDIR", str(full_disk))
    url = serve(Program(database, own.source, own.as_of))
    wait_for_health(url, HEALTHY)
    tab.goto(f"{url}/{PAGES[-1].name}?as_of={own.as_of}")
    arrive(tab, PAGES[-1].title)
    for page in PAGES:
        go_to(tab, page.title)
        arrive(tab, page.title)
        assert tab.get_by_test_id("stAlertContentError").count() == 0, page.name
