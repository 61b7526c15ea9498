"""How cells are read: every reject reason of docs/contract.md, and every way to write a value."""

import re
from datetime import date

import pytest

from data.build.build import build
from data.inputs.contract import INPUTS

from .folders import AS_OF, MVPS, Outcome, accepting, build_files

# For each file its header, then rows. Behind `>` stands what rejects.csv says of a row: the column,
# the value and the reason; a row without it is good. The build is as of 2025-12-31, so days may lie
# up to 366 days later, which is 2027-01-01.
TABLES = {
    "mvps.csv": """
        mvp_id,name,email,entered_on,timezone,using_since,left_on
        ana,Ana,ana@example.org,2024-01-10,Asia/Tokyo,2020-02-29,2027-01-01
        ben,Ben,ben@example.org,2000-01-01,UTC,,
        ,Bo,bo@example.org,2024-01-10,,,            > mvp_id | | missing_value
        b01,,bo@example.org,2024-01-10,,,           > name | | missing_value
        b02,Bo,,2024-01-10,,,                       > email | | missing_value
        b03,Bo,bo@example.org,,,,                   > entered_on | | missing_value
        b04,Bo,bo,2024-01-10,,,                     > email | bo | bad_email
        b05,Bo,bo@example,2024-01-10,,,             > email | bo@example | bad_email
        b06,Bo,b o@example.org,2024-01-10,,,        > email | b o@example.org | bad_email
        b07,Bo,boexample.org,2024-01-10,,,        > email | boexample.org | bad_email
        b08,Bo,bo@example.org,2025-02-29,,,         > entered_on | 2025-02-29 | bad_date
        b09,Bo,bo@example.org,10.01.2024,,,         > entered_on | 10.01.2024 | bad_date
        b10,Bo,bo@example.org,2024-1-10,,9999-12-31,9999-12-31 00:00:00
        b11,Bo,bo@example.org,20240110,,,           > entered_on | 20240110 | bad_date
        b12,Bo,bo@example.org,1999-12-31,,,         > entered_on | 1999-12-31 | out_of_range
        b13,Bo,bo@example.org,2027-01-02,,,         > entered_on | 2027-01-02 | out_of_range
        b14,Bo,bo@example.org,2024-01-10,Lisbon,,   > timezone | Lisbon | bad_timezone
        b15,Bo,bo@example.org,2024-01-10,BST,,      > timezone | BST | bad_timezone
        b16,Bo,bo@example.org,2024-01-10,,soon,     > using_since | soon | bad_date
        b17,Bo,bo@example.org,2024-01-10,,,2027-01-02 > left_on | 2027-01-02 | out_of_range
        b18,Bo,bo,never,Mars/Base,,                 > email | bo | bad_email
        b19,Bo,bo@example.org,9999-12-31,,,         > entered_on | 9999-12-31 | out_of_range
        b20,Bo,bo@example.org,2/30/2025,,,          > entered_on | 2/30/2025 | bad_date
        b21.0,Bo,bo@example.org,="2024-01-10",,,
        ="b22",="Bo",bo@example.org,2024-01-10,,,
        ana,Ana,ana@example.org,2024-01-11,,,       > mvp_id | ana | duplicate_id
        """,
    "accounts.csv": """
        source,account,mvp_id,from_on,to_on
        forum,ana_m,ana,2025-01-01,2099-12-31
        forum,ana_m,ben,2024-01-01,2024-12-31
        forum,7.0,ben,,
        ,ana_m,ana,,             > source | | missing_value
        forum,,ana,,             > account | | missing_value
        forum,ana_m,,,           > mvp_id | | missing_value
        forum,cay_m,cay,,        > mvp_id | cay | unknown_mvp
        forum,ana_n,ana,soon,    > from_on | soon | bad_date
        forum,ana_n,ana,,1999-12-31       > to_on | 1999-12-31 | out_of_range
        forum,7.0,ana,,          > source;account;from_on | forum;7 | duplicate_id
        """,
    "refusals.csv": """
        source,account,mvp_id
        forum,bot,
        forum,bot,ana
        forum,7.0,ben
        ,bot,ana                 > source | | missing_value
        forum,,ana               > account | | missing_value
        forum,bot,cay            > mvp_id | cay | unknown_mvp
        """,
    "memberships.csv": """
        mvp_id,from_on,to_on
        ana,2020-01-01,2022-12-31
        ana,2023-02-01,2099-12-31
        cay,2023-02-01,            > mvp_id | cay | unknown_mvp
        ana,,                      > from_on | | missing_value
        ana,2023-02-30,            > from_on | 2023-02-30 | bad_date
        ana,2023-03-01,1999-12-31  > to_on | 1999-12-31 | out_of_range
        ana,2020-01-01,            > mvp_id;from_on | ana;2020-01-01 | duplicate_id
        """,
    "commitments.csv": """
        mvp_id,year,track
        ana,2025,forum
        ,2025,forum        > mvp_id | | missing_value
        cay,2025,forum     > mvp_id | cay | unknown_mvp
        Ana,2025,forum     > mvp_id | Ana | unknown_mvp
        ana,,forum         > year | | missing_value
        ana,25,forum       > year | 25 | bad_number
        ana,2025.5,forum   > year | 2025.5 | bad_number
        ana,2025.0,forge
        ana,1999,forum     > year | 1999 | out_of_range
        ana,2027,forum
        ana,2028,forum     > year | 2028 | out_of_range
        ana,2025,          > track | | missing_value
        ana,2025,blog      > track | blog | unknown_track
        """,
    "contributions.csv": """
        contribution_id,mvp_id,track,kind,occurred_at,accepted
        c01,ana,forum,answer,2025-03-01,
        ,ana,forum,answer,2025-03-01,              > contribution_id | | missing_value
        c02,cay,forum,answer,2025-03-01,           > mvp_id | cay | unknown_mvp
        c03,ana,blog,answer,2025-03-01,            > track | blog | unknown_track
        c04,ana,forge,answer,2025-03-01,           > kind | answer | unknown_kind
        c05,ana,forum,,2025-03-01,                 > kind | | missing_value
        c06,ana,forum,answer,,                     > occurred_at | | missing_value
        c07,ana,forum,answer,2025-02-29,           > occurred_at | 2025-02-29 | bad_date
        c08,ana,forum,answer,2025-03-01T25:00,     > occurred_at | 2025-03-01T25:00 | bad_date
        c09,ana,forum,answer,2025-03-01T10,        > occurred_at | 2025-03-01T10 | bad_date
        c10,ana,forum,answer,2025-03-01T10:00+16,  > occurred_at | 2025-03-01T10:00+16 | bad_date
        c11,ana,forum,answer,yesterday,            > occurred_at | yesterday | bad_date
        c12,ana,forum,answer,1999-12-31T15:00Z,
        c13,ana,forum,answer,1999-12-31T14:59Z,  > occurred_at | 1999-12-31T14:59Z | out_of_range
        c14,ana,forum,answer,2027-01-01T14:59Z,
        c15,ana,forum,answer,2027-01-01T15:00Z,  > occurred_at | 2027-01-01T15:00Z | out_of_range
        c16,ana,forum,answer,2025-03-01,maybe      > accepted | maybe | bad_boolean
        c01,ana,forum,answer,2025-03-02,           > contribution_id | c01 | duplicate_id
        """,
    "leaves.csv": """
        mvp_id,from_on,to_on,agreed_on,cancelled_on,share
        *,2025-03-01,2099-12-31,,,
        ana,2025-04-01,,2025-03-01,2025-03-20,0.5
        ana,2025-04-02,,,,50%
        ana,2025-04-03,,,,"0,5"
        ana,2025-04-04,,,,100 %
        ana,2025-04-05,,,,half     > share | half | bad_number
        ana,2025-04-06,,,,1.01     > share | 1.01 | out_of_range
        ana,2025-04-08,,,,150%     > share | 150% | out_of_range
        ana,2025-04-09,,soon,,     > agreed_on | soon | bad_date
        ana,2025-04-10,,,soon,     > cancelled_on | soon | bad_date
        cay,2025-03-01,,,,          > mvp_id | cay | unknown_mvp
        ,2025-03-01,,,,             > mvp_id | | missing_value
        ana,,,,,                    > from_on | | missing_value
        ana,1 March,,,,             > from_on | 1 March | bad_date
        ana,2027-01-02,,,,          > from_on | 2027-01-02 | out_of_range
        ana,2025-03-01,2025-03-32,,, > to_on | 2025-03-32 | bad_date
        ana,2025-03-01,1999-12-31,,, > to_on | 1999-12-31 | out_of_range
        *,2025-03-01,2025-03-02,,,  > mvp_id;from_on | *;2025-03-01 | duplicate_id
        """,
    "certifications.csv": """
        mvp_id,certification,level,taken_on,passed,expires_on
        ana,core,professional,2025-03-01,true,2099-12-31
        cay,core,professional,2025-03-01,true,       > mvp_id | cay | unknown_mvp
        ana,,professional,2025-03-01,true,           > certification | | missing_value
        ana,core,,2025-03-01,true,                   > level | | missing_value
        ana,core,master,2025-03-01,true,             > level | master | unknown_level
        ana,core,expert,2025-03-00,true,             > taken_on | 2025-03-00 | bad_date
        ana,core,expert,2025-03-01,,                 > passed | | missing_value
        ana,core,expert,2025-03-01,2,                > passed | 2 | bad_boolean
        ana,core,expert,2025-03-01,true,never        > expires_on | never | bad_date
        ana,core,expert,2025-03-01,true,1999-12-31   > expires_on | 1999-12-31 | out_of_range
        """,
    "renewals.csv": """
        mvp_id,year,invited_on,decision,decided_on,renewed_on
        ana,2024,2025-01-05,extend,2025-01-08,2025-01-09
        cay,2024,,,,              > mvp_id | cay | unknown_mvp
        ben,two,,,,               > year | two | bad_number
        ben,2024,soon,,,          > invited_on | soon | bad_date
        ben,2024,,maybe,,         > decision | maybe | unknown_decision
        ben,2024,,,2027-01-02,    > decided_on | 2027-01-02 | out_of_range
        ben,2024,,,,01/09/2025    > renewed_on | 01/09/2025 | bad_date
        ana,2024,,decline,,       > mvp_id;year | ana;2024 | duplicate_id
        """,
    "nominations.csv": """
        nomination_id,nominee_name,nominee_email,nominated_by,nominated_on
        n1,Noa,n@example.org,ana,2025-02-03
        ,Noa,n@example.org,ana,2025-02-03       > nomination_id | | missing_value
        n2,,n@example.org,ana,2025-02-03        > nominee_name | | missing_value
        n3,Noa,n(at)example.org,ana,2025-02-03  > nominee_email | n(at)example.org | bad_email
        n4,Noa,n@example.org,,2025-02-03        > nominated_by | | missing_value
        n5,Noa,n@example.org,ana,2025           > nominated_on | 2025 | bad_date
        n6,Noa,n@example.org,ana,2027-01-02     > nominated_on | 2027-01-02 | out_of_range
        """,
    "nominations-decided.csv": """
        nomination_id,nominee_name,nominee_email,nominated_by,nominated_on,decision,decided_on
        d1,Noa,n@example.org,ana,2025-02-03,selected,2025-03-01
        d2,Noa,n@example.org,ana,2025-02-03,chosen,      > decision | chosen | unknown_decision
        d3,Noa,n@example.org,ana,2025-02-03,,1999-01-01  > decided_on | 1999-01-01 | out_of_range
        d1,Noa,n@example.org,ana,2025-02-03,selected,    > nomination_id | d1 | duplicate_id
        """,
    "nominations-known.csv": """
        nominee_name,nominee_email,nominated_by,nominated_on,nomination_id,certification_level,mvp_id
        Noa,n@example.org,ana,2025-02-03,k1,expert,ben
        Noa,n@example.org,ana,2025-02-03,k2,guru,  > certification_level | guru | unknown_level
        Noa,n@example.org,ana,2025-02-03,k3,,cay   > mvp_id | cay | unknown_mvp
        """,
    "feedback.csv": """
        nomination_id,reviewer,given_on,recommendation
        n1,ben,2025-02-10,unsure
        n2,ben,2025-02-10,yes   > nomination_id | n2 | unknown_nomination
        ,ben,2025-02-10,yes     > nomination_id | | missing_value
        n1,,2025-02-10,yes      > reviewer | | missing_value
        n1,ben,,yes             > given_on | | missing_value
        n1,ben,2025-02-30,yes   > given_on | 2025-02-30 | bad_date
        n1,ben,2025-02-11,good  > recommendation | good | unknown_decision
        """,
    "benefits.csv": """
        mvp_id,benefit,granted_on,revoked_on
        ana,slack,2025-01-05,2025-02-05
        cay,slack,,            > mvp_id | cay | unknown_mvp
        ana,,,                 > benefit | | missing_value
        ana,badge,05-01-2025,  > granted_on | 05-01-2025 | bad_date
        ana,badge,,1999-01-05  > revoked_on | 1999-01-05 | out_of_range
        ana,slack,2025-01-06,  > mvp_id;benefit | ana;slack | duplicate_id
        """,
    "sources.csv": """
        track,complete_until,complete_from
        forum,2025-12-31,
        forge,,2025-03-15
        blog,2025-12-31,       > track | blog | unknown_track
        ,2025-12-31,           > track | | missing_value
        forge,2025-31-12,      > complete_until | 2025-31-12 | bad_date
        forge,2027-01-02,      > complete_until | 2027-01-02 | out_of_range
        content,,2025-31-12    > complete_from | 2025-31-12 | bad_date
        """,
    "access.csv": """
        email,role,team
        lead@example.org,lead,North
        ,lead,North                > email | | missing_value
        lead,lead,North            > email | lead | bad_email
        lead@example.org,,North    > role | | missing_value
        lead@example.org,boss,     > role | boss | unknown_role
        """,
}


