"""Who a signed-in person is, what a link or a name can do, and what an error tells."""

import logging
import re
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from dashboard.reading.days import current_build
from dashboard.reading.people import identity
from dashboard.registry import PAGES
from dashboard.server import failures
from dashboard.viewers import access
from data.build.build import build
from data.errors import ProgramError
from tests.access.conftest import Visit, Wire
from tests.conftest import Program, built
from tests.data.folders import accepting, written
from tests.leak_search import Roster
from tests.people import ONE_TEAM, add_rows, signed_in
from tests.sent_figures import SENT_AS, is_chart, sent_figure
from tests.tiles import absences

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
PROGRAM_TEAM = signed_in("program@example.org")
LEAD = signed_in("lead5@example.org")
HOSTILE = (
    "' or 1=1 --",
    "'; drop table membership; --",
    "1) union all select name from members --",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "../../etc/passwd",
    "%00\x00",
    "2026-13-45",
    "",
    "9" * 3000,
)
PARAMETERS = {
    "as_of": "pages/program/overview.py",
    "team": "pages/program/overview.py",
    "track": "pages/program/progress.py",
    "level": "pages/program/progress.py",
    "sort": "pages/program/progress.py",
    "mvp": "pages/people/mvp.py",
    "stage": "pages/program/renewals.py",
    "status": "pages/people/certifications.py",
    "file": "pages/records/snapshots.py",
    "view as": "pages/program/overview.py",
}


# The length of a session


def token(**ages: float) -> dict[str, object]:
    """A token by the hours from now of its exp and iat."""
    return {key: (NOW + timedelta(hours=hours)).timestamp() for key, hours in ages.items()}


@pytest.mark.parametrize(
    "user",
    [
        token(exp=0, iat=-1),
        token(exp=-0.001, iat=-1),
        token(exp=5, iat=-12),
        token(exp=5, iat=-13),
        token(exp=5, iat=0.1),
        token(exp=9000, iat=8760),
        token(exp=5),
        token(iat=-1),
        {},
        {"exp": None, "iat": None},
        {"exp": "soon", "iat": "now"},
        {"exp": [], "iat": {}},
        {"exp": "nan", "iat": "nan"},
        {"exp": float("inf"), "iat": token(iat=-1)["iat"]},
        {"exp": 1e30, "iat": 1e30},
        {"exp": 253402300799, "iat": 253402300799},
    ],
    ids=str,
)
def test_a_session_ends_when_the_token_is_expired_too_old_or_incomplete(user):
    assert access.is_over(user, 12, NOW)


@pytest.mark.parametrize("as_text", [False, True])
def test_a_session_lasts_until_the_token_expires_or_is_too_old(as_text):
    user = token(exp=1, iat=-11.9)
    assert not access.is_over({k: str(v) for k, v in user.items()} if as_text else user, 12, NOW)
    assert access.is_over(user, 11, NOW)


# Local mode


@pytest.mark.parametrize("host", [None, "localhost:8501", "127.0.0.1:8501", "[::1]:8501"])
@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.0.0.53"])
def test_a_request_to_a_loopback_address_is_local(address, host):
    assert access.is_local(address, {} if host is None else {"Host": host})


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8501", "http://localhost", "http://[::1]"])
def test_a_browser_that_names_a_loopback_origin_is_local(origin):
    assert access.is_local("127.0.0.1", {"Host": "127.0.0.1:8501", "Origin": origin})


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        (None, {}),
        ("", {}),
        ("0.0.0.0", {"Host": "127.0.0.1:8501"}),
        ("::", {"Host": "localhost"}),
        ("192.168.1.4", {"Host": "192.168.1.4"}),
        ("127.0.0.1", {"Host": "dashboard.example.org"}),
        ("127.0.0.1", {"Host": "127.0.0.1.example.org"}),
        ("127.0.0.1", {"Host": "localhost@example.org"}),
        ("127.0.0.1", {"Host": "localhost.example.org:8501"}),
        ("127.0.0.1", {"Host": ""}),
        ("127.0.0.1", {"Host": "[::1"}),
        ("127.0.0.1", {"Host": "localhost", "X-Forwarded-For": "10.0.0.1"}),
        ("127.0.0.1", {"Host": "localhost", "X-Forwarded-Host": "dashboard.example.org"}),
        ("127.0.0.1", {"Host": "localhost", "Forwarded": "for=10.0.0.1"}),
        ("127.0.0.1", {"Host": "localhost", "X-Real-Ip": "10.0.0.1"}),
        ("127.0.0.1", {"Host": "127.0.0.1:8501", "Origin": "http://192.168.1.4"}),
        ("127.0.0.1", {"Host": "127.0.0.1:8501", "Origin": "https://dashboard.example.org"}),
        ("127.0.0.1", {"Host": "localhost", "Origin": "https://localhost.example.org"}),
        ("127.0.0.1", {"Host": "localhost", "Origin": "null"}),
        ("127.0.0.1", {"Host": "localhost", "Origin": ""}),
    ],
)
def test_any_other_address_host_or_proxy_is_not_local(address, headers):
    assert not access.is_local(address, headers)


