"""The second barrier: a text of an export that ran as SQL would reach no file outside the folder.

The commands run for real. While one of them reads a file, the SQL of an attacker runs on the same
connection, as if a fault had let a text of that file become SQL.
"""

import gzip
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pytest

from data.bring import preview, raw_texts, readers
from data.bring.trial import mapping_called
from data.build import account_links, changes, contract_files
from data.build.build import build, check
from data.settings.files import load
from data.sources import own_sql
from data.sources.connect.connect import connect
from data.sources.formats import csv_text, parquet_table
from data.sql.files import literal_path

from .folders import AS_OF, accepting, written
from .sources.exports import MAPPING, files_of

EXPORT = "id,who,at\n1,ana_t,2025-03-01\n"
PLACE = "raw/forum/posts.csv"
READS = (
    "from read_text('{outside}/secret.csv')",
    "from '{outside}/secret.csv'",
    "from read_csv('{folder}/../outside/secret.csv')",
    "from read_text('{folder}/raw/link.csv')",
    "from read_parquet('{outside}/secret.parquet')",
    "from parquet_schema('{outside}/secret.parquet')",
    "from glob('{outside}/*')",
    "attach '{outside}/secret.duckdb' as other (read_only)",
)
WRITES = (
    "copy (select 1) to '{outside}/written.csv'",
    "copy (select 1) to '{folder}/../outside/written.csv'",
    "copy (select 1 as x) to '{outside}/written.parquet' (format parquet)",
    "attach '{outside}/written.duckdb' as other",
    "export database '{outside}'",
)
UNLOCKS = (
    "set allowed_directories = ['/']",
    "set enable_external_access = true",
    "set temp_directory = '{outside}'",
    "set lock_configuration = false",
    "load '{outside}/secret.duckdb_extension'",
    "from a_variable_of_python",
)
ATTACKS = (*READS, *WRITES, *UNLOCKS)


@pytest.fixture
def folder(tmp_path) -> Path:
    """A program's folder with an export; beside it, a folder that is not the program's."""
    (outside := tmp_path / "outside").mkdir()
    (outside / "secret.csv").write_text("a\nsecret\n")
    with duckdb.connect(outside / "secret.duckdb") as con:
        con.execute(f"copy (select 1 as x) to '{outside}/secret.parquet' (format parquet)")
    made = written(tmp_path / "program", files_of(MAPPING, EXPORT))
    (made / "raw/link.csv").symlink_to(outside / "secret.csv")
    return made


