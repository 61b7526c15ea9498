"""Rows with the same key: they collapse, replace or are rejected (docs/contract.md, Duplicates)."""

import pytest

from data.inputs.contract import INPUTS

from .folders import build_files

LEAVES = "mvp_id,from_on,to_on,reason\n"
A, B, C = (f"ana,2025-08-01,2025-08-{last},\n" for last in (10, 20, 30))

# The rows of up to three files of leaves, the last day that stands, and each file's
# (read, good, rejected, collapsed, replaced).
CHAINS = [
    ([A + A], 10, [(2, 1, 0, 1, 0)]),
    ([A + B], 10, [(2, 1, 1, 0, 0)]),
    ([A + B + A], 10, [(3, 1, 1, 1, 0)]),
    ([A + B + B], 10, [(3, 1, 2, 0, 0)]),
    ([A, A], 10, [(1, 1, 0, 0, 0), (1, 0, 0, 1, 0)]),
    ([A, B], 20, [(1, 1, 0, 0, 0), (1, 1, 0, 0, 1)]),
    ([A, B + C], 20, [(1, 1, 0, 0, 0), (2, 1, 1, 0, 1)]),
    ([A, A + B], 10, [(1, 1, 0, 0, 0), (2, 0, 1, 1, 0)]),
    ([A, B + A], 20, [(1, 1, 0, 0, 0), (2, 1, 1, 0, 1)]),
    ([A + B, B], 20, [(2, 1, 1, 0, 0), (1, 1, 0, 0, 1)]),
    ([A, B, C], 30, [(1, 1, 0, 0, 0), (1, 1, 0, 0, 1), (1, 1, 0, 0, 1)]),
    ([A, B, A], 10, [(1, 1, 0, 0, 0), (1, 1, 0, 0, 1), (1, 1, 0, 0, 1)]),
    ([A, A, B], 20, [(1, 1, 0, 0, 0), (1, 0, 0, 1, 0), (1, 1, 0, 0, 1)]),
    ([A, B, B], 20, [(1, 1, 0, 0, 0), (1, 1, 0, 0, 1), (1, 0, 0, 1, 0)]),
    ([A, "", B], 20, [(1, 1, 0, 0, 0), (0, 0, 0, 0, 0), (1, 1, 0, 0, 1)]),
    (["", A, A], 10, [(0, 0, 0, 0, 0), (1, 1, 0, 0, 0), (1, 0, 0, 1, 0)]),
]


@pytest.mark.parametrize(("texts", "last_day", "counts"), CHAINS)
def test_later_files_correct_and_the_first_row_of_a_file_stands(tmp_path, texts, last_day, counts):
    names = ["leaves.csv", "leaves-2.csv", "leaves_3.csv"][: len(texts)]
    files = {name: LEAVES + text for name, text in zip(names, texts, strict=True)}
    outcome = build_files(tmp_path, files)
    assert outcome.rows("select day(to_on) from leaves") == [(last_day,)]
    assert [outcome.counts[name] for name in names] == counts
    good, replaced = (sum(count[place] for count in counts) for place in (1, 4))
    assert good - replaced == 1


def test_a_hundred_rows_and_their_correction_add_up_as_in_the_contract(tmp_path):
    header = "contribution_id,mvp_id,track,kind,occurred_at,title\n"
    rows = [f"c{number:02},ana,forge,component,2025-03-01,\n" for number in range(97)]
    bad = ["x1,ana,forge,component,2025-02-29,\n", "x2,ana,forge,answer,2025-03-01,\n"]
    fixes = [row.replace(",\n", ",New\n") for row in rows[:3]]
    fresh = ["d1,ben,forge,component,2025-03-01,\n", "d2,ben,forge,component,2025-03-01,\n"]
    outcome = build_files(
        tmp_path,
        {
            "contributions.csv": header + "".join([*rows, *bad, rows[5]]),
            "contributions-fix.csv": header + "".join([*fixes, *fresh]),
        },
    )
    assert outcome.counts["contributions.csv"] == (100, 97, 2, 1, 0)
    assert outcome.counts["contributions-fix.csv"] == (5, 5, 0, 0, 3)
    assert outcome.rows("select count(*), count(title) from contributions") == [(97 + 5 - 3, 3)]


def test_rows_are_identical_when_their_values_are_however_they_are_written(tmp_path):
    header = "contribution_id,mvp_id,track,kind,occurred_at,accepted\n"
    text = header + "c1,ana,forum,answer,2025-03-01,true\n c1 ,ana,Forum,ANSWER,2025-03-01,Yes\n"
    outcome = build_files(tmp_path, {"contributions.csv": text})
    assert outcome.counts["contributions.csv"] == (2, 1, 0, 1, 0)