# Who an address is


@pytest.mark.parametrize("email", ["PROGRAM@Example.ORG", " program@example.org "])
def test_case_and_spaces_of_an_e_mail_address_do_not_matter(as_database, email):
    assert identity(email).role == "program"


def test_an_e_mail_address_of_two_mvps_belongs_to_nobody(as_database):
    twin = identity("twin@example.org")
    assert (twin.role, twin.mvp_id) == (None, None)


def test_nobody_signs_in_with_another_address_than_their_main_one(as_database):
    assert identity("mvp904@example.org").mvp_id == "mvp904"
    assert identity("both.former@example.org").role is None


@pytest.mark.parametrize("email", ["", " ", "%", "_rogram@example.org", "' or 1=1 --", "mvp903"])
def test_an_e_mail_address_must_match_completely(as_database, email):
    assert identity(email).role is None


def test_a_lead_who_is_an_mvp_sees_the_team_and_themselves(visit: Visit, wire: Wire, roster):
    both = visit(signed_in("mvp904@example.org"), "pages/people/mvp.py")
    options = roster.named(both.selectbox(key="mvp").options)
    wanted = {"mvp904", *roster.of_teams("DACH")}
    on_roster = {mvp for mvp in wanted if set(map(str.casefold, roster.mvps[mvp].words)) & options}
    assert "mvp904" in on_roster
    assert len(on_roster) > 1
    assert not roster.strangers(wire.texts(), wanted)


def test_a_role_removed_by_a_new_build_is_gone_on_the_next_run(
    people: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit, wire: Wire
) -> None:
    source = shutil.copytree(people.source, tmp_path / "input")
    add_rows(source / "access.csv", {"email": "was@example.org", "role": "program"})
    program = built(source, tmp_path, people.as_of)
    monkeypatch.setenv("MVP_DATABASE", str(program.database))
    app = visit(signed_in("was@example.org"), "pages/program/at_risk.py")
    assert app.title[0].value == "At risk"

    shutil.copy(people.source / "access.csv", source / "access.csv")
    before = current_build()
    built(source, tmp_path, people.as_of)
    assert current_build() != before
    wire.messages.clear()
    app.run()
    texts = "\n".join(wire.texts())
    assert "belongs to nobody" in texts
    assert "Who needs a call" not in texts


# What a link can do


STRANGER = "The MVP in this link was not in the program on {}, or is nobody whom you can see."


@pytest.mark.parametrize("other", ["mvp903", "nobody"])
@pytest.mark.parametrize("file", ["pages/people/mvp.py", "pages/program/overview.py"])
def test_an_mvp_with_another_mvp_in_the_link_is_told_the_same_as_for_nobody(
    visit: Visit, wire: Wire, roster: Roster, active_mvp: str, file: str, other: str
) -> None:
    app = visit(signed_in(f"{active_mvp}@example.org"), file, mvp=other)
    assert not app.error
    texts = [text for text in wire.texts() if text != f"mvp={other}"]
    assert not roster.strangers(texts, {active_mvp})
    assert [title.value for title in app.title] == ["MVP"]
    assert [warning.value for warning in app.warning] == [STRANGER.format(today_in_words())]
    (own,) = app.main.button
    own.click().run()
    assert app.header
    assert not app.warning


@pytest.mark.parametrize("other", ["mvp903", "nobody"])
def test_a_lead_with_an_mvp_of_another_team_in_the_link_is_told_the_same_as_for_nobody(
    visit: Visit, wire: Wire, roster: Roster, other: str
) -> None:
    app = visit(LEAD, "pages/people/mvp.py", mvp=other)
    assert [warning.value for warning in app.warning] == [STRANGER.format(today_in_words())]
    assert app.selectbox(key="mvp").value is None
    assert not app.header
    assert not app.error
    assert not roster.strangers(wire.texts(), roster.of_teams(*ONE_TEAM))


