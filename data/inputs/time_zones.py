"""The time zones of the package tzdata, which is pinned (docs/decisions/012)."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

import duckdb

from data.days.span import FIRST_DAY

FIRST_YEAR = FIRST_DAY.year - 1  # a day of the first year can be a moment of the year before in UTC
_STEP = timedelta(days=5)  # no zone has shifted twice in so short a time since FIRST_YEAR

Shift = tuple[datetime, int]  # a moment in UTC, and the seconds that the zone is ahead of UTC then


# SQL for a row per zone and year: its stretches. A join with them is faster than one with the lists
# of all years, which it would copy for each row.
SHIFTS_BY_YEAR = f"""(
    select
        timezone,
        unnest(years) as shifts,
        unnest(range({FIRST_YEAR}, {FIRST_YEAR} + len(years))) as year,
    from zone_shifts
)"""


def create_zone_shifts(con: duckdb.DuckDBPyConnection, last_day: date) -> None:
    """Create the table `zone_shifts`, with UTC, for moments up to `last_day`.

    A row is a zone. `years` has, for each year from FIRST_YEAR on, by how many seconds the zone is
    ahead of UTC: a list of stretches, each from a moment in UTC to the next one.
    """
    con.execute("""
        create or replace temp table zone_shifts (
            timezone varchar primary key,
            years struct(from_at timestamp, seconds integer)[][],
        )""")
    add_zones(con, {"UTC"}, last_day)


def add_zones(con: duckdb.DuckDBPyConnection, zones: set[str], last_day: date) -> None:
    """Add those of `zones` to `zone_shifts` that are names of time zones."""
    for zone in sorted(zones & zone_names()):
        years = [
            [
                {"from_at": from_at.replace(tzinfo=None), "seconds": seconds}
                for from_at, seconds in stretches
            ]
            for stretches in shifts_by_year(zone, last_day.year + 1)
        ]
        con.execute("insert or ignore into zone_shifts values (?, ?)", [zone, years])


@cache
def zone_names() -> frozenset[str]:
    """All names of time zones."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


@cache
def zone_info(zone: str) -> ZoneInfo:
    """The time zone with one of the `zone_names`."""
    with files("tzdata.zoneinfo").joinpath(zone).open("rb") as file:
        return ZoneInfo.from_file(file, key=zone)


@cache
def shifts_by_year(zone: str, last_year: int) -> list[list[Shift]]:
    """For each year from FIRST_YEAR to `last_year`, the stretches of the zone in it.

    The first one begins before the year, so that every moment is in a stretch.
    """
    info = zone_info(zone)
    return [_shifts(info, year) for year in range(FIRST_YEAR, last_year + 1)]


def _shifts(info: ZoneInfo, year: int) -> list[Shift]:
    moment, end = (datetime(y, 1, 1, tzinfo=UTC) for y in (year, year + 1))
    shifts = [(datetime(1, 1, 1, tzinfo=UTC), _seconds(info, moment))]
    while moment < end:
        later = min(moment + _STEP, end)
        if _seconds(info, later) != shifts[-1][1]:
            shifts.append((_first_moment(info, moment, later), _seconds(info, later)))
        moment = later
    return shifts


def _first_moment(info: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second after `before` at which the zone is as far ahead as at `after`."""
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if _seconds(info, middle) == _seconds(info, after):
            after = middle
        else:
            before = middle
    return after


def _seconds(info: ZoneInfo, moment: datetime) -> int:
    """By how many seconds the zone is ahead of UTC at a moment in UTC."""
    offset = moment.astimezone(info).utcoffset()
    return int(offset.total_seconds()) if offset else 0
