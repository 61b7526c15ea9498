"""Sends mails to an SMTP server, over one connection for as long as it lasts."""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from types import TracebackType

from data.errors import ProgramError, one_line
from data.outputs.message import header
from data.sending.outgoing import (
    Outgoing,
    RefusedError,
    ServerGoneError,
    TemporaryError,
    UncertainError,
)

PASSWORD = "MVP_SMTP_PASSWORD"
_CONNECT_SECONDS = 30
# RFC 5321 asks to wait so long for the answer to a mail: who gives up earlier sends it twice.
_ANSWER_SECONDS = 600
_CLOSING = 421  # the server ends the connection
_FIRST_OF_ANSWERS = 200
_LONGEST_ANSWER = 300  # characters


@dataclass(frozen=True)
class Server:
    """Where mails are handed over and in whose name; without `user` nobody signs in."""

    host: str
    port: int
    security: str
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class SmtpTransport:
    """Hands mails to a server; a context manager. The connection is made for the first mail."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._connection: smtplib.SMTP | None = None
        self._was_connected = False

    def __enter__(self) -> "SmtpTransport":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        place: TracebackType | None,
    ) -> None:
        if self._connection and kind is None:
            with suppress(OSError):
                self._connection.quit()
        self._drop()

    def send(self, message: Outgoing, begin: Callable[[], None]) -> str:
        """See Transport. The envelope is written before `begin`, and the mail after it."""
        connection = self._connected()
        try:
            code, said = connection.mail(self._server.sender)
            if _is_final(code):
                raise self._fault(
                    f"takes no mail from {self._server.sender} ({code} {_line(said)}); look at "
                    "mail.sender and mail.user"
                )
            self._take(code, said)
            self._take(*connection.rcpt(message.to))
        except OSError as error:  # those of smtplib are such, too
            self._drop()
            raise ServerGoneError(f"the connection broke: {_text_of(error)}") from None
        begin()
        answer: bytes | str
        try:
            code, answer = connection.data(self._headers(message) + message.content)
        except smtplib.SMTPDataError as error:  # it did not let the mail begin
            code, answer = error.smtp_code, error.smtp_error
        except OSError as error:
            self._drop()
            raise UncertainError(f"the connection broke: {_text_of(error)}") from None
        if code < _FIRST_OF_ANSWERS:
            self._drop()
            raise UncertainError("the server gave no answer that can be read")
        self._take(code, answer)
        return _line(answer)

    def _headers(self, message: Outgoing) -> bytes:
        """The headers of this sending. A second copy has the same Message-ID, and can be told."""
        domain = self._server.sender.rpartition("@")[2]
        lines = [
            header("Date", [format_datetime(datetime.now(UTC))]),
            header("Message-ID", [f"<{message.identity}@{domain}>"]),
        ]
        return "".join(lines).encode("ascii")

    def _take(self, code: int, said: bytes | str) -> None:
        """Raise what the answer of the server means, unless it takes what it got."""
        if code // 100 == 2:
            return
        text = f"{code} {_line(said)}".strip()
        if code == _CLOSING:
            self._drop()
            raise ServerGoneError(text)
        if self._connection:
            try:
                self._connection.rset()
            except OSError:
                self._drop()
        raise RefusedError(text) if _is_final(code) else TemporaryError(text)

    def _connected(self) -> smtplib.SMTP:
        """The connection; raises ProgramError where it cannot be made for the first time."""
        if self._connection is None:
            try:
                self._connection = _connect(self._server)
            except OSError as error:
                fault = _why_not_connected(error, self._server)
                if self._was_connected:
                    raise ServerGoneError(fault) from None
                raise self._fault(fault) from None
            self._was_connected = True
        return self._connection

    def _drop(self) -> None:
        """Close the connection; the next mail makes another one."""
        if self._connection:
            self._connection.close()
        self._connection = None

    def _fault(self, text: str) -> ProgramError:
        return ProgramError(f"{self._server} {text}")


def _connect(server: Server) -> smtplib.SMTP:
    """A connection to a server, encrypted and signed in as its settings say."""
    context = ssl.create_default_context()
    if server.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=_CONNECT_SECONDS, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=_CONNECT_SECONDS)
    try:
        connection.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            connection.starttls(context=context)
        if server.user is not None and server.password is not None:
            connection.login(server.user, server.password)
        if connection.sock:
            connection.sock.settimeout(_ANSWER_SECONDS)
    except BaseException:
        connection.close()
        raise
    return connection


def _why_not_connected(error: OSError, server: Server) -> str:
    """What is wrong, and what to look at.

    What the server says to a sign-in is left out, as it may repeat a secret.
    """
    if isinstance(error, smtplib.SMTPAuthenticationError):
        look_at = f"look at mail.user and {PASSWORD}"
        return f"does not let {server.user} sign in ({error.smtp_code}); {look_at}"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        wanted = "STARTTLS" if "STARTTLS" in str(error) else "a sign-in"
        return f"does not offer {wanted}; look at mail.security and mail.user"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"has no valid certificate: {_text_of(error)}"
    look_at = "look at mail.host, mail.port and mail.security"
    return f"cannot be reached: {_text_of(error)}; {look_at}"


def _is_final(code: int) -> bool:
    return code // 100 == 5


def _line(answer: bytes | str) -> str:
    """An answer of the server, or a text about it, as one line."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return one_line(" ".join(text.split()))[:_LONGEST_ANSWER]


def _text_of(error: OSError) -> str:
    return _line(error.strerror or str(error) or type(error).__name__)
