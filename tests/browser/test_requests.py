"""What an MVP says, in Chromium with a real OpenID provider: a claim, and a figure of a letter."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Page, expect

from data.days.day import Day
from data.days.scope import Scope
from data.outputs.letters import letters
from tests.asking import ANA, AT_RISK, LEAD, LEADS_DECIDE, published
from tests.browser.auth_cookies import secrets_option
from tests.browser.axe import assert_accessible
from tests.browser.conftest import choose, free_port, serving
from tests.browser.test_sign_in import arrive, sign_in
from tests.conftest import Program

FILES = {
    **AT_RISK,
    "program.toml": f'{LEADS_DECIDE}[letters]\ncontact = "team@example.org"\n',
}
CLAIM = "I spoke in Porto: https://blog.example/porto"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """An OpenID provider that knows an MVP and the lead of their team."""
    people = {"mvp": ANA, "lead": LEAD}
    users = [
        User(sub=sub, claims={"email": email, "email_verified": True})
        for sub, email in people.items()
    ]
    with run_server_in_thread(user_claims=users) as server:
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program of tests/asking.py, in which leads decide and both MVPs are at risk."""
    return published(tmp_path, **FILES)


@pytest.fixture
def url(program: Program, provider: str, tmp_path: Path) -> Iterator[str]:
    """The app, with sign-in at that provider."""
    port = free_port()
    with serving(program, secrets_option(tmp_path, port, provider), port=port) as address:
        yield address


def signed_in(browser: Browser, url: str, sub: str, title: str) -> Page:
    """A browser of their own for somebody who has signed in."""
    tab = sign_in(browser.new_context(), url, sub)
    arrive(tab, title)
    return tab


def at_requests(tab: Page, url: str) -> Page:
    """The page with what the MVP asked for, loaded anew."""
    tab.goto(f"{url}/mvp?tab=contributions")
    expect(tab.get_by_text("Something is missing")).to_be_visible()
    return tab


def decide(tab: Page, url: str, button: str, text: str = "", request: str = CLAIM) -> None:
    """The lead answers the one open request."""
    tab.goto(f"{url}/requests")
    expect(tab.get_by_text("1 request waits for a decision.")).to_be_visible()
    expect(tab.get_by_text(request).first).to_be_visible()
    assert tab.get_by_role("link", name="blog.example").count() == 0
    if text:
        tab.get_by_role("textbox", name="Reason or question").fill(text)
        tab.get_by_role("textbox", name="Reason or question").press("Control+Enter")
    tab.get_by_role("button", name=f"{button} Ana Asks").click()
    expect(tab.get_by_text("No request waits for a decision.")).to_be_visible()


def test_an_mvp_claims_the_lead_asks_back_and_accepts_and_the_build_counts_it(
    browser: Browser, url: str, program: Program
) -> None:
    mvp = at_requests(signed_in(browser, url, "mvp", "MVP"), url)
    mvp.get_by_text("Something is missing").click()
    mvp.get_by_role("textbox", name="A link, or one sentence").fill(CLAIM)
    mvp.get_by_role("textbox", name="A link, or one sentence").press("Control+Enter")
    track = mvp.get_by_role("combobox", name="Track")
    expect(track).to_have_value("content: video")  # as others of this site
    mvp.get_by_role("button", name="Send", exact=True).click()
    in_gray = mvp.get_by_role("row", name="I spoke in Porto")
    expect(in_gray).to_contain_text("Sent; not yet counted")
    assert_accessible(mvp)

    lead = signed_in(browser, url, "lead", "Overview")
    decide(lead, url, "Ask back", "Which evening?")
    assert_accessible(lead)

    at_requests(mvp, url)
    expect(mvp.get_by_text("Which evening?")).to_be_visible()
    assert LEAD not in mvp.content()
    mvp.get_by_role("textbox", name="Your answer").fill("The first one")
    mvp.get_by_role("textbox", name="Your answer").press("Control+Enter")
    mvp.get_by_role("button", name="Reply Ana Asks").click()
    expect(in_gray).to_contain_text("Sent; not yet counted")

    decide(lead, url, "Accept")
    at_requests(mvp, url)
    not_yet = "Accepted; not yet counted: the next build counts it"
    expect(in_gray).to_contain_text(not_yet)

    published(program.source.parent, **FILES)
    at_requests(mvp, url)
    expect(mvp.get_by_text("Accepted and counted")).to_be_visible()
    expect(mvp.get_by_role("cell", name="I spoke in Porto")).to_be_visible()
    for tab in (mvp, lead):
        tab.context.close()


