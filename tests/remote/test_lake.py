"""What a publishing writes into a lake, what its readers see meanwhile, and what is kept."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

import data.build.lake
from data.build.build import build
from data.build.lake import Published, publish_to_lake
from data.days.day import Day
from data.days.scope import Scope
from data.errors import NoDatabaseError, ProgramError
from data.settings.files import load
from data.sql.files import quoted
from data.store.connect import attach
from data.store.locations import DatabaseUrl
from data.store.publishing import current
from data.store.remote import load_extensions
from tests.conftest import ReportFigure
from tests.remote.conftest import PASSWORD, Postgres

AS_OF = date(2025, 7, 1)
MVPS = ["ana", "ben", "eva"]
EVERYBODY = Scope(everybody=True)


def write_program(folder: Path, titles: dict[str, str], more: str = "") -> Path:
    """Three MVPs with a forum answer on 20 days of each of January to March; returns the folder.

    `titles` are other titles, by contribution_id; `more` is more rows of contributions.
    """
    folder.mkdir(exist_ok=True)
    people = [f"{m},{m.title()},{m}@example.org,2025-01-01,2025-01-01" for m in MVPS]
    rows = [
        f"{c},{m},forum,answer,2025-{month:02}-{day:02},{titles.get(c, 'An answer')}"
        for m in MVPS
        for month in (1, 2, 3)
        for day in range(1, 21)
        if (c := f"{m}-{month}-{day}")
    ]
    (folder / "mvps.csv").write_text(
        "\n".join(["mvp_id,name,email,entered_on,nda_signed_on", *people, ""])
    )
    header = "contribution_id,mvp_id,track,kind,occurred_at,title"
    (folder / "contributions.csv").write_text("\n".join([header, *rows, more]))
    return folder


class Lake:
    """A lake, the folder that is built into it, and what its catalog says."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.folder = DatabaseUrl(address), folder
        self.files = folder / "files"

    def publish(self, titles: dict[str, str] | None = None, more: str = "") -> Published:
        """Build the program and publish it."""
        source = write_program(self.folder / "input", titles or {}, more)
        built = build(source, self.folder / "mvp.duckdb", AS_OF, load())
        assert not built.report.rejects
        return publish_to_lake(built.path, self.address, str(self.files))

    def ask(self, text: str) -> list[tuple]:
        """Rows of the catalog, or of the tables of `lake`, which is made if need be."""
        con = duckdb.connect()
        load_extensions(con, self.address)
        where = f"(data_path {quoted(self.files)})"
        con.execute(f"attach {quoted(self.address.text)} as lake {where}")
        return con.execute(text).fetchall()

    def files_of(self, table: str) -> dict[str, str | None]:
        """The data files of a table now -> the file that says which of its rows are deleted."""
        found = self.ask(
            f"select data_file, delete_file from ducklake_list_files('lake', '{table}')"
        )
        return {data.removeprefix(f"{self.files}/"): delete for data, delete in found}


@pytest.fixture
def lake(postgres: Postgres, tmp_path: Path) -> Lake:
    return Lake(postgres.catalog(), tmp_path)


def month_of(file: str) -> str:
    """`main/contributions/year=2025/month=3/….parquet` -> `month=3`."""
    return file.split("/")[-2]


def test_the_first_publishing_writes_every_month_of_every_mvp(lake: Lake) -> None:
    published = lake.publish()
    # contributions and activity: 3 MVPs in 3 months, and 180 rows each.
    assert (published.changed, published.parts) == (18, 18)
    (others,) = lake.ask(
        "select sum(row_count) from lake.main.published_parts where mvp_id is null"
    )[0]
    assert published.rows == 360 + others
    for table in ("contributions", "activity"):
        assert sorted(map(month_of, lake.files_of(table))) == ["month=1", "month=2", "month=3"]


def test_a_second_publishing_writes_the_months_of_mvps_that_changed(
    lake: Lake, report_figure: ReportFigure
) -> None:
    lake.publish()
    before = {table: lake.files_of(table) for table in ("contributions", "activity", "mvps")}
    # Ben's title in March changes 20 rows of contributions and none of activity; Eva's one answer
    # more in April is a row of each.
    published = lake.publish(
        {"ben-3-7": "Another title"}, "eva-4-1,eva,forum,answer,2025-04-01,An answer\n"
    )
    after = {table: lake.files_of(table) for table in before}
    new = {table: sorted(set(after[table]) - set(before[table])) for table in before}
    report_figure(f"{published}; new files: {new}")
    assert (published.changed, published.parts) == (3, 20)
    assert [month_of(file) for file in new["contributions"]] == ["month=3"]
    assert after["mvps"] == before["mvps"]
    for table in ("contributions", "activity"):
        assert before[table].keys() <= after[table].keys()  # no file is written anew
    deleted = {month_of(file) for file, delete in after["contributions"].items() if delete}
    assert deleted == {"month=3"}
    assert not any(after["activity"].values())
    last = current(lake.address).build
    written = {
        change: lake.ask(
            f"select mvp_id, date_trunc('month', day)::date::varchar, count(*) "
            f"from ducklake_table_{change}('lake', 'main', 'contributions', {last}, {last}) "
            "group by all order by all"
        )
        for change in ("insertions", "deletions")
    }
    assert written == {
        "insertions": [("ben", "2025-03-01", 20), ("eva", "2025-04-01", 1)],
        "deletions": [("ben", "2025-03-01", 20)],
    }
    # And of activity 1; of build 1, of builds 2, of build_files 2. The answers reach further now,
    # so the 4 rows of data_spans are written too.
    assert published.rows == 20 + 1 + 1 + 1 + 2 + 2 + 4


