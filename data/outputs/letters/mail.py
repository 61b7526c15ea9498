"""Letters as files: one mail per letter, to be sent by any mail program, and a table of all."""

from collections import Counter
from collections.abc import Iterator
from email.errors import MessageError
from pathlib import Path

from jinja2 import TemplateError

from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.csv_text import csv_text
from data.outputs.file_names import file_name_of
from data.outputs.letters import Letter, Recipient, letter_to, recipients
from data.outputs.message import as_mail, mail_address
from data.settings.saying import speaking

_COLUMNS = ("mvp_id", "name", "email", "subject", "text", "html")
_MOST_NAMED = 5  # letters that an error names; the others are only counted


def write_letters(day: Day, out: Path, link: str | None = None) -> tuple[int, list[str]]:
    """Write the letters of the checkpoint `day` and the table letters.csv to the folder `out`.

    Returns the number of letters, and the mvp_id of those whose e-mail address is not valid in a
    mail: their mail has no To. Raises ProgramError when the folder cannot be written, or when it
    has other mails, which would be sent together with these. When single letters cannot be
    written, it raises ProgramError after it has written the others.
    """
    with speaking(day.words):
        return _write_all(recipients(day, Scope(everybody=True)), out, link)


def _write_all(everybody: list[Recipient], out: Path, link: str | None) -> tuple[int, list[str]]:
    names = _file_names(everybody)
    failed: dict[str, str] = {}
    try:
        out.mkdir(parents=True, exist_ok=True)
        others = sorted({path.name for path in out.glob("*.eml")} - set(names.values()))
        if others:
            raise ProgramError(f"{out}: holds other mails, such as {others[0]}; take a new folder")
        written = list(_write_mails(everybody, out, names, link, failed))
        rows = [[getattr(letter, column) for column in _COLUMNS] for letter in written]
        (out / "letters.csv").write_bytes(csv_text(_COLUMNS, rows).encode())
    except OSError as error:
        raise ProgramError(f"{out}: cannot be written: {error.strerror}") from None
    if failed:
        named = ", ".join(list(failed)[:_MOST_NAMED]) + ", …" * (len(failed) > _MOST_NAMED)
        raise ProgramError(
            f"{out}: {len(failed):,} of {len(everybody):,} letters cannot be written: {named} "
            f"({next(iter(failed.values()))}); the others are written"
        )
    return len(written), [letter.mvp_id for letter in written if mail_address(letter.email) is None]


def file_name(letter: Letter | Recipient, is_distinct: bool = True) -> str:
    """The name of a letter's file, by its mvp_id (see `file_name_of`)."""
    return file_name_of(letter.mvp_id, ".eml", is_distinct)


def _write_mails(
    everybody: list[Recipient],
    out: Path,
    names: dict[str, str],
    link: str | None,
    failed: dict[str, str],
) -> Iterator[Letter]:
    """Write the mails and yield their letters; `failed` gets the mvp_id and fault of others."""
    for who in everybody:
        try:
            letter = letter_to(who, link)
            (out / names[who.mvp_id]).write_bytes(as_mail(letter))
        except (MessageError, ValueError, TemplateError, OSError) as error:
            failed[who.mvp_id] = getattr(error, "strerror", None) or str(error)
        else:
            yield letter


def _file_names(everybody: list[Recipient]) -> dict[str, str]:
    """The file name of each letter by mvp_id; no two are equal where case does not matter."""
    times = Counter(file_name(who).casefold() for who in everybody)
    return {who.mvp_id: file_name(who, times[file_name(who).casefold()] == 1) for who in everybody}
