"""Letters as files: a mail for each, which the program's own mail sends, and a table of them."""

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
from data.outputs.letters import Letter, letters
from data.outputs.snapshot import csv_text

_COLUMNS = ("mvp_id", "name", "email", "subject", "text", "html")
# No line of quoted-printable text can be this, so it may be the same in every mail.
_BOUNDARY = "=_letter"
# Lines of the head as long as mail allows: folding a name that is not ASCII puts blanks into it.
_UNFOLDED = SMTP.clone(max_line_length=998)


def write_letters(day: Day, out: Path, link: str | None = None) -> tuple[int, list[str]]:
    """Write the letters of the checkpoint `day` into the folder `out`, and letters.csv beside them.

    Returns how many they are, and the mvp_id of those whose address no mail can carry: their mail
    has no To. Raises ProgramError when the folder cannot be written or holds other mails, which
    would be sent with these.
    """
    written = letters(day, Scope(everybody=True), link)
    files = {file_name(letter): as_mail(letter) for letter in written}
    rows = [[getattr(letter, column) for column in _COLUMNS] for letter in written]
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
    return len(written), [letter.mvp_id for letter in written if _address(letter) is None]


def file_name(letter: Letter) -> str:
    """The name of a letter's file: its mvp_id, as far as that can be part of a file's name."""
    return f"{quote(letter.mvp_id, safe=' ')}.eml"


def as_mail(letter: Letter) -> bytes:
    """A letter as a mail that is not sent yet; the same letter gives the same bytes."""
    mail = EmailMessage(policy=SMTP)
    if (to := _address(letter)) is not None:
        mail["To"] = to
    mail["Subject"] = letter.subject
    mail["X-Unsent"] = "1"  # mail programs that know it open the file for sending
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    mail.set_boundary(_BOUNDARY)
    return mail.as_bytes(policy=_UNFOLDED)


def _address(letter: Letter) -> Address | None:
    """Whom the letter is to, or None when the address cannot stand in a mail's head."""
    with suppress(MessageError, ValueError):
        return Address(display_name=letter.name, addr_spec=letter.email)
    return None