def drawn(name: str, table: str) -> tuple[str, list[tuple[str, ...]]]:
    """The text of the file `name`, and the rows of rejects.csv that it must give."""
    lines, expected = [], []
    for line in table.strip().splitlines():
        row, _, said = (part.strip() for part in line.partition(" > "))
        lines.append(row)
        if said:
            column, value, reason = (part.strip() for part in said.split("|"))
            expected.append((name, str(len(lines)), column, value, reason, row))
    return "\n".join(lines) + "\n", expected


@pytest.fixture(scope="module")
def tables_built(tmp_path_factory) -> Outcome:
    """All the tables above, built together."""
    files = {name: drawn(name, table)[0] for name, table in TABLES.items()}
    return build_files(tmp_path_factory.mktemp("tables"), files)


@pytest.mark.parametrize("name", TABLES)
def test_each_bad_row_is_rejected_for_its_first_fault_and_good_rows_are_used(tables_built, name):
    text, expected = drawn(name, TABLES[name])
    assert [reject for reject in tables_built.rejects if reject[0] == name] == expected
    read = text.count("\n") - 1
    assert tables_built.counts[name] == (read, read - len(expected), len(expected), 0, 0)


def test_the_tables_above_show_every_input():
    """tests/docs/test_inputs.py compares the reasons with docs/contract.md."""
    assert {spec.name for spec in INPUTS} <= {name.removesuffix(".csv") for name in TABLES}


