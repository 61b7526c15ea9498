"""The clock while serving: midnight, daylight saving, a year ahead and back."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect
from websockets.sync.client import ClientConnection

from tests.browser.auth_cookies import secrets_option
from tests.browser.clock import Clock
from tests.browser.conftest import PROJECT, choose, free_port, serving, title_of
from tests.browser.ws_client import error_in, messages_of, session
from tests.conftest import Program
from tests.people import signed_in

pytestmark = pytest.mark.slow(reason="starts two servers, and computes several days")
ZONE = "America/New_York"  # of the servers: each evening, their local date is not the one in UTC
LONGEST_SESSION = timedelta(hours=12)  # access.max_session_hours in data/program.toml
DAYS_AHEAD = 366  # how far figures reach after the day of the build
ENDED = "Your session has ended"
FINISHED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
CHEAP_PAGE = "certifications"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Clock:
    return Clock(tmp_path_factory.mktemp("clock") / "ahead")


@pytest.fixture(scope="module")
def local(people: Program, clock: Clock) -> Iterator[str]:
    """The address of a server in local mode."""
    with serving(people, env=clock.environment() | {"TZ": ZONE}) as url:
        yield url


@pytest.fixture(scope="module")
def with_sign_in(
    people: Program, clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a server with sign-in."""
    secrets = secrets_option(tmp_path_factory.mktemp("secrets"), port := free_port())
    env = clock.environment() | {"TZ": ZONE}
    with serving(people, secrets, port=port, env=env) as url:
        yield url


def drawn(connection: ClientConnection, page: str = CHEAP_PAGE) -> str:
    """Everything that one run of a page sends."""
    messages = list(messages_of(connection, page))
    assert [said for each in messages if (said := error_in(each))] in (
        [],
        ["Please sign in again."],
    )
    return b"".join(each.SerializeToString() for each in messages).decode(errors="ignore")


def page_at(moment: datetime, clock: Clock, url: str) -> str:
    """What somebody gets who comes in local mode at that moment."""
    clock.set(moment, url)
    with session(url) as connection:
        return drawn(connection)


def as_of(day: date) -> str:
    """How a page begins the sentence below its title."""
    return f"As of {day:%b} {day.day}, {day.year}. Next checkpoint: "


def midnight(day: date) -> datetime:
    return datetime.combine(day, time_of_day(), UTC)


def clock_changes(after: datetime) -> list[datetime]:
    """The moments in the next 365 days at which daylight saving begins or ends in `ZONE`."""
    hours = [after + timedelta(hours=hour) for hour in range(365 * 24)]
    offsets = [hour.astimezone(ZoneInfo(ZONE)).utcoffset() for hour in hours]
    return [hours[i] for i in range(1, len(hours)) if offsets[i] != offsets[i - 1]]


def test_an_open_page_shows_the_new_day_after_midnight(
    people: Program, clock: Clock, local: str, browser: Browser
) -> None:
    tomorrow = people.as_of + DAY
    clock.set(midnight(tomorrow) - 10 * MINUTE, local)
    tab = browser.new_page()
    tab.goto(f"{local}/certifications")
    expect(tab.get_by_text(as_of(people.as_of))).to_be_visible()
    expect(tab.locator(FINISHED)).to_be_visible()

    clock.set(midnight(tomorrow) + MINUTE, local)
    choose(tab, "Certification", "Active, exam needed")
    expect(tab.get_by_text(as_of(tomorrow))).to_be_visible()
    assert "as_of" not in tab.url

    clock.set(midnight(tomorrow + DAY) + MINUTE, local)
    tab.get_by_role("link", name="Benefits").click()
    expect(title_of(tab, "Benefits")).to_be_visible()
    expect(tab.get_by_text(as_of(tomorrow + DAY))).to_be_visible()
    assert "as_of" not in tab.url
    tab.close()