@pytest.mark.parametrize("team", ["Iberia", "Nowhere"])
def test_a_lead_with_another_team_in_the_link_is_told_the_same_as_for_no_team(
    visit: Visit, wire: Wire, roster: Roster, team: str
) -> None:
    app = visit(LEAD, "pages/program/overview.py", team=team)
    says = f"Nobody whom you can see was in the team “{team}” on {today_in_words()}."
    assert [warning.value for warning in app.warning] == [says]
    assert not app.metric
    assert not roster.strangers(wire.texts(), roster.of_teams(*ONE_TEAM))


def today_in_words() -> str:
    today = datetime.now(UTC)
    return f"{today:%B} {today.day}, {today.year}"


def page_texts(app: AppTest) -> list[str]:
    """What stands on the page: texts, cells and choices."""
    return [shown(element) for element in app.main if element.type not in ("main", "imgs")]


def shown(element: Element) -> str:
    """The text of an element, or its label."""
    value = getattr(element, "value", None)
    if isinstance(value, pd.DataFrame):
        return value.to_csv()
    return str(getattr(element, "label", "") if value is None else value)


@pytest.mark.parametrize(
    ("key", "user"),
    [
        *(pytest.param(key, PROGRAM_TEAM, id=f"{key}, the program team") for key in PARAMETERS),
        *(pytest.param(key, LEAD, id=f"{key}, a lead") for key in ("team", "mvp", "view as")),
    ],
)
def test_sql_and_html_in_a_parameter_of_the_link_are_values_that_are_not_there(
    visit: Visit, wire: Wire, roster: Roster, key: str, user: dict
) -> None:
    plain = page_texts(visit(user, PARAMETERS[key]))
    for text in HOSTILE:
        app = visit(user, PARAMETERS[key], **{key: text})
        assert not app.error, text
        assert not app.exception, text
        if text == "" or key == "view as":  # which asks for nothing
            assert page_texts(app) == plain, text
            continue
        (warning,) = app.warning
        assert not re.search(r"(?<!\\)[<\[]", warning.value), text  # as text, not as markup
        assert len(app.main) < len(plain), text
    if user is LEAD:
        assert not roster.strangers(wire.texts(), roster.of_teams(*ONE_TEAM))


@pytest.mark.parametrize("text", [text for text in HOSTILE if text])
def test_sql_and_html_in_the_search_field_match_nobody(visit: Visit, text: str) -> None:
    app = visit(PROGRAM_TEAM, "pages/program/progress.py", name=text)
    assert not app.error
    assert not app.exception
    assert absences(app) == ["Nobody matches these filters. Remove one to see more."]
    assert not app.dataframe


# What an error tells

SECRET = "/srv/secret/mvp.duckdb: Ana Awaiting, ana@example.org"
FAILING = """
from dashboard.server import failures
from data.build.build import build
from data.errors import ProgramError
with failures.explained():
    raise {kind}({text!r})
"""


@pytest.mark.parametrize("kind", ["ProgramError", "ValueError", "KeyError"])
def test_an_error_shows_a_reference_and_the_log_holds_its_kind_and_place(caplog, wire, kind):
    app = AppTest.from_string(FAILING.format(kind=kind, text=SECRET))
    app.secrets.update({"auth": {}})
    with caplog.at_level(logging.DEBUG, logger="dashboard"):
        app.run()
    (shown,) = [error.value for error in app.error]
    (record,) = [record for record in caplog.records if record.name == "dashboard"]
    reference = record.getMessage().partition(":")[0]
    assert len(reference) == 8
    assert reference in shown
    assert f"{kind} at " in record.getMessage()
    assert record.exc_info is None
    said = "\n".join([shown, record.getMessage(), *wire.texts()])
    assert "secret" not in said.replace("secrets", "")
    assert "Ana" not in said
    assert "/" not in shown


def test_in_local_mode_a_program_error_is_shown_with_its_text():
    app = AppTest.from_string(FAILING.format(kind="ProgramError", text=SECRET)).run()
    assert [error.value for error in app.error] == [SECRET]