def test_an_unreadable_row_is_rejected_with_its_line_and_text(tmp_path):
    text = (
        "\ufeffmvp_id;from_on;to_on;reason\r\n"  # line 1
        'ana;2025-01-01;;"of two\r\nlines"\r\n'  # 2 and 3
        "\r\n"  # 4
        "ana;2025-02-01;\r\n"  # 5: too short
        "ana;2025-03-01;;;\r\n"  # 6: too long
        'ana;2025-04-01;;"open\r\n'  # 7: a quote that is never closed
        "ana;2025-05-01;;\r\n"  # 8
        'ana;May;;"of two\r\nlines"\r\n'  # 9 and 10
        "ana;2025-06-01;;\r\n"  # 11
    )
    outcome = build_files(tmp_path, {"leaves.csv": text})
    assert outcome.rejects == [
        ("leaves.csv", "5", "", "", "unreadable_row", "ana;2025-02-01;"),
        ("leaves.csv", "6", "", "", "unreadable_row", "ana;2025-03-01;;;"),
        ("leaves.csv", "7", "", "", "unreadable_row", 'ana;2025-04-01;;"open'),
        ("leaves.csv", "9", "from_on", "May", "bad_date", 'ana;May;;"of two\r\nlines"'),
    ]
    assert outcome.counts["leaves.csv"] == (7, 3, 4, 0, 0)
    assert outcome.rows("select from_on from leaves order by from_on") == [
        (date(2025, month, 1),) for month in (1, 5, 6)
    ]
    assert outcome.rows('select file, line, reason, "row" from rejects order by line') == [
        (file, int(line), reason, row) for file, line, _, _, reason, row in outcome.rejects
    ]


