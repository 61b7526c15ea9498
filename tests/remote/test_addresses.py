"""An address that cannot be read, now or any more, and what stays locked when it can."""

import time
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.reading import builds
from dashboard.server import health
from data.build.build import build
from data.build.lake import publish_to_lake
from data.days.day import Day
from data.days.scope import Scope
from data.errors import NoDatabaseError
from data.settings.files import load
from data.store.connect import attach
from data.store.locations import DatabaseUrl
from data.store.publishing import current
from data.store.remote import TOKEN
from tests.browser.conftest import free_port
from tests.conftest import Program
from tests.remote.conftest import PASSWORD, ROOT, Postgres, ServeQuack
from tests.remote.test_lake import AS_OF, Lake, write_program

EVERYBODY = Scope(everybody=True)


@pytest.fixture
def lake(postgres: Postgres, tmp_path: Path) -> Lake:
    return Lake(postgres.catalog(), tmp_path)


@pytest.fixture(scope="module", params=["ducklake", "quack"])
def published(
    request: pytest.FixtureRequest,
    postgres: Postgres,
    serve_quack: ServeQuack,
    tmp_path_factory: pytest.TempPathFactory,
) -> Lake:
    """The program of test_lake, in a larger home."""
    lake = Lake(postgres.catalog(), tmp_path_factory.mktemp("published"))
    lake.publish()
    if request.param == "quack":
        lake.address = DatabaseUrl(f"quack:127.0.0.1:{free_port()}")
        serve_quack((lake.folder / "mvp.duckdb").resolve(), lake.address.text)
    return lake


@pytest.fixture(scope="module")
def day(published: Lake) -> Day:
    return Day(current(published.address), AS_OF)


@pytest.mark.parametrize(
    "text",
    [
        "from read_csv('{folder}/input/mvps.csv')",
        "from '{folder}/input/mvps.csv'",
        "select content from read_text('{folder}/input/mvps.csv')",
        "from glob('{folder}/*')",
        "copy (select 1) to '{folder}/out'",
        "attach '{folder}/mvp.duckdb' as other (read_only)",
        "attach '{folder}/out' as other",
        "install spatial",
        "load spatial",
        "set memory_limit = '8GB'",
        "set allowed_directories = ['/']",
        "set enable_external_access = true",
        "insert into home.main.mvps (mvp_id, name) values ('x', 'X')",
        "delete from build.main.contributions",
        "create table home.main.other as select 1 as one",
    ],
)
def test_a_query_reaches_no_other_file_no_extension_and_no_setting(
    published: Lake, day: Day, text: str
) -> None:
    with pytest.raises(duckdb.Error):
        day.query(EVERYBODY, text.format(folder=published.folder)).fetchall()
    assert not (published.folder / "out").exists()
    assert day.query(EVERYBODY, "select count(*) from contributions").fetchone() == (180,)


def test_a_day_of_a_quack_server_ends_with_the_build_that_it_was_made_of(
    serve_quack: ServeQuack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (
        build(
            write_program(tmp_path / "input", {"ben-3-7": title}),
            tmp_path / "mvp.duckdb",
            AS_OF,
            load(),
        ).path
        for title in ("An answer", "Another title")
    )
    address = f"quack:127.0.0.1:{free_port()}"
    monkeypatch.setenv("MVP_DATABASE", address)
    serve_quack(first, address)
    with builds.one_run():
        build_then = builds.build_of_run()
        day = Day(build_then.location, AS_OF)
        serve_quack(second, address)
        with pytest.raises(duckdb.Error):
            day.query(EVERYBODY, "from contributions").fetchall()
        with pytest.raises(NoDatabaseError, match="holds another build by now"):
            Day(build_then.location, AS_OF)
        assert builds.is_outdated()
    day = Day(builds.newest_build().location, AS_OF)
    titles = day.query(EVERYBODY, "select title from contributions")
    assert ("Another title",) in titles.fetchall()


def test_without_the_token_a_quack_server_gives_nothing(
    serve_quack: ServeQuack,
    tiny_program: Program,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = DatabaseUrl(f"quack:127.0.0.1:{free_port()}")
    serve_quack(tiny_program.database.resolve(), address.text)
    for token in ("another word", ""):
        monkeypatch.setenv(TOKEN, token)
        with pytest.raises(NoDatabaseError, match="cannot be reached") as refused:
            attach(address)
        assert "\n" not in str(refused.value)
        assert PASSWORD not in str(refused.value)


def test_an_empty_lake_holds_no_build(lake: Lake) -> None:
    with pytest.raises(NoDatabaseError, match=r"cannot be reached: .* see docs/larger-data\.md"):
        current(lake.address)
    lake.ask("select 1")
    with pytest.raises(NoDatabaseError, match="holds no build") as refused:
        attach(current(lake.address))
    assert refused.value.why == "missing"


def state_a_second_later() -> str:
    """What /healthz says; the database is asked about once a second."""
    time.sleep(1)
    return health.state()


def test_a_day_of_a_lake_answers_again_when_its_catalog_is_back(
    lake: Lake, postgres: Postgres
) -> None:
    lake.publish()
    day = Day(current(lake.address), AS_OF)
    postgres.stop()
    try:
        with pytest.raises(duckdb.Error):
            day.query(EVERYBODY, "from contributions").fetchall()
        with pytest.raises(NoDatabaseError, match="cannot be reached"):
            current(lake.address)
    finally:
        postgres.start()
    assert day.query(EVERYBODY, "select count(*) from contributions").fetchone() == (180,)


def test_the_dashboard_says_when_its_catalog_cannot_be_reached_and_goes_on_when_it_can(
    people: Program, postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = postgres.catalog()
    publish_to_lake(people.database.resolve(), DatabaseUrl(address), str(tmp_path / "files"))
    monkeypatch.setenv("MVP_DATABASE", address)
    monkeypatch.chdir(ROOT)
    page = AppTest.from_file(str(ROOT / "dashboard" / "main.py"), default_timeout=60)
    assert page.run().title[0].value == "Overview"
    assert state_a_second_later() == "ok"
    postgres.stop()
    try:
        assert state_a_second_later() == "unreachable"
        page.run()
        assert page.title[0].value == "No figures right now"
        (said,) = [error.value for error in page.error]
        assert "cannot be reached" in said
        assert PASSWORD not in said
        assert "\n" not in said
    finally:
        postgres.start()
    assert state_a_second_later() == "ok"
    assert page.run().title[0].value == "Overview"
