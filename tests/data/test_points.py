"""The column `points`: read where the track counts points, and nowhere else."""

import csv
import io
from datetime import date

from data.build.build import build
from data.settings.files import load_program

from .folders import Outcome, written
from .test_properties import snapshot

MENTORING = """
[tracks.mentoring]
counts = ["session"]
measure = "points"
pieces = 10
cadence_months = 1
"""
ROWS = """\
contribution_id,mvp_id,track,kind,occurred_at,points
c1,ana,mentoring,session,2025-01-10,25
c2,ana,Mentoring,session,2025-01-11,
c3,ana,mentoring,session,2025-01-12,0
c4,ana,mentoring,session,2025-01-13,10000.0
c5,ana,forge,component,2025-01-14,many
"""
WRONG = """\
c6,ana,mentoring,session,2025-01-15,2.5
c7,ana,mentoring,session,2025-01-16,10001
c8,ana,mentoring,session,2025-01-17,-1
c9,ana,mentoring,session,2025-01-18,"1,000"
"""


def outcome(folder, rows: str, settings: str = "") -> Outcome:
    files = {
        "mvps.csv": "mvp_id,name,email,entered_on\nana,Ana,ana@example.org,2025-01-01\n",
        "contributions.csv": rows,
        "program.toml": MENTORING + "[data]\nmax_rejected_share = 1\n" + settings,
    }
    source = written(folder / "input", files)
    program = load_program(source)
    return Outcome(build(source, folder / "p.duckdb", date(2025, 6, 30), program))


def test_points_are_whole_numbers_and_empty_where_they_are_not_read(tmp_path):
    built = outcome(tmp_path, ROWS)
    assert built.rejects == []
    found = built.rows("select contribution_id, points from contributions order by all")
    assert found == [("c1", 25), ("c2", None), ("c3", 0), ("c4", 10000), ("c5", None)]
    assert built.rows("select sum(done)::integer from activity where track = 'mentoring'") == [
        (25 + 1 + 0 + 10000,)
    ]


def test_a_kind_that_its_track_lacks_is_rejected_with_the_kinds_that_there_are(tmp_path):
    built = outcome(tmp_path, ROWS + "c6,ana,mentoring,answer,2025-01-15,\n")
    ((hint,),) = built.rows("select hint from rejects")
    assert hint.startswith("not a kind of this row's track: correct the kind or the track; ")
    assert "; forge has component, release; forum has answer, moderation; " in hint
    assert "; mentoring has session" in hint


def test_wrong_points_are_rejected_with_what_to_write(tmp_path):
    built = outcome(tmp_path, ROWS + WRONG)
    number = "not points: write a whole number from 0 to 10,000, without a comma; count half "
    number += "hours, for example, where hours are not whole"
    outside = "out of range: the points of a contribution go from 0 to 10,000"
    found = built.rows("select value, reason, hint from rejects order by line")
    assert found == [
        ("2.5", "bad_number", number),
        ("10001", "out_of_range", outside),
        ("-1", "out_of_range", outside),
        ("1,000", "bad_number", number),
    ]


def test_a_snapshot_has_the_points_that_count_of_a_track_that_counts_points_then(tmp_path):
    change = '[[from]]\ndate = "2025-05-01"\n[from.tracks.mentoring]\nmeasure = "pieces"\n'
    change += 'unit = ["hour", "hours"]\n'
    early = "c0,ana,mentoring,session,2024-12-31,7\nc9,ana,mentoring,session,2025-06-01,5\n"
    built = outcome(tmp_path, ROWS + early, change)

    def points(as_of: date) -> dict[str, str]:
        text = snapshot(built, as_of, tmp_path / f"{as_of}")["contributions.csv"]
        return {row["contribution_id"]: row["points"] for row in csv.DictReader(io.StringIO(text))}

    in_points = points(date(2025, 4, 30))
    assert in_points == {"c1": "25", "c2": "1", "c3": "0", "c4": "10000", "c5": ""}
    assert set(points(date(2025, 6, 30)).values()) == {""}