def succeeding(con: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """The attacks that are not refused."""
    a_variable_of_python = [EXPORT]
    found = []
    for attack in ATTACKS:
        text = attack.format(outside=folder.parent / "outside", folder=folder)
        try:
            con.execute(text).fetchall()
        except duckdb.Error:
            continue
        found.append(attack)
    assert a_variable_of_python
    return found


class Attacker:
    """Wraps functions whose first argument is a connection, and attacks on that connection."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.connections = 0
        self.succeeding: list[str] = []

    def wrapped(self, function: Callable) -> Callable:
        """The function, which attacks first."""

        def attacking(con: duckdb.DuckDBPyConnection, *rest, **named):
            self.connections += 1
            self.succeeding += succeeding(con, self.folder)
            return function(con, *rest, **named)

        return attacking


@pytest.fixture
def attacker(folder, monkeypatch) -> Attacker:
    made = Attacker(folder)
    monkeypatch.setattr(csv_text, "read", made.wrapped(csv_text.read))
    monkeypatch.setattr(parquet_table, "_cells", made.wrapped(parquet_table._cells))
    return made


def test_without_the_barrier_these_reads_and_writes_succeed(folder):
    for attack in (*READS[:4], *WRITES[:3]):
        text = attack.format(outside=folder.parent / "outside", folder=folder)
        with duckdb.connect() as con:
            con.execute(text)
    assert (folder.parent / "outside/written.csv").read_text() == "1\n1\n"


def build_of(folder: Path) -> None:
    build(folder, folder.parent / "out/mvp.duckdb", AS_OF, accepting(1.0))


COMMANDS: dict[str, Callable[[Path], object]] = {
    "build": build_of,
    "check, also of a draft": lambda folder: check(folder, AS_OF, load()),
    "contract": lambda folder: contract_files.write_contract_files(
        folder, folder.parent / "contract", AS_OF, load()
    ),
    "accounts": lambda folder: account_links.find_strangers(folder, AS_OF, load()),
    "connect": lambda folder: [*connect(folder / PLACE, folder, None, load(), AS_OF)],
    "the preview of a draft": lambda folder: preview.preview(folder, PLACE, "forum", load(), AS_OF),
    "the texts of a draft": lambda folder: raw_texts.raw_texts(
        folder, mapping_called(folder, "forum"), AS_OF
    ),
    "another mapping in a draft": lambda folder: readers.propose_again(
        folder, PLACE, "contributions", load(), AS_OF
    ),
}


@pytest.mark.parametrize("run", COMMANDS.values(), ids=list(COMMANDS))
def test_sql_while_a_raw_file_is_read_reaches_nothing_outside(run, folder, attacker):
    before = sorted((folder.parent / "outside").iterdir())
    run(folder)
    assert attacker.connections > 0
    assert attacker.succeeding == []
    assert sorted((folder.parent / "outside").iterdir()) == before


def test_sql_in_the_names_of_parquet_columns_would_reach_nothing_outside(folder, attacker):
    with duckdb.connect() as con:
        rows = "select '1' as id, 'ana_t' as who, '2025-03-01' as at"
        con.execute(f"copy ({rows}) to '{folder}/raw/forum/posts.parquet' (format parquet)")
    (folder / PLACE).unlink()
    build_of(folder)
    assert attacker.connections == 2  # for the header, and for the rows
    assert attacker.succeeding == []


@pytest.mark.parametrize("attack", [read for read in READS if read.startswith("from")])
def test_a_select_of_a_mapping_reads_no_file_at_all(attack, folder):
    (folder / "sources/forum.toml").unlink()
    read = attack.format(outside=folder.parent / "outside", folder=folder)
    gives = "line, id as contribution_id, who as account, 'forge' as track, 'component' as kind"
    select = f'-- match: id, who, at\nselect {gives}, "at" as occurred_at from raw'
    (folder / "sources/forum.sql").write_text(f"{select} where exists ({read})\n")
    report = check(folder, AS_OF, load())
    (said,) = [line for line in report.notices if line.startswith("sources/forum.sql")]
    assert "Permission Error" in said


def test_the_database_of_a_select_of_a_mapping_reaches_no_file(folder, monkeypatch):
    found = []

    def attacking(con, own, text, table, copy=own_sql._copy):
        found.append(succeeding(own, folder))
        with pytest.raises(duckdb.PermissionException):
            own.execute(f"from read_text('{folder / PLACE}')")
        copy(con, own, text, table)

    monkeypatch.setattr(own_sql, "_copy", attacking)
    (folder / "sources/forum.toml").unlink()
    (folder / "sources/forum.sql").write_text("-- match: id, who, at\nselect * from raw\n")
    check(folder, AS_OF, load())
    assert found == [[]]


def test_the_build_that_is_compared_with_is_locked_too(folder, monkeypatch):
    found = []

    def locking(con, lock=changes.lock_down):
        lock(con)
        found.append(succeeding(con, folder))

    build_of(folder)
    monkeypatch.setattr(changes, "lock_down", locking)
    build_of(folder)
    assert found == [[]]


def test_a_packed_export_is_unpacked_where_the_build_reaches_it_and_is_gone_afterwards(folder):
    (folder / PLACE).unlink()
    (folder / f"{PLACE}.gz").write_bytes(gzip.compress(EXPORT.encode()))
    build_of(folder)
    out = folder.parent / "out"
    with duckdb.connect(out / "mvp.duckdb", read_only=True) as con:
        assert con.execute("select contribution_id from contributions").fetchall() == [("forum:1",)]
    assert [path.name for path in out.iterdir() if "building" in path.name] == []


def test_a_folder_behind_a_link_is_read(folder):
    (link := folder.parent / "link").symlink_to(folder)
    assert check(link, AS_OF, accepting(1.0)).rows_judged > 0


def test_a_folder_with_the_letters_of_patterns_is_read(tmp_path):
    folder = written(tmp_path / "a [b] *" / "program ?", files_of(MAPPING, EXPORT))
    with duckdb.connect(tmp_path / "posts.duckdb") as con:
        con.execute(f"create table posts as from read_csv('{literal_path(folder / PLACE)}')")
        con.execute(f"copy posts to '{folder}/raw/forum/[2].parquet' (format parquet)")
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.write(folder / "raw/forum/[2].parquet", "3.parquet")
    (folder / "raw/forum/[3].zip").write_bytes(packed.getvalue())
    build_of(folder)
    with duckdb.connect(folder.parent / "out/mvp.duckdb", read_only=True) as con:
        read = con.execute("select file, rows from raw_files order by file").fetchall()
    assert read == [
        ("raw/forum/[2].parquet", 1),
        ("raw/forum/[3].zip/3.parquet", 1),
        ("raw/forum/posts.csv", 1),
    ]
