"""`python -m data digest`: the week of each team as Markdown."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from data.build.build import build
from data.days.day import Day
from data.errors import ProgramError
from data.outputs.digest.markdown import markdown_digest
from data.settings.files import load

from .folders import written

ROOT = Path(__file__).parent.parent.parent
# As of Monday, April 14, 2025. Ana's exam was due on April 10, so a week ago it was not overdue.
# Ben signed on April 10, so a week ago he awaited his NDA. The others' certificates have no end,
# except the one that ends on June 30: within 90 days (July 13) and before July 31. There is no
# data of any track, so the tracks are unknown and not at risk.
FILES = {
    "mvps.csv": "mvp_id,name,email,team,entered_on,nda_signed_on\n"
    "ana,Ana,ana@example.org,North,2025-01-10,2025-01-10\n"
    "ben,Ben,ben@example.org,North,2025-01-01,2025-04-10\n"
    'cas,"[Cas](https://x.org) *S*\n@all",cas@example.org,South,2025-01-01,2025-01-01\n'
    "eve,Eve,eve@example.org,East #1,2025-01-01,2025-01-01\n"
    "fay,Fay,fay@example.org,,2025-01-01,\n",
    "certifications.csv": "mvp_id,certification,level,taken_on,passed,expires_on\n"
    "ben,platform,professional,2024-06-01,true,\n"
    "cas,platform,professional,2024-06-01,true,2025-06-30\n"
    "eve,platform,professional,2024-06-01,true,\n"
    "fay,platform,professional,2024-06-01,true,\n",
}
HEAD = """\
# MVP program, the week up to Apr 14, 2025

As of Apr 14, 2025. Next checkpoint: Jul 31, in 108 days.
"""
# Four are active: Fay awaits her NDA. Two of them are in the team North, and one in each other.
UNKNOWN = {None: "4 active MVPs", "North": "2 active MVPs", "South": "1 active MVP"}
# Ana of North is at high risk by her certification, and that of Cas in South ends soon.
BY_CERTIFICATION = {None: 2, "North": 1, "South": 1}
NORTH = """\

## North

### New flags

- **Ana**: certification, high (exam was due by Apr 10, 2025; 2 attempts left)

### Cleared flags

- **Ben**: nda, was high
"""
SOUTH = """\

## South

### Exams and certificates ahead

- **\\[Cas\\]\\(https\\://x\\.org\\) \\*S\\* \\@all**: certificate ends on Jun 30, 2025
"""


def head(team: str | None = None) -> str:
    """The beginning of the digest of a team: no file of commitments or renewals was supplied."""
    return (
        f"{HEAD}\nNo commitments were supplied, so any one of the four tracks is enough. "
        "No renewals were supplied, so invitations and decisions are unknown. "
        f"The risk of {UNKNOWN[team]} is unknown in a track, because its data does not cover this "
        f"day; for {BY_CERTIFICATION[team]} of them another risk counts.\n"
    )


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("digest")
    source = written(folder / "input", FILES)
    build(source, folder / "mvp.duckdb", date(2025, 7, 1), load())
    return folder / "mvp.duckdb"


def week(database: Path, as_of: date, team: str | None = None) -> str:
    return markdown_digest(Day(database.resolve(), as_of), team)


def test_the_digest_has_the_week_of_each_team(database):
    """Fay has awaited the NDA for a long time: that is not new, so "No team" has no section."""
    east = "\n## East \\#1\n\nNothing new this week.\n"
    assert week(database, date(2025, 4, 14)) == head() + east + NORTH + SOUTH


def test_the_digest_of_one_team(database):
    assert week(database, date(2025, 4, 14), "North") == head("North") + NORTH


def test_mvps_without_a_team_are_in_a_section_of_their_own(database):
    """On January 2 Fay's NDA has been lacking for one day, and a week ago she was not there."""
    assert week(database, date(2025, 1, 2)).endswith(
        "\n## No team\n\n### New flags\n\n- **Fay**: nda, high (NDA not signed)\n"
    )


def test_pending_decisions_have_their_last_day(tiny_program):
    """The README of the tiny program: goals of 2024 met, and invited on December 31 and January 2;
    both decide later than January 3, and January 31 is 28 days ahead."""
    lines = week(tiny_program.database, date(2025, 1, 3)).splitlines()
    at = [n for n, line in enumerate(lines) if line == "### Decisions pending"]
    assert [lines[n + 2] for n in at] == [
        "- **Ivy**: invited on Jan 2, 2025, to decide by Jan 31, 2025, 28 days left",
        "- **岳 さとう**: invited on Dec 31, 2024, to decide by Jan 31, 2025, 28 days left",
    ]


def test_a_flag_about_a_track_says_what_moved_in_the_week(tmp_path):
    """A week before March 31, Ana had none of two components, and no more until then is high risk.
    On March 31 three are expected, it would be too late for them, and she has made them."""
    files = {
        "mvps.csv": FILES["mvps.csv"].partition("ben,")[0],
        "commitments.csv": "mvp_id,year,track\nana,2025,forge\n",
        "sources.csv": "track,complete_from,complete_until\nforge,2024-01-01,2025-03-31\n",
        "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at\n"
        + "".join(f"c{number},ana,forge,component,2025-03-28\n" for number in range(3)),
    }
    files["mvps.csv"] = files["mvps.csv"].replace("2025-01-10", "2025-01-01")
    source = written(tmp_path / "input", files)
    build(source, tmp_path / "mvp.duckdb", date(2025, 7, 1), load())
    assert week(tmp_path / "mvp.duckdb", date(2025, 3, 31)).endswith(
        "- **Ana**: forge, was high. In the week: time passed: expected +1, "
        "risk high → out of reach; new contributions: done +3, off track → on track, "
        "risk out of reach → met\n"
    )


def test_one_day_is_singular(tiny_program):
    assert "to decide by Jan 31, 2025, 1 day left" in week(
        tiny_program.database, date(2025, 1, 30), "North"
    )


def test_the_digest_of_an_empty_program_says_that_nothing_is_new(empty_program):
    assert week(empty_program.database, date(2026, 7, 1)) == (
        "# MVP program, the week up to Jul 1, 2026\n\n"
        "As of Jul 1, 2026. Next checkpoint: Jul 31, in 30 days.\n\n"
        "No certifications were supplied, so every certification is unknown. No commitments were "
        "supplied, so any one of the four tracks is enough. NDAs are not tracked, so nobody awaits "
        "one. No renewals were supplied, so invitations and decisions are unknown.\n\n"
        "Nothing new this week.\n"
    )


def test_an_unknown_team_is_an_error_that_names_the_teams(database):
    with pytest.raises(ProgramError, match="West: no such team; the teams are East #1, North, So"):
        week(database, date(2025, 4, 14), "West")


def test_the_command_prints_the_same_bytes_each_time(database):
    command = [sys.executable, "-m", "data", "digest", "--database", str(database),
               "--as-of", "2025-04-14", "--team", "South"]  # fmt: skip
    first, second = (subprocess.run(command, capture_output=True, cwd=ROOT) for _ in range(2))
    assert [first.returncode, first.stderr] == [0, b""]
    assert first.stdout == second.stdout == (head("South") + SOUTH).encode()
