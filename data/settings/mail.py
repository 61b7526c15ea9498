"""The settings of sending (docs/contract.md, Output: sending)."""

from typing import Literal

from pydantic import model_validator

from data.settings.counting import Table
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

    @model_validator(mode="after")
    def _encrypted_password(self) -> "Mail":
        if self.user and self.security == "none" and self.host not in _THIS_MACHINE:
            raise ValueError(
                'user needs security = "starttls" or "tls": without it, anybody on the way could '
                "read the password"
            )
        return self

    @property
    def used_port(self) -> int:
        """The port that is set, or the usual one."""
        return self.port or _PORTS[self.security]
