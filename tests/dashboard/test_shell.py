"""The page that a browser loads first."""

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.registry import PAGES
from dashboard.server import drawing, shell


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=shell.routes()))


@pytest.mark.parametrize("address", ["/", *(f"/{page.name}" for page in PAGES), "/no-page"])
def test_each_page_says_that_it_opens_and_loads_our_files(client, address):
    html = client.get(address).text
    (opening,) = re.findall(r'<div id="root">(.*?)</div>', html)
    assert "The page opens …" in opening
    for ours in ("/shell.js", "/shell.css", drawing.SOURCE):
        assert f'"./{ours[1:]}"' in html


def test_our_script_runs_before_streamlit_s_and_our_styles_come_after_its_own(client):
    html = client.get("/overview").text
    assert html.index("shell.js") < html.index('<script type="module"')
    assert html.index("static/css/index") < html.index("shell.css")


def test_the_script_and_the_style_sheet_are_sent(client):
    assert "BACKEND_BASE_URL" in client.get("/shell.js").text
    assert "stMainBlockContainer" in client.get("/shell.css").text


@pytest.mark.parametrize("address", ["/oauth2callback", "/favicon.png", "/_stcore", "/mvp/ana"])
def test_other_addresses_are_left_to_streamlit(client, address):
    assert client.get(address).status_code == 404
