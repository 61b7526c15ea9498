"""The audit log of two servers with one file: real sign-ins in Chromium, pages and downloads."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.auth_cookies import secrets_option, user_cookie
from tests.browser.conftest import Serve, free_port, open_menu
from tests.browser.test_sign_in import arrive, sign_in
from tests.conftest import Program
from tests.people import signed_in

LEAD, MVP = "lead5@example.org", "mvp903@example.org"


@dataclass(frozen=True)
class Site:
    """Two servers with a sign-in, and the file of their audit log."""

    urls: tuple[str, str]
    log: Path

    def lines(self, **fields: object) -> list[dict[str, Any]]:
        """The lines with these fields, without their time."""
        texts = self.log.read_text(encoding="ascii").splitlines()
        found = [json.loads(text) for text in texts]
        assert all(line.pop("at").endswith("Z") for line in found)
        return [line for line in found if fields.items() <= line.items()]


@pytest.fixture(scope="module")
def site(serve: Serve, people: Program, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Two servers of one program, at one provider."""
    folder = tmp_path_factory.mktemp("audit")
    known = [User(sub=sub, claims={"email": sub, "email_verified": True}) for sub in (LEAD, MVP)]
    with run_server_in_thread(user_claims=known) as server, pytest.MonkeyPatch.context() as patched:
        provider = f"http://127.0.0.1:{server.server_port}"
        patched.setenv("MVP_AUDIT_LOG", str(folder / "audit.jsonl"))
        ports = free_port(), free_port()
        first, second = (
            serve(people, secrets_option(folder, port, provider), port=port) for port in ports
        )
        yield Site((first, second), folder / "audit.jsonl")


@pytest.fixture
def tabs(browser: Browser, site: Site) -> Iterator[tuple[Page, Page]]:
    """A lead at the first server and an MVP at the second, each in a browser of their own."""
    contexts = browser.new_context(), browser.new_context()
    people = (LEAD, "Overview"), (MVP, "MVP")
    signed = []
    for context, url, (email, title) in zip(contexts, site.urls, people, strict=True):
        signed.append(sign_in(context, url, email))
        arrive(signed[-1], title)
    yield signed[0], signed[1]
    for context in contexts:
        context.close()


def fetched(part: Page | Locator, button: str) -> str:
    """Click a download button of a page or a menu; returns the address of the file."""
    tab = part if isinstance(part, Page) else part.page
    with tab.expect_download() as started:
        part.get_by_role("button", name=button).click()
    assert started.value.path().stat().st_size
    return started.value.url


def cookies(site: Site, email: str) -> dict[str, str]:
    """The cookies of a person at the first server."""
    return user_cookie(site.urls[0], signed_in(email))


def test_the_openings_and_downloads_of_two_people_at_two_servers_are_in_one_file(
    site: Site, tabs: tuple[Page, Page], active_mvp: str
) -> None:
    lead, mvp = tabs
    own = active_mvp
    lead.goto(f"{site.urls[0]}/mvp?mvp={own}&tab=data")
    arrive(lead, "MVP")
    lead.get_by_role("button", name="Prepare the record as ZIP").click()
    fetched(lead, "Download ZIP")
    address = fetched(open_menu(lead, "Accounts that count for this MVP"), "Download CSV")
    mvp.get_by_role("tab", name="My data").click()
    mvp.get_by_role("button", name="Prepare the record as ZIP").click()
    fetched(mvp, "Download ZIP")
    mvp.goto(f"{site.urls[1]}/overview")
    arrive(mvp, "MVP")

    of_lead, of_mvp = {"who": LEAD, "role": "lead"}, {"who": MVP, "role": "mvp"}
    pages = [(line["page"], line.get("mvp")) for line in site.lines(event="opened", **of_lead)]
    assert pages == [("overview", None), ("mvp", own)]
    zipped, csv = site.lines(event="download", **of_lead)
    assert (zipped["page"], zipped["mvp"], zipped["file"][-4:]) == ("mvp", own, ".zip")
    assert (csv["mvp"], csv["file"][-4:]) == (own, ".csv")
    assert {line["mvp"] for line in site.lines(event="opened", **of_mvp)} == {"mvp903"}
    assert [line["page"] for line in site.lines(event="refused")] == ["overview"]
    assert [line["mvp"] for line in site.lines(event="download", **of_mvp)] == ["mvp903"]

    lines = len(site.lines())
    assert httpx.get(address).status_code == 404
    assert httpx.get(address, cookies=cookies(site, MVP)).status_code == 404
    assert len(site.lines()) == lines
    assert httpx.get(address, cookies=cookies(site, LEAD)).status_code == 200
    assert site.lines(event="download", **of_lead)[-1] == csv


def test_no_file_is_handed_out_while_the_log_cannot_be_written(
    site: Site, tabs: tuple[Page, Page]
) -> None:
    lead, _ = tabs
    lead.goto(f"{site.urls[0]}/at_risk")
    arrive(lead, "At risk")
    address = fetched(open_menu(lead, "Whom to call first"), "Download CSV")
    away = site.log.with_suffix(".away")
    site.log.rename(away)
    site.log.mkdir()
    try:
        assert httpx.get(address, cookies=cookies(site, LEAD)).status_code == 503
        assert httpx.get(f"{site.urls[1]}/healthz").text == "unwritable"
        lead.reload()
        expect(lead.get_by_text("No figures right now")).to_be_visible()
    finally:
        site.log.rmdir()
        away.rename(site.log)
    arrive(lead, "At risk")
    assert httpx.get(address, cookies=cookies(site, LEAD)).status_code == 200
