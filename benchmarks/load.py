"""Many people at once: how long a change takes with ever more of them, in one process."""

import asyncio
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory

from benchmarks.serving import Server, starting
from benchmarks.table import Table
from benchmarks.visitors import CHANGES, OPENING, Person, Run, Visitor
from dashboard.server.first_run import build_sample
from data.days.day import Day
from data.days.scope import Scope
from data.store.publishing import current
from tests.browser.auth_cookies import secrets_option
from tests.browser.conftest import free_port

EVERY = 20.0  # seconds from one change of a person to the next
_JITTER = 0.25  # of that, earlier or later
# Who they are, of every ten.
_ROLES = ("program", "program", "lead", "lead", "lead", "mvp", "mvp", "mvp", "mvp", "mvp")
_DAYS_AGO = (0, 1, 7, 30, 60, 90)  # the days that people look at; today first
_AIM = 1.0  # second: p95 with _AIM_PEOPLE people
_AIM_PEOPLE = 200
_HOPELESS = 4 * _AIM  # a p95 from which on more people tell nothing


@dataclass(frozen=True)
class Ramp:
    """How many people stand at the end of each step, and the times in seconds."""

    steps: tuple[int, ...]
    seconds: float  # that a step is measured, when all of its people have come
    every: float = EVERY


@dataclass(frozen=True)
class Step:
    """What was measured with so many people: their runs, and what server and visitors used."""

    people: int
    seconds: float
    runs: list[Run]
    server_cpu: float
    visitors_cpu: float
    memory: float

    def p95(self) -> float:
        """Nineteen of twenty runs took no longer, in seconds."""
        return percentiles(self.runs)[1]


def measure(smallest: bool) -> list[Table]:
    """Two tables: a step of the ramp a row, and a kind of change a row; raises on an error."""
    full = Ramp((50, 100, 150, 200, 250, 300, 400), 45)
    with TemporaryDirectory() as folder:
        database, port = Path(folder) / "mvp.duckdb", free_port()
        build_sample(database)
        people = people_of(database)
        sign_in = secrets_option(Path(folder), port)
        command = [sys.executable, "-m", "dashboard", sign_in]
        with starting(command, port, database) as server:
            server.wait()
            asyncio.run(first_visit(server, people[0]))
            ramp = Ramp((5,), 5, every=3) if smallest else full
            steps = asyncio.run(_climbed(server, people, ramp))
    faults = [run.fault for step in steps for run in step.runs if run.fault]
    if smallest and faults:
        raise RuntimeError(f"{len(faults)} runs ended in an error, the first: {faults[0]}")
    return [_by_people(steps, ramp), _by_change(steps)]


def people_of(database: Path) -> list[Person]:
    """People of every role, in the order in which they come, and again from the start."""
    today = datetime.now(UTC).date()
    days = tuple(today - timedelta(days=ago) for ago in _DAYS_AGO)
    day = Day(current(database), today)
    team_of = dict(
        day.query(
            Scope(everybody=True),
            "select mvp_id, team from membership where status = 'active' order by mvp_id",
        ).fetchall()
    )
    by_role: dict[str, list[Person]] = {"lead": [], "mvp": []}
    for email in day.people():
        who = day.identity(email)
        seen = tuple(m for m, team in team_of.items() if m == who.mvp_id or team in who.teams)
        if seen:
            by_role[who.role].append(Person(email, who.role, seen, days))
    by_role["program"] = [Person("program@example.org", "program", tuple(team_of), days)]
    turns = dict.fromkeys(by_role, 0)
    people = []
    for number in range(len(day.people())):
        role = _ROLES[number % len(_ROLES)]
        people.append(by_role[role][turns[role] % len(by_role[role])])
        turns[role] += 1
    return people


async def first_visit(server: Server, person: Person) -> None:
    """The first visit to a server works out the day; that is a matter of the start."""
    now = asyncio.get_running_loop().time()
    await Visitor(person, Random(0)).stay(server.url, now, lambda: 0, end=now)