def test_a_day_that_was_picked_stays_after_midnight(
    people: Program, clock: Clock, local: str, browser: Browser
) -> None:
    tomorrow, picked = people.as_of + DAY, people.as_of - DAY
    clock.set(midnight(tomorrow) - 10 * MINUTE, local)
    tab = browser.new_page()
    tab.goto(f"{local}/certifications?as_of={picked}")
    expect(tab.get_by_text(as_of(picked))).to_be_visible()
    clock.set(midnight(tomorrow) + MINUTE, local)
    tab.get_by_role("link", name="Benefits").click()
    expect(title_of(tab, "Benefits")).to_be_visible()
    expect(tab.get_by_text(as_of(picked))).to_be_visible()
    assert f"as_of={picked}" in tab.url
    tab.close()


def test_today_is_the_day_in_utc_on_both_sides_of_daylight_saving(
    people: Program, clock: Clock, local: str
) -> None:
    changes = clock_changes(midnight(people.as_of))
    assert len(changes) == 2
    for change in changes:
        for moment in (change - MINUTE, change + MINUTE, midnight(change.date() + DAY) - MINUTE):
            assert as_of(moment.date()) in page_at(moment, clock, local)


def test_pages_follow_a_clock_that_is_moved_a_year_ahead_and_back(
    people: Program, clock: Clock, local: str
) -> None:
    now = midnight(people.as_of) + timedelta(hours=12)
    last_day = people.as_of + DAYS_AHEAD * DAY
    for days in (0, 365, -365, 0):
        assert as_of((now + days * DAY).date()) in page_at(now + days * DAY, clock, local)
    assert as_of(last_day) in page_at(now + 400 * DAY, clock, local)
    assert as_of(now.date()) in page_at(now, clock, local)


def cookie_of(moment: datetime, lasts: timedelta) -> dict[str, object]:
    """What the provider says of somebody who signs in at that moment."""
    issued = int(moment.timestamp())
    return signed_in("program@example.org", iat=issued, exp=issued + int(lasts.total_seconds()))


def come(url: str, user: dict[str, object], moment: datetime) -> ClientConnection:
    """Open a session with a cookie that was signed at that moment."""
    with patch.object(time, "time", moment.timestamp):
        return session(url, user)


def test_a_session_ends_by_the_clock_also_when_daylight_saving_begins_or_ends_in_it(
    people: Program, clock: Clock, with_sign_in: str
) -> None:
    for change in clock_changes(midnight(people.as_of)):
        arrival = change - timedelta(hours=6)
        clock.set(arrival + MINUTE, with_sign_in)
        user = cookie_of(arrival, lasts=timedelta(hours=20))
        with come(with_sign_in, user, arrival) as connection:
            clock.set(arrival + LONGEST_SESSION - MINUTE, with_sign_in)
            assert "As of " in drawn(connection)
            clock.set(arrival + LONGEST_SESSION + MINUTE, with_sign_in)
            assert ENDED in (over := drawn(connection))
            assert "As of " not in over


def test_a_clock_that_is_moved_does_not_make_a_session_longer_than_its_token(
    people: Program, clock: Clock, with_sign_in: str
) -> None:
    arrival = midnight(people.as_of) + timedelta(hours=12)
    clock.set(arrival + MINUTE, with_sign_in)
    user = cookie_of(arrival, lasts=timedelta(hours=2))
    with come(with_sign_in, user, arrival) as connection:
        assert "As of " in drawn(connection)
        for ahead in (365 * DAY, timedelta(hours=2, minutes=1), -timedelta(hours=1), -365 * DAY):
            clock.set(arrival + ahead, with_sign_in)
            assert ENDED in drawn(connection), ahead
            with come(with_sign_in, user, arrival) as newcomer:
                assert "As of " not in drawn(newcomer), ahead
        clock.set(arrival + timedelta(hours=1), with_sign_in)
        assert "As of " in drawn(connection)


def test_a_clock_before_all_data_is_named_as_the_cause(people: Program, clock: Clock) -> None:
    script = "from dashboard.reading.days import today; today()"
    env = os.environ | clock.environment() | {"MVP_DATABASE": str(people.database)}
    clock.ahead(datetime(1970, 1, 2, tzinfo=UTC) - datetime.now(UTC))
    command = [sys.executable, "-c", script]
    said = subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True)
    assert said.returncode == 1
    assert "the clock of this machine says 1970-01-0" in said.stderr
