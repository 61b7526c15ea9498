"""What a build says about inputs that were never supplied, and about NDAs that are not tracked."""

from pathlib import Path

import duckdb
import pytest

from data.build.build import check
from data.inputs.report_lines import report_lines
from data.settings.files import load

from .folders import AS_OF, HEADERS, Outcome, build_files

UNSIGNED = "mvp_id,name,email,entered_on,nda_signed_on\nana,Ana,ana@example.org,2025-01-01,\n"
SIGNED = UNSIGNED.replace("2025-01-01,\n", "2025-01-01,2025-01-01\n")
NDA = "NDAs are not tracked, so nobody awaits one."


def said(outcome: Outcome) -> list[str]:
    """The lines of the report below its table."""
    lines = report_lines(outcome.built.report)
    return lines[len(outcome.built.report.files) + 2 :]


def test_a_build_says_what_was_never_supplied(tmp_path: Path):
    assert said(build_files(tmp_path, {"mvps.csv": SIGNED})) == [
        "No benefits were supplied, so it is unknown who has which.",
        "No certifications were supplied, so every certification is unknown.",
        "No commitments were supplied, so any one of the four tracks is enough.",
        "No contributions were supplied, so nothing is known about what was done.",
        "No nominations were supplied, so nominees are unknown.",
        "No renewals were supplied, so invitations and decisions are unknown.",
    ]


def test_check_says_the_same(tmp_path: Path):
    outcome = build_files(tmp_path, {"mvps.csv": SIGNED})
    assert check(tmp_path / "input", AS_OF, load()).absent == outcome.built.report.absent


@pytest.mark.parametrize("file", ["benefits", "certifications", "contributions", "feedback"])
def test_one_absent_file_is_one_sentence(tmp_path: Path, file: str):
    files = {name: text for name, text in HEADERS.items() if name != f"{file}.csv"}
    (sentence,) = said(build_files(tmp_path, {"mvps.csv": SIGNED, **files}))
    assert sentence.startswith(f"No {file} ")


def test_files_with_a_header_alone_are_supplied(tmp_path: Path):
    assert said(build_files(tmp_path, {"mvps.csv": SIGNED, **HEADERS})) == []


def test_a_file_of_which_every_row_is_rejected_is_supplied(tmp_path: Path):
    files = {**HEADERS, "benefits.csv": "mvp_id,benefit\nzoe,slack\n", "mvps.csv": SIGNED}
    outcome = build_files(tmp_path, files)
    assert len(outcome.rejects) == 1
    assert outcome.built.report.absent == []


@pytest.mark.parametrize(
    "mvps",
    [UNSIGNED, "mvp_id,name,email,entered_on\nana,Ana,ana@example.org,2025-01-01\n"],
    ids=["empty column", "no column"],
)
def test_a_build_says_that_ndas_are_not_tracked(tmp_path: Path, mvps: str):
    assert said(build_files(tmp_path, {"mvps.csv": mvps, **HEADERS})) == [NDA]


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", ["No answer says whether it was accepted, so acceptance is not judged."]),
        ("no", []),
        ("yes", []),
    ],
)
def test_a_build_says_when_no_answer_says_whether_it_was_accepted(tmp_path, accepted, expected):
    """A component says nothing about answers."""
    rows = f"c1,ana,forum,answer,2025-02-01,\nc2,ana,forum,answer,2025-02-02,{accepted}\n"
    header = "contribution_id,mvp_id,track,kind,occurred_at,accepted\n"
    files = {**HEADERS, "mvps.csv": SIGNED}
    forge = header + "c3,ana,forge,component,2025-02-01,\n"
    assert said(build_files(tmp_path / "forge", {**files, "contributions.csv": forge})) == []
    forum = files | {"contributions.csv": header + rows}
    assert said(build_files(tmp_path / "forum", forum)) == expected


def test_a_header_alone_gives_another_content_digest_than_no_file(tmp_path: Path):
    digests = set()
    for name, files in {"absent": {}, "header": {"benefits.csv": HEADERS["benefits.csv"]}}.items():
        outcome = build_files(tmp_path / name, {"mvps.csv": SIGNED, **files})
        with duckdb.connect(outcome.built.path, read_only=True) as con:
            digests |= set(con.execute("select content_digest from build").fetchall())
    assert len(digests) == 2
