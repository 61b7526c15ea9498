"""The rows of a build's tables: those given by Python, and those that a query computes."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date

import duckdb

from data.days.rule_sets import (
    COUNTED,
    IN_FORCE,
    tables_of_sets,
    use_none,
    use_rows,
    use_rules,
)
from data.inputs.contract import INPUTS
from data.settings.model import Settings
from data.settings.sets import counted_from, known_tables, tables_of
from data.sql.files import columns_of, sql
from data.sql.one_row import one_row

_FRIDAY = 5  # the ISO number of the last weekday


def fill(con: duckdb.DuckDBPyConnection, name: str, **parameters: object) -> None:
    """Fill a table that does not depend on the as-of date by its query."""
    text = f"insert into build.main.{name} by name {sql(f'as_of_independent/{name}')}"
    con.execute(text, parameters or None)


def fill_supplied(con: duckdb.DuckDBPyConnection, as_of: date, settings: Settings) -> None:
    """Fill the tables of what was supplied, once the input is read."""
    for from_on in _each_set(con, as_of, settings):
        _fill_of_set(con, "supplied", IN_FORCE, from_on)
        use_rows(con, "supplied", from_on)  # which `absent` reads
        _fill_of_set(con, "absent", IN_FORCE, from_on)


def absent_sentences(con: duckdb.DuckDBPyConnection, as_of: date) -> list[str]:
    """What was not supplied, by the settings that are in force."""
    answer = con.execute(
        """
        select sentence from build.main.absent
        where in_force_from = (
            select max(in_force_from) from rule_sets where in_force_from <= $as_of
        )
        order by about""",
        {"as_of": as_of},
    )
    return [sentence for (sentence,) in answer.fetchall()]


def fill_as_of_independent(con: duckdb.DuckDBPyConnection, as_of: date, settings: Settings) -> None:
    """Fill the tables that do not depend on the as-of date; then no set of settings is used."""
    fill(con, "calendar", last_weekday=_FRIDAY)
    for name in ("cycle_months", "spells", "leave_days"):
        fill(con, name)
    counted = set(counted_from(settings).values())
    for from_on in _each_set(con, as_of, settings):
        _fill_of_set(con, "checkpoints", IN_FORCE, from_on)
        if from_on in counted:
            _fill_of_set(con, "contributions", COUNTED, from_on)
            use_rows(con, "contributions", from_on)  # which `activity` and the tables below read
            _fill_of_set(con, "activity", COUNTED, from_on)
    for name in ("source_rows", "track_sources"):
        fill(con, name)
    for name in ("data_spans", "gaps"):
        fill(con, name, built_as_of=as_of)
    use_none(con)


def _each_set(con: duckdb.DuckDBPyConnection, as_of: date, settings: Settings) -> Iterator[date]:
    """The first day of each set, while queries see its settings; then those of any set again."""
    if len(settings.sets) == 1:  # queries see it already
        yield from settings.sets
        return
    for from_on in settings.sets:
        use_rules(con, tables_of(settings, from_on))
        yield from_on
    use_rules(con, known_tables(settings, as_of))


def _fill_of_set(con: duckdb.DuckDBPyConnection, name: str, column: str, from_on: date) -> None:
    """Add the rows by one set of settings, whose day goes into `column`."""
    con.execute(
        f"insert into build.main.{name} by name "
        f"select $from_on::date as {column}, * from ({sql(f'as_of_independent/{name}')})",
        {"from_on": from_on},
    )


def content_digest(con: duckdb.DuckDBPyConnection) -> str:
    """SHA-256 of all input rows, what was supplied, how far the data reaches and the settings.

    The order of rows and files does not matter.
    """
    digest = hashlib.sha256()
    columns = {spec.name: spec.column_names for spec in INPUTS}
    columns["rule_settings"] = ["rules_digest"]
    columns |= {table: list(columns_of(table)) for table in ("supplied", "data_spans")}
    for table, columns_of_table in sorted(columns.items()):
        column = tables_of_sets().get(table)
        if column is None:
            digest.update(_content(con, table, columns_of_table).encode())
            continue
        names = [name for name in columns_of_table if name != column]
        days = con.execute(f"select distinct {column} from build.main.rule_sets order by all")
        for number, (day,) in enumerate(days.fetchall()):
            said = _content(con, table, names, f"where {column} = date '{day}'")
            digest.update((f"{day} {said}" if number else said).encode())
    return digest.hexdigest()


def _content(
    con: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str], where: str = ""
) -> str:
    """How many rows a table has, and a sum of all their cells, in a line."""
    cells = ", ".join(f"""coalesce("{name}"::varchar, chr(0))""" for name in columns)
    answer = con.execute(
        f"select count(*), bit_xor(md5_number(concat_ws(chr(1), {cells}))) "
        f"from build.main.{table} {where}"
    )
    count, mixed = one_row(answer)
    return f"{table} {count} {mixed}\n"