def test_a_lead_records_a_call_and_the_mvp_hears_nothing_of_it(browser: Browser, url: str) -> None:
    lead = signed_in(browser, url, "lead", "Overview")
    lead.goto(f"{url}/at_risk")
    lead.get_by_text("I called or wrote").click()
    choose(lead, "Whom", "Ana Asks")
    choose(lead, "Outcome", "Needs leave")
    lead.get_by_role("textbox", name="Note").fill("Zwischenruf")
    lead.get_by_role("textbox", name="Note").press("Control+Enter")
    assert_accessible(lead)
    lead.get_by_role("button", name="Keep", exact=True).click()
    expect(lead.get_by_text("Ana Asks · Kept.", exact=True)).to_be_visible()
    expect(lead.get_by_text(": needs leave").first).to_be_visible()
    lead.goto(f"{url}/mvp?mvp=ana")
    expect(lead.get_by_text("Zwischenruf")).to_be_visible()
    assert_accessible(lead)

    mvp = signed_in(browser, url, "mvp", "MVP")
    mvp.goto(f"{url}/mvp")
    expect(mvp.get_by_text("Before the next checkpoint").first).to_be_visible()
    assert "Zwischenruf" not in mvp.content()
    assert "I called or wrote" not in mvp.content()
    for tab in (mvp, lead):
        tab.context.close()


def test_the_same_person_disputes_a_figure_of_a_letter_through_its_link(
    browser: Browser, url: str, program: Program
) -> None:
    """The MVP is not signed in when they open the link."""
    content = {"commitments.csv": "mvp_id,year,track\nana,2026,content\n"}
    published(program.source.parent, **{**FILES, **content})
    march = Day(program.database.resolve(), date(2026, 3, 31))
    (letter,) = letters(march, Scope(mvp_id="ana"), f"{url}/mvp")
    (link,) = re.findall(r"Say so here: (\S+)", letter.text)

    mvp = browser.new_context().new_page()
    mvp.goto(link)
    mvp.get_by_role("button", name="Sign in").click()
    mvp.locator("input[name=sub]").fill("mvp")
    mvp.get_by_role("button", name="Authorize").click()
    field = mvp.get_by_role("textbox", name="What is wrong?")
    expect(field).to_be_visible()
    expect(mvp.get_by_role("combobox", name="Checkpoint")).to_have_value("March 31, 2026")
    expect(mvp.get_by_role("combobox", name="Track")).to_have_value("content")
    expect(mvp.get_by_text("By today's data: 1 of 1, on track")).to_be_visible()
    assert_accessible(mvp)
    field.fill("There were two")
    field.press("Control+Enter")
    mvp.get_by_role("button", name="This figure is wrong").press("Enter")
    expect(mvp.get_by_text("Sent; not yet decided")).to_be_visible()

    lead = signed_in(browser, url, "lead", "Overview")
    about = "This figure is wrong: content on March 31, 2026"
    decide(lead, url, "Decline", "The second one was in April", about)
    expect(lead.get_by_text("By today's data: 1 of 1, on track")).to_be_visible()
    assert_accessible(lead)
    lead.goto(link)
    expect(lead.get_by_text("Declined", exact=True)).to_be_visible()
    assert lead.get_by_text("A figure is wrong").count() == 0

    mvp.goto(link)
    expect(mvp.get_by_text("The second one was in April")).to_be_visible()
    for tab in (mvp, lead):
        tab.context.close()
