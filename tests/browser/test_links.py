"""Links in a browser: to an MVP who is not there on its day, and copied from a menu."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.auth_cookies import secrets_option, user_cookie
from tests.browser.conftest import ELSEWHERE, Serve, expect_in_url, free_port, open_menu
from tests.conftest import Program
from tests.people import signed_in


def test_a_link_to_somebody_not_there_on_the_day_says_so_and_leads_to_them(
    browser: Browser, serve: Serve, tiny_program: Program
) -> None:
    tab = browser.new_page()
    tab.goto(f"{serve(tiny_program)}/mvp?mvp=a00&as_of=2024-08-20")
    says = tab.get_by_text("Jo was not in the program on August 20, 2024.")
    expect(says).to_be_visible()
    expect(tab.get_by_text("On track in")).to_have_count(0)
    expect_in_url(tab, "mvp=a00")
    tab.get_by_role("button", name="As of today").click()
    expect(tab.get_by_role("heading", name="Jo", level=1, exact=True)).to_be_visible()
    expect(says).to_have_count(0)
    expect_in_url(tab, "mvp=a00")
    tab.close()


def test_a_link_can_be_copied_at_http_and_names_the_day_even_if_it_is_today(
    browser: Browser, serve: Serve, tiny_program: Program, tmp_path: Path
) -> None:
    port = free_port()
    today = {"MVP_TODAY": "2024-08-20"}
    serve(tiny_program, secrets_option(tmp_path, port), port=port, env=today)
    url = f"http://{ELSEWHERE}:{port}"
    cookies = user_cookie(url, signed_in("program@example.org"))
    context = browser.new_context()
    context.add_cookies([{"name": n, "value": v, "url": url} for n, v in cookies.items()])
    tab = context.new_page()
    tab.goto(f"{url}/progress?team=North")
    expect(tab.get_by_role("heading", name="Progress", level=1)).to_be_visible()
    assert not tab.evaluate("isSecureContext")
    menu = open_menu(tab, "Every MVP, by track")
    menu.get_by_role("button", name="Copy to clipboard").click()
    expect(menu.get_by_role("button", name="Copied")).to_be_visible()
    tab.keyboard.press("Escape")
    field = tab.get_by_placeholder("Name")
    field.focus()
    tab.keyboard.press("Control+V")
    expect(field).to_have_value(f"{url}/progress?team=North&as_of=2024-08-20")
    context.close()
