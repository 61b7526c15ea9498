"""The sample: valid, the same bytes every time, and like a real program."""

import csv
import os
import statistics
import subprocess
import sys
import unicodedata
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from data.__main__ import commands
from data.errors import ProgramError
from data.inputs.contract import INPUTS
from data.sample import write_sample
from data.sample.files import input_of

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 22)
FILES = (
    *("mvps.csv", "accounts.csv", "refusals.csv", "memberships.csv", "commitments.csv"),
    *(f"contributions-{year}.csv" for year in (2023, 2024, 2025, 2026)),
    *("leaves.csv", "certifications.csv", "renewals.csv", "nominations.csv", "feedback.csv"),
    *("benefits.csv", "sources.csv", "access.csv"),
)
# No two rows have the same key. For a track of `sources` the contract allows several dates.
KEYS = {spec.name: spec.key for spec in INPUTS} | {"sources": ("track",)}
COUNTED_PIECES = {"component", "article", "howto", "tutorial", "organized", "spoke"}

Rows = list[dict[str, str]]


def read(folder: Path, name: str) -> Rows:
    files = sorted(folder.glob(f"{name}*.csv"))
    opened = (path.open(encoding="utf-8", newline="") for path in files)
    return list(chain.from_iterable(csv.DictReader(file) for file in opened))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def snapshot(folder: Path, work: Path, as_of: date) -> dict[str, Rows]:
    database = work / "mvp.duckdb"
    steps = (
        ["build", "--source", folder, "--database", database, "--as-of", as_of],
        ["snapshot", "--database", database, "--as-of", as_of, "--out", work / "out"],
    )
    for step in steps:
        result = CliRunner().invoke(commands, [str(word) for word in step])
        assert result.exit_code == 0, result.output
    tables = {path.stem: read(work / "out", path.stem) for path in (work / "out").glob("*.csv")}
    return {**tables, "rejects": read(work, "rejects")}


def local_day(row: dict[str, str], zones: dict[str, str]) -> date:
    moment = datetime.fromisoformat(row["occurred_at"])
    if moment.tzinfo:
        moment = moment.astimezone(ZoneInfo(zones[row["mvp_id"]] or "UTC"))
    return moment.date()


def share(values: list[bool]) -> float:
    return sum(values) / len(values)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample")
    write_sample(out, as_of=AS_OF)
    return out


@pytest.fixture(scope="module")
def tables(folder: Path) -> dict[str, Rows]:
    return {name: read(folder, name) for name in KEYS}


@pytest.fixture(scope="module")
def contributions(tables: dict[str, Rows]) -> Rows:
    zones = {row["mvp_id"]: row["timezone"] for row in tables["mvps"]}
    return [row | {"day": local_day(row, zones)} for row in tables["contributions"]]


@pytest.fixture(scope="module")
def answers(contributions: Rows) -> Rows:
    return [row for row in contributions if row["kind"] == "answer"]


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> dict[date, dict[str, Rows]]:
    """Snapshots of samples as of late in a year, and as of the renewal's two months."""
    snapshots = {AS_OF: snapshot(folder, tmp_path_factory.mktemp("day"), AS_OF)}
    for as_of in (date(2027, 1, 20), date(2027, 2, 10)):
        work = tmp_path_factory.mktemp("day")
        write_sample(work / "in", as_of=as_of)
        snapshots[as_of] = snapshot(work / "in", work, as_of)
    return snapshots


def test_every_input_has_a_file_with_all_its_columns(folder: Path) -> None:
    """But the points of contributions, which the standard program does not count, and who asked."""
    headers = {
        path.name: path.read_text(encoding="utf-8").split("\n", 1)[0]
        for path in folder.glob("*.csv")
    }
    columns = {spec.name: ",".join(spec.column_names) for spec in INPUTS}
    columns["contributions"] = columns["contributions"].removesuffix(",points,asker")
    assert headers == {name: columns[input_of(name)] for name in FILES}
    assert {input_of(name) for name in FILES} == set(columns)


def test_the_row_counts_are_those_of_the_files(tmp_path: Path) -> None:
    counts = write_sample(tmp_path, mvps=10, as_of=AS_OF)
    assert counts == {name: len(read(tmp_path, Path(name).stem)) for name in FILES}
    assert counts["mvps.csv"] == 10


