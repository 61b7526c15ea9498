"""The calendar of a person: which dates it has, in which words, as an iCalendar file.

The figures: with one component a month from January 1 on, 9 are expected by September 30 and 12 by
December 31. Whoever enters in 2025 has three months to pass the exam (docs/rules.md, section 6).
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest
from icalendar import Calendar

from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.outputs.calendar import calendar_file
from data.settings.files import load_program

from .folders import HEADERS, written

EVERYBODY, TEAM_NORTH, OWN = Scope(everybody=True), Scope(teams=("North",)), Scope(mvp_id="ana")
D = date(2025, 8, 20)
SEPTEMBER, DECEMBER, JANUARY = date(2025, 9, 30), date(2025, 12, 31), date(2026, 1, 31)
HARD = 'Bo, "the; Great" \\ ' + "ü" * 90
MVPS = (
    ("ana", "Ana Able", "2024-03-01", "North"),
    ("bo", HARD, "2025-06-10", "North"),
    ("cy", "Cy Cold", "2025-06-10", "South"),
)
FILES = {
    **HEADERS,
    "commitments.csv": "mvp_id,year,track\nana,2025,forge\nbo,2025,forge\ncy,2025,forge\n",
    "certifications.csv": "mvp_id,certification,level,taken_on,passed,expires_on\n"
    "ana,platform,professional,2024-06-01,true,2026-05-31\n",
    "sources.csv": "track,complete_until\nforge,2025-12-31\n",
    "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at\n"
    "c1,ana,forge,component,2025-01-10\nc2,ana,forge,component,2025-02-10\n",
}


def mvps(rows: tuple[tuple[str, ...], ...]) -> str:
    """The text of an mvps.csv."""
    quoted = [",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows]
    return "mvp_id,name,entered_on,team,email\n" + "".join(
        f"{text},{row[0]}@example.org\n" for text, row in zip(quoted, rows, strict=True)
    )


def day_of(
    folder: Path, settings: str = "", people: tuple[tuple[str, ...], ...] = MVPS, as_of: date = D
) -> Day:
    """The program of FILES with these people and settings, as of a date."""
    files = {**FILES, "mvps.csv": mvps(people), "program.toml": settings}
    source = written(folder / "input", files)
    built = build(source, folder / "mvp.duckdb", as_of, load_program(source))
    assert built.report.rejects == []
    return Day(built.path, as_of)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    return day_of(tmp_path_factory.mktemp("calendar"))


def events(day: Day, scope: Scope, is_own: bool = False) -> list[tuple[date, str, list[str]]]:
    """Day, summary and lines of each event, as a reader of the file gets them."""
    calendar = Calendar.from_ical(calendar_file(day, scope, "me", is_own))
    return [
        (event.start, str(event["summary"]), str(event["description"]).split("\n"))
        for event in calendar.events
    ]


def test_an_mvp_reads_what_is_needed_by_each_date(day: Day) -> None:
    as_of = "As of August 20, 2025."
    found = events(day, OWN, is_own=True)
    assert found[0] == (SEPTEMBER, "Checkpoint: 7 more components in forge", [as_of])
    assert found[1] == (
        DECEMBER,
        "Final checkpoint of 2025: 10 more components in forge",
        [as_of],
    )
    decision = found[2]
    assert decision[:2] == (JANUARY, "Last day to decide about another year")
    assert decision[2] == ["at risk: goals ask for 10 more components by Dec 31", as_of]
    assert found[3:] == [
        (date(2026, 3, 31), "Checkpoint", [as_of]),
        (date(2026, 5, 31), "Your certificate ends", ["certified", as_of]),
        (date(2026, 7, 31), "Checkpoint", [as_of]),
    ]


def test_a_lead_reads_one_entry_for_each_date_with_the_names(day: Day) -> None:
    found = {(on, summary): lines for on, summary, lines in events(day, TEAM_NORTH)}
    assert found[SEPTEMBER, "Checkpoint: 2 of 2 MVPs need more"][:-1] == [
        # Bo's months begin on June 10: three are over by September 30, and six by December 31.
        "Ana Able: 7 more components in forge",
        f"{HARD}: 3 more components in forge",
    ]
    assert found[date(2025, 9, 10), f"Exam due: {HARD}"][0].endswith("2 attempts left")
    assert (date(2026, 5, 31), "Certificate ends: Ana Able") in found
    assert len(found[JANUARY, "Last day to decide about another year: 2 MVPs"]) == 3
    assert "Cy Cold" not in str(found)


def test_the_program_team_reads_everybody_in_as_many_entries(day: Day) -> None:
    everybody, north = events(day, EVERYBODY), events(day, TEAM_NORTH)
    assert [on for on, _, _ in everybody] == [on for on, _, _ in north]
    assert (date(2025, 9, 10), "Exam due: 2 MVPs") in [event[:2] for event in everybody]


def test_an_entry_names_fifty_people_and_counts_the_others(tmp_path: Path) -> None:
    many = tuple((f"m{n:02}", f"Name {n:02}", "2025-06-10", "North") for n in range(60))
    day = day_of(tmp_path, people=(*MVPS, *many))
    (exams,) = [event for event in events(day, EVERYBODY) if event[1].startswith("Exam")]
    assert exams[1] == "Exam due: 62 MVPs"
    assert len(exams[2]) == 50 + 2
    assert exams[2][-2] == "and 12 more"


def test_an_exam_that_is_overdue_stays_on_its_day(day: Day) -> None:
    later = Day(day_location(day), date(2025, 9, 20))
    found = events(later, Scope(mvp_id="bo"), is_own=True)
    assert found[0][:2] == (date(2025, 9, 10), "Pass the exam")
    assert found[0][2][0].startswith("overdue: ")


def day_location(day: Day) -> Path:
    """The file of a day's build."""
    (path,) = day.query(EVERYBODY, "select source from build").fetchone()
    return (Path(path).parent / "mvp.duckdb").resolve()


