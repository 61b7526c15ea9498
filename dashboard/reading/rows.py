"""The rows of a figure: read(view, "page/figure") is the only way from a page to data."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.reading import days
from dashboard.reading.cache import cached_answer
from dashboard.reading.parts import parts_of
from data.days.scope import COLUMNS_FOR_PROGRAM_TEAM, Scope
from data.settings.parts import lacking_columns
from data.sql.files import sql
from data.store.locations import Build

_BY_TRACK = "by_track"
PART_ROWS = 500  # rows of a table that are sent to the browser at once


@dataclass(frozen=True)
class ViewContext:
    """What a page shows figures of: the build, the as-of date, and whose rows."""

    build: Build
    as_of: date
    scope: Scope


def read(view: ViewContext, figure: str, **parameters: object) -> pd.DataFrame:
    """The rows of queries/pages/<figure>.sql as `view` sees them.

    Columns of a part that the program lacks are left out (data/settings/parts.py), and for others
    than the program team those that only it has (data/days/scope.py). A column
    `by_track`, with a map from each track to a value, becomes a column for each track.
    `parameters` are those of the query, by name. The caller may change the frame: pandas copies
    what is written to, so other callers do not see the change.
    """
    return _rows(view, f"pages/{figure}", **parameters).copy(deep=False)


def read_snapshot(view: ViewContext, name: str) -> pd.DataFrame:
    """The rows of the snapshot file <name>.csv as `view` sees them."""
    return _rows(view, f"snapshot/{name}").copy(deep=False)


def read_part(view: ViewContext, figure: str, number: int, **parameters: object) -> pd.DataFrame:
    """Part `number` of the rows of `read`, counted from 0; a part has PART_ROWS rows at most."""
    first = number * PART_ROWS
    return _part(view, f"pages/{figure}", first, PART_ROWS, **parameters).copy(deep=False)


def count_rows(view: ViewContext, figure: str, **parameters: object) -> int:
    """How many rows `read` has. A query counts them only when one part does not hold them all."""
    first = len(read_part(view, figure, 0, **parameters))
    return first if first < PART_ROWS else _count(view, f"pages/{figure}", **parameters)


def mvp_in_scope(view: ViewContext) -> str | None:
    """The id of the one MVP to whom `view` is narrowed; None where the viewer may not see them."""
    asked = days.query(view.build, view.as_of, view.scope, "select mvp_id from membership", {})
    in_scope = [mvp_id for (mvp_id,) in asked.fetchall()]
    return view.scope.only_mvp if in_scope == [view.scope.only_mvp] else None


def is_computed(view: ViewContext, figure: str) -> bool:
    """Whether `read` answers at once, without computing a day or tables of it."""
    return days.is_computed(view.build, view.as_of, f"pages/{figure}")


@cached_answer
def _rows(view: ViewContext, query: str, **parameters: object) -> pd.DataFrame:
    return _ask(view, sql(query), parameters)


@cached_answer
def _part(
    view: ViewContext, query: str, first: int, rows: int, **parameters: object
) -> pd.DataFrame:
    text = f"{sql(query)}\nlimit $rows offset $first"
    return _ask(view, text, parameters | {"first": first, "rows": rows})


@cached_answer
def _count(view: ViewContext, query: str, **parameters: object) -> int:
    text = f"select count(*) as rows from ({sql(query)}\n)"
    (count,) = _ask(view, text, parameters)["rows"].tolist()
    return int(count)


def _ask(view: ViewContext, text: str, parameters: dict[str, object]) -> pd.DataFrame:
    rows = days.query(view.build, view.as_of, view.scope, text, parameters).df()
    lacking = [*lacking_columns(parts_of(view.build))]
    lacking += () if view.scope.everybody else COLUMNS_FOR_PROGRAM_TEAM
    rows = rows.drop(columns=lacking, errors="ignore")
    if _BY_TRACK not in rows.columns:
        return rows
    by_track = pd.DataFrame(rows[_BY_TRACK].tolist(), index=rows.index)
    names = [*rows.columns]
    place = names.index(_BY_TRACK)
    return rows.join(by_track)[[*names[:place], *by_track.columns, *names[place + 1 :]]]
