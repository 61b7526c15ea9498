"""The programs of examples/: each one is built, its pages are opened, and its cells are checked."""

import csv
import io
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from dashboard.reading import builds
from dashboard.reading.days import TODAY
from dashboard.reading.turns import Turns
from dashboard.registry import PAGES
from data.__main__ import commands
from data.build.build import Built, build
from data.days.day import Day
from data.days.scope import Scope
from data.outputs.snapshot import snapshot_files
from data.settings.files import load_program
from tests import reference
from tests.people import signed_in

ROOT = Path(__file__).parents[1]
APP = ROOT / "dashboard" / "main.py"
EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/program.toml"))
DAY = date.fromisoformat(
    re.search(r"^EXAMPLE_DAY := (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.M)[1]
)
EVERYBODY = Scope(everybody=True)
EARLIER = date(2026, 6, 30)


def command_of(name: str) -> list[str]:
    """The arguments of the command with which an example was made, from its README.md."""
    text = (ROOT / "examples" / name / "README.md").read_text(encoding="utf-8")
    return shlex.split(re.search(r"^python -m data (sample .+)$", text, re.MULTILINE)[1])


def made_again(name: str, folder: Path) -> Path:
    """A folder to which the command in an example's README.md wrote its files."""
    *arguments, option, _ = command_of(name)
    assert option == "--out"
    done = CliRunner().invoke(commands, [*arguments, option, str(folder)])
    assert done.exit_code == 0, done.output
    return folder


@dataclass(frozen=True)
class Example:
    name: str
    source: Path
    built: Built


@pytest.fixture(scope="module", params=EXAMPLES)
def example(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Example]:
    """An example, built once; one that has no data of its own is made as its README.md says."""
    work = tmp_path_factory.mktemp(request.param)
    source = ROOT / "examples" / request.param
    if not (source / "mvps.csv").exists():
        source = made_again(request.param, work / "made")
    built = build(source, work / "mvp.duckdb", DAY, load_program(source))
    return Example(request.param, source, built)


@pytest.fixture(scope="module", autouse=True)
def in_the_project() -> Iterator[None]:
    """The commands in the documents are run from the project's folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        yield


def test_a_build_rejects_nothing_and_warns_of_nothing(example: Example):
    assert example.built.report.rejects == []
    assert example.built.report.warnings == []


def test_the_files_of_an_example_are_those_that_its_command_writes(tmp_path: Path):
    with_data = [name for name in EXAMPLES if (ROOT / "examples" / name / "mvps.csv").exists()]
    assert len(with_data) == 2
    for name in with_data:
        kept = ROOT / "examples" / name
        again = made_again(name, tmp_path / name)
        files = sorted(path.name for path in again.iterdir())
        assert files == sorted(path.name for path in kept.iterdir() if path.name != "README.md")
        assert [f for f in files if (again / f).read_bytes() != (kept / f).read_bytes()] == []


def visitors(example: Example) -> dict[str, dict[str, object]]:
    """Somebody of the program team, a lead with people to see, and an active MVP."""
    members = Day(example.built.path, DAY).query(
        EVERYBODY, "select mvp_id, team from members where status = 'active' and team is not null"
    )
    mvp_id, team = members.fetchall()[0]
    access = csv.DictReader((example.source / "access.csv").open(encoding="utf-8", newline=""))
    lead = next(row["email"] for row in access if row["team"] == team)
    emails = {"program": "program@example.org", "lead": lead, "mvp": f"{mvp_id}@example.org"}
    return {role: signed_in(email) for role, email in emails.items()}


@pytest.mark.parametrize("role", ["program", "lead", "mvp"])
def test_every_page_opens(example: Example, role: str, monkeypatch: pytest.MonkeyPatch):
    user = visitors(example)[role]
    parts = load_program(example.source).has
    monkeypatch.setattr(builds, "TURNS", Turns())
    monkeypatch.setenv("MVP_DATABASE", str(example.built.path))
    monkeypatch.setenv(TODAY, DAY.isoformat())
    for page in PAGES:
        if role not in page.roles or not page.is_in(parts):
            continue
        app = AppTest.from_file(APP, default_timeout=60)
        app.secrets.update({"auth": {"client_id": "tests"}})
        app.user = user
        app.switch_page(page.file).run()
        assert [*app.exception, *app.error] == [], page.name
        assert app.title[0].help == page.said_question_in(parts)
        assert app.date_input == [] or app.date_input[0].value == DAY


@pytest.mark.parametrize("as_of", [DAY, EARLIER], ids=str)
def test_a_snapshot_equals_the_reference(example: Example, as_of: date):
    expected = reference.snapshot(example.source, as_of)
    files, _ = snapshot_files(Day(example.built.path, as_of), EVERYBODY)
    assert expected.keys() == files.keys() - {"snapshot.json"}
    for name, rows in expected.items():
        assert list(csv.DictReader(io.StringIO(files[name], newline=""))) == rows, name


def test_make_names_the_examples_when_there_is_none_of_that_name():
    command = ["make", "--dry-run", "--no-print-directory", "run", "EXAMPLE=ambassador"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    said = f"There is no example ambassador. The examples are: {' '.join(EXAMPLES)}"
    assert said in done.stderr
    assert done.stdout == ""
