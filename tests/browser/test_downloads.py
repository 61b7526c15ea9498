"""A download works while its page is open, however busy the server is."""

import httpx
import pytest

from tests.browser.auth_cookies import secrets_option, user_cookie
from tests.browser.conftest import Serve, free_port
from tests.browser.ws_client import messages_of, session
from tests.conftest import Program
from tests.people import signed_in

RUNS_OF_OTHERS = 5


@pytest.fixture(scope="module")
def url(serve: Serve, people: Program, tmp_path_factory) -> str:
    """The app, with sign-in."""
    port = free_port()
    return serve(people, secrets_option(tmp_path_factory.mktemp("secrets"), port), port=port)


def test_a_download_works_as_long_as_its_page_is_open(url: str) -> None:
    with (
        session(url, signed_in("program@example.org")) as mine,
        session(url, signed_in("lead5@example.org")) as other,
    ):
        elements = [message.delta.new_element for message in messages_of(mine, "snapshots")]
        files = [one.download_button.url for one in elements if one.HasField("download_button")]
        for _ in range(RUNS_OF_OTHERS):
            list(messages_of(other, "certifications"))
        cookies = user_cookie(url, signed_in("program@example.org"))
        fetched = [httpx.get(url + file, cookies=cookies).text for file in files]
    assert fetched
    assert all(text.count("\n") > 1 for text in fetched)