def test_a_row_of_a_rejected_mvp_or_nomination_is_rejected_too(tmp_path):
    files = {
        "mvps.csv": "mvp_id,name,email,entered_on\nana,Ana,ana,2024-01-10\n",
        "commitments.csv": "mvp_id,year,track\nana,2025,forum\n",
    }
    outcome = build_files(tmp_path, files)
    assert [reject[4] for reject in outcome.rejects] == ["bad_email", "unknown_mvp"]


def test_everything_but_free_text_is_trimmed_and_words_ignore_case(tmp_path):
    files = {
        "mvps.csv": "mvp_id,name,email,entered_on,team\n ana\t, Ana , a@b.org , 2024-01-10 , N \n",
        "commitments.csv": "MVP_ID, Year ,Track\nana , 2025, FORUM \n",
        "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at,title,url\n"
        "\u00a0c1 ,\tana,\u00a0Forge\t, Component , 2025-01-01 , A title , https://x.org/A \n",
        "leaves.csv": "mvp_id,from_on,reason\n * ,2025-08-01, as typed\n",
        "certifications.csv": "mvp_id,certification,level,taken_on,passed\n"
        "ana, Core ,Professional,2025-03-01,YES\n",
        "renewals.csv": "mvp_id,year,decision\nana,2024, Extend\n",
        "access.csv": "email,role,team\n a@b.org ,PROGRAM, \n",
    }
    outcome = build_files(tmp_path, files)
    assert outcome.rejects == []
    assert outcome.rows("select mvp_id, name, email, team from mvps") == [
        ("ana", " Ana ", "a@b.org", "N")
    ]
    assert outcome.rows("from commitments") == [("ana", 2025, "forum")]
    assert outcome.rows(
        "select contribution_id, mvp_id, track, kind, occurred_at, title, url from contributions"
    ) == [("c1", "ana", "forge", "component", "2025-01-01", " A title ", "https://x.org/A")]
    assert outcome.rows("select mvp_id, reason from leaves") == [("*", " as typed")]
    assert outcome.rows("select certification, level, passed from certifications") == [
        ("Core", "professional", True)
    ]
    assert outcome.rows("select decision from renewals") == [("extend",)]
    assert outcome.rows("from access") == [("a@b.org", "program", None)]