def test_a_page_that_stops_on_purpose_shows_no_error():
    app = AppTest.from_string(
        "import streamlit as st\n"
        "from dashboard.server import failures\n"
        "with failures.explained():\n"
        "    st.text('before')\n"
        "    st.stop()\n"
    ).run()
    assert not app.error
    assert [text.value for text in app.text] == ["before"]


def test_explained_catches_every_error(caplog):
    with failures.explained():
        raise ProgramError(SECRET)
    with failures.explained():
        raise RuntimeError(SECRET)
    assert "Ana" not in caplog.text
    assert "/srv" not in caplog.text


# Names and titles with markup

MARKUP = '<b>Bold</b> <a href="https://evil.example">Al</a> **x** [c](javascript:alert(1)) :red[r]'
FORMATTED = ("heading", "markdown", "alert")


@pytest.fixture(scope="module")
def marked_up(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A program of MVPs whose names, teams and titles are markup, and a link that runs script."""
    folder = tmp_path_factory.mktemp("marked_up")
    name = MARKUP.replace('"', '""')
    now = datetime.now(UTC).date()
    ago, day = now - timedelta(days=500), now
    people = [
        f'm{number},"{name} {number}",m{number}@example.org,{ago},"{name}",{ago}'
        for number in range(4)
    ]
    done = [
        f'c{number}-{mvp},m{mvp},{track},{kind},{day},"{name}",{url},'
        for mvp in range(2)
        for number, (track, kind, url) in enumerate(
            [
                ("content", "tutorial", "javascript:alert(1)"),
                ("content", "tutorial", "https://example.org/fine"),
                ("content", "tutorial", "data:text/html;base64,PHNjcmlwdD4="),
                ("forge", "release", "JavaScript:alert(1)//https://example.org"),
            ]
        )
    ]
    written(
        folder / "input",
        {
            "mvps.csv": "mvp_id,name,email,entered_on,team,nda_signed_on\n" + "\n".join(people),
            "access.csv": "email,role,team\nprogram@example.org,program,\n",
            "commitments.csv": "mvp_id,year,track\n"
            + "".join(f"m{number},{now.year},content\n" for number in range(4)),
            "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at,title,url,"
            "accepted\n" + "\n".join(done),
        },
    )
    database = folder / "mvp.duckdb"
    build(folder / "input", database, now, accepting(1.0))
    return Program(database, folder / "input", now)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_markup_in_a_name_a_team_or_a_title_is_shown_as_text(
    marked_up: Program, monkeypatch: pytest.MonkeyPatch, visit: Visit, wire: Wire, page
) -> None:
    monkeypatch.setenv("MVP_DATABASE", str(marked_up.database))
    app = visit(PROGRAM_TEAM, page.file)
    assert not app.error
    assert not app.exception
    for message in wire.messages:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind in FORMATTED:
            assert MARKUP not in getattr(element, kind).body, kind
        if kind == "markdown":
            assert not element.markdown.allow_html
        if kind == SENT_AS and is_chart(element.bidi_component):
            assert_is_escaped(sent_figure(element.bidi_component))


def assert_is_escaped(value: object) -> None:
    """No text of a chart's specification has a tag in it that plotly would read."""
    if isinstance(value, dict):
        for key, entry in value.items():
            if key != "hovertemplate":
                assert_is_escaped(entry)
    elif isinstance(value, list):
        for entry in value:
            assert_is_escaped(entry)
    elif isinstance(value, str):
        assert "<a " not in value
        assert "<b>Bold" not in value


def test_only_http_and_https_addresses_become_links(
    marked_up: Program, monkeypatch: pytest.MonkeyPatch, visit: Visit
) -> None:
    monkeypatch.setenv("MVP_DATABASE", str(marked_up.database))
    app = visit(PROGRAM_TEAM, "pages/people/mvp.py", mvp="m0", tab="contributions")
    (rows,) = [table.value for table in app.dataframe if "url" in table.value.columns]
    assert set(rows["url"].dropna()) == {"https://example.org/fine"}
    assert set(rows["title"]) == {MARKUP}


def test_a_session_older_than_the_setting_asks_to_sign_in_again(visit: Visit, wire: Wire) -> None:
    now = time.time()
    old = signed_in("program@example.org", iat=now - 13 * 3600, exp=now + 3600)
    assert visit(old).title[0].value == "Your session has ended"
    young = signed_in("program@example.org", iat=now - 11 * 3600, exp=now + 3600)
    assert visit(young).title[0].value == "Overview"
