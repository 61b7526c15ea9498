"""A select of one's own over the raw rows: what it may see, and what its faults say."""

import pytest

from .exports import MATCH, built, values

HEADER = "id,who,at\n"
ROW = "1,ana_t,2025-03-01\n"
SELECT = """\
-- match: id, who, at
select
    line,
    id as contribution_id,
    who as account,
    'forge' as track,
    'component' as kind,
    "at" as occurred_at,
from raw
"""


def test_a_select_gives_rows_of_the_contract(tmp_path):
    outcome = built(
        tmp_path,
        "",
        f"{HEADER}{ROW}2,nobody,2025-03-01\n3,ben b,soon\n",
        **{"sources__forum.sql": SELECT},
    )
    assert values(outcome, "contribution_id") == ["forum:1"]
    assert outcome.rows("select account, example from strangers") == [
        ("nobody", "raw/forum/posts.csv line 3")
    ]
    assert [row[1:5] for row in outcome.rejects] == [("4", "occurred_at", "soon", "bad_date")]


def test_a_select_gives_another_input_and_reads_those_before_it(tmp_path):
    select = """\
-- gives: commitments
select line, mvps.email, 2025 as year, 'forge' as track
from raw
join mvps on mvps.name = raw.who
"""
    outcome = built(tmp_path, MATCH, f"{HEADER}1,Ben,\n", **{"sources__forum.sql": select})
    assert outcome.rows("select mvp_id, year, track from commitments") == [("ben", 2025, "forge")]


FAULTS = {
    "a column that is not there": (
        SELECT.replace("who as", "whom as"),
        'sources/forum.sql line 5: Binder Error: Referenced column "whom" not found',
    ),
    "no SQL": (
        SELECT.replace("from raw", "from raw where"),
        'sources/forum.sql line 9: Parser Error: syntax error at or near "where"',
    ),
    "two selects": (SELECT + "; select 1", "is not one select; write one `select … from raw`"),
    "no select": (
        "-- match: id, who, at\ncreate table x as select 1 as line",
        "is not one select; write one `select … from raw`",
    ),
    "another file": (
        SELECT.replace("from raw", "from read_csv('/etc/hostname')"),
        "Permission Error",
    ),
    "the database": (SELECT.replace("from raw", "from mapped_1"), "Catalog Error"),
    "a required column is missing": (
        SELECT.replace('    "at" as occurred_at,\n', ""),
        "sources/forum.sql: gives no occurred_at; contributions needs it",
    ),
    "nobody's rows": (
        SELECT.replace("    who as account,\n", ""),
        "sources/forum.sql: gives no account; contributions needs it",
    ),
    "no place": (
        SELECT.replace("    line,\n", ""),
        "sources/forum.sql: gives no line (the place of the row in the export: select it too); "
        "contributions needs it",
    ),
    "no columns to know its files by": (
        SELECT.replace("-- match: id, who, at\n", ""),
        "sources/forum.sql: needs a line `-- match: column, column`: the columns by which its "
        "files are known",
    ),
    "an input that is none": (
        SELECT.replace("select\n", "-- gives: contribution\nselect\n", 1),
        "sources/forum.sql: `-- gives: contribution` is no input; is contributions meant?",
    ),
}


@pytest.mark.parametrize(("select", "said"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_of_a_select_is_one_line_and_everything_else_is_built(tmp_path, select, said):
    outcome = built(tmp_path, "", HEADER + ROW, **{"sources__forum.sql": select})
    (line,) = [notice for notice in outcome.notices if said in notice]
    assert "\n" not in line
    assert line.startswith("sources/forum.sql")
    assert outcome.rows("select count(*) from mvps") == [(2,)]
