"""The settings of sending (docs/contract.md, Output: sending)."""

from collections.abc import Iterator
from typing import Literal

from data.settings.counting import Contradiction, Table
from data.settings.kinds import Count, DaysOrNone, Host, Port, Sender, User

# The usual port of each way to encrypt, and the names of the machine itself.
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class Mail(Table):
    """How mails are sent: `host` and `sender` have no default, and without `user` nobody signs in.

    A port that is not set is the usual one of `security`.
    """

    host: Host | None = None
    port: Port | None = None
    security: Literal["starttls", "tls", "none"]
    user: User | None = None
    sender: Sender | None = None
    per_minute: Count
    certificate_reminder_days: DaysOrNone

    def contradictions(self) -> Iterator[Contradiction]:
        """A password is sent in secret."""
        if self.user and self.security == "none" and self.host not in _THIS_MACHINE:
            said = 'user needs security = "starttls" or "tls"'
            yield (), f"{said}: without it, anybody on the way could read the password", ("user",)

    @property
    def used_port(self) -> int:
        """The port that is set, or the usual one."""
        return self.port or _PORTS[self.security]
