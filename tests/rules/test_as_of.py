"""docs/rules.md section 1: what is dated after the as-of date does not count."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tests.reference.reading import local_day
from tests.rules.drawn import build_program

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
        n1            | noa@x.org     | 2025-07-07   | {selected} | {decided_on} | bob
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
        later          | ana | forge | 2025-07-08           | /c
        again          | ana | forge | 2025-07-09           | /a
        later_in_tokyo | ana | forge | 2025-07-07T15:00:00Z | /d
        answer         | bob | forum | 2025-07-08           |
    """,
    "leaves": """
        ana | 2025-07-08 |
        *   | 2025-07-08 | 2025-12-31
    """,
    "certifications": """
        ana | 2025-07-08 | no  |
        ana | 2025-07-09 | yes |
        bob | 2025-07-08 | yes | 2027-07-08
    """,
    "nominations": """
        n2 | Noa@x.org | 2025-07-08 | not_selected | 2025-07-08 | ana
        n3 | kai@x.org | 2025-07-08 |              |            |
    """,
    "feedback": """
        n1 | 2025-07-08 | no
    """,
    "benefits": """
        bob | slack | 2025-07-08 |
        bob | badge | 2025-07-08 | 2025-07-09
    """,
}


LATER_MVP = """
    cem | 2025-07-08 | 2025-07-08 |  |
"""
LATER_CELLS = {
    "left_on": "2025-07-08",
    "signed_on": "2025-07-08",
    "invited_on": "2025-07-08",
    "decision": "extend",
    "selected": "selected",
    "decided_on": "2025-07-08",
    "renewed_on": "2025-07-08",
    "revoked_on": "2025-07-08",
}


def _program(draw, later_rows, cells):
    tables = {name: table + later_rows.get(name, "") for name, table in TABLES.items()}
    tables["mvps"] = MVPS + later_rows.get("mvps", "")
    return draw(**{name: table.format(**cells) for name, table in tables.items()})


@pytest.fixture(scope="module")
def today(draw):
    return _program(draw, {}, dict.fromkeys(LATER_CELLS, ""))


def test_rows_dated_after_d_do_not_change_a_byte(draw, today):
    later = _program(draw, {**LATER_ROWS, "mvps": LATER_MVP}, dict.fromkeys(LATER_CELLS, ""))
    assert later.snapshot(AS_OF) == today.snapshot(AS_OF)
    assert (
        _changed(later, today)
        == {
            "members": "a new member, and an exam passed",
            "progress": "two more components",
            "risk": "bob has passed",
            "certifications": "bob has passed",
            "renewals": "a new member",
            "nominations": "two more",
            "benefits": "bob has them",
            "contributions": "four more",
        }.keys()
    )


def test_later_dates_in_existing_rows_do_not_change_a_byte(draw, today):
    later = _program(draw, {}, LATER_CELLS)
    assert later.snapshot(AS_OF) == today.snapshot(AS_OF)
    assert (
        _changed(later, today)
        == {
            "members": "ana has left, bob is active",
            "risk": "ana has left, bob is active",
            "certifications": "ana has left",
            "renewals": "ana has left",
            "nominations": "noa is selected",
            "benefits": "ana's is revoked, bob's are missing",
        }.keys()
    )


def test_future_ends_of_leaves_and_certificates_count(today):
    today.shows(
        "certification_status",
        """
        mvp_id | status   | valid_until
        ana    | expiring | 2025-08-01
        """,
        as_of=AS_OF,
    )
    today.shows(
        "deadlines",
        """
        mvp_id | open_days_left | why
        ana    | 24 - 13 = 11   | on leave up to July 20, seen today
        bob    | 24             |
        """,
        as_of=AS_OF,
        horizon="checkpoint",
    )


def _changed(one, other):
    """The files that differ on the day after, when everything counts."""
    ones, others = one.snapshot("2025-07-08"), other.snapshot("2025-07-08")
    return {name for name in ones if ones[name] != others[name]}


# A whole program, with and without the data of later days.

BEGINS_ON = {
    "mvps": "entered_on",
    "contributions": "occurred_at",
    "leaves": "from_on",
    "certifications": "taken_on",
    "nominations": "nominated_on",
    "feedback": "given_on",
    "benefits": "granted_on",
}
HAPPENS_ON = {
    "mvps": {"nda_signed_on": (), "left_on": ("left_reason",)},
    "renewals": {"invited_on": (), "decided_on": ("decision",), "renewed_on": ()},
    "nominations": {"decided_on": ("decision",)},
    "benefits": {"revoked_on": ()},
}


@pytest.mark.parametrize("as_of", ["2025-02-10", "2025-07-31"])
def test_a_snapshot_does_not_depend_on_later_data(sample, tmp_path, as_of):
    past = tmp_path / "input"
    past.mkdir()
    _write_past(sample.source, past, date.fromisoformat(as_of))
    assert build_program(past).snapshot(as_of) == sample.program.snapshot(as_of)


def _write_past(source: Path, past: Path, as_of: date) -> None:
    """Copy a program without the rows and the dates that lie after `as_of`."""
    tables = {path.stem: _rows(path) for path in source.glob("*.csv")}
    zones = {row["mvp_id"]: row["timezone"] for row in tables["mvps"]}
    for name, rows in tables.items():
        tables[name] = [
            _without_future(name.partition("-")[0], row, as_of)
            for row in rows
            if name == "mvps" or _has_begun(name.partition("-")[0], row, zones, as_of)
        ]
    # An MVP who enters later is kept only if earlier rows name the MVP.
    named = {
        row.get("mvp_id")
        for name, rows in tables.items()
        if name not in ("mvps", "commitments")
        for row in rows
    }
    tables["mvps"] = [
        row
        for row in tables["mvps"]
        if row["mvp_id"] in named or _has_begun("mvps", row, zones, as_of)
    ]
    known = {row["mvp_id"] for row in tables["mvps"]}
    tables["commitments"] = [row for row in tables["commitments"] if row["mvp_id"] in known]
    for name, rows in tables.items():
        if rows:
            _write_rows(past / f"{name}.csv", rows)


def _has_begun(name: str, row: dict[str, str], zones: dict[str, str], as_of: date) -> bool:
    if name not in BEGINS_ON:
        return True
    begins_on = row[BEGINS_ON[name]]  # empty for a benefit that is only requested
    return not begins_on or local_day(begins_on, zones.get(row.get("mvp_id", "")) or "UTC") <= as_of


def _without_future(name: str, row: dict[str, str], as_of: date) -> dict[str, str]:
    row = dict(row)
    for column, with_it in HAPPENS_ON.get(name, {}).items():
        if row[column] and date.fromisoformat(row[column]) > as_of:
            row |= dict.fromkeys((column, *with_it), "")
    return row


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
