"""Scripts and styles are sent compressed, and unpacked they are the files of the packages."""

from pathlib import Path

import pytest
import streamlit
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from dashboard.server import compressed, icons
from dashboard.server.compressed import FOLDER, ICON_FONT, PLOTLY_JS, CompressedFiles
from tests.machine import unavailable

STATIC = Path(streamlit.__file__).parent / "static"
SCRIPTS = sorted(
    path.relative_to(STATIC).as_posix()
    for path in (STATIC / "static").rglob("*")
    if path.suffix in (".js", ".css")
)


@pytest.fixture(scope="module")
def client() -> TestClient:
    if not FOLDER.is_dir():
        unavailable("files are not compressed (`make env` does it)")
    return TestClient(CompressedFiles(PlainTextResponse("from the app", 404)))


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_every_script_and_style_of_streamlit_is_sent_as_the_browser_asks(client, encoding):
    wrong = []
    for name in SCRIPTS:
        answer = client.get(f"/{name}", headers={"Accept-Encoding": encoding})
        is_small = (STATIC / name).stat().st_size < 1_000  # packing it may not help
        if answer.content != (STATIC / name).read_bytes():
            wrong.append(name)
        if answer.headers.get("Content-Encoding", "") != encoding and not is_small:
            wrong.append(f"{name} is not {encoding}")
    assert len(SCRIPTS) > 100
    assert not wrong


def test_a_file_is_kept_by_browsers_and_open_to_this_server_only(client):
    headers = client.get(f"/{PLOTLY_JS}", headers={"Accept-Encoding": "br"}).headers
    assert headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert headers["Vary"] == "Accept-Encoding"
    assert "Access-Control-Allow-Origin" not in headers


def test_the_icons_that_can_occur_are_sent_and_asked_for_anew_each_time(client):
    answer = client.get(f"/{ICON_FONT.relative_to(STATIC).as_posix()}")
    sent, whole = icons.icons_of(answer.content), icons.icons_of(ICON_FONT.read_bytes())
    assert icons.our_icons() <= sent
    assert {
        "expand_more",
        "close",
        "keyboard_double_arrow_right",
        "visibility",
    } <= sent  # Streamlit's
    assert sent == whole & (icons.our_icons() | icons.named_in(STATIC / "static" / "js"))
    assert len(answer.content) < ICON_FONT.stat().st_size / 4
    assert "immutable" not in answer.headers["Cache-Control"]
    assert answer.headers["ETag"]


def test_every_other_address_is_left_to_the_app(client):
    for path in ("/", "/static/", "/static/../app.py", "/overview", "/static/js/none.js"):
        assert client.get(path).text == "from the app"


def test_without_the_folder_every_address_is_left_to_the_app(monkeypatch, tmp_path):
    monkeypatch.setattr(compressed, "FOLDER", tmp_path / "none")
    client = TestClient(CompressedFiles(PlainTextResponse("from the app", 404)))
    assert client.get(f"/{PLOTLY_JS}").text == "from the app"
