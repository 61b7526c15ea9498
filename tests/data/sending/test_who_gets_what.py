"""Each mail goes to one person and says nothing of others, whatever names are like."""

import html
import re
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

import pytest

from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.outputs.letters import letters
from data.sending.log import open_log
from data.sending.mailings import digests_to_leads, letters_to_send
from data.sending.run import Limits, send_all
from data.sending.settings import MailSettings, mail_settings
from data.sending.smtp import Server, SmtpTransport
from data.settings.files import load_program
from data.store.publishing import current
from tests.conftest import TINY
from tests.data.folders import written
from tests.data.sending.conftest import CHECKPOINT, CONTACT, SENDER
from tests.data.sending.mail_server import Mail, mail_server
from tests.leak_search import Roster

ROSTER = Roster(TINY / "input")
LETTERS = ["A01", "A02", "A03", "A04", "A05", "A07", "A08", "A09", "a00"]


def texts(mail: Mail) -> list[str]:
    """All that a mail says, decoded, and its bytes."""
    headers = [str(value) for value in mail.parsed.values()]
    return [*headers, mail.body("plain"), mail.body("html"), mail.content.decode("ascii")]


def the_mvp(mail: Mail) -> str:
    """The MVP whose address a mail goes to."""
    (mvp_id,) = [mvp_id for mvp_id, person in ROSTER.mvps.items() if mail.to in person.words]
    return mvp_id


def test_every_mvp_gets_their_own_letter_as_it_is_written(sending, send):
    day = Day(current(sending.database), date.fromisoformat(CHECKPOINT))
    written_letters = {letter.email: letter for letter in letters(day, Scope(everybody=True))}
    with mail_server(sending.port) as server:
        done = send("letters", "--checkpoint", CHECKPOINT)
    assert (done.status, done.error) == (0, "")
    assert [the_mvp(mail) for mail in server.mails] == LETTERS
    for mail in server.mails:
        letter, parsed = written_letters[mail.to], mail.parsed
        assert parsed["Subject"] == letter.subject
        assert (mail.body("plain"), mail.body("html")) == (letter.text, letter.html)
        assert parsed["To"] == f"{_quoted(letter.name)} <{mail.to}>"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '\\"') + '"' if re.search(r'[",]', name) else name


def test_a_mail_says_who_sends_it_whom_to_answer_and_that_no_absence_should(sending, send):
    with mail_server(sending.port) as server:
        send("letters", "--checkpoint", CHECKPOINT, "--mvp", "A05")
    (mail,) = server.mails
    assert mail.parsed.keys() == [
        "Date", "Message-ID", "From", "To", "Subject", "Reply-To", "Auto-Submitted",
        "MIME-Version", "Content-Type",
    ]  # fmt: skip
    assert mail.sender == SENDER
    assert mail.parsed["From"] == f"MVP program <{SENDER}>"
    assert mail.parsed["Reply-To"] == CONTACT
    assert mail.parsed["Auto-Submitted"] == "auto-generated"
    age = datetime.now(UTC) - parsedate_to_datetime(mail.parsed["Date"])
    assert timedelta(0) <= age < timedelta(minutes=1)
    assert re.fullmatch(r"<[0-9a-f]{40}@example\.org>", mail.parsed["Message-ID"])


def test_no_letter_names_another_mvp(sending, send):
    with mail_server(sending.port) as server:
        send("letters", "--checkpoint", CHECKPOINT, "--url", "https://mvp.example.org")
    assert len(server.mails) == len(LETTERS)
    for mail in server.mails:
        assert ROSTER.strangers(texts(mail), {the_mvp(mail)}) == set()
        assert "\nYour page: https://mvp.example.org/mvp\n" in mail.body("plain")
    named = ROSTER.named(text for mail in server.mails for text in texts(mail))
    assert {"eleni@example.org", "岳 さとう"} <= named  # the search finds people


@pytest.mark.parametrize("as_of", ["2024-08-14", "2025-01-03"])
def test_a_lead_gets_the_week_of_their_teams_and_no_name_of_another(sending, send, as_of):
    with mail_server(sending.port) as server:
        done = send("digest", "--as-of", as_of)
    assert (done.status, done.error) == (0, "")
    teams = {"lead.north@example.org": "North", "lead.south@example.org": "South"}
    assert server.recipients == [*teams]
    for mail in server.mails:
        team = teams[mail.to]
        assert ROSTER.strangers(texts(mail), ROSTER.of_teams(team)) == set()
        assert f"\n{team}\n" in mail.body("plain")
        assert f"<h2>{team}</h2>" in mail.body("html")
        assert mail.body("plain").endswith(f"\nYou get this mail as a lead of {team}.\n")
        assert re.fullmatch("MVP program, the week up to .* 20\\d\\d", mail.parsed["Subject"])


