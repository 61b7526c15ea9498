"""Several rows of one MVP in mvps: the spells of somebody who left and came back."""

import pytest

from .folders import build_files

HEADER = "mvp_id,name,email,entered_on,nda_signed_on,team,left_on,left_reason\n"
FIRST = "m1,Ana Lopes,ana@old.example.org,2023-01-01,2023-01-05,Iberia,2025-03-31,new job\n"
BACK = "m1,Ana Lopes,ana@example.org,2025-06-01,2025-06-02,Iberia,,\n"
SPELLS = [("2023-01-01", "2025-03-31"), ("2025-06-01", "")]


def spells(outcome):
    return outcome.rows("""
        select from_on::varchar, coalesce(to_on::varchar, '') from spells
        where mvp_id = 'm1' order by from_on""")


@pytest.mark.parametrize("rows", [FIRST + BACK, BACK + FIRST], ids=["in order", "latest first"])
def test_rows_about_other_days_are_spells(tmp_path, rows):
    outcome = build_files(tmp_path, {"mvps.csv": HEADER + rows})
    assert outcome.rejects == []
    assert outcome.counts["mvps.csv"] == (2, 2, 0, 0, 0)
    assert spells(outcome) == SPELLS
    assert outcome.rows("select from_on::varchar, reason from memberships") == [
        ("2023-01-01", "new job")
    ]
    person = outcome.rows("select email, entered_on::varchar, nda_signed_on::varchar from mvps")
    assert person == [("ana@example.org", "2025-06-01", "2023-01-05")]  # signed once


@pytest.mark.parametrize(
    "second",
    [
        BACK.replace("2025-06-01", "2025-03-30"),  # a day of the first row
        BACK.replace("2025-06-01", "2023-01-01"),  # the same first day
        FIRST.replace("Iberia", "Alps"),
    ],
)
def test_rows_about_the_same_days_are_duplicates(tmp_path, second):
    outcome = build_files(tmp_path, {"mvps.csv": HEADER + FIRST + second})
    assert [(reject[1], reject[4]) for reject in outcome.rejects] == [("3", "duplicate_id")]
    assert spells(outcome) == SPELLS[:1]


def test_a_later_file_corrects_the_latest_spell_and_keeps_the_others(tmp_path):
    corrected = BACK.replace("ana@example.org", "ana@new.example.org")
    files = {"mvps.csv": HEADER + FIRST + BACK, "mvps-2.csv": HEADER + corrected}
    outcome = build_files(tmp_path, files)
    assert outcome.rejects == []
    assert outcome.counts["mvps-2.csv"] == (1, 1, 0, 0, 1)
    assert spells(outcome) == SPELLS
    assert outcome.rows("select email from mvps") == [("ana@new.example.org",)]


def test_the_same_export_once_more_changes_nothing(tmp_path):
    files = {"mvps.csv": HEADER + FIRST + BACK, "mvps-2.csv": HEADER + FIRST + BACK}
    outcome = build_files(tmp_path, files)
    assert outcome.rejects == []
    assert spells(outcome) == SPELLS
    assert outcome.rows("select email from mvps") == [("ana@example.org",)]


def test_a_row_of_memberships_replaces_the_spell_with_the_same_first_day(tmp_path):
    files = {
        "mvps.csv": HEADER + FIRST + BACK,
        "memberships.csv": "mvp_id,from_on,to_on\nm1,2023-01-01,2024-12-31\n",
    }
    assert spells(build_files(tmp_path, files))[0] == ("2023-01-01", "2024-12-31")