def test_the_same_seed_and_date_give_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    write_sample(tmp_path / "here", mvps=20, seed=3, as_of=AS_OF)
    options = ["--mvps", "20", "--seed", "3", "--as-of", str(AS_OF), "--out", tmp_path / "there"]
    subprocess.run(
        [sys.executable, "-m", "data", "sample", *options],
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "12345"},
    )
    assert bytes_of(tmp_path / "here") == bytes_of(tmp_path / "there")


def test_another_seed_gives_other_people_and_contributions(tmp_path: Path) -> None:
    for seed in (3, 4):
        write_sample(tmp_path / str(seed), mvps=20, seed=seed, as_of=AS_OF)
    three, four = bytes_of(tmp_path / "3"), bytes_of(tmp_path / "4")
    fixed = {name for name in FILES if three[name] == four[name]}
    assert fixed == {"refusals.csv", "memberships.csv", "sources.csv", "access.csv"}


def test_lines_end_with_a_line_feed_alone_and_no_file_has_a_byte_order_mark(folder: Path) -> None:
    for name, content in bytes_of(folder).items():
        assert content.endswith(b"\n"), name
        assert b"\r" not in content, name
        assert not content.startswith(b"\xef\xbb\xbf"), name


@pytest.mark.parametrize("name", KEYS)
def test_no_key_is_repeated(tables: dict[str, Rows], name: str) -> None:
    keys = Counter(tuple(row[column] for column in KEYS[name]) for row in tables[name])
    assert [key for key, count in keys.items() if count > 1] == []


def test_only_entering_and_ends_are_dated_after_the_as_of_date(
    tables: dict[str, Rows], contributions: Rows
) -> None:
    ahead = {
        (name, column)
        for name, rows in tables.items()
        for row in rows
        for column, text in row.items()
        if column.endswith(("_on", "_until", "_since")) and text > str(AS_OF)
    }
    assert ahead == {("mvps", "entered_on"), ("certifications", "expires_on"), ("leaves", "to_on")}
    assert max(row["day"] for row in contributions) == AS_OF


def test_upcoming_mvps_enter_within_six_weeks(tables: dict[str, Rows]) -> None:
    entered = [date.fromisoformat(row["entered_on"]) for row in tables["mvps"]]
    upcoming = [day for day in entered if day > AS_OF]
    assert len(upcoming) == round(0.013 * 300)
    assert max(upcoming) <= AS_OF + timedelta(days=40)


def test_no_mvp_contributes_much_after_leaving_or_long_before_entering(
    tables: dict[str, Rows], contributions: Rows
) -> None:
    people = {row["mvp_id"]: row for row in tables["mvps"]}
    after = []
    for row in contributions:
        person = people[row["mvp_id"]]
        assert row["day"] >= date.fromisoformat(person["entered_on"]) - timedelta(days=270)
        after.append(
            bool(person["left_on"]) and row["day"] >= date.fromisoformat(person["left_on"])
        )
    assert 0 < share(after) < 0.02


def test_300_mvps_make_about_20000_contributions_per_year(contributions: Rows) -> None:
    by_year = Counter(row["day"].year for row in contributions)
    assert set(by_year) == {2023, 2024, 2025, 2026}
    assert all(15_000 < count < 30_000 for count in by_year.values())


def test_people_contribute_in_the_year_before_the_first_commitments(
    tables: dict[str, Rows], contributions: Rows
) -> None:
    assert min(row["year"] for row in tables["commitments"]) == "2024"
    before = {row["mvp_id"] for row in contributions if row["day"].year == 2023}
    members = {row["mvp_id"] for row in tables["mvps"] if row["entered_on"] < "2023-01-01"}
    assert len(members) > 100
    assert share([mvp_id in before for mvp_id in members]) > 0.95


def test_a_fifth_of_the_answers_are_on_weekends(answers: Rows) -> None:
    assert 0.18 < share([row["day"].weekday() >= 5 for row in answers]) < 0.23