def test_a_correction_may_leave_out_columns_and_empties_them(tmp_path):
    files = {
        "leaves.csv": LEAVES + "ana,2025-08-01,2025-08-10,holiday\n",
        "leaves-2.csv": "from_on;mvp_id\n2025-08-01;ana\n",
    }
    outcome = build_files(tmp_path, files)
    assert outcome.rows("select mvp_id, to_on, reason from leaves") == [("ana", None, None)]
    assert outcome.counts["leaves-2.csv"] == (1, 1, 0, 0, 1)


def test_a_bad_correction_leaves_the_earlier_row_in_place(tmp_path):
    files = {"leaves.csv": LEAVES + A, "leaves-2.csv": LEAVES + "ana,2025-08-01,never,\n"}
    outcome = build_files(tmp_path, files)
    assert outcome.rows("select day(to_on) from leaves") == [(10,)]
    assert outcome.counts["leaves-2.csv"] == (1, 0, 1, 0, 0)


def test_a_lead_has_a_row_for_each_team_and_a_program_person_none(tmp_path):
    text = """\
email,role,team
lead@example.org,lead,North
lead@example.org,lead,South
lead@example.org,program,
lead@example.org,program,
lead@example.org,lead,North
"""
    outcome = build_files(tmp_path, {"access.csv": text})
    assert outcome.rows("from access order by all") == [
        ("lead@example.org", "lead", "North"),
        ("lead@example.org", "lead", "South"),
        ("lead@example.org", "program", None),
    ]
    assert outcome.counts["access.csv"] == (5, 3, 0, 2, 0)


def test_a_track_named_twice_in_sources_keeps_both_days(tmp_path):
    text = "track,complete_until\nforum,2025-06-30\nforum,2025-07-31\nforum,2025-06-30\n"
    outcome = build_files(tmp_path, {"sources.csv": text})
    assert outcome.rows("select count(*), max(complete_until)::varchar from sources") == [
        (2, "2025-07-31")
    ]


# One row of each file; the columns that are not in the key come last and are changed to differ.
ROWS = {
    "mvps": (
        "mvp_id|name,email,entered_on",
        "cay|Cay,c@b.org,2025-01-01",
        "Kay,c@b.org,2025-01-01",
    ),
    "commitments": ("mvp_id,year,track|", "ana,2025,forum|", None),
    "contributions": (
        "contribution_id|mvp_id,track,kind,occurred_at",
        "c1|ana,forge,component,2025-01-01",
        "ben,forge,component,2025-01-01",
    ),
    "leaves": ("mvp_id,from_on|reason", "ana,2025-01-01|rest", "other"),
    "certifications": (
        "mvp_id,certification,level,taken_on,passed|expires_on",
        "ana,core,expert,2025-01-01,true|2027-01-01",
        "2028-01-01",
    ),
    "renewals": ("mvp_id,year|invited_on", "ana,2024|2025-01-05", "2025-01-06"),
    "nominations": (
        "nomination_id|nominee_name,nominee_email,nominated_by,nominated_on",
        "n1|Noa,n@b.org,ana,2025-01-01",
        "Noa,n@b.org,ben,2025-01-01",
    ),
    "feedback": ("nomination_id,reviewer,given_on|recommendation", "n0,ana,2025-01-01|yes", "no"),
    "benefits": ("mvp_id,benefit|granted_on", "ana,slack|2025-01-05", "2025-01-06"),
    "sources": ("track,complete_until|", "forum,2025-01-01|", None),
    "access": ("email,role,team|", "a@b.org,lead,North|", None),
}
NOMINATION = """\
nomination_id,nominee_name,nominee_email,nominated_by,nominated_on
n0,Noa,n@b.org,ana,2025-01-01
"""


def test_every_file_has_the_key_of_the_contract(tmp_path):
    assert list(ROWS) == [given.name for given in INPUTS]
    files, expected = {"nominations-0.csv": NOMINATION}, {}
    for name, (columns, row, other) in ROWS.items():
        key, cells = row.split("|")
        rows = [f"{key},{cells}", f"{key},{cells}"]
        if other:
            rows.append(f"{key},{other}")
            column = columns.split("|")[0].replace(",", ";")
            expected[f"{name}-1.csv"] = (column, key.replace(",", ";"), "duplicate_id")
        lines = [columns.replace("|", ","), *rows]
        files[f"{name}-1.csv"] = "".join(f"{line.removesuffix(',')}\n" for line in lines)
    outcome = build_files(tmp_path, files)
    assert {file: tuple(told) for file, _, *told, _ in outcome.rejects} == expected
    counts = {file: count for file, count in outcome.counts.items() if file.endswith("-1.csv")}
    assert counts == {
        file: (3, 1, 1, 1, 0) if file in expected else (2, 1, 0, 1, 0) for file in counts
    }
    assert len(counts) == len(INPUTS)
