"""Signing in and out in Chromium, with a real OpenID provider on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboard.registry import PAGES
from tests.browser.auth_cookies import secrets_option, user_cookie
from tests.browser.axe import assert_accessible
from tests.browser.conftest import Serve, free_port, title_of
from tests.browser.test_every_page import address
from tests.conftest import Program
from tests.leak_search import Roster
from tests.people import ONE_TEAM, signed_in

RECENT_VIEWS = "() => localStorage.getItem('recent views')"


@pytest.fixture(scope="module")
def provider(active_mvp: str) -> Iterator[str]:
    """An OpenID provider that knows some people; returns its address."""
    addresses = {
        "team": "Program@Example.org",
        "lead": "lead5@example.org",
        "mvp": f"{active_mvp}@example.org",
        "left": "mvp902@example.org",
        "stranger": "who@example.org",
        "unverified": "program@example.org",
    }
    people = [
        User(sub=sub, claims={"email": email, "email_verified": sub != "unverified"})
        for sub, email in addresses.items()
    ]
    with run_server_in_thread(user_claims=people) as server:
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.fixture(scope="module")
def url(serve: Serve, people: Program, provider: str, tmp_path_factory) -> str:
    """The app, with sign-in at that provider."""
    port = free_port()
    return serve(
        people, secrets_option(tmp_path_factory.mktemp("secrets"), port, provider), port=port
    )


@pytest.fixture(scope="module")
def cached(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps the scripts of the client, so that no test loads them again."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def context(cached: BrowserContext) -> Iterator[BrowserContext]:
    """A browser without cookies."""
    yield cached
    for tab in cached.pages:
        tab.close()
    cached.clear_cookies()


def sign_in(context: BrowserContext, url: str, sub: str) -> Page:
    """Sign in as a person does: the button, the provider's form, and back."""
    tab = context.new_page()
    tab.goto(url)
    tab.get_by_role("button", name="Sign in").click()
    tab.locator("input[name=sub]").fill(sub)
    tab.get_by_role("button", name="Authorize").click()
    tab.wait_for_url(f"{url}/**")
    return tab


def arrive(tab: Page, title: str) -> None:
    """Wait until the page with that title is drawn."""
    expect(title_of(tab, title)).to_be_visible()
    expect(tab.get_by_test_id("stStatusWidget")).to_have_count(0)


def menu(tab: Page) -> list[str]:
    """The titles in the menu."""
    links = tab.get_by_test_id("stSidebar").get_by_test_id("stPageLink-NavLink")
    expect(links.first).to_be_visible()
    return [link.get_attribute("aria-label") or link.inner_text() for link in links.all()]


def titles_for(role: str) -> list[str]:
    """The titles of the pages that the role may open."""
    return [page.title for page in PAGES if role in page.roles]


def assert_signed_out(tab: Page) -> None:
    """The page asks to sign in, and shows no part of any page."""
    expect(tab.get_by_role("button", name="Sign in")).to_be_visible()
    tab.wait_for_timeout(300)
    content = tab.content()
    assert not [page.question for page in PAGES if page.question in content]
    assert tab.get_by_test_id("stDataFrame").count() == 0
    assert tab.get_by_test_id("stSidebar").get_by_role("link").count() == 0


def sign_out(tab: Page) -> None:
    """Sign out here and at the provider, which asks again and sends the person back.

    The browser forgets which views it showed.
    """
    tab.get_by_role("button", name="Sign out").click()
    tab.get_by_role("button", name="End session").click()
    assert_signed_out(tab)
    assert not tab.evaluate(RECENT_VIEWS)