BOOLEANS = [
    ("true", True), ("True", True), ("YES", True), ("yes", True), ("1", True), (" 1 ", True),
    ("false", False), ("FALSE", False), ("No", False), ("0", False), ("", None), (" ", None),
    ("t", True), ("T", True), ("y", True), ("1.0", True), ("f", False), ("n", False),
    ("0.0", False),
]  # fmt: skip


def test_yes_or_no_can_be_written_in_these_ways_in_any_case(tmp_path):
    header = "contribution_id,mvp_id,track,kind,occurred_at,accepted\n"
    rows = [f"{n:02},ana,forum,answer,2025-01-01,{said}\n" for n, (said, _) in enumerate(BOOLEANS)]
    outcome = build_files(tmp_path, {"contributions.csv": header + "".join(rows)})
    assert outcome.rows("select accepted from contributions order by contribution_id") == [
        (value,) for _, value in BOOLEANS
    ]


# What is written, its day for ana in Tokyo (nine hours ahead) and for ben in UTC.
MOMENTS = """
    2025-06-30                     2025-06-30 2025-06-30
    2025-06-30T23:30               2025-06-30 2025-06-30
    2025-06-30T23:30:59.999999999  2025-06-30 2025-06-30
    2025-06-30T23:30:59,5          2025-06-30 2025-06-30
    2025-06-30T14:59:59Z           2025-06-30 2025-06-30
    2025-06-30T15:00Z              2025-07-01 2025-06-30
    2025-06-30T15:00:00z           2025-07-01 2025-06-30
    2025-06-30T15:00:00.000Z       2025-07-01 2025-06-30
    2025-06-30T15:00+00            2025-07-01 2025-06-30
    2025-06-30T15:00+0000          2025-07-01 2025-06-30
    2025-06-30T15:00:00+00:00      2025-07-01 2025-06-30
    2025-07-01T00:30+05:30         2025-07-01 2025-06-30
    2025-06-30T19:30:00-05:00      2025-07-01 2025-07-01
    2025-06-30T19:30-05            2025-07-01 2025-07-01
    2025-06-30T23:30-0100          2025-07-01 2025-07-01
    2025-06-30T15:00:00_UTC        2025-07-01 2025-06-30
    2025-06-30T15:00UTC            2025-07-01 2025-06-30
    2025-06-30T15:00:00_GMT        2025-07-01 2025-06-30
    2025-06-30T15:00:00_+0000      2025-07-01 2025-06-30
    2025-06-30T15:00:00_+0000_UTC  2025-07-01 2025-06-30
    2025-06-30T23:30_-01           2025-07-01 2025-07-01
    2025-06-30T23:30_-01:00        2025-07-01 2025-07-01
    2025-06-30T9:05:00             2025-06-30 2025-06-30
    2025-6-30T15:00Z               2025-07-01 2025-06-30
    2025/06/30T15:00Z              2025-07-01 2025-06-30
    30.06.2025T23:30               2025-06-30 2025-06-30
    30/6/2025T15:00_UTC            2025-07-01 2025-06-30
    6/30/2025T11:30_PM             2025-06-30 2025-06-30
    6/30/2025T12:30am              2025-06-30 2025-06-30
    30.06.2025,_9:05               2025-06-30 2025-06-30
    2025-06-30T17:00:00+02:00[Europe/Paris] 2025-07-01 2025-06-30
    2025-07-01T00:00:00            2025-07-01 2025-07-01
    2025-06-30T00:00:00-09:00      2025-06-30 2025-06-30
    June_30,_2025T11:30_PM         2025-06-30 2025-06-30
    """


