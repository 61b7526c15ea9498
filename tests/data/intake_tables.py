"""Folders taken in without a build around it: the tables as they are filled, and the report."""

from datetime import date
from pathlib import Path

import duckdb

from data.inputs.contract import INPUTS
from data.inputs.intake import Intake, take_in
from data.settings.model import load
from data.settings.tables import rule_tables
from data.sql.files import names, sql


class Tables:
    """The tables of a build in memory, filled anew from one folder after another."""

    def __init__(self) -> None:
        self.con = duckdb.connect(config={"threads": 1})
        self.con.execute("set TimeZone = 'UTC'")
        for name in names("schema"):
            self.con.execute(sql(f"schema/{name}"))
        for table, rows in rule_tables(load()).items():
            for row in rows:
                columns, places = ", ".join(row), ", ".join("?" * len(row))
                values = list(row.values())
                self.con.execute(f"insert into {table} ({columns}) values ({places})", values)

    def take_in(self, folder: Path, as_of: date) -> Intake:
        """Forget the last folder, and take in this one."""
        for given in INPUTS:
            self.con.execute(f"delete from {given.name}")
        return take_in(self.con, folder, as_of, lambda count: None)

    def rows(self, text: str) -> list[tuple]:
        """The rows that a query finds."""
        return self.con.execute(text).fetchall()
