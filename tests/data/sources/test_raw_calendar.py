"""Calendars as tables of text: one row for each person of each event."""

from datetime import date

import pytest

from data.sources.formats.rows import ReadOptions
from tests.data.sources.raw_folder import Table, read_one

UNTIL = ReadOptions(until=date(2026, 12, 31))
ANA = "ORGANIZER;CN=Ana Lopes:mailto:ana@example.org"
BEN = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Ben:MAILTO:Ben@Example.org"
ZONE = """\
BEGIN:VTIMEZONE
TZID:Club time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def event(*lines: str, start: str = "DTSTART:20260128T170000Z", uid: str = "1") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", start, *lines, "END:VEVENT"])


def ics(*parts: str, end: str = "\r\n") -> str:
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""])
    return text.replace("\n", end)


def read(folder, text: str | bytes, options: ReadOptions = UNTIL) -> Table:
    return read_one(folder, "meetups.ics", text, options)


def starts(folder, *events: str, options: ReadOptions = UNTIL) -> list[str]:
    return [str(start) for (start,) in read(folder, ics(*events), options).cells("start")]


def test_the_organizer_and_each_attendee_of_an_event_is_a_row(tmp_path):
    lines = [
        ANA,
        BEN,
        "ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED;CN=Room 7:mailto:room@example.org",
        "ATTENDEE;RSVP=TRUE:mailto:cia@example.org",
        "SUMMARY:Oslo Group\\, winter\\; again",
        "LOCATION:Rua 7\\, 2nd floor",
        "URL:https://example.org/1?a=1\\,2",
        "DESCRIPTION:Speakers: Nobody <nobody@example.org>",
        "DURATION:PT2H",
        "X-OWN-FIELD;X=1:x",
        "STATUS:Tentative",
    ]
    table = read(tmp_path, ics(event(*lines)))
    assert table.header == table.found.columns
    assert table.cells("_line", "role", "answer", "attendee_type", "email", "name") == [
        (6, "organizer", "organizer", "individual", "ana@example.org", "Ana Lopes"),
        (7, "attendee", "accepted", "individual", "Ben@Example.org", "Ben"),
        (8, "attendee", "accepted", "room", "room@example.org", "Room 7"),
        (9, "attendee", "needs-action", "individual", "cia@example.org", None),
    ]
    assert set(table.cells("uid", "summary", "start", "status", "location", "url")) == {
        (
            *("1", "Oslo Group, winter; again", "2026-01-28T17:00:00+00:00", "tentative"),
            *("Rua 7, 2nd floor", "https://example.org/1?a=1\\,2"),
        )
    }
    assert table.found.notices == []


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_folded_lines_are_joined_also_inside_names_and_letters(tmp_path, end):
    attendee = 'ATTENDEE;CN="Hallvarðsdóttir, Björk";X=1:mailto:bjork@example.org'.encode()
    cuts = [20, attendee.index("ð".encode()) + 1, attendee.index(b"mailto") + 3, len(attendee)]
    pieces, start = [], 0
    for cut in cuts:
        pieces.append(attendee[start:cut])
        start = cut
    folded = (end.encode() + b" ").join(pieces)
    before, after = ics(event(ANA, "HERE"), end=end).encode().split(b"HERE")
    table = read(tmp_path, before + folded + after)
    assert table.cells("name", "email") == [
        ("Ana Lopes", "ana@example.org"),
        ("Hallvarðsdóttir, Björk", "bjork@example.org"),
    ]


@pytest.mark.parametrize(
    ("start", "read_as"),
    [
        ("DTSTART:20260128T170000Z", "2026-01-28T17:00:00+00:00"),
        ("DTSTART;VALUE=DATE:20260128", "2026-01-28"),
        ("DTSTART:20260128", "2026-01-28"),
        ("DTSTART:20260128T223000", "2026-01-28T22:30:00"),
        ("DTSTART;TZID=Europe/Lisbon:20260424T233000", "2026-04-24T23:30:00+01:00"),
        ('DTSTART;TZID="W. Europe Standard Time":20260724T193000', "2026-07-24T19:30:00+02:00"),
        ("DTSTART;TZID=/old.example.org/Europe/Lisbon:20260124T1930", "2026-01-24T19:30:00+00:00"),
        ("DTSTART;TZID=Club time:20260124T193000", "2026-01-24T19:30:00+01:00"),
        ("DTSTART;TZID=Club time:20260724T193000", "2026-07-24T19:30:00+02:00"),
        ("DTSTART:20261345T170000Z", "20261345T170000Z"),
        ("DTSTART:next week", "next week"),
        ("X-NO-START:1", None),
    ],
)
def test_a_start_is_a_day_a_moment_or_a_time_as_written(tmp_path, start, read_as):
    table = read(tmp_path, ics(ZONE, event(ANA, start=start)))
    assert table.cells("start") == [(read_as,)]
    assert table.found.notices == []


def test_a_time_zone_that_nobody_defines_is_named(tmp_path):
    start = "DTSTART;TZID=My own zone:20260128T170000"
    table = read(tmp_path, ics(event(ANA, start=start)))
    assert table.cells("start") == [("2026-01-28T17:00:00",)]
    assert table.found.notices == [
        "raw/forum/meetups.ics: times in a zone that nobody defines are read as written: "
        "zone My own zone"
    ]


def test_a_zone_is_that_of_its_own_calendar(tmp_path):
    start = "DTSTART;TZID=Club time:20260724T193000"
    other = ZONE.replace("+0100", "-0500").replace("+0200", "-0400")
    text = ics(event(ANA, start=start), ZONE) + ics(other, event(ANA, start=start))
    assert read(tmp_path, text).cells("start") == [
        ("2026-07-24T19:30:00+02:00",),
        ("2026-07-24T19:30:00-04:00",),
    ]


def test_an_organizer_who_is_in_the_list_of_attendees_is_one_row(tmp_path):
    own = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Ana:mailto:ANA@example.org"
    lines = [own, ANA, BEN]
    table = read(tmp_path, ics(event(*lines)))
    assert table.cells("role", "email") == [
        ("organizer", "ana@example.org"),
        ("attendee", "Ben@Example.org"),
    ]


def test_an_event_without_people_is_a_row_without_a_person(tmp_path):
    table = read(tmp_path, ics(event("SUMMARY:Talk"), event(BEN, uid="2")))
    assert table.cells("_line", "uid", "role", "email") == [
        (3, "1", None, None),
        (11, "2", "attendee", "Ben@Example.org"),
    ]


def test_what_wakes_people_up_is_no_attendee(tmp_path):
    alarm = "BEGIN:VALARM\nACTION:EMAIL\nATTENDEE:mailto:other@example.org\nEND:VALARM"
    table = read(tmp_path, ics(event(ANA, alarm, "SUMMARY:Talk")))
    assert table.cells("email", "summary") == [("ana@example.org", "Talk")]


@pytest.mark.parametrize(
    ("person", "email", "name"),
    [
        ("ATTENDEE;CN=Ana;EMAIL=ana@example.org:invalid:nomail", "ana@example.org", "Ana"),
        ("ATTENDEE;CN=Ana:urn:uuid:4711", None, "Ana"),
        ("ATTENDEE;CN=Ana: MailTo: ana%2Bmvp@example.org ", "ana+mvp@example.org", "Ana"),
        ("attendee;cn=Ana;partstat=accepted:mailto:ana@example.org", "ana@example.org", "Ana"),
        (
            "ATTENDEE;CN=Ana ^'The^' Lopes:mailto:ana@example.org",
            "ana@example.org",
            'Ana "The" Lopes',
        ),
        ("ATTENDEE:mailto:ana@example.org", "ana@example.org", None),
    ],
)
def test_the_address_of_a_person_is_read_wherever_it_is(tmp_path, person, email, name):
    table = read(tmp_path, ics(event(person)))
    assert table.cells("role", "email", "name") == [("attendee", email, name)]


@pytest.mark.parametrize(
    ("lines", "status"),
    [((), "confirmed"), (("STATUS:CANCELLED",), "cancelled"), (("STATUS:CONFIRMED",), "confirmed")],
)
def test_an_event_is_confirmed_unless_it_says_otherwise(tmp_path, lines, status):
    assert read(tmp_path, ics(event(ANA, *lines))).cells("status") == [(status,)]


def test_all_events_of_a_cancellation_are_cancelled(tmp_path):
    assert read(tmp_path, ics("METHOD:CANCEL", event(ANA))).cells("status") == [("cancelled",)]


def test_a_broken_line_of_a_person_is_a_row_that_cannot_be_read(tmp_path):
    broken = 'ATTENDEE;CN="Ben:mailto:ben@example.org'
    table = read(tmp_path, ics(event(ANA, broken, "no sign at all", "SUMMARY:Talk")))
    assert table.cells("_line", "email", "_text") == [
        (6, "ana@example.org", None),
        (7, None, broken),
    ]
    assert table.rows[1]["_hint"].startswith("is a line that cannot be read: its quotes")
    assert table.found.notices == [
        "raw/forum/meetups.ics: lines that cannot be read were left out: line 8"
    ]


def test_a_calendar_that_is_cut_off_keeps_its_events(tmp_path):
    text = ics(event(ANA), event(BEN, uid="2"))
    assert read(tmp_path, text[: text.rindex("END:VEVENT")]).cells("email") == [
        ("ana@example.org",),
        ("Ben@Example.org",),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_calendar_is_read_in_every_encoding(tmp_path, encoding):
    table = read(tmp_path, ics(event("ORGANIZER;CN=José:mailto:jose@example.org")).encode(encoding))
    assert table.cells("name") == [("José",)]
    assert len(table.found.notices) == (encoding == "cp1252")


LISBON = "DTSTART;TZID=Europe/Lisbon:20260324T193000"


@pytest.mark.parametrize(
    ("start", "rule", "expected"),
    [
        (
            LISBON,
            "RRULE:FREQ=WEEKLY;COUNT=2",
            ["2026-03-24T19:30:00+00:00", "2026-03-31T19:30:00+01:00"],
        ),
        (
            LISBON,
            "RRULE:FREQ=WEEKLY;UNTIL=20260331T183000Z",
            ["2026-03-24T19:30:00+00:00", "2026-03-31T19:30:00+01:00"],
        ),
        (LISBON, "RRULE:FREQ=WEEKLY;UNTIL=20260331T182959Z", ["2026-03-24T19:30:00+00:00"]),
        (
            "DTSTART;VALUE=DATE:20261001",
            "RRULE:FREQ=MONTHLY;BYDAY=1TH",
            ["2026-10-01", "2026-11-05", "2026-12-03"],
        ),
        (
            "DTSTART;VALUE=DATE:20261001",
            "RRULE:FREQ=MONTHLY;UNTIL=20261101",
            ["2026-10-01", "2026-11-01"],
        ),
        (
            "DTSTART:20261130T220000",
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1",
            ["2026-11-30T22:00:00", "2026-12-31T22:00:00"],
        ),
        (
            "DTSTART:20261130T220000Z",
            "RDATE:20261202T210000Z,20270101T000000Z\nEXDATE:20261130T220000Z",
            ["2026-12-02T21:00:00+00:00"],
        ),
        (
            LISBON,
            "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Europe/Lisbon:20260331T193000",
            ["2026-03-24T19:30:00+00:00", "2026-04-07T19:30:00+01:00"],
        ),
    ],
)
def test_repeats_are_listed_on_the_clock_of_the_place(tmp_path, start, rule, expected):
    assert starts(tmp_path, event(ANA, *rule.split("\n"), start=start)) == expected


def test_the_first_repeat_of_a_moved_event_is_not_listed_twice(tmp_path):
    weekly = event(ANA, "RRULE:FREQ=WEEKLY;COUNT=3", start=LISBON)
    moved = event(
        BEN,
        "RECURRENCE-ID:20260331T183000Z",
        "STATUS:CANCELLED",
        start="DTSTART;TZID=Europe/Lisbon:20260402T193000",
    )
    table = read(tmp_path, ics(weekly, moved))
    assert table.cells("start", "email", "status") == [
        ("2026-03-24T19:30:00+00:00", "ana@example.org", "confirmed"),
        ("2026-04-07T19:30:00+01:00", "ana@example.org", "confirmed"),
        ("2026-04-02T19:30:00+01:00", "Ben@Example.org", "cancelled"),
    ]


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=HOURLY;COUNT=3", "FREQ=NEVER", "FREQ=WEEKLY;X=1", "COUNT=3"]
)
def test_a_rule_that_cannot_be_followed_gives_the_first_time(tmp_path, rule):
    table = read(tmp_path, ics(event(ANA, f"RRULE:{rule}", "SUMMARY:Meetup")))
    assert table.cells("start") == [("2026-01-28T17:00:00+00:00",)]
    assert table.found.notices == [
        "raw/forum/meetups.ics: only the first time of these recurring events was read: Meetup"
    ]


def test_repeats_are_not_listed_when_nobody_says_until_when(tmp_path):
    table = read(tmp_path, ics(event(ANA, "RRULE:FREQ=WEEKLY")), ReadOptions())
    assert len(table.rows) == len(table.found.notices) == 1


def test_an_endless_rule_ends(tmp_path):
    start = "DTSTART;VALUE=DATE:19000101"
    impossible = event(ANA, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", start=start, uid="2")
    table = read(tmp_path, ics(event(ANA, "RRULE:FREQ=DAILY", start=start), impossible))
    assert [uid for (uid,) in table.cells("uid")].count("1") == 2_000
    assert [uid for (uid,) in table.cells("uid")].count("2") == 1
