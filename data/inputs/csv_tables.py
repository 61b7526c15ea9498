"""The rows of a CSV file as tables of text: by DuckDB for plain files, else record by record."""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from data.inputs.csv_records import CsvFile, Record
from data.inputs.limits import LONGEST_ROW
from data.sql.files import literal_path

_BATCH = 50_000  # records, or
_BATCH_SIZE = LONGEST_ROW  # characters, whichever comes first


def plain_table(
    file: CsvFile, names: Sequence[str], has_nulls: bool = False
) -> tuple[str, dict[str, object]]:
    """SQL for the rows of a plain file (plain_csv.py) as a table, and its parameters.

    Its columns are `names`, one for each cell of the header. An empty cell is the empty text, or
    null when the table `has_nulls`.
    """
    not_null = "" if has_nulls else "force_not_null = $names,"
    text = f"""read_csv(
        $path, columns = $columns, delim = $delimiter, quote = '"', escape = '"', {not_null}
        header = false, skip = $header_line, auto_detect = false, hive_partitioning = false,
        compression = 'none'
    )"""
    return text, {
        "path": literal_path(file.path),
        "columns": dict.fromkeys(names, "varchar"),
        "delimiter": file.delimiter,
        "header_line": file.header_line,
        **({} if has_nulls else {"names": list(names)}),
    }


def record_tables(file: CsvFile, names: Sequence[str | None]) -> Iterator[pa.Table]:
    """The records of a file, some thousands at a time.

    Columns: `_line` and `_line_count` as in Record, `_hint` (null unless the record cannot be read
    as a row), and the cells, as text. `names` has a name for each cell of the header; a cell
    without one is left out.
    """
    positions = {name: position for position, name in reversed([*enumerate(names)]) if name}
    for batch in _batches(file.records()):
        yield _table(batch, positions)


def _batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    """The records in lists that fit into memory."""
    batch: list[Record] = []
    size = 0
    for record in records:
        batch.append(record)
        size += record.size
        if len(batch) == _BATCH or size > _BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _table(batch: list[Record], positions: dict[str, int]) -> pa.Table:
    return pa.table(
        {
            "_line": pa.array([record.line for record in batch], pa.int64()),
            "_line_count": pa.array([record.line_count for record in batch], pa.int32()),
            "_hint": pa.array([record.hint for record in batch], pa.string()),
            **{
                name: pa.array([r.cells and r.cells[position] for r in batch], pa.string())
                for name, position in positions.items()
            },
        }
    )
