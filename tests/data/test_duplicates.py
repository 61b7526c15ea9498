"""Rows with the same key: they collapse, replace or are rejected (docs/contract.md, Duplicates)."""

import pytest

from data.inputs.contract import INPUTS, Input

from .folders import build_files
from .full_rows import csv_of, full_row, value

LEAVES = "mvp_id,from_on,to_on,reason\n"
A, B, C = (f"ana,2025-08-01,2025-08-{last},\n" for last in (10, 20, 30))

# The rows of up to three files of leaves, the last day of the row that is used, and the counts
# (read, good, rejected, collapsed, replaced) of each file.
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
def test_the_first_row_of_a_file_is_used_and_later_files_replace_it(
    tmp_path, texts, last_day, counts
):
    names = ["leaves.csv", "leaves-2.csv", "leaves_3.csv"][: len(texts)]
    files = {name: LEAVES + text for name, text in zip(names, texts, strict=True)}
    outcome = build_files(tmp_path, files)
    assert outcome.rows("select day(to_on) from leaves") == [(last_day,)]
    assert [outcome.counts[name] for name in names] == counts
    good, replaced = (sum(count[position] for count in counts) for position in (1, 4))
    assert good - replaced == 1


def test_the_example_of_the_contract_adds_up(tmp_path):
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


def test_rows_with_the_same_values_are_identical_however_they_are_written(tmp_path):
    header = "contribution_id,mvp_id,track,kind,occurred_at,accepted\n"
    text = header + "c1,ana,forum,answer,2025-03-01,true\n c1 ,ana,Forum,ANSWER,2025-03-01,Yes\n"
    outcome = build_files(tmp_path, {"contributions.csv": text})
    assert outcome.counts["contributions.csv"] == (2, 1, 0, 1, 0)


def test_a_correction_without_a_column_empties_it(tmp_path):
    files = {
        "leaves.csv": LEAVES + "ana,2025-08-01,2025-08-10,holiday\n",
        "leaves-2.csv": "from_on;mvp_id\n2025-08-01;ana\n",
    }
    outcome = build_files(tmp_path, files)
    assert outcome.rows("select mvp_id, to_on, reason from leaves") == [("ana", None, None)]
    assert outcome.counts["leaves-2.csv"] == (1, 1, 0, 0, 1)


def test_a_bad_correction_does_not_replace_the_earlier_row(tmp_path):
    files = {"leaves.csv": LEAVES + A, "leaves-2.csv": LEAVES + "ana,2025-08-01,never,\n"}
    outcome = build_files(tmp_path, files)
    assert outcome.rows("select day(to_on) from leaves") == [(10,)]
    assert outcome.counts["leaves-2.csv"] == (1, 0, 1, 0, 0)


def test_a_lead_has_one_row_per_team(tmp_path):
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


def test_sources_can_have_two_dates_for_a_track(tmp_path):
    text = "track,complete_until\nforum,2025-06-30\nforum,2025-07-31\nforum,2025-06-30\n"
    outcome = build_files(tmp_path, {"sources.csv": text})
    assert outcome.rows("select count(*), max(complete_until)::varchar from sources") == [
        (2, "2025-07-31")
    ]


def emptied(spec: Input) -> list[dict[str, str]]:
    """Copies of the full row of an input, each without one optional value outside the key."""
    optional = {column.name for column in spec.columns if not column.is_required} - {*spec.key}
    return [full_row(spec) | {name: ""} for name in sorted(optional)]


def test_a_row_with_the_key_of_another_collapses_or_is_rejected_in_every_input(tmp_path):
    files = {
        f"{spec.name}.csv": csv_of([full_row(spec), full_row(spec), *emptied(spec)])
        for spec in INPUTS
    }
    outcome = build_files(tmp_path, files)
    assert outcome.counts == {
        f"{spec.name}.csv": (2 + len(emptied(spec)), 1, len(emptied(spec)), 1, 0) for spec in INPUTS
    }
    rejected = {
        (file, column, value, reason) for file, _, column, value, reason, _ in outcome.rejects
    }
    assert rejected == {
        (f"{spec.name}.csv", ";".join(spec.key), key_of(spec), "duplicate_id")
        for spec in INPUTS
        if emptied(spec)
    }


def key_of(spec: Input) -> str:
    """The key of the full row as rejects.csv shows it."""
    columns = {column.name: column for column in spec.columns}
    values = [value(columns[name], full_row(spec)[name]) for name in spec.key]
    return ";".join("true" if value is True else str(value) for value in values)