def test_the_digest_of_a_lead_has_the_news_of_their_team(sending, send):
    """As tests/data/test_digest.py: on January 3 two of South and one of North are to decide."""
    with mail_server(sending.port) as server:
        send("digest", "--as-of", "2025-01-03")
    north, south = (mail.body("plain") for mail in server.mails)
    line = "* {}: invited on {}, to decide by Jan 31, 2025, 28 days left\n"
    assert line.format("Ivy", "Jan 2, 2025") in north
    assert line.format("岳 さとう", "Dec 31, 2024") in south
    assert "<li><strong>岳 さとう</strong>: invited on" in server.mails[1].body("html")


def test_a_lead_of_several_teams_gets_one_mail_and_one_of_a_team_without_mvps_none(tmp_path):
    source = tmp_path / "input"
    rows = (TINY / "input" / "access.csv").read_text(encoding="utf-8")
    more = "Both@example.org,lead,South\nboth@example.org,lead,North\nnew@example.org,lead,West\n"
    files = {path.name: path.read_bytes() for path in (TINY / "input").glob("*.csv")}
    written(source, {**files, "access.csv": rows + more, "program.toml": ""})
    built = build(source, tmp_path / "mvp.duckdb", date(2024, 8, 20), load_program(source))
    day = Day(built.path, date(2024, 8, 14))
    assert day.leads() == {
        "Both@example.org": ("North", "South"),
        "lead.north@example.org": ("North",),
        "lead.south@example.org": ("South",),
        "new@example.org": ("West",),
    }

    mailing = digests_to_leads(day, mail_settings(day), None)
    assert [message.key for message in mailing.outgoing] == [
        "both@example.org", "lead.north@example.org", "lead.south@example.org",
    ]  # fmt: skip
    both = mailing.outgoing[0].text
    assert "\nNorth\n" in both
    assert "\nSouth\n" in both
    assert both.endswith("\nYou get this mail as a lead of North and South.\n")
    assert mailing.notes == ["Nothing for new@example.org: no MVP is in West"]


NAMES = [
    "चंद्रशेखर वेंकटरमन सुब्रमण्यम अय्यर राव पाटिल देशमुख कुलकर्णी",
    "José Ñandú Özgür Łukasz Đorđe",
    "Eve\r\nBcc: all@example.org\r\n\r\nHello",
    "Eve\r\n.\r\nMAIL FROM:<evil@example.org>\r\nRCPT TO:<all@example.org>\r\nDATA",
    'Lopes, "Ana" <all@example.org>, Eve',
    "=?utf-8?b?QmNjOiBhbGxAZXhhbXBsZS5vcmc=?=",
    "Ana\u2028Bcc: all@example.org\u0085Cc: all@example.org\x0bTo: all@example.org",
    ".",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_in_its_own_mail_as_it_is_and_adds_nothing(tmp_path, name):
    """A dot alone on a line would end a mail; a line break would begin a header or a command."""
    day = day_of_one(tmp_path, name)
    with mail_server() as server:
        deliver(day, server.port, tmp_path)
    (mail,) = server.mails
    assert (mail.to, mail.sender) == ("ana@example.org", SENDER)
    assert server.asked == ["ana@example.org"]
    assert "Bcc" not in mail.parsed
    assert "Cc" not in mail.parsed
    one_line = " ".join(name.split())
    assert name_and_address(mail) == (one_line, "ana@example.org")
    assert mail.body("plain").startswith(f"Hello {one_line},\n")
    assert f"<p>Hello {html.escape(one_line, quote=False)},</p>" in html_of(mail)
    assert re.findall(rb"(?<!\r)\n|\r(?!\n)", mail.content) == []


def name_and_address(mail: Mail) -> tuple[str, str]:
    """Whom a mail is to, decoded as RFC 2047 says."""
    name, address = parseaddr(" ".join(message_from_bytes(mail.content)["To"].split()))
    return str(make_header(decode_header(name))), address


def html_of(mail: Mail) -> str:
    return mail.body("html").replace("&#34;", '"').replace("&#39;", "'")


def day_of_one(folder: Path, name: str) -> Day:
    """A program of one MVP with that name, on a checkpoint."""
    quoted = name.replace('"', '""')
    files = {
        "mvps.csv": "mvp_id,name,email,entered_on,nda_signed_on\n"
        f'ana,"{quoted}",ana@example.org,2025-01-01,2025-01-01\n',
        "program.toml": f'[letters]\ncontact = "{CONTACT}"\n',
    }
    source = written(folder / "input", files)
    built = build(source, folder / "mvp.duckdb", date(2025, 6, 1), load_program(source))
    return Day(built.path, date(2025, 3, 31))


def deliver(day: Day, port: int, folder: Path) -> None:
    """Send the letters of a day to a server on this machine."""

    settings = MailSettings("127.0.0.1", port, "none", None, SENDER, 10_000, CONTACT, "MVP program")
    mailing = letters_to_send(day, settings, None)
    server = Server("127.0.0.1", port, "none", SENDER)
    with SmtpTransport(server) as transport, open_log(folder / "log.jsonl") as log:
        outcome = send_all(mailing.outgoing, transport, log, Limits(10_000))
    assert outcome.sent == [message.key for message in mailing.outgoing]
    assert mailing.faults == {}
