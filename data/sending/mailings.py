"""What there is to send of one kind: letters, digests or reminders."""

from dataclasses import dataclass, field
from email.errors import MessageError

from jinja2 import TemplateError

from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.digest import digest, team_scope
from data.outputs.digest.chat import bodies
from data.outputs.digest.message import plain_text, to_lead
from data.outputs.letters import letter_to, recipients
from data.outputs.message import Message
from data.outputs.reminders import reminders
from data.sending.outgoing import Outgoing
from data.sending.settings import MailSettings
from data.settings.saying import in_own_words, speaking

_NO_ADDRESS = "the e-mail address is not valid in a mail"


@dataclass
class Mailing:
    """What there is to send: `log` is the name of its log, and `one` and `many` what it is called.

    `faults` are those that cannot be sent, and `notes` what else to say about it.
    """

    log: str
    one: str
    many: str
    outgoing: list[Outgoing] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(
        self, key: str, message: Message, settings: MailSettings, is_once: bool = False
    ) -> None:
        """Add a mail, or the fault of its address."""
        outgoing = settings.outgoing(key, message, is_once)
        if outgoing is None:
            self.faults[key] = _NO_ADDRESS
        else:
            self.outgoing.append(outgoing)


def letters_to_send(
    day: Day, settings: MailSettings, link: str | None, mvp_id: str | None = None
) -> Mailing:
    """The letters of the checkpoint `day` to everybody, or to one MVP.

    Raises ProgramError like `recipients`, and when that MVP gets no letter.
    """
    mailing = Mailing(f"letters-{day.as_of}", "letter", "letters")
    with speaking(day.words):
        for recipient in recipients(day, Scope(everybody=True, only_mvp=mvp_id)):
            try:
                mailing.add(recipient.mvp_id, letter_to(recipient, link), settings)
            except (MessageError, ValueError, TemplateError) as error:
                mailing.faults[recipient.mvp_id] = str(error)
        if mvp_id is not None and not (mailing.outgoing or mailing.faults):
            text = "{mvp_id}: no such MVP, or one who gets no letter of {day}"
            raise ProgramError(in_own_words(text, mvp_id=mvp_id, day=day.as_of))
    return mailing


def digests_to_leads(day: Day, settings: MailSettings, link: str | None) -> Mailing:
    """The week up to `day` to each lead, about the MVPs of their teams and nobody else."""
    mailing = Mailing(f"digest-{day.as_of}", "digest", "digests")
    with speaking(day.words):
        for email, teams in day.leads().items():
            week = digest(day, Scope(teams=teams))
            if week.teams:
                with_people = [news.team for news in week.teams]
                message = to_lead(week, email, with_people, link)
                mailing.add(email.lower(), message, settings)
            else:
                text = "Nothing for {email}: no MVP is in {teams}"
                listed = ", ".join(teams)
                mailing.notes.append(in_own_words(text, email=email, teams=listed))
    return mailing


def digest_to_chat(day: Day, chat: str, team: str | None) -> Mailing:
    """The week up to `day` to a chat, for all teams or for `team`.

    Raises ProgramError when nobody on the roster is in `team`.
    """
    mailing = Mailing(f"digest-{day.as_of}", "digest", "digests")
    with speaking(day.words):
        week = digest(day, team_scope(day, team))
        key = f"{chat}, {team}" if team else chat
        content = bodies(week, chat)
        mailing.outgoing.append(Outgoing(key, chat, week.title, plain_text(week), content))
    return mailing


def reminders_to_send(day: Day, settings: MailSettings, link: str | None) -> Mailing:
    """The reminders of `day`, each of which is sent once for its certificate and its day.

    Raises ProgramError like `reminders`.
    """
    mailing = Mailing("reminders", "reminder", "reminders")
    for reminder in reminders(day, Scope(everybody=True), link):
        key = f"{reminder.mvp_id}, {reminder.valid_until}, {reminder.reminder_days} days before"
        mailing.add(key, reminder, settings, is_once=True)
    return mailing
