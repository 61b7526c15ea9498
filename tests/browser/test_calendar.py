"""Calendar addresses over HTTP: whoever has one reads what its person may see now, and no more."""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from icalendar import Calendar

from data.events.folder import EventFolder
from data.events.model import LOCAL, new
from tests.asking import ANA, BEN, FILES, LEAD, OTHER_LEAD, TEAM, published
from tests.browser.auth_cookies import secrets_option
from tests.browser.conftest import Serve, free_port
from tests.conftest import Program

NAMES = {"Ana Asks", "Ben Bystander"}
ROLES = {ANA: ("mvp", "ana"), BEN: ("mvp", "ben"), TEAM: ("program", None)}


@dataclass
class Site:
    """A server, the folder of its program and its audit log, and how to get a calendar of it."""

    url: str
    folder: Path
    log: Path

    @property
    def events(self) -> EventFolder:
        return EventFolder(self.folder / "mvp-events")

    def made(self, by: str, role: str | None = None, mvp_id: str | None = None) -> str:
        """The token of a new calendar of a person."""
        token = secrets.token_urlsafe(32)
        digest = {"digest": sha256(token.encode()).hexdigest()}
        role, mvp_id = (role, mvp_id) if role else ROLES.get(by, ("lead", None))
        self.events.write(new("calendar", by, role, mvp_id, digest))
        return token

    def revoke(self, token: str) -> None:
        """End the calendar with that token, as its person does."""
        digest = sha256(token.encode()).hexdigest()
        (made,) = [e for e in self.events.read().events if e.get("digest") == digest]
        self.events.write(new("calendar_revoked", made.by, made.role, made.mvp_id, {}, made.id))

    def get(self, token: str, **headers: str) -> httpx.Response:
        """What a calendar program gets, which has no cookies."""
        return httpx.get(f"{self.url}/calendar/{token}.ics", headers=headers, timeout=20)

    def publish(self, **files: str) -> Program:
        """Build the program again, with other files."""
        return published(self.folder, **files)


def names_in(answer: httpx.Response) -> set[str]:
    """Whom a calendar names."""
    assert answer.status_code == 200
    assert Calendar.from_ical(answer.content).events
    return {name for name in NAMES if name in answer.text.replace("\r\n ", "")}


