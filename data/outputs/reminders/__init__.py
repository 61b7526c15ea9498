"""Reminders of certificates that end soon (docs/contract.md, Output: sending)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.days.day import Day
from data.days.rows import Row, rows
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.message import Message
from data.outputs.templates import one_line, rendered, said
from data.settings.saying import speaking
from data.sql.files import sql

_FOLDER = Path(__file__).parent
_NO_CERTIFICATES = (
    "this program has no certificates to remind of: its settings switch them off "
    "(parts.certification)"
)
_NO_DAYS = (
    "mail.certificate_reminder_days is empty, so nobody is reminded: write `[mail]` and "
    "`certificate_reminder_days = [60, 14]` in program.toml, and build again"
)
_NO_CONTACT = (
    "letters.contact is not set, so reminders cannot say whom to ask: write `[letters]` and "
    '`contact = "somebody@example.org"` in program.toml, and build again'
)


@dataclass(frozen=True)
class Reminder(Message):
    """A reminder to one MVP.

    `reminder_days` is the number of days before the end, of those in the settings, that it is for.
    """

    mvp_id: str
    valid_until: date
    reminder_days: int


def reminders(day: Day, scope: Scope, link: str | None = None) -> list[Reminder]:
    """The reminders of `day` to MVPs in `scope`, in the order of mvp_id.

    `link` is the URL of an MVP's own page. Raises ProgramError when the settings say nothing about
    reminders, or not whom an MVP can ask.
    """
    if "certification" not in day.parts:
        raise ProgramError(_NO_CERTIFICATES)
    everybody = Scope(everybody=True)
    if not rows(day, everybody, "select days from rule_reminders"):
        raise ProgramError(_NO_DAYS)
    people = rows(day, scope, sql("reminders/people"))
    if people and people[0]["contact"] is None:
        raise ProgramError(_NO_CONTACT)
    with speaking(day.words):
        return [_reminder(person, link) for person in people]


def _reminder(person: Row, link: str | None) -> Reminder:
    who = person | {"name": one_line(person["name"])}
    values = {"who": who, "link": link}
    return Reminder(
        name=who["name"],
        email=who["email"],
        subject=said(_FOLDER / "words.j2", "subject", who),
        text=rendered(_FOLDER / "reminder.txt.j2", values),
        html=rendered(_FOLDER / "reminder.html.j2", values),
        mvp_id=who["mvp_id"],
        valid_until=who["valid_until"],
        reminder_days=who["reminder_days"],
    )
