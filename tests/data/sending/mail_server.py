"""A real mail server on this machine, which keeps what it takes."""

import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HANG_UP = "hang up"  # an answer of a test: close the connection instead of answering
# What a test answers to an address or to a mail; None takes it.
Answer = Callable[[str], str | None]


@dataclass(frozen=True)
class Mail:
    """A mail that the server took: the one address of its envelope, and its bytes as they came."""

    to: str
    sender: str
    content: bytes

    @property
    def parsed(self) -> EmailMessage:
        """The mail as a mail program reads it."""
        return message_from_bytes(self.content, policy=default)

    def body(self, kind: str) -> str:
        """Its `plain` or `html` part, with line ends as in Python."""
        return self.parsed.get_body((kind,)).get_content().replace("\r\n", "\n")


@dataclass
class MailServer:
    """What a server got: the mails that it took, and the addresses that it was asked about."""

    port: int
    mails: list[Mail] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    passwords: list[tuple[str, str]] = field(default_factory=list)

    @property
    def recipients(self) -> list[str]:
        return [mail.to for mail in self.mails]


class _Handler:
    """Answers as aiosmtpd asks it to; the names of its methods are those of commands."""

    def __init__(self, kept: MailServer, at_recipient: Answer, at_mail: Answer, sender: Answer):
        self._kept, self._sender = kept, sender
        self._at_recipient, self._at_mail = at_recipient, at_mail

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list
    ) -> str:
        if answer := self._sender(address):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list
    ) -> str:
        self._kept.asked.append(address)
        if answer := self._at_recipient(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        (to,) = envelope.rcpt_tos
        answer = self._at_mail(to)
        if answer is None or answer == HANG_UP:
            mail = Mail(to, envelope.mail_from, envelope.content)
            self._kept.mails.append(mail)
        if answer == HANG_UP:
            server.transport.abort()
        return answer or "250 taken"


def _take(_: str) -> None:
    return None


@contextmanager
def mail_server(
    port: int | None = None,
    at_recipient: Answer = _take,
    at_mail: Answer = _take,
    at_sender: Answer = _take,
    certificate: Path | None = None,
    is_tls: bool = False,
    password: str | None = None,
    host: str = "127.0.0.1",
) -> Iterator[MailServer]:
    """A server that answers as a test says, and else takes every mail.

    With a `certificate`, a file that holds its key too, it offers STARTTLS and asks for it, or with
    `is_tls` speaks TLS from the beginning. With a `password` it takes mails of those alone who have
    it.
    """
    kept = MailServer(port or free_port())

    def sign_in(server: Any, session: Any, envelope: Any, kind: str, given: LoginPassword) -> Any:
        kept.passwords.append((given.login.decode(), given.password.decode()))
        return AuthResult(success=given.password.decode() == password, handled=False)

    options: dict[str, Any] = {}
    if password is not None:
        options = {"authenticator": sign_in, "auth_required": True}
        options["auth_require_tls"] = certificate is not None and not is_tls
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        options |= (
            {"ssl_context": context}
            if is_tls
            else {"tls_context": context, "require_starttls": True}
        )
    handler = _Handler(kept, at_recipient, at_mail, at_sender)
    controller = Controller(handler, hostname=host, port=kept.port, **options)
    controller.start()
    try:
        yield kept
    finally:
        controller.stop()


def free_port() -> int:
    """A port that is not in use."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def write_certificate(path: Path) -> Path:
    """A file with a certificate for this machine and its key; raises FileNotFoundError."""
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext"
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    files = ["-out", path, "-keyout", path.with_suffix(".key")]
    subprocess.run([*command.split(), names, *files], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + path.with_suffix(".key").read_bytes())
    return path
