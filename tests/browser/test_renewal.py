"""The renewal, in Chromium with a real OpenID provider: an MVP answers, and a lead acts on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.asking import LEAD
from tests.browser.auth_cookies import secrets_option
from tests.browser.axe import assert_accessible
from tests.browser.conftest import choose, free_port, serving
from tests.browser.test_requests import provider as provider
from tests.browser.test_requests import signed_in
from tests.conftest import Program
from tests.renewing import YES_OR_NO, deciding

NOT_YET = "not yet counted: the next build counts it"
REASON = "The code of conduct"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """A program in the month of its renewals."""
    return deciding(tmp_path)


@pytest.fixture
def url(program: Program, provider: str, tmp_path: Path) -> Iterator[str]:
    """The app, with sign-in at that provider."""
    port = free_port()
    with serving(program, secrets_option(tmp_path, port, provider), port=port) as address:
        yield address


def test_an_mvp_stays_the_build_counts_it_and_a_lead_asks_to_leave_without_telling_why(
    browser: Browser, url: str, program: Program
) -> None:
    mvp = signed_in(browser, url, "mvp", "MVP")
    received: list[str | bytes] = []

    def note(frame: str | bytes) -> None:
        received.append(frame)

    mvp.on("websocket", lambda socket: socket.on("framereceived", note))
    mvp.goto(f"{url}/mvp")
    expect(mvp.get_by_text(YES_OR_NO).first).to_be_visible()
    mvp.get_by_role("button", name="Answer", exact=True).click()
    mvp.get_by_text("Yes", exact=True).click()
    mvp.get_by_role("button", name="Send the answer").click()
    answer = mvp.get_by_text("You said yes to another year on")
    expect(answer).to_contain_text(NOT_YET)
    assert_accessible(mvp)

    deciding(program.source.parent)
    mvp.goto(f"{url}/mvp?tab=title")
    expect(mvp.get_by_text("Today: extending")).to_be_visible()
    expect(answer).not_to_contain_text(NOT_YET)

    lead = signed_in(browser, url, "lead", "Overview")
    lead.goto(f"{url}/renewals")
    lead.get_by_text("Record a step").click()
    choose(lead, "MVP", "Ana Asks · extending")
    reason = lead.get_by_role("textbox", name="Reason or note")
    reason.fill(REASON)
    reason.press("Control+Enter")
    lead.get_by_role("button", name="Ask to leave").click()
    expect(lead.get_by_text("You asked Ana Asks to leave the program on")).to_contain_text(NOT_YET)
    expect(lead.get_by_text(REASON)).to_be_visible()
    assert_accessible(lead)

    mvp.goto(f"{url}/mvp?tab=title")
    asked = mvp.get_by_text("Lead asked you to leave the program on")
    expect(asked).to_contain_text(NOT_YET)
    deciding(program.source.parent)
    mvp.goto(f"{url}/mvp?tab=title")
    expect(mvp.get_by_text("Today: stepping down")).to_be_visible()
    sent = b"".join(text if isinstance(text, bytes) else text.encode() for text in received)
    assert b"You said yes" in sent  # what was searched is what the page says
    for secret in (REASON, LEAD):
        assert secret.encode() not in sent
    for tab in (mvp, lead):
        tab.context.close()
