"""Reminders before a certificate ends: who gets one, on which days, and once."""

from datetime import date
from pathlib import Path

import pytest

from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.reminders import reminders
from data.settings.files import load_program
from tests.data.folders import written
from tests.data.sending.mail_server import mail_server

EVERYBODY = Scope(everybody=True)
SETTINGS = '[letters]\ncontact = "a@b.example"\n[mail]\ncertificate_reminder_days = [60, 14]\n'
# Ana's certificate ends on June 30. Ben's has no end, Cay's ends later, Dee has left, Eve's is
# below the level that qualifies, Flo's was renewed, and Gil awaits an NDA.
PEOPLE = ("ana", "ben", "cay", "dee", "eve", "flo", "gil")
EXAMS = """
ana,professional,2023-06-30,2025-06-30
ben,professional,2023-06-30,
cay,professional,2023-06-30,2026-06-30
dee,professional,2023-06-30,2025-06-30
eve,associate,2023-06-30,2025-06-30
flo,professional,2023-06-30,2025-06-30
flo,professional,2025-04-01,2027-04-01
gil,expert,2023-06-30,2025-06-30
"""


def database(folder: Path, settings: str = SETTINGS) -> Path:
    mvps = "".join(
        f"{who},{who.title()},{who}@example.org,2023-01-01,{'' if who == 'gil' else '2023-01-01'},"
        f"{'2025-05-01' if who == 'dee' else ''}\n"
        for who in PEOPLE
    )
    exams = "".join(
        f"{who},platform,{level},{taken_on},true,{ends_on}\n"
        for who, level, taken_on, ends_on in (line.split(",") for line in EXAMS.split())
    )
    files = {
        "program.toml": settings,
        "mvps.csv": f"mvp_id,name,email,entered_on,nda_signed_on,left_on\n{mvps}",
        "certifications.csv": f"mvp_id,certification,level,taken_on,passed,expires_on\n{exams}",
    }
    source = written(folder / "input", files)
    built = build(source, folder / "mvp.duckdb", date(2025, 7, 31), load_program(source))
    assert built.report.rejects == []
    return built.path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return database(tmp_path_factory.mktemp("reminders"))


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        ("2025-04-30", []),  # 61 days before
        ("2025-05-01", [("ana", 60), ("gil", 60)]),
        ("2025-06-15", [("ana", 60), ("gil", 60)]),
        ("2025-06-16", [("ana", 14), ("gil", 14)]),
        ("2025-06-30", [("ana", 14), ("gil", 14)]),
        ("2025-07-01", []),
    ],
)
def test_who_is_reminded_on_a_day_and_for_how_many_days(built, as_of, found):
    """May 1 is 60 days before June 30: 30 in May and 30 in June. June 16 is 14 days before it."""
    day = Day(built, date.fromisoformat(as_of))
    got = reminders(day, EVERYBODY)
    assert [(each.mvp_id, each.reminder_days) for each in got] == found
    assert {each.valid_until for each in got} <= {date(2025, 6, 30)}


@pytest.mark.parametrize(
    ("as_of", "says"),
    [("2025-05-01", "in 60 days"), ("2025-06-29", "tomorrow"), ("2025-06-30", "today")],
)
def test_a_reminder_says_when_the_certificate_ends_and_what_to_do(built, as_of, says):
    link = "https://mvp.example.org/mvp"
    day = date.fromisoformat(as_of)
    ana, _ = reminders(Day(built, day), EVERYBODY, link)
    assert ana.subject == "MVP program: your certificate ends on June 30, 2025"
    assert ana.text == (
        "Hello Ana,\n\n"
        f"Your certificate ends on June 30, 2025, which is {says}. The exam to renew it is free of "
        "charge.\n\n"
        f"Your page: {link}\n\n"
        f"This is what we know on {day:%B} {day.day}, 2025. If you have renewed it already, or "
        "something looks wrong, answer this mail or write to a@b.example.\n\n"
        "Your MVP program team\n"
    )
    for sentence in (says, f'<a href="{link}">Your page</a>', "a@b.example"):
        assert sentence in ana.html


def test_where_nobody_has_to_pass_no_exam_is_offered(tmp_path):
    path = database(tmp_path, SETTINGS + '[parts]\ncertification = "shown"\n')
    ana, eve, _ = reminders(Day(path, date(2025, 5, 1)), EVERYBODY)
    assert (ana.mvp_id, eve.mvp_id) == ("ana", "eve")  # certificates of every level are listed
    assert "The exam" not in ana.text


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", "mail.certificate_reminder_days is empty, so nobody is reminded: write `[mail]` and "),
        ("[mail]\ncertificate_reminder_days = [60]\n", "letters.contact is not set, so reminders"),
        (SETTINGS + '[parts]\ncertification = "off"\n', "no certificates to remind of"),
    ],
)
def test_a_program_without_what_a_reminder_needs_says_so(tmp_path, settings, said):
    day = Day(database(tmp_path, settings), date(2025, 5, 1))
    with pytest.raises(ProgramError) as refused:
        reminders(day, EVERYBODY)
    assert said in str(refused.value)


def test_only_people_in_the_scope_are_reminded(built):
    day = Day(built, date(2025, 5, 1))
    assert [each.mvp_id for each in reminders(day, Scope(everybody=True, only_mvp="gil"))] == [
        "gil"
    ]


def test_a_reminder_is_sent_once_for_its_certificate_and_its_number_of_days(sending, send):
    """The certificate of A02 ends on August 20, 2024, and A02 enters on August 5: 15 days before
    it, which is within 60, and August 6 is 14 days before it."""
    with mail_server(sending.port) as server:
        runs = [
            send("reminders", "--as-of", day)
            for day in ("2024-08-05", "2024-08-06", "2024-08-07", "2024-08-20")
        ]
    assert [run.status for run in runs] == [0] * 4
    bo = [mail for mail in server.mails if mail.to == "bo@example.org"]
    assert [mail.body("plain").splitlines()[2].split("which is ")[1][:10] for mail in bo] == [
        "in 15 days", "in 14 days",
    ]  # fmt: skip
    assert len({mail.parsed["Message-ID"] for mail in bo}) == 2
