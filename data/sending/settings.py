"""How a program sends mails: the settings of its build, and the password of this machine."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.days.day import Day
from data.days.rows import rows
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.message import Message, as_mail, header, mail_address, mailbox
from data.sending.outgoing import Outgoing
from data.sending.smtp import PASSWORD, Server
from data.sql.files import sql

_EXAMPLES = {"host": "smtp.example.org", "sender": "program@example.org"}


@dataclass(frozen=True)
class MailSettings:
    """The settings of `[mail]`, what the program calls itself, and whom people answer."""

    host: str | None
    port: int
    security: str
    user_name: str | None
    sender: str | None
    per_minute: int
    contact: str | None
    program: str

    def outgoing(self, key: str, message: Message, is_once: bool = False) -> Outgoing | None:
        """A message as a mail to send; None when its address is not valid in a mail."""
        if (to := mail_address(message.email)) is None:
            return None
        more = [header("Auto-Submitted", ["auto-generated"])]  # nobody's absence answers it
        if answers_to := self.contact and mail_address(self.contact):
            more.insert(0, mailbox("Reply-To", "", answers_to))
        first = [mailbox("From", self.program, self.sender)] if self.sender else []
        content = as_mail(message, first, more)
        return Outgoing(key, to, message.subject, message.text, content, is_once)

    def server(self, variables: Mapping[str, str]) -> Server:
        """Where mails go; raises ProgramError when a setting or the password is missing."""
        if self.host is None or self.sender is None:
            lacking = [name for name in _EXAMPLES if getattr(self, name) is None]
            keys = " and ".join(f"mail.{name}" for name in lacking)
            lines = " and ".join(f'`{name} = "{_EXAMPLES[name]}"`' for name in lacking)
            raise ProgramError(
                f"{keys}: not set, so nothing can be sent; write `[mail]` and {lines} in "
                "program.toml, and build again"
            )
        password = variables.get(PASSWORD) if self.user_name else None
        if self.user_name and not password:
            raise ProgramError(
                f"the environment variable {PASSWORD} is not set; set it to the password of "
                f"{self.user_name}, the user in mail.user"
            )
        if password and not (password.isascii() and password.isprintable()):
            raise ProgramError(f"{PASSWORD} has characters that cannot be sent; set it again")
        return Server(
            self.host, self.port, self.security, self.sender, self.user_name, password or None
        )


def mail_settings(day: Day) -> MailSettings:
    """The settings of the build of `day`."""
    (row,) = rows(day, Scope(everybody=True), sql("sending/mail"))
    return MailSettings(program=day.words.program, **row)