def test_a_time_is_converted_to_the_local_day_of_the_mvp(tmp_path):
    lines = [line.split() for line in MOMENTS.strip().splitlines()]
    written = [(text.replace("_", " "), *days) for text, *days in lines]
    spaced = [(re.sub(r"(\d)T(\d)", r"\1 \2", text), *days) for text, *days in written]
    rows = [
        (f"{who}{number:02};{who};forum;answer;{text}\n", (date.fromisoformat(days[place]),))
        for place, who in enumerate(("ana", "ben"))
        for number, (text, *days) in enumerate([*written, *spaced])
    ]
    header = "contribution_id;mvp_id;track;kind;occurred_at\n"
    text = header + "".join(line for line, _ in rows)
    outcome = build_files(tmp_path, {"contributions.csv": text})
    assert outcome.rejects == []
    assert outcome.rows("select day from contributions order by contribution_id") == [
        day for _, day in rows
    ]


# What is written in a column of dates, and its day for ana in Tokyo and for ben in UTC.
DATES = """
    2025-06-30                    2025-06-30 2025-06-30
    2025-6-3                      2025-06-03 2025-06-03
    2025/06/30                    2025-06-30 2025-06-30
    2025/6/3                      2025-06-03 2025-06-03
    2025.06.30                    2025-06-30 2025-06-30
    30.06.2025                    2025-06-30 2025-06-30
    30._6._2025                   2025-06-30 2025-06-30
    30/06/2025                    2025-06-30 2025-06-30
    06/30/2025                    2025-06-30 2025-06-30
    6-30-2025                     2025-06-30 2025-06-30
    06/06/2025                    2025-06-06 2025-06-06
    12.12.2025                    2025-12-12 2025-12-12
    13.12.2025                    2025-12-13 2025-12-13
    12/13/2025                    2025-12-13 2025-12-13
    30_June_2025                  2025-06-30 2025-06-30
    30-Jun-2025                   2025-06-30 2025-06-30
    3_sept._2025                  2025-09-03 2025-09-03
    May_1,_2025                   2025-05-01 2025-05-01
    2025-06-30_00:00:00           2025-06-30 2025-06-30
    2025-06-30T00:00:00           2025-06-30 2025-06-30
    2025-06-30T00:00:00Z          2025-06-30 2025-06-30
    2025-06-30T00:00:00.000Z      2025-06-30 2025-06-30
    2025-06-30_00:00:00_UTC       2025-06-30 2025-06-30
    2025-06-30_00:00:00_-0800     2025-06-30 2025-06-30
    2025-06-30_23:30:00           2025-06-30 2025-06-30
    2025-06-30T15:00:00Z          2025-07-01 2025-06-30
    2025-06-30_19:30_-0500        2025-07-01 2025-07-01
    """


