"""Cells and CSV files as people write them: docs/contract.md, "CSV" to "Dates and times".

A day has the reading on which all known forms of writing it agree.
"""

import csv
import re
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, reset_tzpath

# The time zones of the tzdata package: a machine's own may be years old.
reset_tzpath(())

DAY_FORMS = (
    *(f"%Y{sign}%m{sign}%d" for sign in "-/."),
    *(f"%{first}{sign}%{second}{sign}%Y" for sign in "-/." for first, second in ("dm", "md")),
    *("%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y", "%b %d, %Y"),
)
TIME_FORMS = ("%H:%M", "%H:%M:%S", "%H:%M:%S.%f", "%I:%M %p", "%I:%M:%S %p")
IDS = {"mvp_id", "contribution_id", "nomination_id"}
YES, NO = {"true", "yes", "t", "y", "1", "1.0"}, {"false", "no", "f", "n", "0", "0.0"}
NEVER = date(9999, 12, 31)


@cache
def readings(text: str, forms: tuple[str, ...]) -> frozenset[datetime]:
    """What the text can mean when it is written in one of the forms."""
    found = set()
    for form in forms:
        try:
            found.add(datetime.strptime(text, form))  # noqa: DTZ007
        except ValueError:
            continue
    return frozenset(found)


def the_only(found: Iterable[datetime], text: str) -> datetime:
    """The one reading of a text; raises ValueError when there is none, or more than one."""
    one, *others = [*found] or [None]
    if one is None or others:
        raise ValueError(f"{text}: no single reading")
    return one


def moment_of(text: str) -> tuple[date, time | None, datetime | None]:
    """The day as written, the time of day if there is one, and the instant if it has an offset."""
    day_text, _, rest = re.fullmatch(r"(.+?)((?:T|,? +)(?=\d+:)(.*))?", text.strip()).groups()
    day = the_only(readings(day_text, DAY_FORMS), text).date()
    if rest is None:
        return day, None, None
    clock_text, offset = re.fullmatch(
        r"(.+?) ?(Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?:\[.*\])?", rest
    ).groups()
    clock_text = re.sub(r"(?<=\.\d{6})\d+", "", clock_text.replace(",", "."))
    clock = the_only(readings(clock_text, TIME_FORMS), text).time()
    if offset is None:
        return day, clock, None
    digits = re.sub(r"\D", "", offset).ljust(4, "0")
    zone = datetime.strptime(("-" if "-" in offset else "+") + digits, "%z").tzinfo
    return day, clock, datetime.combine(day, clock, zone)


def local_day(text: str, timezone: str) -> date:
    """The day of a contribution in the MVP's own time zone: docs/rules.md section 1."""
    day, _, instant = moment_of(text)
    return instant.astimezone(ZoneInfo(timezone)).date() if instant else day


def day_of(text: str, timezone: str = "UTC") -> date | None:
    """A date, or None for an empty cell and for a day that never comes."""
    if not text.strip():
        return None
    day, clock, instant = moment_of(text)
    if day == NEVER:
        return None
    if instant is None or clock == time(0):
        return day
    return instant.astimezone(ZoneInfo(timezone)).date()


def truth_of(text: str) -> bool | None:
    """A boolean in any of its spellings, or None for an empty cell."""
    word = text.strip().casefold()
    return True if word in YES else False if word in NO else None


def cell_of(column: str, text: str) -> str:
    """The text of a cell as it is meant: no formula around it, no decimals at an id."""
    if formula := re.fullmatch(r'\s*="(.*)"\s*', text, re.DOTALL):
        text = formula[1].replace('""', '"')
    if column in IDS and re.fullmatch(r"\s*\d+\.0\s*", text):
        text = text.strip().removesuffix(".0")
    return text


def read_file(path: Path, first_key: str) -> list[dict[str, str]]:
    """The rows of one CSV file below its header, the first row with the first column of the key."""
    text = path.read_bytes().decode("utf-8").lstrip("\ufeff")
    for delimiter in ",;\t":
        has_blanks = f'{delimiter} "' in text  # between a delimiter and a quote
        lines = text.splitlines(keepends=True)
        rows = list(csv.reader(lines, delimiter=delimiter, skipinitialspace=has_blanks))
        for position, names in enumerate(rows):
            columns = [name.strip().lower() for name in names]
            if first_key in columns:
                return [
                    {c: cell_of(c, cell) for c, cell in zip(columns, cells, strict=False) if c}
                    for cells in rows[position + 1 :]
                    if any(map(str.strip, cells))
                ]
    raise ValueError(f"{path}: no header")
