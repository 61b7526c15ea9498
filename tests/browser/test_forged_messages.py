"""Thousands of forged messages while builds and roles change: nobody gets foreign rows."""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import httpx
import pytest

from dashboard.registry import PAGES
from data.build.build import build
from data.settings.files import load_program
from tests.browser.attacking import Attacker, Visit, attacked
from tests.browser.auth_cookies import secrets_option, user_cookie
from tests.browser.conftest import free_port, serving
from tests.browser.forging import Known
from tests.browser.ws_client import messages_of, session
from tests.conftest import Program, ReportFigure
from tests.leak_search import Roster
from tests.people import ONE_TEAM, TWO_TEAMS, signed_in, write_calls, write_people

MESSAGES = int(os.environ.get("FORGED_MESSAGES", "6000"))  # `make attack` sends more
SECONDS_A_BUILD = 12 if MESSAGES < 20_000 else 60  # each one empties the caches
PROGRAM = "program@example.org"
SESSIONS = {"lead1@example.org": 4, "lead5@example.org": 2, "mvp904@example.org": 3, "mvp": 2}
LOST = "Iberia"  # the team that lead1 has in every second build


@dataclass
class Change:
    """A build from one of two folders: when it began, and when it was the newest for certain."""

    which: int
    begun: float
    done: float = float("inf")

    @property
    def seconds(self) -> float:
        return self.done - self.begun


@dataclass
class Builds:
    """A database that is built again and again, in turns from two folders of input files."""

    database: Path
    sources: tuple[Path, Path]
    changes: list[Change] = field(default_factory=list)

    def publish(self, which: int) -> None:
        """Build the database from one of the folders."""
        change = Change(which, time.monotonic())
        self.changes.append(change)
        build(
            self.sources[which],
            self.database,
            datetime.now(UTC).date(),
            load_program(self.sources[which]),
        )
        change.done = time.monotonic()

    def between(self, begin: float, end: float) -> set[int]:
        """From which folders a run in that time can have had its build."""
        changes = list(self.changes)
        before = [change.which for change in changes if change.done < begin]
        during = {c.which for c in changes if c.done >= begin and c.begun <= end}
        return {*before[-1:], *during}

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Publish one build after the other."""
        stop = Event()

        def change() -> None:
            # On a busy machine builds take longer: most of the time must pass between them.
            while not stop.wait(max(SECONDS_A_BUILD, 2 * self.changes[-1].seconds)):
                self.publish(1 - self.changes[-1].which)

        thread = Thread(target=change)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """Two sets of input files; with the second, lead1 has one team, and mvp904 leads nobody.

    Everybody was called.
    """
    folder = tmp_path_factory.mktemp("changing")
    sources = folder / "all", folder / "fewer"
    for source in sources:
        write_people(source)
    write_calls(folder / "mvp-events", sources[0])
    access = sources[1] / "access.csv"
    lines = access.read_text(encoding="utf-8").splitlines(keepends=True)
    fewer = [
        line
        for line in lines
        if not (line.startswith("lead1@") and LOST in line) and "mvp904@" not in line.lower()
    ]
    assert len(fewer) == len(lines) - 2
    access.write_text("".join(fewer), encoding="utf-8")
    made = Builds(folder / "mvp.duckdb", sources)
    made.publish(0)
    return made


@pytest.fixture(scope="module")
def urls(builds: Builds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Two servers of that database with a sign-in."""
    folder = tmp_path_factory.mktemp("secrets")
    program = Program(builds.database, builds.sources[0], datetime.now(UTC).date())
    with ExitStack() as servers:
        ports = [free_port(), free_port()]
        yield [
            servers.enter_context(serving(program, secrets_option(folder, port), port=port))
            for port in ports
        ]


def allowed(email: str, which: set[int], roster: Roster) -> set[str]:
    """Whom a person may see with the builds of these folders."""
    if email == "lead1@example.org":
        teams = TWO_TEAMS if 0 in which else tuple(team for team in TWO_TEAMS if team != LOST)
        return roster.of_teams(*teams)
    if email == "lead5@example.org":
        return roster.of_teams(*ONE_TEAM)
    own = {email.partition("@")[0]}
    return own | (roster.of_teams("DACH") if email.startswith("mvp904") and 0 in which else set())