@pytest.fixture(scope="module")
def site(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A server where people sign in."""
    folder = tmp_path_factory.mktemp("calendar")
    program, port, log = published(folder), free_port(), folder / "audit.jsonl"
    options, env = secrets_option(folder, port), {"MVP_AUDIT_LOG": str(log)}
    return Site(serve(program, options, port=port, env=env), folder, log)


@pytest.fixture
def changing(site: Site) -> Iterator[Site]:
    """The site for a test that builds another program; afterwards, the first one is there again."""
    yield site
    site.publish()


@pytest.mark.parametrize(
    ("by", "names"),
    [
        (TEAM, NAMES),
        (LEAD, {"Ana Asks"}),
        (OTHER_LEAD, {"Ben Bystander"}),
        (ANA, set()),  # "you"
        (BEN, set()),
    ],
)
def test_each_role_reads_the_people_of_its_scope(site: Site, by: str, names: set[str]) -> None:
    answer = site.get(site.made(by))
    assert names_in(answer) == names
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["content-disposition"] == 'attachment; filename="calendar.ics"'
    assert "set-cookie" not in answer.headers
    assert by not in answer.text


def test_an_mvp_reads_their_own_dates_and_a_lead_those_of_their_people(site: Site) -> None:
    # Ana and Ben entered on January 10, 2025 and have passed no exam.
    own, lead = (site.get(site.made(by)).text for by in (ANA, LEAD))
    assert "SUMMARY:Pass the exam\r\n" in own
    assert "SUMMARY:Exam due: Ana Asks\r\n" in lead
    assert "DTSTART;VALUE=DATE:20250410\r\n" in own


def test_no_address_tells_an_unknown_one_from_a_revoked_or_a_broken_one(site: Site) -> None:
    revoked, replaced = site.made(ANA), site.made(BEN)
    site.revoke(revoked)
    site.made(BEN)
    unknown = secrets.token_urlsafe(32)
    answers = [
        site.get(token)
        for token in (revoked, replaced, unknown, "x", "", "%C3%A9", f"{unknown}/{unknown}")
    ]
    answers.append(httpx.get(f"{site.url}/calendar/{site.made(ANA)}"))  # without .ics
    said = {
        (answer.status_code, answer.text, *sorted({**answer.headers, "date": ""}.items()))
        for answer in answers
        if answer.url.path.startswith("/calendar/")
    }
    assert len(said) == 1
    assert answers[0].status_code == 404


def test_who_revokes_an_address_leaves_those_of_others_alone(site: Site) -> None:
    mine, other = site.made(LEAD), site.made(OTHER_LEAD)
    digest = sha256(mine.encode()).hexdigest()
    (made,) = [e for e in site.events.read().events if e.get("digest") == digest]
    forged = new("calendar_revoked", OTHER_LEAD, "lead", None, {}, made.id)
    site.events.write(forged)
    assert site.get(mine).status_code == site.get(other).status_code == 200


def test_the_tag_is_that_of_the_build(changing: Site) -> None:
    token = changing.made(LEAD)
    first = changing.get(token)
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"another", {tag}', "*"):
        again = changing.get(token, **{"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert changing.get(token, **{"If-None-Match": '"another"'}).status_code == 200
    changing.publish(**{"mvps.csv": FILES["mvps.csv"].replace("Ana Asks", "Ana Other")})
    newer = changing.get(token, **{"If-None-Match": tag})
    assert newer.status_code == 200
    assert newer.headers["etag"] != tag
    assert "Ana Other" in newer.text


def test_a_build_that_takes_a_role_or_a_title_takes_the_calendar(changing: Site) -> None:
    lead, mvp, team = changing.made(LEAD), changing.made(ANA), changing.made(TEAM)
    changing.publish(
        **{
            "access.csv": f"email,role,team\n{LEAD},lead,India\n{OTHER_LEAD},lead,India\n",
            "mvps.csv": FILES["mvps.csv"],
            "memberships.csv": "mvp_id,from_on,to_on\nana,2025-01-10,2026-03-01\n",
        }
    )
    assert names_in(changing.get(lead)) == {"Ben Bystander"}  # another team
    assert changing.get(mvp).status_code == 404  # left
    assert changing.get(team).status_code == 404  # no role any more


def test_an_address_that_another_mvp_has_now_gives_nothing(changing: Site) -> None:
    token = changing.made(ANA)
    swapped = FILES["mvps.csv"].replace(ANA, "x").replace(BEN, ANA).replace("x,", f"{BEN},")
    changing.publish(**{"mvps.csv": swapped})
    assert changing.get(token).status_code == 404


def test_a_calendar_of_local_mode_does_not_work_where_people_sign_in(site: Site) -> None:
    assert site.get(site.made(LOCAL, "program")).status_code == 404


def test_each_download_has_a_line_in_the_audit_log_without_the_token(site: Site) -> None:
    token = site.made(LEAD)
    answer = site.get(token)
    site.get(token, **{"If-None-Match": answer.headers["etag"]})
    text = site.log.read_text(encoding="ascii")
    (line,) = [json.loads(line) for line in text.splitlines()][-1:]
    assert {**line, "at": "", "as_of": ""} == {
        **{"at": "", "event": "download", "who": LEAD, "role": "lead", "page": "calendar"},
        **{"as_of": "", "teams": ["Iberia"], "file": "calendar.ics"},
    }
    assert token not in text


def test_no_calendar_is_handed_out_while_the_log_cannot_be_written(site: Site) -> None:
    token = site.made(ANA)
    kept = site.log.rename(site.log.with_suffix(".kept"))
    site.log.mkdir()
    try:
        assert site.get(token).status_code == 503
    finally:
        site.log.rmdir()
        kept.rename(site.log)


@pytest.fixture(scope="module")
def local(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A server in local mode."""
    folder = tmp_path_factory.mktemp("local")
    return Site(serve(published(folder)), folder, folder)


def test_in_local_mode_the_program_team_has_a_calendar_on_this_machine_only(local: Site) -> None:
    token = local.made(LOCAL, "program")
    assert names_in(local.get(token)) == NAMES
    assert local.get(token, **{"X-Forwarded-For": "192.0.2.1"}).status_code == 404
    assert local.get(token, Host="dashboard.example").status_code == 404
    assert local.get(local.made(LOCAL, "mvp", "ana")).status_code == 404
    assert local.get(local.made(TEAM)).status_code == 404


def test_without_figures_a_calendar_program_is_told_to_come_again(local: Site) -> None:
    token = local.made(LOCAL, "program")
    database = local.folder / "mvp.duckdb"
    kept = database.rename(database.with_suffix(".kept"))
    try:
        answer = local.get(token)
    finally:
        kept.rename(database)
    assert answer.status_code == 503
    assert "retry-after" in answer.headers
