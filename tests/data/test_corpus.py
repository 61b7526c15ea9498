"""Files as people really have them: each gives rows, rejects with the true line, or one error."""

import pytest

from data.errors import ProgramError
from data.inputs.report_lines import report_lines

from .corpus import CORPUS, HEADER, Case
from .folders import AS_OF, MVPS, written
from .input_tables import InputTables


@pytest.fixture(scope="module")
def tables() -> InputTables:
    return InputTables()


@pytest.mark.parametrize("case", [pytest.param(case, id=case.about) for case in CORPUS])
def test_a_file_ends_in_rows_and_rejects_or_in_one_error(tmp_path, tables, case: Case):
    folder = written(tmp_path, {"mvps.csv": MVPS, case.name: case.made()})
    if case.error:
        with pytest.raises(ProgramError) as refused:
            tables.read(folder, AS_OF)
        assert str(refused.value) == f"{folder / case.name}: {case.error}"
        return
    intake = tables.read(folder, AS_OF)
    leaves = "select mvp_id, from_on::varchar, to_on::varchar, reason from leaves order by from_on"
    assert tables.rows(leaves) == case.rows
    assert [(reject.line, reject.reason) for reject in tables.rejects] == [*case.rejects]
    assert intake.notices == [f"{case.name}: {notice}" for notice in case.notices]
    report = intake.files[-1]
    assert (report.file, report.encoding) == (case.name, case.encoding)
    assert (report.good, report.rejected) == (len(case.rows), len(case.rejects))
    assert report.rows_read == report.good + report.rejected


# What is said about a rejected row. The build is as of 2025-12-31, so days go to 2027-01-01.
AMBIGUOUS = "can be read in two ways, with the day or the month first: write it as YYYY-MM-DD"
NO_YEAR = "can be read in two ways, as the year may be first or last: write it as YYYY-MM-DD"
NUMBER = "a spreadsheet's number for a day: write it as YYYY-MM-DD, or format the column as text"
NO_DAY = "no such day, whichever number is the month: correct it"
SAID = {
    "mvp_id,from_on,to_on,reason": {
        "ben,03/02/2026,,": AMBIGUOUS,
        "ben,3-2-2026 10:00,,": AMBIGUOUS,
        "ben,1.2.26 10:00,,": NO_YEAR,
        "ben,31/12/26,,": NO_YEAR,
        "ben,2/30/2025,,": NO_DAY,
        "ben,31.02.2025,,": NO_DAY,
        "ben,13/13/2025,,": NO_DAY,
        "ben,2025-05-01 10:00 CET,,": "the letters of a time zone can mean several: "
        "write the offset, such as +01:00",
        "Total,,,5": "a row of totals: delete this line",
        '"Grand Total: 3",,,': "a row of totals: delete this line",
        ",,,5": "a row of totals: delete this line",
        ",2025-05-01,,5": "empty: fill it in",
        "ben,46387,,": NUMBER,
        "ben,46387.5,,": NUMBER,
        "ben,2025-02-30,,": "no such day or time: correct it",
        "ben,20250230,,": "not a date: write it as YYYY-MM-DD",
        "ben,2027-01-02,,": "out of range: days go from 2000-01-01 to 2027-01-01",
        "ben,2025-01-01,1999-12-31,": "out of range: the first day is 2000-01-01",
        "ben,,,": "empty: fill it in",
        "ben,2025-01-01,x": "has 3 cells where 4 are needed; "
        "put quotes around a cell that holds a comma",
        'ben,2025-01-01,"x"y,z': "has a quote that is not closed, or text after a closing quote; "
        "double each quote inside a quoted cell",
        "ben,2025-01-01,,\0": "holds bytes that are not text; type it again",
        "cay,2025-01-01,,": "no good row of mvps has this mvp_id: correct it "
        "(upper and lower case differ), or add or correct the MVP",
        "mvp_id,from_on,to_on,reason": "a header between the rows: delete this line",
        "ben,2025-03-01,,": None,
        "ben,2025-03-01,,x": "line 26 has the same key and is used: delete one of them, "
        "or put a correction into a later file",
    },
    "mvp_id,year,track": {
        "ana,26,forum": "not a year: write it with four digits",
        "ana,1999,forum": "out of range: years go from 2000 to 2027",
        "ana,2025,blog": "unknown: write content, forge, forum, meetup",
    },
    "mvp_id,name,email,entered_on,timezone": {
        "cay,Cay,cay,2025-01-01,": "not an e-mail address: write one such as name@example.org",
        "cay,Cay,c@x.org,2025-01-01,CEST": "not a time zone: write a name such as Europe/Lisbon, "
        "or nothing for UTC",
    },
    "contribution_id,mvp_id,track,kind,occurred_at,accepted": {
        "1,ana,forum,component,2025-01-01,": "not a kind of this row's track: "
        "correct the kind or the track; content has article, documentation, howto, other, "
        "tutorial, video; forge has component, release; forum has answer, moderation; "
        "meetup has attended, organized, spoke",
        "2,ana,forum,answer,2025-01-01T25:00,": "no such day or time: correct it",
        "3,ana,forum,answer,2025-01-01,maybe": "neither yes nor no: "
        "write true or false, yes or no, 1 or 0",
    },
    "mvp_id,certification,level,taken_on,passed": {
        "ana,core,guru,2025-01-01,yes": "unknown: write associate, professional, expert",
    },
    "mvp_id,year,decision": {"ana,2025,maybe": "unknown: write extend, decline"},
    "nomination_id,reviewer,given_on": {
        "n1,ben,2025-01-01": "no good row of nominations has this nomination_id: correct it, "
        "or add or correct the nomination",
    },
    "email,role": {"a@example.org,boss": "unknown: write program, lead"},
}
NAMES = "leaves commitments mvps_more contributions certifications renewals feedback access".split()


@pytest.mark.parametrize(("name", "header"), [*zip(NAMES, SAID, strict=True)])
def test_each_hint_says_what_is_wrong_and_what_to_do(tmp_path, tables, name, header):
    text = "\n".join([header, *SAID[header], ""])
    tables.read(written(tmp_path, {"mvps.csv": MVPS, f"{name}.csv": text}), AS_OF)
    said = [hint for hint in SAID[header].values() if hint]
    assert [reject.hint for reject in tables.rejects] == said


def test_the_report_has_the_count_and_an_example_of_each_reason(tmp_path, tables):
    text = HEADER + "ben,03/02/2026,,\nben,,,\nben,46387,,\n"
    intake = tables.read(written(tmp_path, {"mvps.csv": MVPS, "leaves.csv": text}), AS_OF)
    number = (
        "a spreadsheet's number for a day: write it as YYYY-MM-DD, or format the column as text"
    )
    assert report_lines(intake)[-3:] == [
        f"1 rejected: bad_date, for example leaves.csv line 4 ({number})",
        f"1 rejected: bad_date, for example leaves.csv line 2 ({AMBIGUOUS})",
        "1 rejected: missing_value, for example leaves.csv line 3 (empty: fill it in)",
    ]
