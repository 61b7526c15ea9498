"""The program years that rows can be about (docs/rules.md section 1)."""

from datetime import date

import duckdb

from data.days.span import FIRST_DAY
from data.sql.files import sql
from data.sql.one_row import one_row


def fill_program_years(con: duckdb.DuckDBPyConnection, last_day: date) -> None:
    """Fill the table `program_years` with those up to `last_day`, by the settings in `con`."""
    con.execute("delete from program_years")
    con.execute(
        f"insert into program_years by name {sql('as_of_independent/program_years')}",
        {"first_day": FIRST_DAY, "last_day": last_day},
    )


def program_year_of(con: duckdb.DuckDBPyConnection, day: date) -> int:
    """The number of the year of a day; between two years, of the one that has just ended."""
    answer = con.execute(
        "select year from program_years where first_day <= $day and next_first_day > $day",
        {"day": day},
    )
    (year,) = one_row(answer)
    return int(year)


def first_and_last_year(con: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    """The numbers of the first and the last year of `program_years`, with their labels."""
    named = "year || if(year_label = year::varchar, '', ' (' || year_label || ')')"
    answer = con.execute(f"select min_by({named}, year), max_by({named}, year) from program_years")
    first, last = one_row(answer)
    return str(first), str(last)
