"""What is sent, how a way to send it looks, and the ways in which that fails."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Outgoing:
    """Something to send.

    `key` is its name in the log, `to` the address it goes to, or the kind of chat. `content` are
    its bytes without what differs from one sending to the next, such as the date. `subject` and
    `text` are what a person reads of it. One that `is_once` is not sent again, whatever changes.
    """

    key: str
    to: str
    subject: str
    text: str
    content: bytes
    is_once: bool = False

    @property
    def digest(self) -> str:
        """The same for the same content to the same address, as hex; of one `is_once`, always."""
        what = b"" if self.is_once else self.to.encode() + b"\0" + self.content
        return hashlib.sha256(what).hexdigest()

    @property
    def identity(self) -> str:
        """The same however often this content is sent, and no other's; it tells nothing else."""
        return hashlib.sha256(f"{self.key}\0{self.digest}".encode()).hexdigest()[:40]


class NotSentError(Exception):
    """It was not sent; the text is what the server says, as one line."""


class RefusedError(NotSentError):
    """The server does not take it, and will not."""


class TemporaryError(NotSentError):
    """The server does not take it now; `after` are the seconds that it asks to wait."""

    def __init__(self, said: str, after: float = 0.0) -> None:
        super().__init__(said)
        self.after = after


class ServerGoneError(TemporaryError):
    """The server takes nothing now."""


class UncertainError(Exception):
    """It was handed over and no answer came: it may have arrived."""


class Transport(Protocol):
    """A way to send."""

    def send(self, message: Outgoing, begin: Callable[[], None]) -> str:
        """Send `message`, and return what the server says.

        `begin` is called before anything is handed over that the server could pass on. Raises
        NotSentError and UncertainError, and ProgramError when nothing can be sent in this way.
        """
        ...