def test_what_is_gone_from_the_files_is_gone_from_the_lake(lake: Lake) -> None:
    lake.publish(more="eva-4-1,eva,forum,answer,2025-04-01,An answer\n")
    assert lake.publish().changed == 2
    for table in ("contributions", "activity"):
        assert lake.ask(f"select count(*), max(day)::varchar from lake.main.{table}") == [
            (180, "2025-03-20")
        ]


def title(day: Day) -> str:
    asked = "select title from contributions where contribution_id = 'ben-3-7'"
    return day.query(EVERYBODY, asked).fetchone()[0]


def test_a_reader_stays_with_the_build_it_began_with(lake: Lake) -> None:
    lake.publish()
    began = current(lake.address)
    day = Day(began, AS_OF)
    assert title(day) == "An answer"
    lake.publish({"ben-3-7": "Another title"})
    assert title(day) == "An answer"
    assert title(Day(began, AS_OF)) == "An answer"
    assert current(lake.address) != began
    assert title(Day(current(lake.address), AS_OF)) == "Another title"


def test_the_last_three_builds_are_kept_and_the_files_of_no_other(lake: Lake) -> None:
    builds, files = [], []
    for number in range(5):
        lake.publish({f"{mvp}-1-1": f"Title {number}" for mvp in MVPS})
        builds.append(current(lake.address))
        files.append(set(lake.files_of("contributions")))
    titles = [
        Day(build, AS_OF).query(EVERYBODY, "select distinct title from contributions").fetchall()
        for build in builds[2:]
    ]
    assert [sorted(title for (title,) in found) for found in titles] == [
        ["An answer", f"Title {number}"] for number in (2, 3, 4)
    ]
    with pytest.raises(NoDatabaseError, match=r"cannot be reached: .*No snapshot found"):
        attach(builds[1])
    there = {str(file.relative_to(lake.files)) for file in lake.files.rglob("*.parquet")}
    assert files[2] | files[3] | files[4] <= there
    assert not (files[0] - files[2]) & there


def test_a_lake_of_another_version_is_refused_and_written_whole(lake: Lake) -> None:
    lake.publish()
    lake.ask("update lake.main.build set schema_digest = 'of another version'")
    with pytest.raises(NoDatabaseError, match="was built by another version") as refused:
        Day(current(lake.address), AS_OF)
    assert refused.value.why == "outdated"
    published = lake.publish()
    assert (published.changed, published.parts) == (18, 18)
    assert title(Day(current(lake.address), AS_OF)) == "An answer"


def test_a_publishing_that_fails_changes_nothing_and_says_so_in_one_line(
    lake: Lake, tmp_path: Path
) -> None:
    lake.publish()
    before = current(lake.address)
    built = max((tmp_path).glob("mvp-*.duckdb"))
    copy = tmp_path / "without-a-table.duckdb"
    copy.write_bytes(built.read_bytes())
    with duckdb.connect(str(copy)) as con:
        con.execute("update build set build_id = 'half'")
        con.execute("drop table sources")
    with pytest.raises(ProgramError, match="cannot be published to: Catalog Error") as failed:
        publish_to_lake(copy, lake.address, None)
    assert "\n" not in str(failed.value)
    assert PASSWORD not in str(failed.value)
    assert current(lake.address) == before


def test_of_two_that_publish_at_once_one_is_refused(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake.publish()
    other = Lake(lake.address.text, tmp_path / "other")
    other.files = lake.files
    other.folder.mkdir()
    remember = data.build.lake._save_parts

    def another_comes_first(con: duckdb.DuckDBPyConnection) -> None:
        monkeypatch.setattr(data.build.lake, "_save_parts", remember)
        other.publish({"ben-3-7": "Another title"})
        remember(con)

    monkeypatch.setattr(data.build.lake, "_save_parts", another_comes_first)
    with pytest.raises(ProgramError, match=r"cannot be published to: .*Failed to commit"):
        lake.publish({"ben-3-7": "A third title"})
    assert title(Day(current(lake.address), AS_OF)) == "Another title"
    assert lake.ask("select count(*) from lake.main.contributions") == [(180,)]


def test_a_lake_that_is_not_there_needs_to_know_where_its_files_go(
    lake: Lake, tmp_path: Path
) -> None:
    write_program(tmp_path / "input", {})
    built = build(tmp_path / "input", tmp_path / "mvp.duckdb", AS_OF, load()).path
    with pytest.raises(ProgramError, match="--lake-files"):
        publish_to_lake(built, lake.address, None)
