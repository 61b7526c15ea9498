"""The page of a record: one file that needs no network, no script and no other file."""

from itertools import groupby
from operator import itemgetter
from pathlib import Path

from data.days.day import Day
from data.days.rows import Row, rows
from data.days.scope import Scope
from data.outputs.templates import rendered
from data.sql.files import sql

_TEMPLATE = Path(__file__).with_name("record.html.j2")


def page(day: Day, own: Scope, person: Row) -> str:
    """The HTML of the record of the MVP in the scope `own`, in the words of this run.

    `person` is their row of queries/record/person.sql.
    """
    checkpoints = rows(day, own, sql("record/checkpoints_in_words"))
    contributions = rows(day, own, sql("record/contributions_in_words"))
    values = {
        "person": person,
        "years": _years(_by(checkpoints, "year_label"), _by(contributions, "year_label")),
        "units": _units(checkpoints),
        "is_published": any(row["published"] for row in checkpoints),
    }
    return rendered(_TEMPLATE, values)


def _units(checkpoints: list[Row]) -> list[tuple[str, str]]:
    """The tracks by what people read, each with its unit."""
    return list({row["track_label"]: row["unit"] for row in checkpoints if row["unit"]}.items())


def _years(
    checkpoints: dict[str, list[Row]], contributions: dict[str, list[Row]]
) -> list[dict[str, object]]:
    """The years with anything to say, the newest first: their days, and their contributions.

    A day is the list of its tracks.
    """
    return [
        {
            "label": year,
            "days": list(_by(checkpoints.get(year, []), "day").values()),
            "contributions": contributions.get(year, []),
        }
        for year in sorted(checkpoints.keys() | contributions.keys(), reverse=True)
    ]


def _by(found: list[Row], column: str) -> dict[str, list[Row]]:
    """Rows that are in the order of a column, by its values."""
    return {value: list(group) for value, group in groupby(found, itemgetter(column))}
