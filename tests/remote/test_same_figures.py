"""What is read from a larger home is what is read from the file: byte for byte, row for row."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.page.figures import Figure
from data.__main__ import commands
from data.build.lake import publish_to_lake
from data.days.day import Day
from data.days.scope import Scope
from data.sql.files import sql
from data.store.locations import DatabaseUrl, location_of
from data.store.publishing import current
from tests.browser.conftest import free_port
from tests.conftest import Program
from tests.figures import PAGE_FIGURES, is_of
from tests.people import ONE_TEAM
from tests.remote.conftest import Postgres, ServeQuack


@dataclass(frozen=True)
class Homes:
    """One build in its file and at an address."""

    file: Path
    address: DatabaseUrl
    program: Program


@pytest.fixture(scope="module", params=["ducklake", "quack"])
def homes(
    request: pytest.FixtureRequest,
    people: Program,
    postgres: Postgres,
    serve_quack: ServeQuack,
    tmp_path_factory: pytest.TempPathFactory,
) -> Homes:
    file = people.database.resolve()
    if request.param == "quack":
        address = f"quack:127.0.0.1:{free_port()}"
        serve_quack(file, address)
    else:
        address = postgres.catalog()
        publish_to_lake(file, DatabaseUrl(address), str(tmp_path_factory.mktemp("lake")))
    return Homes(file, location_of(address), people)


def written(database: object, command: str, out: Path, *words: object) -> dict[str, bytes]:
    """What a command writes and says, by file."""
    with_out = ["--out", out] if command in ("snapshot", "letters") else []
    asked = [command, "--database", database, *words, *with_out]
    done = CliRunner().invoke(commands, [str(word) for word in asked], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    files = {path.name: path.read_bytes() for path in out.glob("*")}
    return files | {"said": done.output.replace(str(out), "OUT").encode()}


def test_every_snapshot_file_is_the_same_bytes(homes: Homes, tmp_path: Path) -> None:
    for as_of in (homes.program.as_of, homes.program.as_of - timedelta(days=200)):
        words = ("snapshot", tmp_path / f"{as_of} a", "--as-of", as_of)
        expected = written(homes.file, *words)
        got = written(homes.address.text, words[0], tmp_path / f"{as_of} b", *words[2:])
        assert got.keys() == expected.keys()
        assert len(got) == 10
        assert expected["contributions.csv"].count(b"\n") > 1000
        for name, text in expected.items():
            assert got[name] == text, name


def test_letters_the_digest_and_the_record_of_flags_are_the_same_bytes(
    homes: Homes, tmp_path: Path
) -> None:
    for command, *words in (
        ("letters", "--checkpoint", f"{homes.program.as_of.year - 1}-12-31"),
        ("digest", "--as-of", homes.program.as_of),
        ("backtest", "--as-of", homes.program.as_of),
    ):
        expected = written(homes.file, command, tmp_path / f"{command} a", *words)
        got = written(homes.address.text, command, tmp_path / f"{command} b", *words)
        assert got == expected, command


def test_a_rehearsal_is_the_same_bytes(homes: Homes, tmp_path: Path) -> None:
    settings = tmp_path / "new.toml"
    settings.write_text(
        '[tracks.forge]\ncadence_months = 2\n[levels]\nbehind = "1/2"\n'
        '[year]\ncheckpoints = ["05-31", "12-31"]\n'
        '[leaves]\nno_effect = ["half"]\nhalf_days = ["noon"]\n',
        encoding="utf-8",
    )
    said: dict[object, tuple[str, bytes]] = {}
    for database in (homes.file, homes.address.text):
        out = tmp_path / f"{len(said)}.csv"
        words = ["rehearse", "--database", database, "--settings", settings, "--out", out]
        done = CliRunner().invoke(commands, [str(word) for word in words], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        said[database] = (done.output.replace(str(out), "OUT"), out.read_bytes())
    expected, got = said.values()
    assert got == expected
    assert expected[1].count(b"\n") > 20


def answers(day: Day, scope: Scope, figures: list[Figure]) -> list[tuple[list, list]]:
    """The columns and rows of figures, as `scope` sees them on `day`."""
    found = []
    for figure in figures:
        cursor = day.query(scope, sql(figure.sql_file), dict(figure.parameters) or None)
        rows = [tuple(map(_cell, row)) for row in cursor.fetchall()]
        found.append(([column for column, *_ in cursor.description], rows))
    return found


def _cell(value: object) -> object:
    """A sum of fractions hangs on their order in its last digits: two threads add them up."""
    return f"{value:.12g}" if isinstance(value, float) else value


def test_every_figure_has_the_same_rows_for_everybody_a_lead_and_an_mvp(
    homes: Homes, active_mvp: str
) -> None:
    of_one = [figure for figure in PAGE_FIGURES if is_of(figure, "mvp")]
    others = [figure for figure in PAGE_FIGURES if figure not in of_one]
    asked = [
        (Scope(everybody=True), others),
        (Scope(everybody=True, only_mvp=active_mvp), of_one),
        (Scope(teams=ONE_TEAM), others),
        (Scope(mvp_id=active_mvp), [*others, *of_one]),
    ]
    of_file, of_home = (
        Day(current(location), homes.program.as_of) for location in (homes.file, homes.address)
    )
    for scope, figures in asked:
        expected = answers(of_file, scope, figures)
        got = answers(of_home, scope, figures)
        pairs = zip(figures, expected, got, strict=True)
        assert [figure.query for figure, one, other in pairs if one != other] == [], scope
        assert sum(len(rows) for _, rows in got) > len(figures), scope


def test_who_an_address_is_and_who_there_is_are_the_same(homes: Homes) -> None:
    of_file, of_home = (
        Day(current(location), homes.program.as_of) for location in (homes.file, homes.address)
    )
    assert of_home.people() == of_file.people()
    assert len(of_file.people()) > 60
    for email in of_file.people():
        assert of_home.identity(email) == of_file.identity(email), email