def test_dates_in_every_form_with_one_reading_are_read(tmp_path):
    lines = [line.split() for line in DATES.strip().splitlines()]
    rows = [
        (f"{who};{number};{number};{text.replace('_', ' ')}\n", date.fromisoformat(days[place]))
        for place, who in enumerate(("ana", "ben"))
        for number, (text, *days) in enumerate(lines)
    ]
    header = "mvp_id;certification;level;taken_on;passed;expires_on\n"
    text = header + "".join(
        f"{who};{number};expert;2025-01-01;t;{written}"
        for who, number, _, written in (line.split(";") for line, _ in rows)
    )
    outcome = build_files(tmp_path, {"certifications.csv": text})
    assert outcome.rejects == []
    found = "select expires_on from certifications order by mvp_id, certification::int"
    assert outcome.rows(found) == [(day,) for _, day in rows]


def test_a_date_of_an_mvp_with_an_offset_is_converted_to_the_time_zone_in_its_row(tmp_path):
    header = "mvp_id,name,email,entered_on,timezone\n"
    rows = [
        f"{zone or 'none'},Bo,bo@example.org,2025-01-14T23:00:00.000Z,{zone}\n"
        for zone in ("Europe/Berlin", "America/Lima", "")
    ]
    outcome = build_files(tmp_path, {"mvps.csv": header + "".join(rows)})
    assert outcome.rows("select mvp_id, day(entered_on) from mvps order by mvp_id") == [
        ("America/Lima", 14),
        ("Europe/Berlin", 15),
        ("none", 14),
    ]


