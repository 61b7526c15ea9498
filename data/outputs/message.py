"""A message to one person, and the mail that it becomes."""

import re
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import idna

# Some mail programs open a file with this header as a draft.
UNSENT = ("X-Unsent: 1\r\n",)
# No line of quoted-printable text can be equal to this, so all mails can use it.
_BOUNDARY = "=_letter"
_UNFOLDED = SMTP.clone(max_line_length=998)
# An encoded word has at most 75 characters, and its line 76 (RFC 2047): 39 bytes are 64 characters.
_BYTES_OF_WORD, _LONGEST_LINE = 39, 76
_PLAIN = re.compile(r"(?!.*=\?)[ -~]{0,60}")  # nothing that a mail program would decode or fold
_INVISIBLE = " \u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


@dataclass(frozen=True)
class Message:
    """A message to one person; `subject` is one line, `html` a complete page that loads nothing.

    `name` is "" where it is not known.
    """

    name: str
    email: str
    subject: str
    text: str
    html: str


def as_mail(message: Message, first: Sequence[str] = (), more: Sequence[str] = UNSENT) -> bytes:
    """A message as a mail; the same message and headers give the same bytes.

    `first` and `more` are headers, as `header` and `mailbox` write them, before To and after
    Subject. A mail to an address that is not valid has no To.
    """
    headers = [header("Subject", _words(message.subject))]
    if (address := mail_address(message.email)) is not None:
        headers.insert(0, mailbox("To", message.name, address))
    mail = EmailMessage(policy=SMTP)
    mail.set_content(message.text, cte="quoted-printable")
    mail.add_alternative(message.html, subtype="html", cte="quoted-printable")
    mail.set_boundary(_BOUNDARY)
    lines = "".join([*first, *headers, *more])
    return lines.encode("ascii") + mail.as_bytes(policy=_UNFOLDED)


def mail_address(email: str) -> str | None:
    """An e-mail address as a mail has it, in ASCII; None when it is not valid in a mail."""
    user, _, domain = email.strip(_INVISIBLE).rpartition("@")
    with suppress(MessageError, ValueError, idna.IDNAError):
        if not domain.isascii():
            domain = idna.encode(domain, uts46=True).decode("ascii")
        if user.isascii():
            return Address(addr_spec=f"{user}@{domain}").addr_spec
    return None


def mailbox(name: str, person: str, address: str) -> str:
    """The header `name` with a person, who may be "", and their address as `mail_address` says."""
    if not person:
        words = []
    elif _PLAIN.fullmatch(person):
        words = [str(Address(person))[:-3].strip()]
    else:
        words = _words(person)
    return header(name, [*words, f"<{address}>"])


def header(name: str, words: Sequence[str]) -> str:
    """A header with as many of the words on each line as fit into 76 characters."""
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + len(word) >= _LONGEST_LINE and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(lines) + "\r\n"


def _words(text: str) -> list[str]:
    """A text as it is, or as encoded words. Between two of these, blanks do not count."""
    if _PLAIN.fullmatch(text):
        return [text]
    parts = [b""]
    for character in text:
        if len(parts[-1]) + len(character.encode()) > _BYTES_OF_WORD:
            parts.append(b"")
        parts[-1] += character.encode()
    return [f"=?utf-8?b?{b64encode(part).decode('ascii')}?=" for part in parts]