@pytest.mark.parametrize(
    ("sub", "role", "first"),
    [
        ("team", "program", "Overview"),
        ("lead", "lead", "Overview"),
        ("mvp", "mvp", "MVP"),
    ],
)
def test_a_person_signs_in_sees_what_their_role_may_see_and_signs_out(
    context: BrowserContext,
    url: str,
    roster: Roster,
    active_mvp: str,
    sub: str,
    role: str,
    first: str,
) -> None:
    tab = sign_in(context, url, sub)
    arrive(tab, first)
    tab.wait_for_function(RECENT_VIEWS)
    assert [title.split("\n")[-1] for title in menu(tab)] == titles_for(role)
    scope = {
        "program": set(roster.mvps),
        "lead": roster.of_teams(*ONE_TEAM),
        "mvp": {active_mvp},
    }[role]
    tab.goto(f"{url}/mvp?mvp=mvp903")
    arrive(tab, "MVP")
    if role != "program":
        assert not roster.strangers([tab.content().replace("mvp=mvp903", "")], scope)
    sign_out(tab)
    tab.goto(f"{url}/mvp")
    assert_signed_out(tab)


@pytest.mark.parametrize(
    ("sub", "says"),
    [
        ("left", "Thank you"),
        ("stranger", "There is nothing here for this address"),
        ("unverified", "Your e-mail address is not verified"),
    ],
)
def test_a_person_without_access_sees_the_reason_and_can_sign_out(
    context: BrowserContext, url: str, sub: str, says: str
) -> None:
    tab = sign_in(context, url, sub)
    arrive(tab, says)
    assert tab.get_by_test_id("stDataFrame").count() == 0
    sign_out(tab)


def with_cookie(context: BrowserContext, url: str, cookies: dict[str, str]) -> Page:
    """A tab at `url`, in a browser that already has these cookies."""
    context.add_cookies(
        [{"name": name, "value": value, "url": url} for name, value in cookies.items()]
    )
    tab = context.new_page()
    tab.goto(url)
    return tab


def test_a_cookie_of_the_server_is_accepted(context: BrowserContext, url: str) -> None:
    arrive(with_cookie(context, url, user_cookie(url, signed_in("lead5@example.org"))), "Overview")


def tampered(cookies: dict[str, str]) -> dict[str, str]:
    """The cookies with one letter of their content changed."""
    return {name: ("A" if v[0] != "A" else "B") + v[1:] for name, v in cookies.items()}


def test_a_tampered_cookie_is_refused(context: BrowserContext, url: str) -> None:
    cookie = user_cookie(url, signed_in("program@example.org"))
    assert_signed_out(with_cookie(context, url, tampered(cookie)))


def test_a_cookie_signed_with_another_secret_is_refused(context: BrowserContext, url: str) -> None:
    cookie = user_cookie(url, signed_in("program@example.org"), secret="another")
    assert_signed_out(with_cookie(context, url, cookie))


def test_a_cookie_of_another_address_is_refused(context: BrowserContext, url: str) -> None:
    elsewhere = user_cookie("http://127.0.0.1:1", signed_in("program@example.org"))
    assert_signed_out(with_cookie(context, url, elsewhere))


def test_an_expired_token_asks_to_sign_in_again(context: BrowserContext, url: str) -> None:
    cookie = user_cookie(url, signed_in("program@example.org", exp=1))
    tab = with_cookie(context, url, cookie)
    arrive(tab, "Your session has ended")
    assert_signed_out(tab)


def test_somebody_signed_out_sees_only_the_sign_in_at_every_link(
    context: BrowserContext, url: str
) -> None:
    tab = context.new_page()
    for page in PAGES:
        tab.goto(link := f"{address(url, page)}?mvp=mvp001")
        assert_signed_out(tab)
        assert tab.get_by_text("Page not found").count() == 0
        assert tab.url.replace("/?", "?") == link


def test_the_first_link_to_a_fresh_server_shows_only_the_sign_in(
    context: BrowserContext, serve: Serve, people: Program, provider: str, tmp_path: Path
) -> None:
    port = free_port()
    fresh = serve(people, secrets_option(tmp_path, port, provider), port=port)
    tab = context.new_page()
    tab.goto(f"{fresh}/at_risk")
    assert_signed_out(tab)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_in_page_passes_the_accessibility_check(
    browser: Browser, url: str, scheme: str
) -> None:
    tab = browser.new_page(color_scheme=scheme)
    tab.goto(url)
    expect(tab.get_by_role("button", name="Sign in")).to_be_visible()
    assert_accessible(tab)
    tab.close()
