"""The table [mail] of program.toml: what is refused, and where its values are and are not."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.sending.settings import mail_settings
from data.settings.files import load
from data.store.publishing import current


def loaded(tmp_path: Path, lines: str):
    path = tmp_path / "program.toml"
    path.write_text(f"[mail]\n{lines}\n", encoding="utf-8")
    return load(path).mail


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('host = "https://smtp.example.org"', "is not the name of a server such as smtp.example"),
        ('host = "smtp.example.org:587"', "is not the name of a server"),
        ('host = "a b"', "is not the name of a server"),
        ("port = 0", "mail.port: must be at least 1"),
        ("port = 65536", "mail.port: must be at most 65535"),
        ('security = "ssl"', '"ssl" is not one of "starttls", "tls" or "none"'),
        ('sender = "program"', '"program" is not a plain e-mail address such as'),
        ('sender = "a..b@example.org"', "is not a plain e-mail address"),
        ('sender = "é@example.org"', "is not a plain e-mail address"),
        ('sender = "Program <a@example.org>"', "is not a plain e-mail address such as"),
        ('user = "é"', "is not a name that a mail server takes"),
        ('password = "x"', "mail.password: unknown key"),
        ("per_minute = 0", "mail.per_minute: must be at least 1"),
        ("certificate_reminder_days = [0]", "must be at least 1"),
        ("certificate_reminder_days = [14, 14]", "named twice: 14"),
        (
            'host = "smtp.example.org"\nsecurity = "none"\nuser = "ana"',
            'user needs security = "starttls" or "tls"',
        ),
    ],
)
def test_a_wrong_setting_is_refused_in_one_line(tmp_path, lines, said):
    with pytest.raises(ProgramError) as refused:
        loaded(tmp_path, lines)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_it_cannot_change_on_a_date(tmp_path):
    path = tmp_path / "program.toml"
    path.write_text('[[from]]\ndate = "2027-01-01"\n[from.mail]\nper_minute = 5\n')
    with pytest.raises(ProgramError, match=r"mail\.per_minute: cannot change on a date: it is abo"):
        load(path)


@pytest.mark.parametrize(
    ("lines", "port"),
    [("", 587), ('security = "tls"', 465), ('security = "none"', 25), ("port = 2525", 2525)],
)
def test_a_port_that_is_not_set_is_the_usual_one(tmp_path, lines, port):
    assert loaded(tmp_path, lines).used_port == port


def test_a_user_signs_in_without_encryption_on_this_machine_only(tmp_path):
    lines = 'host = "localhost"\nsecurity = "none"\nuser = "ana"'
    assert loaded(tmp_path, lines).user == "ana"


def test_settings_of_mails_change_no_digest_of_the_rules(tmp_path):
    path = tmp_path / "program.toml"
    path.write_text('[mail]\nhost = "smtp.example.org"\n')
    assert load(path).digest == load().digest


def test_the_settings_of_the_build_are_used_and_no_page_can_read_them(sending):
    day = Day(current(sending.database), date(2024, 8, 20))
    settings = mail_settings(day)
    assert (settings.host, settings.port, settings.security) == ("127.0.0.1", sending.port, "none")
    assert (settings.sender, settings.per_minute) == ("program@example.org", 10_000)
    for scope in (Scope(teams=("North",)), Scope(mvp_id="A01"), Scope()):
        for table in ("rule_mail", "rule_reminders"):
            assert day.query(scope, f"select * from {table}").fetchall() == []
    with duckdb.connect(current(sending.database), read_only=True) as con:
        keys = con.execute("select key from rule_values where key like 'mail%'").fetchall()
    assert keys == []
