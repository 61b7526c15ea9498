"""A letter as a mail that any mail program can send."""

import re
from base64 import b64encode
from contextlib import suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import idna

from data.outputs.letters import Letter

# No line of quoted-printable text can be equal to this, so all mails can use it.
_BOUNDARY = "=_letter"
_UNFOLDED = SMTP.clone(max_line_length=998)
# An encoded word has at most 75 characters, and its line 76 (RFC 2047): 39 bytes are 64 characters.
_BYTES_OF_WORD, _LONGEST_LINE = 39, 76
_PLAIN = re.compile(r"(?!.*=\?)[ -~]{0,60}")  # nothing that a mail program would decode or fold
_INVISIBLE = " \u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def as_mail(letter: Letter) -> bytes:
    """A letter as an unsent mail; the same letter gives the same bytes."""
    headers = [_header("Subject", _words(letter.subject))]
    if (address := recipient(letter)) is not None:
        name = [str(Address(letter.name))[:-3].strip()] if _PLAIN.fullmatch(letter.name) else None
        headers.insert(0, _header("To", [*(name or _words(letter.name)), f"<{address}>"]))
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"  # some mail programs open such a file as a draft
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    mail.set_boundary(_BOUNDARY)
    return "".join(headers).encode("ascii") + mail.as_bytes(policy=_UNFOLDED)


def recipient(letter: Letter) -> str | None:
    """The address to which a mail goes, in ASCII; None when it is not valid in a mail."""
    user, _, domain = letter.email.strip(_INVISIBLE).rpartition("@")
    with suppress(MessageError, ValueError, idna.IDNAError):
        if not domain.isascii():
            domain = idna.encode(domain, uts46=True).decode("ascii")
        if user.isascii():
            return Address(addr_spec=f"{user}@{domain}").addr_spec
    return None


def _header(name: str, words: list[str]) -> str:
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
