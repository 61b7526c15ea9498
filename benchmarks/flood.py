"""A flood by browsers without a sign-in: what people who have signed in notice of it."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event, Thread

from benchmarks.load import people_of, percentiles, runs_sent
from benchmarks.serving import Server, starting
from benchmarks.table import Table
from benchmarks.visitors import Person, Run, Visitor
from dashboard.registry import PAGES, Page
from dashboard.server.first_run import build_sample
from tests.browser.auth_cookies import secrets_option
from tests.browser.conftest import PYTHON_M_DASHBOARD, free_port
from tests.browser.ws_client import messages_of, session
from tests.people import signed_in

_UNGUARDED = (sys.executable, "-m", "streamlit", "run", "benchmarks/unguarded.py")


@dataclass(frozen=True)
class Plan:
    """How many people visit, how long it is quiet and flooded, and the share of the flood."""

    people: int
    quiet: float
    flooded: float
    share: float
    every: float  # seconds from one change of a person to the next
    pages: tuple[Page, ...]  # that are computed before it all begins


@dataclass(frozen=True)
class Phase:
    """The runs of people in a while, and the memory of the server in MB: first, highest, last."""

    name: str
    runs: list[Run]
    memory: tuple[float, float, float]
    cores: float  # of the processor that the server took


def measure(smallest: bool) -> list[Table]:
    """One table: a server and a while a row. Raises when people get an error in the smallest."""
    plan = Plan(3, 4, 4, 0.1, 2, PAGES[:1]) if smallest else Plan(40, 30, 60, 1, 20, PAGES)
    servers = {"with guards": PYTHON_M_DASHBOARD}
    if not smallest:
        servers["without guards"] = _UNGUARDED
    with TemporaryDirectory() as folder:
        database = Path(folder) / "mvp.duckdb"
        build_sample(database)
        people = [
            replace(person, days=person.days[:2]) for person in people_of(database)[: plan.people]
        ]
        phases = {}
        for name, command in servers.items():
            port = free_port()
            sign_in = secrets_option(Path(folder), port)
            with starting([*command, sign_in], port, database) as server:
                server.wait()
                phases[name] = asyncio.run(_phases(server, port, people, plan))
    faults = [run.fault for phase in phases["with guards"] for run in phase.runs if run.fault]
    if smallest and faults:
        raise RuntimeError(f"{len(faults)} runs ended in an error, the first: {faults[0]}")
    rows = [_row(name, phase) for name, all_of_it in phases.items() for phase in all_of_it]
    return [
        Table(
            "A flood without a sign-in",
            "server | while | runs | median, ms | p95, ms | longest, ms | errors | "
            "memory at first, MB | highest | at the end | server CPU, cores".split(" | "),
            rows,
            [
                f"{plan.people} people who have signed in each change something every "
                f"{plan.every:.0f} s. The flood lasts {plan.flooded:.0f} s, comes from one process "
                "on the same machine and takes processor time of its own."
            ],
        )
    ]


def _visit_pages(server: Server, people: list[Person], pages: tuple[Page, ...]) -> None:
    """Let the server compute what people ask for, so that the flood alone is measured."""
    person = next(person for person in people if person.role == "program")
    for day in person.days:
        for page in pages:
            with session(server.url, signed_in(person.email)) as tab:
                list(messages_of(tab, page.name, f"as_of={day}"))


async def _phases(server: Server, port: int, people: list[Person], plan: Plan) -> list[Phase]:
    """A quiet while, the flood, and a quiet while after it."""
    clock, chance = asyncio.get_running_loop().time, Random(3)
    await asyncio.to_thread(_visit_pages, server, people, plan.pages)
    end = clock() + 2 * plan.quiet + plan.flooded + 120
    visitors = [Visitor(person, Random(number)) for number, person in enumerate(people)]

    def pause() -> float:
        return plan.every * chance.uniform(0.75, 1.25)

    async with asyncio.TaskGroup() as staying:
        tasks = [
            staying.create_task(
                visitor.stay(server.url, clock() + plan.every * chance.random(), pause, end)
            )
            for visitor in visitors
        ]
        await asyncio.sleep(plan.quiet)  # all have come
        phases = [await _phase("quiet", server, visitors, plan.quiet)]
        strangers = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.strangers"),
            *(str(port), str(plan.flooded), str(plan.share)),
            stdout=asyncio.subprocess.PIPE,
        )
        phases.append(await _phase("flood", server, visitors, plan.flooded))
        done, _ = await strangers.communicate()
        sys.stderr.write(f"the flood got through: {done.decode()}\n")
        phases.append(await _phase("after it", server, visitors, plan.quiet))
        for task in tasks:
            task.cancel()
    return phases


async def _phase(name: str, server: Server, visitors: list[Visitor], seconds: float) -> Phase:
    """What these visitors change from now on for so long, waited for."""
    clock = asyncio.get_running_loop().time
    since, first, cpu = clock(), server.memory(), server.cpu()
    with highest(server) as memory:
        await asyncio.sleep(seconds)
        until = clock()
        cores = (server.cpu() - cpu) / (until - since)
        runs = await runs_sent(visitors, since, until)
    return Phase(name, runs, (first, max(memory), server.memory()), cores)


@contextmanager
def highest(server: Server) -> Iterator[list[float]]:
    """The memory of the server, in MB, ten times a second while the block runs."""
    memory, is_over = [server.memory()], Event()

    def watch() -> None:
        while not is_over.wait(0.1):
            memory.append(server.memory())

    watching = Thread(target=watch)
    watching.start()
    try:
        yield memory
    finally:
        is_over.set()
        watching.join()


def _row(server: str, phase: Phase) -> list[str]:
    return [
        server,
        phase.name,
        str(len(phase.runs)),
        *(f"{1000 * value:,.0f}" for value in percentiles(phase.runs)),
        str(sum(bool(run.fault) for run in phase.runs)),
        *(f"{value:,.0f}" for value in phase.memory),
        f"{phase.cores:.2f}",
    ]
