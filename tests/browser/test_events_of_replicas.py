"""Two servers that share a folder of events: what is said at one is at the other at once."""

from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from data.events.folder import EventFolder
from data.events.place import events_folder
from tests.asking import published
from tests.browser.conftest import choose, serving

SAID = "I spoke in Porto"


def say(tab: Page, url: str, text: str) -> None:
    """Send a claim about Ana, and wait until it is confirmed on the page."""
    tab.goto(f"{url}/mvp?mvp=ana&tab=contributions")
    tab.get_by_text("Something is missing").click()
    field = tab.get_by_role("textbox", name="A link, or one sentence")
    field.fill(text)
    field.press("Control+Enter")
    choose(tab, "Track", "content: video")
    expect(tab.get_by_role("combobox", name="Track")).to_have_value("content: video")
    tab.get_by_role("button", name="Send", exact=True).click()
    confirmed = tab.get_by_text("Sent; not yet counted", exact=True).first
    expect(confirmed).to_be_visible()


def test_a_claim_at_one_server_is_answered_at_another_while_the_first_is_gone(
    browser: Browser, tmp_path: Path
) -> None:
    program = published(tmp_path)
    folder = events_folder(program.database)
    assert folder is not None
    tab = browser.new_context().new_page()
    with serving(program) as second:
        with serving(program) as first:
            say(tab, first, SAID)
        tab.goto(f"{second}/requests")
        expect(tab.get_by_text(SAID)).to_be_visible()
        tab.get_by_role("button", name="Accept ").click()
        answered = tab.get_by_text("No request waits for a decision.")
        expect(answered).to_be_visible()
        with serving(program) as third:
            tab.goto(f"{third}/requests")
            expect(answered).to_be_visible()
            expect(tab.get_by_text(SAID)).to_be_visible()
    tab.context.close()
    read = EventFolder(folder).read()
    assert [event.kind for event in read.events] == ["claim", "verdict"]
    assert read.damaged == ()
    assert read.events[0].by == "local"
    assert read.events[0].day == datetime.now(UTC).date()
