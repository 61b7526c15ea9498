"""Reads folders of input files into tables, without making a build."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb

from data.inputs.contract import INPUTS
from data.inputs.progress import no_progress
from data.inputs.read import read_inputs
from data.inputs.report import InputReport
from data.settings.files import load
from data.settings.sets import all_rule_tables
from data.sql.files import names, sql


class Reject(NamedTuple):
    """A row of the table `rejects`."""

    file: str
    line: int
    column: str | None
    value: str | None
    reason: str
    row: str
    hint: str


class InputTables:
    """The tables of a build in memory, filled anew from one folder after another."""

    def __init__(self) -> None:
        self.con = duckdb.connect(config={"threads": 1})
        self.con.execute("set TimeZone = 'UTC'")
        for name in names("schema"):
            self.con.execute(sql(f"schema/{name}"))
        for table, rows in all_rule_tables(load()).items():
            for row in rows:
                columns, parameters = ", ".join(row), ", ".join("?" * len(row))
                values = list(row.values())
                self.con.execute(f"insert into {table} ({columns}) values ({parameters})", values)

    def read(self, folder: Path, as_of: date) -> InputReport:
        """Empty the input tables, and fill them from `folder`."""
        for table in (*(spec.name for spec in INPUTS), "rejects", "warnings"):
            self.con.execute(f"delete from {table}")
        return read_inputs(self.con, folder, as_of, no_progress)

    @property
    def rejects(self) -> list[Reject]:
        """The rejected rows of the folder that was read last."""
        return [Reject(*row) for row in self.rows("from rejects")]

    def rows(self, text: str) -> list[tuple]:
        """The rows of a query."""
        return self.con.execute(text).fetchall()
