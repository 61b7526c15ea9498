"""Publishes a build to a DuckLake, writing only the MVPs and months that have changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.errors import ProgramError
from data.sql.files import names, schema_digest
from data.sql.one_row import one_row
from data.store.connect import attach_lake
from data.store.locations import DatabaseUrl, without_secrets
from data.store.publishing import KEPT_BUILDS
from data.store.remote import LARGE, LARGER_DATA

_PARTS = "published_parts"  # a table of the lake only: the digest of each published part
_MESSAGE = "build "  # the commit message of a build is this and its id


@dataclass(frozen=True)
class Published:
    """What was written: rows, and how many of all months of MVPs had changed."""

    rows: int
    changed: int
    parts: int


def publish_to_lake(built: Path, lake: DatabaseUrl, files: str | None) -> Published:
    """Publish the build in the file `built` to `lake`, in one transaction.

    A lake that does not exist is created, with its Parquet files in the folder or bucket `files`.
    The lake keeps the newest builds, for readers who have them open.

    Raises ProgramError when it fails; the message says whether readers see the new build.
    """
    with (
        _one_line(lake, "cannot be published to"),
        attach_lake(built, lake, files and _absolute(files)) as con,
    ):
        con.execute("begin transaction")
        if not _has_current_schema(con):
            _create_tables(con)
        _find_changes(con)
        rows = sum(_write(con, name) for name in names("schema"))
        _save_parts(con)
        (build_id,) = one_row(con.execute("select build_id from build.main.build"))
        con.execute(f"call ducklake_set_commit_message('lake', null, '{_MESSAGE}{build_id}')")
        con.execute("commit")
        answer = con.execute("""
            select
                (select count(*) from changed where mvp_id is not null),
                (select count(*) from parts_now where mvp_id is not null)""")
        changed, parts = one_row(answer)
        with _one_line(lake, "is published, but older builds could not be dropped"):
            _drop_old_builds(con)
    return Published(rows, changed, parts)


@contextmanager
def _one_line(lake: DatabaseUrl, failure: str) -> Iterator[None]:
    """Turn an error of DuckDB into a ProgramError that says which `failure` of the lake it is."""
    try:
        yield
    except duckdb.Error as error:
        reason = without_secrets(str(error).splitlines()[0])
        if "data_path is not set" in reason:
            reason = "it does not exist yet; say with --lake-files where to put its files"
        raise ProgramError(f"{lake}: {failure}: {reason}; see {LARGER_DATA}") from None


def _absolute(files: str) -> str:
    """The absolute path of a folder, which the lake stores; a bucket as it is."""
    return files if "://" in files else str(Path(files).resolve())


def _has_current_schema(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the lake holds a build with the tables of this version of the program."""
    exists = con.execute(
        "select 1 from duckdb_tables() where database_name = 'lake' and table_name = $name",
        {"name": _PARTS},
    ).fetchone()
    if not exists:
        return False
    digest = con.execute("select schema_digest from lake.main.build").fetchone()
    return digest == (schema_digest(),)


def _create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Create the empty tables of a build in the lake; tables of another version are dropped."""
    for name in names("schema"):
        con.execute(f"drop table if exists lake.main.{name}")
        con.execute(f"create table lake.main.{name} as from build.main.{name} limit 0")
    for name in LARGE:
        con.execute(f"alter table lake.main.{name} set partitioned by (year(day), month(day))")
    con.execute(f"drop table if exists lake.main.{_PARTS}")
    con.execute(f"""
        create table lake.main.{_PARTS} (
            part_of varchar, mvp_id varchar, month date, row_count bigint, digest varchar
        )""")


def _find_changes(con: duckdb.DuckDBPyConnection) -> None:
    """Create `parts_now`, a row per part of a table, and `changed`, the parts that differ.

    A part of a large table is the rows of one MVP in one month. Any other table is one part.
    """
    con.execute(f"create temp table parts_now as from lake.main.{_PARTS} limit 0")
    for name in names("schema"):
        part = "mvp_id, date_trunc('month', day)::date" if name in LARGE else "null, null"
        con.execute(f"""
            insert into parts_now
            select '{name}', {part}, count(*), sum(md5_number_lower({name}::varchar)::hugeint)
            from build.main.{name}
            group by all""")
    con.execute(f"""
        create temp table changed as
        select distinct part_of, mvp_id, month
        from (
            (from parts_now except from lake.main.{_PARTS})
            union all
            (from lake.main.{_PARTS} except from parts_now)
        )""")


def _write(con: duckdb.DuckDBPyConnection, name: str) -> int:
    """Write the changed parts of the table `name`; returns the number of rows written."""
    months = con.execute(
        "select distinct month from changed where part_of = $name order by month", {"name": name}
    ).fetchall()
    return sum(_write_month(con, name, month) for (month,) in months)


def _write_month(con: duckdb.DuckDBPyConnection, name: str, month: object) -> int:
    """Write the MVPs that changed in a month of a large table, or the whole of a small table."""
    parameters, rows, order = {}, "", ""
    if name in LARGE:
        parameters = {"name": name, "month": month}
        rows = """
            where day >= $month and day < $month + interval 1 month and mvp_id in (
                select mvp_id from changed where part_of = $name and month = $month
            )"""
        order = "order by mvp_id, day"
    con.execute(f"delete from lake.main.{name} {rows}", parameters)
    answer = con.execute(
        f"insert into lake.main.{name} by name from build.main.{name} {rows} {order}", parameters
    )
    (count,) = one_row(answer)
    return int(count)


def _save_parts(con: duckdb.DuckDBPyConnection) -> None:
    """Save the digests of the published parts in the lake, for the next publishing."""
    same = " and ".join(
        f"changed.{key} is not distinct from known.{key}" for key in ("part_of", "mvp_id", "month")
    )
    is_changed = f"where exists (from changed where {same})"
    con.execute(f"delete from lake.main.{_PARTS} as known {is_changed}")
    con.execute(f"insert into lake.main.{_PARTS} from parts_now as known {is_changed}")


def _drop_old_builds(con: duckdb.DuckDBPyConnection) -> None:
    """Drop all but the newest builds, with the files that no other build needs."""
    kept = con.execute(
        """
        select snapshot_id
        from ducklake_snapshots('lake')
        where starts_with(commit_message, $message)
        order by snapshot_id desc
        limit $kept""",
        {"message": _MESSAGE, "kept": KEPT_BUILDS},
    ).fetchall()
    old = con.execute(
        "select snapshot_id from ducklake_snapshots('lake') where snapshot_id < $oldest",
        {"oldest": kept[-1][0]},
    ).fetchall()
    if old:
        con.execute(f"call ducklake_expire_snapshots('lake', versions => {[n for (n,) in old]})")
        con.execute("call ducklake_cleanup_old_files('lake', cleanup_all => true)")
