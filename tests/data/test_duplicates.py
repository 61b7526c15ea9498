"""Rows with the same key: they collapse, replace or are rejected (docs/contract.md, Duplicates)."""

import pytest

from data.inputs.contract import INPUTS, Input, Kind

from .folders import MVPS, build_files
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


def test_a_later_file_with_fewer_columns_corrects_only_those_it_has(tmp_path):
    files = {
        "leaves.csv": LEAVES + "ana,2025-08-01,2025-08-10,holiday\n",
        "leaves-2.csv": "from_on;mvp_id;reason\n2025-08-01;ana;sick\n",
        "leaves-3.csv": "from_on;mvp_id;to_on\n2025-08-01;ana;\n",
    }
    outcome = build_files(tmp_path, files)
    assert outcome.rows("select mvp_id, to_on, reason from leaves") == [("ana", None, "sick")]
    assert [outcome.counts[name] for name in files] == [
        (1, 1, 0, 0, 0),
        (1, 1, 0, 0, 1),
        (1, 1, 0, 0, 1),
    ]


def test_a_later_file_that_says_less_and_nothing_else_collapses(tmp_path):
    files = {
        "leaves.csv": LEAVES + "ana,2025-08-01,2025-08-10,holiday\n",
        "leaves-2.csv": "from_on,mvp_id\n2025-08-01,ana\n",
    }
    outcome = build_files(tmp_path, files)
    assert outcome.rows("select day(to_on), reason from leaves") == [(10, "holiday")]
    assert outcome.counts["leaves-2.csv"] == (1, 0, 0, 1, 0)


def test_the_first_file_may_be_the_one_with_fewer_columns(tmp_path):
    files = {
        "mvps.csv": "mvp_id,name,email,entered_on\nana,Ana,ana@example.org,2024-01-10\n",
        "mvps_b.csv": MVPS.replace(",timezone", ",timezone,nda_signed_on")
        .replace("Asia/Tokyo", "Asia/Tokyo,2024-02-01")
        .replace("2024-02-29,", "2024-02-29,,"),
        "mvps_c.csv": "mvp_id,name,email,entered_on\nana,Ana,new@example.org,2024-01-10\n",
    }
    outcome = build_files(tmp_path, files)
    assert outcome.rows(
        "select email, timezone, nda_signed_on::varchar from mvps where mvp_id = 'ana'"
    ) == [("new@example.org", "Asia/Tokyo", "2024-02-01")]


def test_a_contribution_keeps_its_day_and_address_when_a_later_file_lacks_the_column(tmp_path):
    files = {
        "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at,url,accepted\n"
        "c1,ana,forum,answer,2025-03-01,https://forum.example/1,yes\n"
        "c2,ana,forum,answer,2025-03-02,https://forum.example/2,yes\n",
        "contributions_b.csv": "contribution_id,mvp_id,track,kind,occurred_at\n"
        "c1,ana,forum,answer,2025-03-05\n",
    }
    outcome = build_files(tmp_path, files)
    assert outcome.rows(
        "select contribution_id, day(day), url, accepted from contributions order by all"
    ) == [("c1", 5, "https://forum.example/1", True), ("c2", 2, "https://forum.example/2", True)]


CERTIFICATIONS = "mvp_id,certification,level,taken_on,passed,expires_on\n"
EXAM = "ana,core,professional,2025-01-10,yes,{}\n"

# The ends of one certificate in up to two files, the end that is used, and the counts of each file.
EXTENSIONS = [
    ([["2025-07-10", "2026-07-10"]], "2026-07-10", [(2, 2, 0, 0, 1)]),
    ([["2026-07-10", "2025-07-10"]], "2026-07-10", [(2, 2, 0, 0, 1)]),
    ([["2025-07-10", ""]], None, [(2, 2, 0, 0, 1)]),
    ([["2025-07-10", "2026-07-10", "2025-07-10"]], "2026-07-10", [(3, 2, 0, 1, 1)]),
    ([["2025-07-10", "2026-07-10", "2026-07-10"]], "2026-07-10", [(3, 2, 0, 1, 1)]),
    ([["2025-07-10", "2027-07-10", "2026-07-10"]], "2027-07-10", [(3, 3, 0, 0, 2)]),
    ([["2025-07-10"], ["2026-07-10"]], "2026-07-10", [(1, 1, 0, 0, 0), (1, 1, 0, 0, 1)]),
    ([["2026-07-10"], ["2025-07-10"]], "2025-07-10", [(1, 1, 0, 0, 0), (1, 1, 0, 0, 1)]),
]


