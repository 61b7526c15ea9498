"""Headings of columns: every column of a table has one, and none is left over."""

from datetime import date

import pytest

from dashboard.page.catalog import figures
from dashboard.page.columns import COLUMNS
from dashboard.page.figures import Figure
from dashboard.reading.rows import ViewContext, read, read_snapshot
from data.days.scope import Scope
from data.settings.files import load
from data.store.locations import build_at
from tests.conftest import Program
from tests.figures import is_of

# Those of the table of columns on the page Definitions, which no query makes.
OF_DEFINITIONS = {"computed_in", "sections"}
# In no table of a program that counts no points.
OF_OTHER_PROGRAMS = {"points", "how_many", "counts"}


@pytest.fixture(scope="module")
def columns(tiny_program: Program) -> dict[Figure, set[str]]:
    """The columns of every figure that is shown as a table, also below its chart."""
    build, as_of = build_at(tiny_program.database.resolve()), date(2024, 8, 20)
    everybody = ViewContext(build, as_of, Scope(everybody=True))
    one_mvp = ViewContext(build, as_of, Scope(everybody=True, only_mvp="A01"))
    tracks = {name.capitalize() for name in load().tracks}  # the columns of the matrix
    found = {}
    for figure in figures():
        if is_of(figure, "snapshot"):
            rows = read_snapshot(everybody, figure.query.removeprefix("snapshot/"))
        elif figure.caption or figure.query in ("definitions/settings", "definitions/changes"):
            view = one_mvp if is_of(figure, "mvp") else everybody
            rows = read(view, figure.query, **figure.parameters)
        else:
            continue
        found[figure] = set(rows.columns) - tracks
    return found


def test_every_column_of_a_table_has_a_heading(columns):
    without = {figure.query: names - COLUMNS.keys() for figure, names in columns.items()}
    assert {query: names for query, names in without.items() if names} == {}


def test_every_heading_is_that_of_a_column(columns):
    assert COLUMNS.keys() - OF_DEFINITIONS - OF_OTHER_PROGRAMS == set().union(*columns.values())


def test_headings_do_not_repeat_in_a_table(columns):
    for figure, names in columns.items():
        labels = [COLUMNS[name]["label"] for name in names if COLUMNS[name]]
        assert len(labels) == len(set(labels)), figure.query
