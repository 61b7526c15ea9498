"""Sessions that somebody tries to get by other means than signing in."""

import json

import httpx
import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.browser.auth_cookies import COOKIE_SECRET, secrets_option, user_cookie
from tests.browser.conftest import Serve, free_port
from tests.browser.ws_client import handshake, messages_of, session
from tests.conftest import Program
from tests.leak_search import Roster, sent_texts
from tests.people import ONE_TEAM, signed_in

PROGRAM, LEAD, MVP = "program@example.org", "lead5@example.org", "mvp903@example.org"
SIGN_IN, ENDED, CLOSED = "Please sign in", "Your session has ended", "Sign-in is not set up"


@pytest.fixture(scope="module")
def url(serve: Serve, people: Program, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The app with a sign-in."""
    port = free_port()
    return serve(people, secrets_option(tmp_path_factory.mktemp("secrets"), port), port=port)


@pytest.fixture(scope="module")
def local(serve: Serve, people: Program) -> str:
    """The app without a sign-in."""
    return serve(people)


def signed(url: str, user: dict, name: str = USER_COOKIE_NAME, part: str = "") -> str:
    """The value of a cookie of the sign-in, signed for the cookie `name`."""
    text = part or json.dumps({"origin": url} | user)
    return create_signed_value(COOKIE_SECRET, name, text).decode()


def in_chunks(url: str, user: dict) -> dict[str, str]:
    """The cookies of a sign-in that is too long for one."""
    text = json.dumps({"origin": url} | user)
    half = len(text) // 2
    name = USER_COOKIE_NAME
    return {
        name: signed(url, user, part="chunks-2"),
        f"{name}_1": signed(url, user, f"{name}_1", text[:half]),
        f"{name}_2": signed(url, user, f"{name}_2", text[half:]),
    }


def page_of(connection: ClientConnection) -> tuple[str, list[str]]:
    """Open a page; returns the id of the session, and all texts that were sent."""
    messages = list(messages_of(connection, "mvp", "mvp=mvp001"))
    (id_, *_) = (m.new_session.initialize.session_id for m in messages if m.HasField("new_session"))
    shown = [m for m in messages if not m.HasField("page_info_changed")]  # which repeats the link
    return id_, [text for message in shown for text in sent_texts(message)]


def assert_refused(connection: ClientConnection, roster: Roster, reason: str = SIGN_IN) -> None:
    """The session shows the refusal, and nobody's name."""
    _, texts = page_of(connection)
    assert any(reason in text for text in texts)
    assert not roster.named(texts) - {PROGRAM}


def forged_cookies(url: str) -> dict[str, dict[str, str]]:
    """Cookies that nobody got by signing in at this server."""
    user = signed_in(PROGRAM)
    name, chunks = USER_COOKIE_NAME, in_chunks(url, user)
    plain = json.dumps({"origin": url} | user)
    return {
        "another secret": user_cookie(url, user, secret="another"),
        "no secret": user_cookie(url, user, secret=""),
        "another address": user_cookie("http://127.0.0.1:1", user),
        "another scheme": user_cookie(url.replace("http", "https"), user),
        "no address": {name: signed(url, user | {"origin": None})},
        "signed for another cookie": {name: signed(url, user, "_streamlit_session")},
        "not signed": {name: plain.replace('"', "'").replace(", ", "")},
        "only the name of the cookie": {name: ""},
        "not signed in": user_cookie(url, user | {"is_logged_in": False}),
        "a chunk is missing": {key: chunks[key] for key in (name, f"{name}_1")},
        "chunks without their number": {key: chunks[key] for key in (f"{name}_1", f"{name}_2")},
        "chunks in another order": {
            name: chunks[name],
            f"{name}_1": chunks[f"{name}_2"],
            f"{name}_2": chunks[f"{name}_1"],
        },
    }


@pytest.mark.parametrize("kind", list(forged_cookies("")))
def test_a_cookie_that_this_server_did_not_give_signs_nobody_in(
    url: str, roster: Roster, kind: str
) -> None:
    with session(url, more_cookies=forged_cookies(url)[kind]) as connection:
        assert_refused(connection, roster)


def test_a_sign_in_in_two_cookies_is_that_of_the_person_and_ends_with_the_token(
    url: str, roster: Roster
) -> None:
    with session(url, more_cookies=in_chunks(url, signed_in(MVP))) as connection:
        assert roster.named(page_of(connection)[1]) >= {"mvp903"}
    with session(url, more_cookies=in_chunks(url, signed_in(PROGRAM, exp=1))) as connection:
        assert_refused(connection, roster, ENDED)


def test_a_chunk_of_another_sign_in_gives_nobody_elses_rights(url: str, roster: Roster) -> None:
    name = USER_COOKIE_NAME
    own, others = in_chunks(url, signed_in(MVP)), in_chunks(url, signed_in(MVP, iat=1, exp=1))
    with session(url, more_cookies=own | {f"{name}_2": others[f"{name}_2"]}) as connection:
        assert not roster.strangers(page_of(connection)[1], {"mvp903"})


@pytest.mark.parametrize(
    "header", ["X-Streamlit-User", "X-Forwarded-User", "X-Forwarded-Email", "Remote-User"]
)
def test_a_header_that_names_a_person_signs_nobody_in(
    url: str, roster: Roster, header: str
) -> None:
    options = handshake(url)
    options["additional_headers"] |= {header: PROGRAM}
    with connect(**options) as connection:
        assert_refused(connection, roster)


FORGED = {
    "X-Forwarded-For": "127.0.0.1",
    "X-Forwarded-Host": "127.0.0.1",
    "X-Forwarded-Proto": "https",
    "Forwarded": "for=127.0.0.1;host=localhost",
    "X-Real-Ip": "127.0.0.1",
}


@pytest.mark.parametrize("header", list(FORGED))
def test_a_forged_proxy_header_opens_nothing(
    url: str, local: str, roster: Roster, header: str
) -> None:
    options = handshake(url)
    options["additional_headers"] |= {header: FORGED[header]}
    with connect(**options) as connection:
        assert_refused(connection, roster)
    if header == "X-Forwarded-Proto":  # names no address: nothing that local mode asks for
        return
    options = handshake(local)
    options["additional_headers"] |= {header: FORGED[header]}
    with connect(**options) as connection:
        assert_refused(connection, roster, CLOSED)


def reconnected(
    url: str, id_: str, user: dict | None = None, cookies: dict | None = None
) -> ClientConnection:
    """A connection that asks to continue the session `id_`."""
    options = handshake(url, user, cookies or {})
    options["subprotocols"].append(id_)
    return connect(**options)


def test_the_owner_of_a_session_continues_it_after_a_lost_connection(url: str) -> None:
    user = signed_in(PROGRAM)
    with session(url, user) as connection:
        id_, _ = page_of(connection)
    with reconnected(url, id_, user) as connection:
        assert page_of(connection)[0] == id_


@pytest.mark.parametrize("is_open", [True, False], ids=["open", "lost"])
@pytest.mark.parametrize("by", [LEAD, MVP, None])
def test_nobody_takes_over_the_session_of_somebody_else_by_its_id(
    url: str, roster: Roster, by: str | None, is_open: bool
) -> None:
    owner = session(url, signed_in(PROGRAM))
    id_, _ = page_of(owner)
    if not is_open:
        owner.close()
    allowed = {None: set(), LEAD: roster.of_teams(*ONE_TEAM), MVP: {"mvp903"}}[by]
    with reconnected(url, id_, signed_in(by) if by else None) as connection:
        new_id, texts = page_of(connection)
    assert new_id != id_
    assert not roster.strangers(texts, allowed)
    if is_open:
        assert page_of(owner)[0] == id_  # which was not disturbed
        owner.close()


def test_a_session_is_not_continued_with_a_forged_cookie_of_its_owner(
    url: str, roster: Roster
) -> None:
    user = signed_in(PROGRAM)
    with session(url, user) as connection:
        id_, _ = page_of(connection)
    with reconnected(url, id_, None, user_cookie(url, user, secret="another")) as connection:
        assert page_of(connection)[0] != id_
    expired = signed_in(PROGRAM, exp=1)
    with reconnected(url, id_, expired) as connection:
        assert_refused(connection, roster, ENDED)


def test_two_people_in_one_browser_keep_their_own_sessions(url: str, roster: Roster) -> None:
    scopes = {LEAD: roster.of_teams(*ONE_TEAM), MVP: {"mvp903"}}
    with session(url, signed_in(LEAD)) as first, session(url, signed_in(MVP)) as second:
        for _ in range(2):
            for connection, email in ((first, LEAD), (second, MVP)):
                assert not roster.strangers(page_of(connection)[1], scopes[email])
        id_, _ = page_of(first)
    with reconnected(url, id_, signed_in(MVP)) as connection:  # the cookie is now the other's
        new_id, texts = page_of(connection)
    assert new_id != id_
    assert not roster.strangers(texts, scopes[MVP])


def test_a_session_id_that_is_none_gets_a_new_session(url: str, roster: Roster) -> None:
    for id_ in ("x", "..", "0" * 5000):
        try:
            with reconnected(url, id_) as connection:
                assert_refused(connection, roster)
        except ConnectionClosed:
            continue


def test_the_address_of_a_file_is_of_use_only_to_those_whom_a_page_offers_it_to(url: str) -> None:
    def status(user: dict[str, object] | None) -> int:
        return httpx.get(url + file, cookies=user_cookie(url, user) if user else {}).status_code

    with session(url, signed_in(PROGRAM)) as connection:
        elements = [m.delta.new_element for m in messages_of(connection, "snapshots")]
        file = next(e.download_button.url for e in elements if e.HasField("download_button"))
        assert status(signed_in(PROGRAM)) == 200
        assert status(signed_in(PROGRAM.upper())) == 404
        assert status(signed_in(LEAD)) == 404
        assert status(None) == 404