async def _climbed(server: Server, people: list[Person], ramp: Ramp) -> list[Step]:
    """Let people come, step by step, and measure each step when all of its people are there."""
    chance, clock = Random(7), asyncio.get_running_loop().time
    end = clock() + len(ramp.steps) * (ramp.every + ramp.seconds)
    visitors: list[Visitor] = []
    steps: list[Step] = []

    def pause() -> float:
        return ramp.every * (1 + chance.uniform(-_JITTER, _JITTER))

    async with asyncio.TaskGroup() as staying:
        tasks = []
        for before, count in pairwise((0, *ramp.steps)):
            start = clock()
            for number in range(before, count):
                visitor = Visitor(people[number % len(people)], Random(number))
                first = start + ramp.every * (number - before) / (count - before)
                tasks.append(staying.create_task(visitor.stay(server.url, first, pause, end)))
                visitors.append(visitor)
            await asyncio.sleep(start + ramp.every - clock())
            steps.append(await measured(server, visitors, ramp.seconds))
            if steps[-1].p95() > _HOPELESS:
                break
        for task in tasks:
            task.cancel()
    return steps


async def runs_sent(visitors: list[Visitor], since: float, until: float) -> list[Run]:
    """The runs of changes sent from `since` until `until`, once all of them have ended."""
    while any((one.waits_since or until) < until for one in visitors):
        await asyncio.sleep(0.1)
    return [
        run
        for visitor in visitors
        for run in visitor.runs
        if since <= run.sent_at < until and run.change != OPENING
    ]


async def measured(server: Server, visitors: list[Visitor], seconds: float) -> Step:
    """What these visitors change from now on for so long, waited for, and what it costs."""
    clock = asyncio.get_running_loop().time
    since, cpu, own = clock(), server.cpu(), time.process_time()
    await asyncio.sleep(seconds)
    until, memory = clock(), server.memory()
    cpu, own = server.cpu() - cpu, time.process_time() - own
    runs = await runs_sent(visitors, since, until)
    return Step(len(visitors), until - since, runs, cpu, own, memory)


def percentiles(runs: list[Run]) -> tuple[float, float, float]:
    """The median, p95 and the longest of the runs, in seconds; zeros without two runs."""
    seconds = [run.seconds for run in runs]
    if len(seconds) < 2:
        return 0, 0, 0
    twentieths = quantiles(seconds, n=20, method="inclusive")
    return twentieths[9], twentieths[18], max(seconds)


def _milliseconds(runs: list[Run]) -> list[str]:
    return [f"{1000 * value:,.0f}" for value in percentiles(runs)]


def _by_people(steps: list[Step], ramp: Ramp) -> Table:
    rows = [
        [
            str(step.people),
            f"{len(step.runs) / step.seconds:.1f}",
            *_milliseconds(step.runs),
            str(sum(bool(run.fault) for run in step.runs)),
            f"{1000 * step.server_cpu / max(len(step.runs), 1):.0f}",
            f"{step.server_cpu / step.seconds:.2f}",
            f"{step.visitors_cpu / step.seconds:.2f}",
            f"{step.memory:,.0f}",
        ]
        for step in steps
    ]
    shares = ", ".join(f"{share} % {change}" for change, share in CHANGES.items())
    return Table(
        "Many people in one process",
        "people | runs a second | median, ms | p95, ms | longest, ms | errors | "
        "server CPU a run, ms | server CPU, cores | visitors' CPU, cores | memory, MB".split(" | "),
        rows,
        [
            f"One change every {ramp.every:.0f} s each ({shares}, where the page has it) over the "
            f"sample of 300 MVPs, {ramp.seconds:.0f} s a step, from the click to the end of the "
            "run. Of ten people, two are of the program team, three are leads and five MVPs.",
            _knee(steps),
        ],
    )


def _knee(steps: list[Step]) -> str:
    """How many people there are until p95 passes the aim: a straight line between two steps."""
    for under, over in pairwise(steps):
        if under.p95() <= _AIM < over.p95():
            way = (_AIM - under.p95()) / (over.p95() - under.p95())
            knee = under.people + way * (over.people - under.people)
            return f"The p95 passes {_AIM:.0f} s at about {knee:.0f} people."
    passed = "from the first step on" if steps[0].p95() > _AIM else "at no step"
    return f"The p95 is over {_AIM:.0f} s {passed}."


def _by_change(steps: list[Step]) -> Table:
    """The runs of the step with as many people as are aimed at, or of the last one, by kind."""
    step = next((step for step in steps if step.people >= _AIM_PEOPLE), steps[-1])
    kinds = dict.fromkeys(run.change for run in step.runs)
    parts = {kind: [run for run in step.runs if run.change == kind] for kind in kinds}
    return Table(
        f"What {step.people} people change",
        ["change", "runs", "median, ms", "p95, ms", "longest, ms"],
        [[kind, str(len(runs)), *_milliseconds(runs)] for kind, runs in sorted(parts.items())],
    )
