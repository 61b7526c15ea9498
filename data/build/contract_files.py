"""The contract files that a folder with raw exports amounts to, each row with its raw place."""

import csv
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import duckdb

from data.build.build import refuse_unknown_day
from data.build.read_folder import read_folder
from data.errors import ProgramError
from data.inputs.contract import Input
from data.inputs.headers import RAW_PLACE
from data.inputs.input_files import InputFile
from data.inputs.inputs_of_parts import inputs_of, without_ignored
from data.inputs.progress import ReportProgress, no_progress
from data.inputs.report import InputReport
from data.settings.files import OWN_SETTINGS
from data.settings.model import Settings
from data.settings.saying import speaking
from data.sources.folder import size_of_files
from data.sources.formats.one_look import one_look
from data.sql.files import quoted
from data.sql.one_row import one_row
from data.store.confined import new_database
from data.store.os_errors import as_program_error


@one_look()
def write_contract_files(
    source: Path,
    out: Path,
    as_of: date,
    settings: Settings,
    report_progress: ReportProgress = no_progress,
    events: Path | None = None,
) -> tuple[dict[str, int], InputReport]:
    """Write a file to `out` for each input that the folder `source` has, raw exports included.

    What people said in the folder `events` is included too.

    Its rows are those that a build uses: settled, linked and in the order of their key. A
    contribution has the day that it has for its MVP. Columns of parts that the program lacks are
    not there. Returns the number of rows of each file, and
    the report of what was read.

    Raises ProgramError when `source` cannot be read, or `out` holds other files.
    """
    refuse_unknown_day(as_of)
    with as_program_error(out), speaking(settings.words):
        _refuse_other_files(source, out)
        out.mkdir(parents=True, exist_ok=True)
        with (
            tempfile.TemporaryDirectory(prefix=".contract-", dir=out) as folder,
            new_database(
                Path(folder) / "contract.building", size_of_files(source), source, Path(folder)
            ) as con,
        ):
            report = read_folder(
                con, source, as_of, settings, report_progress, _keep_places, events
            )
            supplied = {file.input for file in report.files}
            inputs = [without_ignored(spec) for spec in inputs_of(con)]
            written = [spec for spec in inputs if spec.name in supplied or _has_rows(con, spec)]
            rows = {spec.name: _write(con, spec, Path(folder)) for spec in written}
            _replace(out, Path(folder), rows)
    return rows, report


def _replace(out: Path, folder: Path, names: Iterable[str]) -> None:
    """Move the files with these names from `folder` to `out`, in place of all that are there."""
    for path in out.glob("*.csv"):
        path.unlink()
    for name in names:
        (folder / f"{name}.csv").rename(out / f"{name}.csv")


def copy_settings(own: Path | None, out: Path) -> None:
    """Write the program's own settings to `out`, or remove those of an earlier run."""
    with as_program_error(out):
        if own is None:
            (out / OWN_SETTINGS).unlink(missing_ok=True)
        else:
            shutil.copyfile(own, out / OWN_SETTINGS)


def _has_rows(con: duckdb.DuckDBPyConnection, spec: Input) -> bool:
    """Whether an input without a file has rows: memberships, of those who left and came back."""
    if spec.name == "contributions":
        return False
    (count,) = one_row(con.execute(f"select count(*) from {spec.name}"))
    return bool(count)


def _refuse_other_files(source: Path, out: Path) -> None:
    """Raise ProgramError when `out` holds anything that this command did not write."""
    if not out.exists():
        return
    if out.resolve() == source.resolve():
        raise ProgramError(f"{out}: holds the raw exports themselves; choose another folder")
    for path in sorted(out.iterdir()):
        if path.name.startswith(".contract-") or path.name == OWN_SETTINGS:
            continue
        if not (path.is_file() and path.suffix == ".csv" and _is_written_here(path)):
            raise ProgramError(
                f"{out}: holds {path.name}, which `contract` did not write; choose an empty folder"
            )


def _is_written_here(path: Path) -> bool:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return next(csv.reader(file), [])[-len(RAW_PLACE) :] == [*RAW_PLACE]


def _keep_places(con: duckdb.DuckDBPyConnection, spec: Input, files: Sequence[InputFile]) -> None:
    """Create `places_of_<input>`: the file and the line of each row of `used`, by its key."""
    key = ", ".join(f'used."{name}"' for name in spec.key)
    place = "$names[used.file_number + 1] as raw_file, coalesce(places.line, used.line) as raw_line"
    join = "left join places on places.file_number = used.file_number and places.row = used.line"
    names = [file.name for file in files] or ["-"]
    con.execute(
        f"create or replace temp table places_of_{spec.name} as select {key}, {place} "
        f"from used {join}",
        {"names": names},
    )
    if spec.name == "mvps":  # whose earlier spells become rows of memberships
        con.execute(
            f"create or replace temp table places_of_spells as "
            f"select mvp_id, entered_on as from_on, {place} from spells_of_mvps as used {join}",
            {"names": names},
        )


def _write(con: duckdb.DuckDBPyConnection, spec: Input, folder: Path) -> int:
    """Write the rows of an input; returns how many there are."""
    columns = [f'rows."{name}"' for name in spec.column_names]
    table, places = spec.name, f"places_of_{spec.name}"
    if spec.name == "contributions":
        table = "typed_contributions"
        columns[spec.column_names.index("occurred_at")] = "rows.day as occurred_at"
    if spec.name == "memberships":
        places = _places_of_memberships(con)
    key_columns = ", ".join(f'"{name}"' for name in spec.key)
    con.execute(  # of an input without a file, such as sources that the exports tell
        f"create temp table if not exists {places} as "
        f"select {key_columns}, null::varchar as raw_file, null::bigint as raw_line "
        f"from {table} limit 0"
    )
    same_key = " and ".join(
        f'rows."{name}" is not distinct from places."{name}"' for name in spec.key
    )
    key = ", ".join(f'rows."{name}"' for name in spec.key)
    target = quoted(folder / f"{spec.name}.csv")
    (count,) = one_row(
        con.execute(f"""
            copy (
                select {", ".join(columns)}, {", ".join(f"places.{n}" for n in RAW_PLACE)}
                from {table} as rows
                left join {places} as places on {same_key}
                order by {key}
            ) to {target} (format csv, header, delimiter ',')""")
    )
    return int(count)


def _places_of_memberships(con: duckdb.DuckDBPyConnection) -> str:
    """The table of places of memberships, which are also spells of mvps."""
    con.execute("""
        create temp table if not exists places_of_memberships
            (mvp_id varchar, from_on date, raw_file varchar, raw_line bigint)""")
    con.execute("""
        insert into places_of_memberships
        from places_of_spells
        where (mvp_id, from_on) not in (select (mvp_id, from_on) from places_of_memberships)""")
    return "places_of_memberships"
