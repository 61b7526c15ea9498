"""A link to an MVP who is not there on its day, in a browser."""

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Serve, expect_in_url
from tests.conftest import Program


def test_a_link_to_somebody_not_there_on_the_day_says_so_and_leads_to_them(
    browser: Browser, serve: Serve, tiny_program: Program
) -> None:
    tab = browser.new_page()
    tab.goto(f"{serve(tiny_program)}/mvp?mvp=a00&as_of=2024-08-20")
    says = tab.get_by_text("Jo was not in the program on August 20, 2024.")
    expect(says).to_be_visible(timeout=60_000)
    expect(tab.get_by_text("On track in")).to_have_count(0)
    expect_in_url(tab, "mvp=a00")
    tab.get_by_role("button", name="As of today").click()
    expect(tab.get_by_role("heading", name="Jo", level=1, exact=True)).to_be_visible(timeout=30_000)
    expect(says).to_have_count(0)
    expect_in_url(tab, "mvp=a00")
    tab.close()