def test_an_end_that_never_comes_is_no_end(tmp_path):
    header = "mvp_id,certification,level,taken_on,passed,expires_on\n"
    never = [
        "9999-12-31",
        "9999-12-31 00:00:00",
        "9999-12-31T23:59:59Z",
        "31.12.9999",
        "infinity",
        "",
    ]
    rows = [f"ana,{number},expert,2025-01-01,t,{day}\n" for number, day in enumerate(never)]
    outcome = build_files(tmp_path, {"certifications.csv": header + "".join(rows)})
    assert outcome.rejects == []
    assert outcome.rows("select expires_on from certifications") == [(None,)] * len(never)


def test_ids_that_a_spreadsheet_has_changed_are_the_same_ids(tmp_path):
    files = {
        "mvps.csv": MVPS
        + '101.0,C,c@example.org,2025-01-01,\n="007",D,d@example.org,2025-01-01,\n',
        "commitments.csv": "mvp_id,year,track\n101,2025,forum\n007,2025,forum\n",
        "commitments-2.csv": 'mvp_id,year,track\n101.0,2026.0,forum\n"=""007""",2026,forum\n',
        "nominations.csv": "nomination_id,nominee_name,nominee_email,nominated_by,nominated_on\n"
        "5.0,E,e@example.org,1.0,2025-01-01\n",
        "feedback.csv": "nomination_id,reviewer,given_on\n5,ben,2025-02-01\n",
    }
    outcome = build_files(tmp_path, files)
    assert outcome.rejects == []
    assert outcome.rows("from commitments order by all") == [
        ("007", 2025, "forum"),
        ("007", 2026, "forum"),
        ("101", 2025, "forum"),
        ("101", 2026, "forum"),
    ]
    # A name or a version is no id, and stays as it is.
    assert outcome.rows("select nomination_id, nominated_by from nominations") == [("5", "1.0")]


def test_dates_may_be_up_to_366_days_after_the_as_of_date(tmp_path):
    text = "mvp_id,from_on\nana,2026-07-02\nana,2026-07-03\n"
    outcome = build_files(tmp_path, {"leaves.csv": text}, as_of=date(2025, 7, 1))
    assert outcome.rows("select from_on from leaves") == [(date(2026, 7, 2),)]
    assert outcome.rejects == [
        ("leaves.csv", "3", "from_on", "2026-07-03", "out_of_range", "ana,2026-07-03")
    ]


def test_each_build_writes_a_new_rejects_csv(tmp_path):
    first = build_files(tmp_path, {"leaves.csv": "mvp_id,from_on\nana,May\n"})
    assert len(first.rejects) == 1
    second = build_files(tmp_path, {"leaves.csv": "mvp_id,from_on\nana,2025-05-01\n"})
    assert second.built.rejects_csv == first.built.rejects_csv
    assert second.rejects == []


def test_a_second_database_in_a_folder_leaves_the_rejects_of_the_first(tmp_path):
    first = build_files(tmp_path, {"leaves.csv": "mvp_id,from_on,to_on\nana,May,\n"})
    written = first.built.rejects_csv.read_bytes()
    second = build(tmp_path / "input", tmp_path / "out" / "other.duckdb", AS_OF, accepting(1))
    assert second.rejects_csv.name == "other-rejects.csv"
    assert second.strangers_csv.name == "other-strangers.csv"
    assert second.rejects_csv.read_bytes() == first.built.rejects_csv.read_bytes() == written


def test_the_raw_text_in_rejects_csv_can_be_read_back_unchanged(tmp_path):
    row = 'ana,May,"a ""quoted"", \rcell\r\nof = three lines"'
    text = f"mvp_id,from_on,reason\r\n{row}\r\n"
    outcome = build_files(tmp_path, {"leaves.csv": text})
    assert outcome.rejects == [("leaves.csv", "2", "from_on", "May", "bad_date", row)]
    assert b"May,bad_date," in outcome.built.rejects_csv.read_bytes()
