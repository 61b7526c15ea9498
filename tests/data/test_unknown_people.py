"""Rows of people who are not among the MVPs: listed by id, and apart from the faults."""

import pytest

from data.build.build import refuse_too_many
from data.errors import ProgramError
from data.inputs.contract import INPUTS, Kind
from data.inputs.report_lines import report_lines

from .folders import accepting, build_files
from .full_rows import csv_of, full_row

HEADER = "contribution_id,mvp_id,track,kind,occurred_at\n"


def contributions(**rows_of: int) -> str:
    """Contributions of these people, so many of each."""
    people = [person for person, count in rows_of.items() for _ in range(count)]
    lines = [f"c{n},{who},forge,component,2025-03-01\n" for n, who in enumerate(people)]
    return HEADER + "".join(lines)


def test_they_do_not_stop_a_build_and_are_listed_by_count(tmp_path):
    files = {"contributions.csv": contributions(ana=1, randomguy=40, staff_bot=20)}
    outcome = build_files(tmp_path, files, share=0.05)
    lines = [line for line in report_lines(outcome.built.report) if "unknown people" in line]
    assert len(lines) == 1
    assert lines[0].startswith(
        "60 rows of unknown people: randomguy 40, staff_bot 20; first in contributions.csv line 3 ("
    )
    assert {reject[4] for reject in outcome.rejects} == {"unknown_mvp"}
    assert outcome.counts["contributions.csv"] == (61, 1, 60, 0, 0)


def test_ten_people_are_printed_and_the_others_counted(tmp_path):
    files = {"contributions.csv": contributions(ana=1, **{f"p{n:02}": 1 for n in range(12)})}
    lines = report_lines(build_files(tmp_path, files).built.report)
    people = ", ".join(f"p{n:02} 1" for n in range(10))
    assert any(
        line.startswith(f"12 rows of unknown people: {people}, and 2 more;") for line in lines
    )


ABOUT_PEOPLE = [
    spec
    for spec in INPUTS
    for column in spec.columns
    if column.is_required and column.kind in (Kind.MVP, Kind.EVERYONE_OR_MVP, Kind.NOMINATION)
]
OF_ANYBODY = ("accounts", "refusals", "contributions", "leaves", "benefits", "feedback")


@pytest.mark.parametrize("spec", ABOUT_PEOPLE, ids=lambda spec: spec.name)
def test_they_count_as_faults_in_files_about_the_people_of_the_program(tmp_path, spec):
    person = "nomination_id" if spec.name == "feedback" else "mvp_id"
    row = full_row(spec) | {person: "nobody"}
    report = build_files(tmp_path, {f"{spec.name}.csv": csv_of([row])}).built.report
    assert [reject.value for reject in report.rejects] == ["nobody"]
    if spec.name in OF_ANYBODY:
        refuse_too_many(report, accepting(0.05), "")
    else:
        with pytest.raises(ProgramError, match="1 of 3 rows rejected, more than 5%"):
            refuse_too_many(report, accepting(0.05), "")


def test_other_faults_are_compared_with_the_rows_of_known_people(tmp_path):
    text = contributions(ana=19, randomguy=100) + "x,ana,forge,component,never\n"
    report = build_files(tmp_path, {"contributions.csv": text}).built.report
    with pytest.raises(ProgramError, match="1 of 22 rows rejected, more than 4%"):
        refuse_too_many(report, accepting(0.04), "")
    refuse_too_many(report, accepting(0.05), "")


def test_a_file_without_any_known_person_is_pointed_out(tmp_path):
    files = {
        "contributions.csv": contributions(ana=1, zoe=1),
        "contributions-b.csv": contributions(zoe=2, kim=1).replace("\nc", "\nb"),
    }
    outcome = build_files(tmp_path, files)
    assert outcome.rows("select file, line, warning, value, times from warnings") == [
        ("contributions-b.csv", 2, "nobody_known", "zoe", 3)
    ]
