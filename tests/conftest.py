"""Programs to look at, each built once: real databases from real CSV files."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.components.v2.manifest_scanner import scan_component_manifests

from dashboard.reading.days import empty_caches
from data.build.build import build
from data.build.kept_days import KEEP
from data.days.day import Day
from data.days.scope import Scope
from data.sample import write_sample
from data.settings.files import load_program
from tests.data.folders import HEADERS, written
from tests.leak_search import Roster
from tests.people import write_calls, write_people

TINY = Path(__file__).parent / "programs" / "tiny"
os.environ[KEEP] = "no"  # builds take half of the time; tests of kept days say yes
NOBODY = "mvp_id,name,email,entered_on\n"


@dataclass(frozen=True)
class Program:
    """A built program: its database, the folder it came from, and a date to look at it."""

    database: Path
    source: Path
    as_of: date


def built(source: Path, folder: Path, as_of: date) -> Program:
    """The program of the input files in `source`, built into `folder` without a rejected row."""
    database = folder / "mvp.duckdb"
    assert not build(source, database, as_of, load_program(source)).report.rejects
    return Program(database, source, as_of)


ReportFigure = Callable[[str], None]
_FIGURE = "figure"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a test that is marked as slow without a reason, or has packed bytes in its name.

    These hold the time of packing, so the workers of a run would collect different names, and
    pytest-xdist runs nothing then.
    """
    for item in items:
        if packed := _packed_in_name(item):
            raise pytest.UsageError(f"{item.originalname}: give {packed} `ids`, as it is packed")
        for mark in item.iter_markers("slow"):
            if not mark.kwargs.get("reason"):
                raise pytest.UsageError(f"{item.nodeid}: slow needs a reason")


def _packed_in_name(item: pytest.Item) -> str | None:
    """The parameter with packed bytes, of a ZIP or gzip, that are in the name of the test."""
    callspec = getattr(item, "callspec", None)
    for name, value in (callspec.params if callspec else {}).items():
        is_packed = isinstance(value, bytes) and value.startswith((b"PK\x03\x04", b"\x1f\x8b"))
        if is_packed and repr(value[:4])[2:-1] in item.name:
            return name
    return None


@pytest.fixture
def report_figure(record_property: Callable[[str, object], None]) -> ReportFigure:
    """Takes a line about what a test measured, to be printed at the end of the run."""
    return partial(record_property, _FIGURE)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the lines that tests gave to `report_figure`."""
    for report in terminalreporter.stats.get("passed", []):
        for name, line in report.user_properties:
            if name == _FIGURE:
                terminalreporter.write_line(f"{report.nodeid}: {line}")


@pytest.fixture(scope="session", autouse=True)
def _scan_packages_once() -> Iterator[None]:
    """Let all AppTests share one search for components; each would read every package's metadata.

    That search takes longer than most pages.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            manifest_scanner, "scan_component_manifests", cache(scan_component_manifests)
        )
        yield


@pytest.fixture(scope="module", autouse=True)
def caches() -> Iterator[None]:
    """The tests of a module share the caches, as on a server; the next module starts with none."""
    yield
    empty_caches()


@pytest.fixture(scope="session")
def sample_program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The sample program with 300 MVPs."""
    folder, as_of = tmp_path_factory.mktemp("sample"), date(2026, 11, 22)
    write_sample(folder / "input", as_of=as_of)
    return built(folder / "input", folder, as_of)


@pytest.fixture(scope="session")
def tiny_program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The hand-made program of ten MVPs (tests/programs/tiny/README.md), with kept days."""
    folder, as_of = tmp_path_factory.mktemp("tiny"), date(2024, 8, 20)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(KEEP, "yes")
        return built(TINY / "input", folder, as_of)


@pytest.fixture(scope="session")
def empty_program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A program that nobody is in yet: only an mvps.csv with its header."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "input").mkdir()
    (folder / "input" / "mvps.csv").write_text(NOBODY, encoding="utf-8")
    return built(folder / "input", folder, date(2026, 7, 1))


@pytest.fixture(scope="session")
def headers_program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A program that nobody is in yet, with the header of every input file."""
    folder = tmp_path_factory.mktemp("headers")
    written(folder / "input", {**HEADERS, "mvps.csv": NOBODY})
    return built(folder / "input", folder, date(2026, 7, 1))


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program of `write_people`, built, with calls to its people."""
    folder = tmp_path_factory.mktemp("people")
    write_people(folder / "input")
    write_calls(folder / "mvp-events", folder / "input")
    return built(folder / "input", folder, datetime.now(UTC).date())


@pytest.fixture(scope="session")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program of tests/asking.py, in which nobody has asked for anything yet."""
    from tests.asking import published  # which imports this module

    return published(tmp_path_factory.mktemp("asking"))


@pytest.fixture(scope="session")
def roster(people: Program) -> Roster:
    """Everybody in that program."""
    return Roster(people.source)


@pytest.fixture(scope="session")
def active_mvp(people: Program) -> str:
    """An active MVP of the sample with contributions this year, of a lead's team."""
    day = Day(people.database.resolve(), people.as_of)
    return day.query(
        Scope(everybody=True),
        "select mvp_id from membership join contributions using (mvp_id) where status = 'active' "
        "and team = 'India' group by mvp_id order by count(*) desc, mvp_id limit 1",
    ).fetchone()[0]
