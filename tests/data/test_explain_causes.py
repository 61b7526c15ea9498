"""What each cause is about: where a row came from, and what people read of it."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from data.__main__ import commands
from data.build.build import build
from data.errors import ProgramError
from data.events.folder import EventFolder
from data.explain.lines import chance_of, table_of
from data.explain.moments import moment_of
from data.explain.parts import Explanation, Part, explain, explain_one
from data.explain.seen import Moment
from data.settings.files import load_program

from .events.said import CLAIM, decided, said
from .folders import HEADERS, written
from .forum_program import MAPPING

DAY = date(2026, 3, 31)
HEADER = "contribution_id,mvp_id,track,kind,occurred_at,url\n"
FILES = {
    **HEADERS,
    "mvps.csv": "mvp_id,name,email,entered_on\n"
    "ana,Ana,ana@example.org,2025-01-10\nben,Ben,ben@example.org,2025-01-10\n",
    "contributions.csv": HEADER
    + "c1,ana,content,article,2026-01-10,/a/1\nc2,ben,content,article,2026-01-20,/b/1\n",
}


def built(folder: Path, name: str = "a", **files: str) -> Path:
    """The build of FILES and `files`, in a database of its own."""
    source = written(folder / name / "input", {**FILES, **files})
    return build(source, folder / name / "mvp.duckdb", DAY, load_program(source)).path


def moved(one: Path, other: Path, mvp_id: str = "ana", since: date = DAY) -> Explanation:
    return explain_one(Moment(one, since), Moment(other, DAY), mvp_id)


def part(explanation: Explanation, cause: str) -> Part:
    (found,) = [part for part in explanation.parts if part.cause == cause]
    return found


def rows(explanation: Explanation, cause: str) -> list[tuple[str, int]]:
    """The contributions of a cause, each with what it did."""
    return [(row.contribution_id, row.done) for row in part(explanation, cause).rows]


def causes(explanation: Explanation) -> list[str]:
    return [part.cause for part in explanation.parts]


def test_rows_of_a_merged_person_are_linked_and_gone_and_neither_names_the_other(tmp_path):
    merged = HEADER + "c1,ana,content,article,2026-01-10,/a/1\nc2,ana,content,article,2026-01-20,\n"
    one, other = built(tmp_path), built(tmp_path, "b", **{"contributions.csv": merged})
    assert rows(moved(one, other), "linked") == [("c2", 1)]
    assert "'ben'" not in repr(moved(one, other))
    assert rows(moved(one, other, "ben"), "withdrawn") == [("c2", -1)]
    assert "'ana'" not in repr(moved(one, other, "ben"))


def test_rows_of_an_account_that_was_linked_since_are_linked(tmp_path):
    posts = "id,user,mail,on\n1,nobody,,2026-02-02\n2,nobody,,2026-02-03\n3,nobody,,2026-02-03\n"
    files = {"sources/forum.toml": MAPPING, "raw/forum/posts.csv": posts}
    one = built(tmp_path, **files)
    accounts = "source,account,mvp_id\nforum,nobody,ana\n"
    other = built(tmp_path, "b", **files, **{"accounts.csv": accounts})
    # Two answers of one day are one day.
    expected = [("forum:1", 1), ("forum:2", 1), ("forum:3", 0)]
    assert rows(moved(one, other), "linked") == expected


def test_an_accepted_claim_is_a_cause_of_its_own(tmp_path):
    one, claim = built(tmp_path), said("claim", **CLAIM)
    written(tmp_path / "b", {})
    for event in (claim, decided(claim, 60)):
        EventFolder(tmp_path / "b" / "mvp-events").write(event)
    assert [done for _, done in rows(moved(one, built(tmp_path, "b")), "claimed")] == [1]


def test_an_earlier_row_with_the_same_address_makes_the_other_one_a_repeat(tmp_path):
    more = FILES["contributions.csv"] + "c3,ana,content,article,2025-12-30,/a/1\n"
    one, other = built(tmp_path), built(tmp_path, "b", **{"contributions.csv": more})
    late = part(moved(one, other), "late")
    # It was in the year before, where it does not count now.
    assert [(row.contribution_id, row.done, row.not_counted) for row in late.rows] == [
        ("c3", 0, None),
        ("c1", -1, "the same address counted before"),
    ]


def test_a_correction_of_the_track_is_there_for_both_tracks(tmp_path):
    corrected = HEADER + "c1,ana,forge,component,2026-01-10,/a/1\n"
    one, other = built(tmp_path), built(tmp_path, "b", **{"contributions.csv": corrected})
    found = part(moved(one, other), "corrected")
    assert [(row.track, row.done, row.is_gone) for row in found.rows] == [
        ("content", -1, True),
        ("forge", 1, False),
    ]


def test_what_is_behind_a_cause_is_said_with_its_days(tmp_path):
    one = built(
        tmp_path,
        **{
            "leaves.csv": "mvp_id,from_on,to_on\nana,2026-02-01,2026-02-10\n",
            "commitments.csv": "mvp_id,year,track\nana,2026,forge\n",
        },
    )
    other = built(
        tmp_path,
        "b",
        **{
            "leaves.csv": "mvp_id,from_on,to_on,cancelled_on\n"
            "ana,2026-02-01,2026-02-10,2026-03-01\n*,2026-03-02,,\n",
            "commitments.csv": "mvp_id,year,track\nana,2026,content\n",
            "certifications.csv": "mvp_id,certification,level,taken_on,passed\n"
            "ana,core,professional,2026-03-05,yes\n",
            "program.toml": "[tracks.content]\ncadence_months = 1\n",
        },
    )
    found = moved(one, other, since=date(2026, 3, 30))
    assert {
        part.cause: [each.text for each in part.details] for part in found.parts if part.details
    } == {
        "settings": ["tracks.content.cadence_months is 1, and was 2"],
        "date": ["1 day, from Mar 30, 2026 to Mar 31, 2026"],
        "commitments": [
            "committed to content in 2026",
            "no longer committed to forge in 2026",
        ],
        "certifications": ["professional passed on Mar 5, 2026"],
        "leave": [
            "from Feb 1, 2026 to Feb 10, 2026, cancelled on Mar 1, 2026",
            "from Mar 2, 2026 on",
            "before: from Feb 1, 2026 to Feb 10, 2026",
        ],
    }


def test_contributions_are_in_the_order_of_days_and_of_one_day_in_that_of_titles(tmp_path):
    listed = "".join(
        f"{name},ana,content,article,2026-02-{day},,{title}\n"
        for name, day, title in (
            ("z", "03", "C"),
            ("b", "05", "A"),
            ("y", "04", "B"),
            ("a", "04", "D"),
        )
    )
    header = "contribution_id,mvp_id,track,kind,occurred_at,url,title\n"
    one, other = built(tmp_path), built(tmp_path, "b", **{"contributions.csv": header + listed})
    assert rows(moved(one, other), "late") == [("z", 1), ("y", 1), ("a", 1), ("b", 1)]


def test_a_track_is_not_told_what_is_about_another_one(tmp_path):
    """The data of two tracks reaches further, and the rules of both are others."""
    more = "c3,ana,content,article,2026-03-20,\nc4,ben,forge,component,2026-03-21,\n"
    other = built(
        *(tmp_path, "b"),
        **{
            "contributions.csv": FILES["contributions.csv"] + more,
            "program.toml": "[tracks.content]\ncadence_months = 1\n[tracks.forge]\npieces = 2\n",
        },
    )
    found = moved(built(tmp_path), other, since=date(2026, 2, 1))
    of_content, of_forge = ("content: data up to Mar 20, 2026", "forge: data up to Mar 21, 2026")
    assert part(found, "reach").about("content") == of_content
    assert part(found, "reach").about("forge") == of_forge
    assert part(found, "reach").about("") == f"{of_content}; {of_forge}"
    assert part(found, "settings").about("forge") == "tracks.forge.pieces is 2, and was not set"
    assert part(found, "date").about("forge") == "58 days, from Feb 1, 2026 to Mar 31, 2026"
    whys = " ".join(row["why"] for row in table_of(found, "content", 9))
    assert of_content in whys
    assert of_forge not in whys


def test_one_person_has_the_same_explanation_alone_and_among_others(tmp_path):
    more = FILES["contributions.csv"] + "c3,ben,forum,answer,2026-03-30,\n"
    a = Moment(built(tmp_path), date(2026, 2, 1))
    b = Moment(built(tmp_path, "b", **{"contributions.csv": more}), DAY)
    together = explain(a, b, ["ana", "ben"])
    assert together == {mvp_id: explain_one(a, b, mvp_id) for mvp_id in ("ana", "ben")}


def test_a_moment_is_a_day_a_kept_build_or_the_one_before(tmp_path):
    database = tmp_path / "a" / "mvp.duckdb"
    first = built(tmp_path)
    with pytest.raises(ProgramError, match="no build before the current one"):
        moment_of(database, "before")
    second = built(tmp_path)
    assert moment_of(database, "2026-02-01") == Moment(second, date(2026, 2, 1))
    assert moment_of(database, "before") == Moment(first, DAY)
    name = first.stem.rpartition("-")[2]
    assert moment_of(database, name) == Moment(first, DAY)
    for text in ("yesterday", "20260101", "20200101T000000000000Z"):
        with pytest.raises(ProgramError, match=f"{text}: is neither a date"):
            moment_of(database, text)


def test_the_command_prints_the_whole_and_its_parts(tmp_path):
    built(tmp_path, **{"commitments.csv": "mvp_id,year,track\nana,2026,content\n"})
    options = ["--from", "2026-01-09", "--to", "2026-01-10"]
    database = ["--database", str(tmp_path / "a" / "mvp.duckdb")]
    done = CliRunner().invoke(commands, ["explain", "ana", *options, *database])
    assert done.exit_code == 0
    lines = done.output.splitlines()
    (whole,) = [line for line in lines if line.startswith("Content: ")]
    assert re.fullmatch(
        r"Content: nothing expected, on track, risk \w+ → 1 done, none expected, ahead, risk met",
        whole,
    )
    new, of_row = lines[lines.index(whole) + 2 :]
    assert re.fullmatch(r"  new contributions: done \+1, on track → ahead, risk \w+ → met", new)
    assert of_row == "    +1  Jan 10, 2026, article"
    wrong = CliRunner().invoke(commands, ["explain", "zoe", *options, *database])
    assert str(wrong.exception) == "zoe: there is no such MVP"
    wrong = CliRunner().invoke(commands, ["explain", "anna", *options, *database])
    assert str(wrong.exception) == "anna: there is no such MVP; is it one of these: ana?"
    back = ["--from", "2026-01-10", "--to", "2026-01-09"]
    wrong = CliRunner().invoke(commands, ["explain", "ana", *back, *database])
    assert "name an earlier start or a later end" in str(wrong.exception)
    for outside in ("1990-01-01", "2099-01-01"):
        to = sorted([outside, "2026-01-10"])
        options = ["--from", to[0], "--to", to[1]]
        wrong = CliRunner().invoke(commands, ["explain", "ana", *options, *database])
        known = f"knows the days from 2000-01-01 to {DAY + timedelta(days=366)}, not {outside}"
        assert isinstance(wrong.exception, ProgramError)
        assert known in str(wrong.exception)


@pytest.mark.parametrize(
    ("chance", "said"),
    [(None, None), (0, "0 %"), (0.003, "<1 %"), (0.142, "14 %"), (0.999, ">99 %"), (1, "100 %")],
)
def test_only_a_chance_that_is_certain_is_called_0_or_100(chance, said):
    assert chance_of({"content": {"chance": chance}}, "content") == said