@pytest.mark.parametrize(
    ("settings", "gone"),
    [
        ('[parts]\ncertification = "off"\n', ("exam", "certificate")),
        ('[parts]\ncertification = "shown"\n', ("exam",)),
        ("[parts]\nrenewal = false\n", ("another year",)),
    ],
)
def test_a_part_that_the_program_lacks_has_no_entries(
    tmp_path: Path, day: Day, settings: str, gone: tuple[str, ...]
) -> None:
    said = str(events(day, EVERYBODY)).lower()
    without = str(events(day_of(tmp_path, settings), EVERYBODY)).lower()
    for word in gone:
        assert word in said
        assert word not in without
    assert "checkpoint" in without


def test_it_is_in_the_words_of_the_program(tmp_path: Path) -> None:
    words = (
        '[words]\nprogram = "Circle"\nperson = "ambassador"\npeople = "ambassadors"\n'
        'checkpoint = "review"\ncheckpoints = "reviews"\n[words.labels]\nexam_due = "test open"\n'
    )
    day = day_of(tmp_path, words)
    text = calendar_file(day, EVERYBODY, "me", False).decode()
    assert "X-WR-CALNAME:Circle\r\n" in text
    assert "SUMMARY:Review: 3 of 3 ambassadors need more\r\n" in text
    assert "SUMMARY:Final review of 2025" in text
    assert "test open: " in text.replace("\r\n ", "")
    assert "Checkpoint" not in text
    assert "MVP" not in text


def test_names_are_escaped_and_long_lines_are_folded(day: Day) -> None:
    file = calendar_file(day, TEAM_NORTH, "me", False)
    assert b'Exam due: Bo\\, "the\\; Great" \\\\ ' in file.replace(b"\r\n ", b"")
    assert max(map(len, file.split(b"\r\n"))) <= 75
    file.decode()  # no sign is cut in two


def test_a_line_break_in_a_name_makes_no_line_of_its_own(tmp_path: Path) -> None:
    name = "Eve\r\nEND:VCALENDAR\u2028\nX"
    day = day_of(
        tmp_path,
        people=(MVPS[0], ("bo", name, "2025-06-10", "North"), ("cy", "Cy", "2025-01-01", "South")),
    )
    (exam,) = [event for event in events(day, EVERYBODY) if event[0] == date(2025, 9, 10)]
    assert exam[1] == "Exam due: Eve END:VCALENDAR X"
    assert calendar_file(day, EVERYBODY, "me", False).count(b"END:VCALENDAR\r\n") == 1


def test_days_are_whole_days_in_every_time_zone_and_stamps_are_in_utc(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = calendar_file(day, OWN, "me", True)
    with duckdb.connect(str(day_location(day)), read_only=True) as con:
        (built_at,) = con.execute("select built_at from build").fetchone()
    for event in Calendar.from_ical(file).events:
        assert type(event.start) is type(event.end) is date
        assert event.end - event.start == timedelta(days=1)
        assert event["dtstamp"].dt == built_at.replace(tzinfo=UTC, microsecond=0)
        assert event["last-modified"].dt == event["dtstamp"].dt
        assert event["dtstamp"].dt.astimezone(ZoneInfo("Asia/Kolkata")) <= datetime.now(UTC)
    assert b"BEGIN:VTIMEZONE" not in file


def test_events_keep_their_ids_and_are_other_ones_for_another_person(day: Day) -> None:
    later = Day(day_location(day), date(2025, 8, 21))

    def ids(day: Day, owner: str) -> set[str]:
        file = calendar_file(day, TEAM_NORTH, owner, False)
        return {str(event["uid"]) for event in Calendar.from_ical(file).events}

    assert len(ids(day, "me")) == len(events(day, TEAM_NORTH))
    assert ids(day, "me") == ids(later, "me")
    assert ids(day, "me").isdisjoint(ids(day, "you"))


def test_a_calendar_says_how_often_to_ask_again(day: Day) -> None:
    lines = calendar_file(day, OWN, "me", True).decode().split("\r\n")
    assert {"VERSION:2.0", "METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT6H"} <= {*lines}
    assert "X-PUBLISHED-TTL:PT6H" in lines


def test_the_sample_has_a_calendar_for_everybody(sample_program) -> None:
    day = Day(sample_program.database.resolve(), sample_program.as_of)
    assert len(events(day, EVERYBODY)) > 10