def attackers(urls: list[str], active_mvp: str) -> list[Attacker]:
    """Who attacks each server: leads and MVPs, and one of the program team as the control."""
    emails = [
        f"{active_mvp}@example.org" if email == "mvp" else email
        for email, sessions in SESSIONS.items()
        for _ in range(sessions)
    ]
    each = [(url, email) for url in urls for email in (PROGRAM, *emails)]
    return [Attacker(url, email, number) for number, (url, email) in enumerate(each)]


@contextmanager
def opened_by_others(urls: list[str], roster: Roster, active_mvp: str) -> Iterator[Known]:
    """What is known of sessions of three people, which stay open with all that they offer."""
    known = Known()
    with ExitStack() as tabs:
        for url in urls:
            for page in PAGES:
                tab = tabs.enter_context(session(url, signed_in(PROGRAM)))
                known.learn(tab, [page.name])
            for email in ("lead1@example.org", f"{active_mvp}@example.org"):
                tab = tabs.enter_context(session(url, signed_in(email)))
                known.learn(tab, [page.name for page in PAGES])
        known.people += [*roster.mvps, *(f"{mvp_id}@example.org" for mvp_id in roster.mvps)]
        yield known


@dataclass
class Result:
    """What all visits together brought."""

    roster: Roster
    builds: Builds
    sent: int = 0
    requests: int = 0
    visits_of_one_build: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    strangers: set[tuple[str, str, str]] = field(default_factory=set)
    of_control: set[str] = field(default_factory=set)
    of_control_in_files: set[str] = field(default_factory=set)

    def add(self, visit: Visit) -> None:
        """Judge by the builds that there were during a visit who may be named in its answers."""
        self.sent += visit.sent
        self.requests += visit.requests
        self.kinds += visit.kinds
        which = self.builds.between(visit.begin, visit.end)
        if visit.email == PROGRAM:  # the control: it is judged as if it was that of lead1
            of_lead = allowed("lead1@example.org", {0}, self.roster)
            self.of_control |= self.roster.others(visit.named, of_lead)
            self.of_control_in_files |= self.roster.others(visit.in_files, of_lead)
            return
        of_person = allowed(visit.email, which, self.roster)
        self.visits_of_one_build += len(which) == 1
        for where, named in (("pages", visit.named), ("files", visit.in_files)):
            others = self.roster.others(named, of_person)
            self.strangers |= {(visit.email, where, word) for word in others}

    def __str__(self) -> str:
        counts = ", ".join(f"{count:,} {kind}" for kind, count in self.kinds.most_common())
        return (
            f"{len(self.strangers)} foreign rows in {self.sent:,} messages and "
            f"{self.requests:,} requests for files; {len(self.builds.changes)} builds; the control "
            f"finds {len(self.of_control)} names, {len(self.of_control_in_files)} of them in "
            f"files; answers: {counts}"
        )


def test_a_file_of_before_is_not_handed_out_when_a_build_takes_a_team_away(
    builds: Builds, urls: list[str]
) -> None:
    lead = signed_in("lead1@example.org")
    cookies = user_cookie(urls[0], lead)
    with session(urls[0], lead) as tab:
        elements = [m.delta.new_element for m in messages_of(tab, "snapshots")]
        file = urls[0] + next(e.download_button.url for e in elements if e.download_button.url)
        assert httpx.get(file, cookies=cookies).status_code == 200
        builds.publish(1)
        assert httpx.get(file, cookies=cookies).status_code == 404
        builds.publish(0)
        assert httpx.get(file, cookies=cookies).status_code == 200


@pytest.mark.slow(reason="so many messages take a minute")
def test_forged_messages_bring_no_foreign_rows_while_builds_and_roles_change(
    builds: Builds, urls: list[str], active_mvp: str, report_figure: ReportFigure
) -> None:
    roster = Roster(builds.sources[0])
    result = Result(roster, builds)
    with opened_by_others(urls, roster, active_mvp) as known, builds.changing():
        begin = time.monotonic()
        for visit in attacked(attackers(urls, active_mvp), known, roster, MESSAGES):
            result.add(visit)
            sys.stderr.write(f"\r{result.sent:,} messages, {len(result.strangers)} foreign rows")
        seconds = time.monotonic() - begin
    report_figure(f"{result}; {seconds:.0f} s")
    assert sorted(result.strangers) == []
    assert result.sent >= MESSAGES
    assert len(result.of_control) > 20
    assert len(result.of_control_in_files) > 20
    assert len(builds.changes) >= 2
    assert result.visits_of_one_build > 20
