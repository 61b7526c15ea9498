"""Letters as files: one mail per letter, to be sent by any mail program, and a table of all."""

from contextlib import suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import quote

from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.csv_text import csv_text
from data.outputs.letters import Letter, letters

_COLUMNS = ("mvp_id", "name", "email", "subject", "text", "html")
# No line of quoted-printable text can be equal to this, so all mails can use it.
_BOUNDARY = "=_letter"
# Header lines as long as mail allows: folding a name that is not ASCII puts blanks into it.
_UNFOLDED = SMTP.clone(max_line_length=998)


def write_letters(day: Day, out: Path, link: str | None = None) -> tuple[int, list[str]]:
    """Write the letters of the checkpoint `day` and the table letters.csv to the folder `out`.

    Returns the number of letters, and the mvp_id of those whose e-mail address is not valid in a
    mail: their mail has no To. Raises ProgramError when the folder cannot be written, or when it
    has other mails, which would be sent together with these.
    """
    all_letters = letters(day, Scope(everybody=True), link)
    files = {file_name(letter): as_mail(letter) for letter in all_letters}
    rows = [[getattr(letter, column) for column in _COLUMNS] for letter in all_letters]
    files["letters.csv"] = csv_text(_COLUMNS, rows).encode()
    try:
        out.mkdir(parents=True, exist_ok=True)
        others = sorted({path.name for path in out.glob("*.eml")} - set(files))
        if others:
            raise ProgramError(f"{out}: holds other mails, such as {others[0]}; take a new folder")
        for name, content in files.items():
            (out / name).write_bytes(content)
    except OSError as error:
        raise ProgramError(f"{out}: cannot be written: {error.strerror}") from None
    return len(all_letters), [letter.mvp_id for letter in all_letters if _recipient(letter) is None]


def file_name(letter: Letter) -> str:
    """The name of a letter's file: its mvp_id, with special characters quoted."""
    return f"{quote(letter.mvp_id, safe=' ')}.eml"


def as_mail(letter: Letter) -> bytes:
    """A letter as an unsent mail; the same letter gives the same bytes."""
    mail = EmailMessage(policy=SMTP)
    if (recipient := _recipient(letter)) is not None:
        mail["To"] = recipient
    mail["Subject"] = letter.subject
    mail["X-Unsent"] = "1"  # some mail programs open such a file as a draft
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    mail.set_boundary(_BOUNDARY)
    return mail.as_bytes(policy=_UNFOLDED)


def _recipient(letter: Letter) -> Address | None:
    """The recipient of a letter, or None when the e-mail address is not valid in a mail."""
    with suppress(MessageError, ValueError):
        return Address(display_name=letter.name, addr_spec=letter.email)
    return None