@pytest.mark.parametrize(("ends", "used", "counts"), EXTENSIONS)
def test_a_certificate_that_was_extended_has_the_later_end(tmp_path, ends, used, counts):
    names = ["certifications.csv", "certifications_b.csv"][: len(ends)]
    files = {
        name: CERTIFICATIONS + "".join(EXAM.format(end) for end in of_file)
        for name, of_file in zip(names, ends, strict=True)
    }
    outcome = build_files(tmp_path, files)
    assert outcome.rejects == []
    assert outcome.rows("select expires_on::varchar from certifications") == [(used,)]
    assert [outcome.counts[name] for name in names] == counts


CONTRIBUTIONS = "contribution_id,mvp_id,track,kind,occurred_at\n"


def test_an_id_that_an_earlier_file_has_for_another_mvp_or_track_is_rejected(tmp_path):
    rows = [
        "1,ana,forge,component,2025-03-01\n",
        "2,ana,forge,component,2025-03-01\n",
        "3,ana,forge,component,2025-03-01\n",
    ]
    others = [
        "1,ben,forge,component,2025-03-01\n",
        "2,ana,content,article,2025-03-01\n",
        "3,ana,forge,component,2025-03-09\n",
    ]
    files = {
        "contributions-a.csv": CONTRIBUTIONS + "".join(rows),
        "contributions-b.csv": CONTRIBUTIONS + "".join(others),
        "contributions-c.csv": CONTRIBUTIONS + others[0] + others[0],
    }
    outcome = build_files(tmp_path, files)
    assert [(file, line, value, reason) for file, line, _, value, reason, _ in outcome.rejects] == [
        ("contributions-b.csv", "2", "1", "id_of_another"),
        ("contributions-b.csv", "3", "2", "id_of_another"),
        ("contributions-c.csv", "2", "1", "id_of_another"),
        ("contributions-c.csv", "3", "1", "id_of_another"),
    ]
    assert outcome.built.report.rejects[0].hint.startswith("contributions-a.csv line 2 has this id")
    assert outcome.rows("select mvp_id, track, day(day) from contributions order by all") == [
        ("ana", "forge", 1),
        ("ana", "forge", 1),
        ("ana", "forge", 9),
    ]
    assert [outcome.counts[name] for name in files] == [
        (3, 3, 0, 0, 0),
        (3, 1, 2, 0, 1),
        (2, 0, 2, 0, 0),
    ]


def test_in_one_file_an_id_of_two_mvps_is_a_duplicate(tmp_path):
    text = CONTRIBUTIONS + "1,ana,forge,component,2025-03-01\n1,ben,forge,component,2025-03-01\n"
    outcome = build_files(tmp_path, {"contributions.csv": text})
    assert [reject[4] for reject in outcome.rejects] == ["duplicate_id"]


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
    """Copies of the full row of an input, each without one optional value outside the key.

    Points are left as they are: the standard program does not read them.
    """
    optional = {
        column.name
        for column in spec.columns
        if not column.is_required and column.kind != Kind.POINTS
    } - {*spec.key}
    return [full_row(spec) | {name: ""} for name in sorted(optional)]


def test_a_row_with_the_key_of_another_collapses_is_rejected_or_extends_it_in_every_input(tmp_path):
    files = {
        f"{spec.name}.csv": csv_of([full_row(spec), full_row(spec), *emptied(spec)])
        for spec in INPUTS
    }
    outcome = build_files(tmp_path, files)
    assert outcome.counts == {
        f"{spec.name}.csv": (2 + more, 1 + more, 0, 1, more)
        if spec.end
        else (2 + more, 1, more, 1, 0)
        for spec in INPUTS
        for more in [len(emptied(spec))]
    }
    rejected = {
        (file, column, value, reason) for file, _, column, value, reason, _ in outcome.rejects
    }
    assert rejected == {
        (f"{spec.name}.csv", ";".join(spec.key), key_of(spec), "duplicate_id")
        for spec in INPUTS
        if emptied(spec) and not spec.end
    }


def key_of(spec: Input) -> str:
    """The key of the full row as rejects.csv shows it."""
    columns = {column.name: column for column in spec.columns}
    values = [value(columns[name], full_row(spec)[name]) for name in spec.key]
    return ";".join("true" if value is True else str(value) for value in values)
