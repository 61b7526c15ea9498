"""A connection in which mappings can be tried."""

from datetime import date

import duckdb
import pyarrow as pa

from data.inputs.addresses import create_address_of
from data.inputs.program_years import fill_program_years
from data.inputs.time_zones import create_zone_shifts
from data.settings.model import Settings
from data.settings.tables import rule_tables
from data.sources.cells import create_macros
from data.sql.files import sql


def prepare(con: duckdb.DuckDBPyConnection, settings: Settings, until: date) -> None:
    """Create what mappings need: settings, program years, macros and time zones."""
    for table, rows in rule_tables(settings).items():
        if rows:
            con.register("rows_of_table", pa.Table.from_pylist(rows))
            con.execute(f"create temp table {table} as from rows_of_table")
            con.unregister("rows_of_table")
    con.execute(sql("schema/program_years"))
    fill_program_years(con, until)
    create_zone_shifts(con, until)
    create_address_of(con)
    create_macros(con)