def test_forum_volume_has_a_heavy_tail(answers: Rows) -> None:
    volumes = sorted(Counter(row["mvp_id"] for row in answers).values())
    assert sum(volumes[-len(volumes) // 5 :]) > 0.75 * sum(volumes)
    assert volumes[-1] > 50 * statistics.median(volumes)


def test_accepted_shares_lie_between_015_and_055_around_036(answers: Rows) -> None:
    accepted = defaultdict(list)
    for row in answers:
        if row["day"] < AS_OF - timedelta(days=60):
            accepted[row["mvp_id"]].append(row["accepted"] == "true")
    shares = [share(values) for values in accepted.values() if len(values) >= 200]
    assert len(shares) > 40
    assert min(shares) > 0.15
    assert max(shares) < 0.55
    assert 0.33 < statistics.mean(shares) < 0.39


def test_acceptance_arrives_late(answers: Rows) -> None:
    newest = AS_OF - timedelta(days=6)
    recent = [row["accepted"] == "true" for row in answers if row["day"] >= newest]
    older = [row["accepted"] == "true" for row in answers if row["day"] < newest]
    assert share(recent) < 0.85 * share(older)


def test_only_answers_have_a_value_in_accepted(contributions: Rows) -> None:
    values = {(row["kind"] == "answer", row["accepted"]) for row in contributions}
    assert values == {(True, "true"), (True, "false"), (False, "")}


def test_checkpoints_are_busy_and_august_and_late_december_are_quiet(contributions: Rows) -> None:
    pieces = Counter(row["day"] for row in contributions if row["kind"] in COUNTED_PIECES)
    usual = sum(n for day, n in pieces.items() if day.year in (2024, 2025)) / (366 + 365)

    def mean(month: int, first: int, last: int) -> float:
        span = [date(year, month, day) for year in (2024, 2025) for day in range(first, last + 1)]
        return sum(pieces[day] for day in span) / len(span) / usual

    for month, first, last in ((3, 20, 31), (7, 20, 31), (9, 19, 30)):
        assert mean(month, first, last) > 1.3
    assert mean(8, 1, 31) < 0.8
    assert mean(12, 20, 31) < 0.7


def test_two_fifths_of_the_mvps_commit_to_a_second_track(tables: dict[str, Rows]) -> None:
    tracks = Counter((row["mvp_id"], row["year"]) for row in tables["commitments"])
    assert set(tracks.values()) == {1, 2}
    assert 0.37 < share([count == 2 for count in tracks.values()]) < 0.43


def test_a_few_members_have_no_commitment_this_year(tables: dict[str, Rows]) -> None:
    committed = {row["mvp_id"] for row in tables["commitments"] if row["year"] == "2026"}
    members = [r for r in tables["mvps"] if not r["left_on"] and r["entered_on"] <= str(AS_OF)]
    assert 0 < sum(row["mvp_id"] not in committed for row in members) < 0.06 * len(members)


@pytest.mark.parametrize("year", [2024, 2025])
def test_12_to_20_percent_are_not_renewed_and_leave(tables: dict[str, Rows], year: int) -> None:
    end = f"{year}-12-31"
    members = [
        row
        for row in tables["mvps"]
        if row["entered_on"] <= end and (not row["left_on"] or row["left_on"] > end)
    ]
    renewed = {
        row["mvp_id"]
        for row in tables["renewals"]
        if row["year"] == str(year) and row["renewed_on"]
    }
    leaving = [row for row in members if row["mvp_id"] not in renewed]
    assert 0.12 <= len(leaving) / len(members) <= 0.20
    assert {row["left_on"][:4] for row in leaving} == {str(year + 1)}
    assert all(row["left_reason"] for row in leaving)


def test_some_enter_and_some_leave_in_mid_year(tables: dict[str, Rows]) -> None:
    middle = {f"{month:02d}" for month in range(4, 12)}
    assert sum(row["entered_on"][5:7] in middle for row in tables["mvps"]) > 30
    assert sum(row["left_on"][5:7] in middle for row in tables["mvps"]) > 3


def test_one_in_ten_has_a_leave_and_the_whole_program_has_one(tables: dict[str, Rows]) -> None:
    of_program = [row for row in tables["leaves"] if row["mvp_id"] == "*"]
    assert [(row["from_on"], row["to_on"]) for row in of_program] == [("2026-06-08", "2026-06-12")]
    assert 0.08 < (len(tables["leaves"]) - 1) / len(tables["mvps"]) < 0.12


def test_certificates_are_valid_for_two_years_or_without_end(tables: dict[str, Rows]) -> None:
    valid = [row for row in tables["certifications"] if row["passed"] == "yes"]
    years = Counter(
        int(row["expires_on"][:4]) - int(row["taken_on"][:4]) if row["expires_on"] else None
        for row in valid
    )
    assert set(years) == {None, 2}
    assert min(years.values()) > 100


def test_one_track_is_stale(tables: dict[str, Rows]) -> None:
    until = {
        row["track"]: (AS_OF - date.fromisoformat(row["complete_until"])).days
        for row in tables["sources"]
    }
    assert until == {"forum": 0, "forge": 1, "content": 1, "meetup": 26}


def test_no_contribution_is_newer_than_its_source(
    tables: dict[str, Rows], contributions: Rows
) -> None:
    until = {row["track"]: row["complete_until"] for row in tables["sources"]}
    assert [row for row in contributions if str(row["day"]) > until[row["track"]]] == []


def test_names_and_titles_are_in_several_scripts(tables: dict[str, Rows]) -> None:
    wanted = {"LATIN", "CYRILLIC", "GREEK", "CJK", "HANGUL", "ARABIC", "HEBREW", "DEVANAGARI"}
    for texts in (
        {row["name"] for row in tables["mvps"]},
        {row["title"] for row in tables["contributions"]},
    ):
        letters = {letter for text in texts for letter in text if letter.isalpha()}
        assert wanted <= {unicodedata.name(letter).split()[0] for letter in letters}


def test_some_titles_have_commas_quotes_and_formulas(
    tables: dict[str, Rows],
) -> None:
    titles = {row["title"] for row in tables["contributions"]}
    assert any("," in title for title in titles)
    assert any('"' in title for title in titles)
    assert {title[0] for title in titles} >= set("=+-@")


def test_times_have_all_four_forms(tables: dict[str, Rows]) -> None:
    def form(text: str) -> str:
        if len(text) == 10:
            return "day"
        if text.endswith("Z"):
            return "utc"
        return "offset" if len(text) == 25 else "local"

    forms = Counter(form(row["occurred_at"]) for row in tables["contributions"])
    assert set(forms) == {"day", "utc", "offset", "local"}
    assert min(forms.values()) > 1000


def test_some_answers_are_given_on_another_day_in_utc(answers: Rows) -> None:
    moments = [(row["day"], datetime.fromisoformat(row["occurred_at"])) for row in answers]
    other = [day != at.astimezone(UTC).date() for day, at in moments if at.tzinfo]
    assert share(other) > 0.05


def test_every_mvp_has_a_known_time_zone_or_none(tables: dict[str, Rows]) -> None:
    zones = Counter(row["timezone"] for row in tables["mvps"])
    assert 0 < zones.pop("") < 20
    assert len(zones) > 15
    assert all(ZoneInfo(zone).key == zone for zone in zones)


def test_e_mail_addresses_and_urls_are_made_up_and_ascii(
    folder: Path, tables: dict[str, Rows]
) -> None:
    mails = {row["email"] for row in tables["mvps"] + tables["access"]}
    mails |= {row["nominee_email"] for row in tables["nominations"]}
    assert all(mail.isascii() for mail in mails)
    assert {mail.split("@")[1] for mail in mails} == {"example.org", "example.com"}
    urls = {row["url"] for row in tables["contributions"] if row["url"]}
    assert {url.split("/")[2] for url in urls} == {"example.org"}


def test_some_works_are_announced_again_in_a_later_year(contributions: Rows) -> None:
    years = defaultdict(set)
    for row in contributions:
        if row["url"] and row["kind"] != "answer":
            years[row["mvp_id"], row["track"], row["url"]].add(row["day"].year)
    assert 10 < sum(len(found) > 1 for found in years.values()) < 200


def test_every_kind_occurs_also_those_that_do_not_count(contributions: Rows) -> None:
    kinds = {(row["track"], row["kind"]) for row in contributions}
    content = ("article", "howto", "documentation", "tutorial", "video", "other")
    assert kinds == {
        *(("forum", kind) for kind in ("answer", "moderation")),
        *(("forge", kind) for kind in ("component", "release")),
        *(("content", kind) for kind in content),
        *(("meetup", kind) for kind in ("organized", "spoke", "attended")),
    }


def test_each_team_has_one_lead_and_one_lead_has_two_teams(tables: dict[str, Rows]) -> None:
    access = tables["access"]
    assert [r["email"] for r in access if r["role"] == "program"] == ["program@example.org"]
    leads = Counter(row["email"] for row in access if row["role"] == "lead")
    teams = [row["team"] for row in access if row["role"] == "lead"]
    assert sorted(leads.values()) == [1] * (len(leads) - 1) + [2]
    assert set(teams) == {row["team"] for row in tables["mvps"]} - {""}
    assert len(set(teams)) == len(teams) == 10


def test_the_build_rejects_nothing(days: dict[date, dict[str, Rows]]) -> None:
    assert {as_of: day["rejects"] for as_of, day in days.items()} == {as_of: [] for as_of in days}


def test_every_level_risk_and_status_occurs(days: dict[date, dict[str, Rows]]) -> None:
    for day in days.values():
        assert {row["level"] for row in day["members"]} >= {
            "ahead", "on_track", "behind", "off_track",
        }  # fmt: skip
        assert {row["status"] for row in day["certifications"]} == {
            "certified", "expiring", "exam_due", "second_chance", "expired", "overdue",
            "failed_twice",
        }  # fmt: skip
    assert {row["status"] for row in days[AS_OF]["members"]} == {"active", "awaiting_nda", "left"}
    assert {row["risk"] for row in days[AS_OF]["risk"]} == {
        "met", "low", "medium", "high", "out_of_reach", "unknown",
    }  # fmt: skip


def test_every_stage_of_the_renewal_occurs_in_its_season(
    days: dict[date, dict[str, Rows]],
) -> None:
    stages = {as_of: {row["stage"] for row in day["renewals"]} for as_of, day in days.items()}
    assert stages == {
        # the data of meetups is stale, so some stages are unknown
        AS_OF: {"left", "stepping_down", "goals_met", "at_risk", "on_course", "unknown"},
        date(2027, 1, 20): {
            "left", "renewed", "extending", "stepping_down", "goals_missed", "blocked", "invited",
            "to_invite",
        },
        date(2027, 2, 10): {"left", "renewed", "goals_missed", "blocked", "lapsed"},
    }  # fmt: skip


def test_every_stage_of_a_nomination_and_every_state_of_a_benefit_occurs(
    days: dict[date, dict[str, Rows]],
) -> None:
    for day in days.values():
        assert {row["stage"] for row in day["nominations"]} == {
            "nominated", "in_feedback", "selected", "not_selected", "onboarding", "mvp",
        }  # fmt: skip
        assert {row["state"] for row in day["benefits"]} >= {"granted", "missing", "to_revoke"}


def test_most_mvps_are_on_track(days: dict[date, dict[str, Rows]]) -> None:
    active = [row for row in days[AS_OF]["members"] if row["status"] == "active"]
    assert 0.55 < share([row["level"] in {"ahead", "on_track"} for row in active]) < 0.75
    assert 0.15 < share([row["risk"] in {"high", "out_of_reach"} for row in active]) < 0.30


@pytest.mark.parametrize("mvps", [1, 2, 9, 31])
@pytest.mark.parametrize("as_of", [date(2027, 1, 1), date(2028, 2, 29)])
def test_a_sample_of_any_size_can_be_written_for_any_date(
    tmp_path: Path, mvps: int, as_of: date
) -> None:
    assert write_sample(tmp_path, mvps=mvps, as_of=as_of)["mvps.csv"] == mvps


def test_a_folder_with_other_input_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "contributions-2019.csv").write_text("contribution_id\n", encoding="utf-8")
    (tmp_path / "notes.csv").write_text("mine\n", encoding="utf-8")
    with pytest.raises(FileExistsError, match=r"other input files \(contributions-2019\.csv\)"):
        write_sample(tmp_path, mvps=3, as_of=AS_OF)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "contributions-2019.csv",
        "notes.csv",
    ]


def test_a_sample_overwrites_an_earlier_one(tmp_path: Path) -> None:
    write_sample(tmp_path, mvps=12, as_of=AS_OF)
    write_sample(tmp_path, mvps=5, as_of=AS_OF)
    assert len(read(tmp_path, "mvps")) == 5


def test_a_folder_that_cannot_be_created_raises_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="file"):
        write_sample(tmp_path / "file" / "out", mvps=3, as_of=AS_OF)


def test_a_date_that_is_too_early_and_a_sample_without_mvps_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match="choose 2020-01-01 or later"):
        write_sample(tmp_path, as_of=date(2019, 12, 31))
    with pytest.raises(ValueError, match="must be 1 or more, not 0"):
        write_sample(tmp_path, mvps=0, as_of=AS_OF)
