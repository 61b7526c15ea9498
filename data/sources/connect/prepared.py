"""A connection in which mappings can be tried."""

from datetime import date

import duckdb

from data.days.addresses import create_address_of
from data.days.rule_sets import use_rules
from data.inputs.program_years import fill_program_years
from data.inputs.time_zones import create_zone_shifts
from data.settings.model import Settings
from data.settings.sets import known_tables
from data.sources.cells import create_macros
from data.sql.files import sql


def prepare(con: duckdb.DuckDBPyConnection, settings: Settings, until: date) -> None:
    """Create what mappings need: settings, program years, macros and time zones."""
    use_rules(con, known_tables(settings, until))
    con.execute(sql("schema/program_years"))
    fill_program_years(con, until)
    create_zone_shifts(con, until)
    create_address_of(con)
    create_macros(con)
