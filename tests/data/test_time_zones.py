"""Local days by the pinned tzdata: the table `zone_shifts` against Python's own arithmetic."""

from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import duckdb
import pytest

from data.days.span import last_day
from data.inputs.time_zones import (
    FIRST_YEAR,
    add_zones,
    create_zone_shifts,
    shifts_by_year,
    zone_names,
)

from .folders import build_files

AS_OF = date(2026, 11, 27)
LAST = last_day(AS_OF)


def seconds_ahead(zone: str, moment: datetime) -> int:
    """By how many seconds a zone is ahead of UTC at a moment in UTC, by the table."""
    stretches = shifts_by_year(zone, LAST.year + 1)[moment.year - FIRST_YEAR]
    return next(seconds for from_at, seconds in reversed(stretches) if from_at <= moment)


def by_python(zone: str) -> ZoneInfo:
    with files("tzdata.zoneinfo").joinpath(zone).open("rb") as file:
        return ZoneInfo.from_file(file)


def test_every_zone_is_as_far_ahead_as_python_says_on_every_day():
    """One moment of every day, at another hour each day, for all zones."""
    moment, end = (datetime(year, 12, 31, tzinfo=UTC) for year in (FIRST_YEAR, LAST.year))
    moments = [moment]
    while moments[-1] < end:
        moments.append(moments[-1] + timedelta(days=1, hours=1))
    by_content = {
        files("tzdata.zoneinfo").joinpath(zone).read_bytes(): zone for zone in zone_names()
    }
    assert len(zone_names()) > len(by_content) > 300  # many zones have several names
    for zone in by_content.values():
        info = by_python(zone)
        wrong = [
            moment
            for moment in moments
            if moment.astimezone(info).utcoffset() != timedelta(seconds=seconds_ahead(zone, moment))
        ]
        assert wrong == [], zone


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        ("Europe/Lisbon", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z"),
        ("America/New_York", "2025-11-02T05:59:59Z", "2025-11-02T06:00:00Z"),
        ("Australia/Lord_Howe", "2025-10-04T15:29:59Z", "2025-10-04T15:30:00Z"),
        ("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-30T10:00:00Z"),  # a day was left out
    ],
)
def test_a_shift_is_found_to_the_second(zone, before, after):
    info = by_python(zone)
    for text in (before, after):
        moment = datetime.fromisoformat(text)
        expected = moment.astimezone(info).utcoffset().total_seconds()
        assert seconds_ahead(zone, moment) == expected
    assert seconds_ahead(zone, datetime.fromisoformat(before)) != seconds_ahead(
        zone, datetime.fromisoformat(after)
    )


def test_a_table_of_zones_has_only_names_of_zones():
    with duckdb.connect() as con:
        create_zone_shifts(con, LAST)
        add_zones(con, {"Asia/Tokyo", "BST", "IST", "Mars/Base", "", "../zones"}, LAST)
        found = con.execute("select timezone from zone_shifts order by 1").fetchall()
    assert found == [("Asia/Tokyo",), ("UTC",)]


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("America/Havana", "2026-11-15T04:30:00Z", "2026-11-15"),  # 4 hours behind UTC
        ("America/Vancouver", "2026-11-15T07:30:00Z", "2026-11-15"),  # 7 hours behind UTC
        ("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29"),
        ("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31"),
        ("Asia/Tokyo", "2025-06-30T22:30:00.5+01:00", "2025-07-01"),
        ("", "2000-01-01T00:00:00+00:00", "2000-01-01"),
        ("Asia/Tokyo", "1999-12-31T15:00:00Z", "2000-01-01"),
    ],
)
def test_the_local_day_of_a_moment(tmp_path, zone, moment, day):
    outcome = build_files(
        tmp_path,
        {
            "mvps.csv": "mvp_id,name,email,entered_on,timezone\n"
            f"ana,Ana,ana@example.org,2001-01-01,{zone}\n",
            "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at\n"
            f"c1,ana,forge,component,{moment}\n",
        },
        as_of=AS_OF,
    )
    assert outcome.rejects == []
    assert outcome.rows("select day::varchar from contributions") == [(day,)]


@pytest.mark.parametrize("moment", ["1998-06-01T12:00:00Z", "2099-06-01T12:00:00+02:00"])
def test_a_moment_in_another_time_is_out_of_range(tmp_path, moment):
    outcome = build_files(
        tmp_path,
        {
            "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at\n"
            f"c1,ana,forge,component,{moment}\n"
        },
        as_of=AS_OF,
    )
    assert [reject[4] for reject in outcome.rejects] == ["out_of_range"]
