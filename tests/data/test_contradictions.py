"""Rows that contradict themselves or others: each has a warning with its line and what to do."""

from data.inputs.contradictions import TO_DO
from data.inputs.report_lines import report_lines

from .folders import MVPS, Outcome, build_files

LEAVES = "mvp_id,from_on,to_on\n"


def warned(outcome: Outcome) -> list[tuple]:
    """(file, line, warning, value) of each warning in the database."""
    return outcome.rows("select file, line, warning, value from warnings order by all")


def test_a_leave_that_ends_before_it_begins_has_no_day(tmp_path):
    outcome = build_files(tmp_path, {"leaves.csv": LEAVES + "ana,2025-03-31,2025-03-01\n"})
    assert warned(outcome) == [
        ("leaves.csv", 2, "ends_before_it_begins", "2025-03-31 to 2025-03-01")
    ]
    assert outcome.rows("from leave_days") == []


def test_a_leave_of_one_day_is_no_contradiction(tmp_path):
    outcome = build_files(tmp_path, {"leaves.csv": LEAVES + "ana,2025-03-31,2025-03-31\n"})
    assert warned(outcome) == []


def test_whoever_left_before_the_second_day_is_pointed_out(tmp_path):
    text = """\
mvp_id,name,email,entered_on,left_on
before,A,a@example.org,2025-03-02,2025-03-01
same,B,b@example.org,2025-03-02,2025-03-02
after,C,c@example.org,2025-03-02,2025-03-03
"""
    assert warned(build_files(tmp_path, {"mvps.csv": text})) == [
        ("mvps.csv", 2, "left_before_entering", "before: 2025-03-02 to 2025-03-01"),
        ("mvps.csv", 3, "left_before_entering", "same: 2025-03-02 to 2025-03-02"),
    ]


def test_two_mvps_with_one_email_address_are_pointed_out_in_any_case_of_letters(tmp_path):
    outcome = build_files(
        tmp_path, {"mvps_b.csv": "mvp_id,name,email,entered_on\neve,E,ANA@example.org,2025-01-01\n"}
    )
    assert warned(outcome) == [
        ("mvps.csv", 2, "same_email", "ana, eve: ana@example.org"),
        ("mvps_b.csv", 2, "same_email", "ana, eve: ANA@example.org"),
    ]


def test_a_warning_about_very_many_people_names_the_first_of_them(tmp_path):
    header = "mvp_id,name,email,entered_on\n"
    rows = [f"m{n:02},Name {n},one@example.org,2025-01-01\n" for n in range(25)]
    warnings = warned(build_files(tmp_path, {"mvps.csv": header + "".join(rows)}))
    ids = ", ".join(f"m{number:02}" for number in range(20))
    assert warnings == [
        ("mvps.csv", line, "same_email", f"{ids} and 5 more: one@example.org")
        for line in range(2, 27)
    ]


def test_a_certificate_that_ends_before_it_begins_is_pointed_out(tmp_path):
    text = "mvp_id,certification,level,taken_on,passed,expires_on\n"
    text += "ana,core,expert,2025-02-01,yes,2024-02-01\nben,core,expert,2025-02-01,yes,2025-02-01\n"
    assert warned(build_files(tmp_path, {"certifications.csv": text})) == [
        ("certifications.csv", 2, "expires_before_taken", "ana: 2025-02-01 to 2024-02-01")
    ]


def test_a_rejected_or_replaced_row_has_no_warning(tmp_path):
    later = "ana,2025-03-31,2025-04-01\n"
    files = {
        "leaves.csv": LEAVES + "zoe,2025-03-31,2025-03-01\nana,2025-03-31,2025-03-01\n",
        "leaves_b.csv": LEAVES + later,
    }
    assert warned(build_files(tmp_path, files)) == []


def test_the_report_names_file_line_value_and_what_to_do(tmp_path):
    outcome = build_files(tmp_path, {"leaves.csv": LEAVES + "ana,2025-03-31,2025-03-01\n"})
    to_do = TO_DO["ends_before_it_begins"]
    assert f"Warning: leaves.csv line 2: 2025-03-31 to 2025-03-01: {to_do}" in report_lines(
        outcome.built.report
    )


def test_the_report_names_five_warnings_of_a_kind_and_counts_the_others(tmp_path):
    rows = [f"ana,2025-03-{day},2025-03-01\n" for day in range(10, 17)]
    outcome = build_files(tmp_path, {"leaves.csv": LEAVES + "".join(rows)})
    lines = [line for line in report_lines(outcome.built.report) if line.startswith("Warning")]
    assert [line.split(":")[1] for line in lines[:5]] == [
        f" leaves.csv line {line}" for line in range(2, 7)
    ]
    assert lines[5:] == ["Warning: 2 more like this; the page Data health lists them all"]


def test_a_folder_without_contradictions_has_no_warning(tmp_path):
    assert warned(build_files(tmp_path, {"mvps.csv": MVPS})) == []


CONTRIBUTIONS = "contribution_id,mvp_id,track,kind,occurred_at,url\n"


def test_what_is_not_an_address_is_pointed_out_once_per_file_and_text(tmp_path):
    text = CONTRIBUTIONS + (
        "c1,ana,content,article,2025-02-01,see attached\n"
        "c2,ana,content,article,2025-02-02,https://blog.example/1\n"
        "c3,ben,content,article,2025-02-03,see attached\n"
        "c4,ben,forge,component,2025-02-03,N/A\n"
        "c5,ben,forge,component,2025-02-03,\n"
        "c6,ben,forum,answer,2025-02-03,N/A\n"
    )
    outcome = build_files(tmp_path, {"contributions.csv": text})
    assert outcome.rows("select line, warning, value, times from warnings order by all") == [
        (2, "no_address", "see attached", 2),
        (5, "no_address", "N/A", 1),
    ]
    assert outcome.rows("select url from contributions where contribution_id = 'c4'") == [("N/A",)]


def test_several_meetups_with_one_address_are_pointed_out(tmp_path):
    text = CONTRIBUTIONS + (
        "c1,ana,meetup,organized,2025-02-01,https://group.example/porto\n"
        "c2,ana,meetup,organized,2025-04-01,https://group.example/porto/\n"
        "c3,ben,meetup,spoke,2025-04-01,https://group.example/porto\n"
        "c4,ben,meetup,attended,2025-06-01,https://group.example/porto\n"
        "c5,ben,content,article,2025-02-01,https://blog.example/1\n"
        "c6,ben,content,article,2025-02-02,https://blog.example/1\n"
    )
    outcome = build_files(tmp_path, {"contributions.csv": text})
    assert outcome.rows("select line, warning, value, times from warnings order by all") == [
        (2, "same_address", "ana: https://group.example/porto", 2)
    ]
