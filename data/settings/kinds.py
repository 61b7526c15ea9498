"""The kinds of value of a setting; each one rejects other values with a sentence."""

import re
import unicodedata
from collections import Counter
from datetime import date
from email.errors import MessageError
from email.headerregistry import Address as MailAddress
from fractions import Fraction
from ipaddress import ip_address
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from data.settings.toml import as_toml

_Value = TypeVar("_Value")
_LARGEST = 10_000
_SMALLEST = 0.001
_LONGEST_WORD = 100  # characters
_LONGEST_LABEL = 40  # characters, of a track: it is the heading of a column
_MOST_WORDS = 1_000  # of a list
_MOST_CHECKPOINTS = 53  # of a year: one each week
_MOST_DAYS = 12  # of a list; every figure of the past is computed for each of them
_TRACK = re.compile(r"[^\W\d_]([^\W_]|-| (?=\S)){0,39}")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
# What risks are about besides tracks, and the columns beside those of tracks.
_NO_TRACK = (
    *("certification", "nda", "name", "team", "country", "status", "level", "risk", "chance"),
    *("track", "mvp", "checkpoint", "next checkpoint"),
)
_HOST_PART = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z){_HOST_PART}(\.{_HOST_PART})*", re.ASCII)
_ADDRESS_PART = r"[^@\s<>()\[\]:;,?\\\"]+"
_ADDRESS = re.compile(rf"{_ADDRESS_PART}@{_ADDRESS_PART}")
_MONTH_DAY = re.compile(r"\d\d-\d\d", re.ASCII)
# Written out, since the digits of a number such as 1e999999999 would fill the memory.
_FRACTION = re.compile(r"-?\d{1,9}([./]\d{1,9})?", re.ASCII)


def _month_day(text: str) -> tuple[int, int]:
    if text == "02-29":
        raise ValueError("is in leap years only; before a start on 03-01, 02-28 is the last day")
    try:
        if not _MONTH_DAY.fullmatch(text):
            raise ValueError
        parsed = date.fromisoformat(f"2001-{text}")  # any year without a February 29
    except (TypeError, ValueError):
        raise ValueError(f"{as_toml(text)} is not a month and day such as 03-31") from None
    return parsed.month, parsed.day


def _fraction(text: str | float) -> Fraction:
    try:
        if _FRACTION.fullmatch(str(text)):
            return Fraction(str(text))
    except ZeroDivisionError:
        pass
    raise ValueError(f"{as_toml(text)} is not a fraction such as 3/4")


def _fraction_or_none(text: str | float) -> Fraction:
    try:
        return _fraction(text)
    except ValueError as error:
        raise ValueError(f"{error}; 0 asks for none") from None


def _small(ratio: Fraction) -> Fraction:
    if max(ratio.numerator, ratio.denominator) > _LARGEST:
        raise ValueError(f"{ratio} is not a fraction of small numbers such as 3/4")
    return ratio


def _each_once(words: list[_Value]) -> list[_Value]:
    if twice := sorted(str(word) for word, count in Counter(words).items() if count > 1):
        raise ValueError(f"named twice: {', '.join(twice)}")
    return words


def _address(text: str) -> str:
    if not _ADDRESS.fullmatch(text) or not text.isprintable():
        raise ValueError(f"{as_toml(text)} is not an e-mail address such as program@example.org")
    return text


def _sender(text: str) -> str:
    """An address that every mail server takes as that of a sender."""
    try:
        return MailAddress(addr_spec=_address(text)).addr_spec
    except (MessageError, ValueError):
        raise ValueError(
            f"{as_toml(text)} is not a plain e-mail address such as program@example.org"
        ) from None


def _host(text: str) -> str:
    if not _HOST.fullmatch(text) and not _is_ip_address(text):
        raise ValueError(
            f"{as_toml(text)} is not the name of a server such as smtp.example.org, without a port"
        )
    return text


def _is_ip_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _user(text: str) -> str:
    if not text.isascii() or not text.isprintable() or not text.strip():
        raise ValueError(f"{as_toml(text)} is not a name that a mail server takes: use ASCII")
    return text


def _word(text: str) -> str:
    """A word as cells of inputs are compared with it."""
    if not text.isprintable():
        raise ValueError(f"{as_toml(text)} has a sign that cannot be seen")
    return unicodedata.normalize("NFC", text)


def _track_name(name: str) -> str:
    name = unicodedata.normalize("NFC", name)
    if name in _NO_TRACK:
        raise ValueError(f"{as_toml(name)} is no name for a track: pages call something else so")
    if not _TRACK.fullmatch(name) or name != name.lower():
        raise ValueError(
            f"{as_toml(name)} is no name for a track: it begins with a letter and has at most 40 "
            "small letters, digits, spaces and hyphens, such as podcasts"
        )
    return name


def _label(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise ValueError("write a word or some words on one line")
    return unicodedata.normalize("NFC", text.strip())


def _track_label(text: str) -> str:
    if text.lower() in _NO_TRACK:
        raise ValueError(f"{as_toml(text)} is no label of a track: pages call something else so")
    return text


def _color(text: str) -> str:
    if not _COLOR.fullmatch(text):
        raise ValueError(f'{as_toml(text)} is not a color such as "#0072b2"')
    return text.lower()


def _each_day_once(days: list[tuple[int, int]]) -> list[tuple[int, int]]:
    _each_once([f"{month:02}-{day:02}" for month, day in days])
    return days


MonthDay = Annotated[tuple[int, int], BeforeValidator(_month_day)]
Ratio = Annotated[Fraction, BeforeValidator(_fraction), Field(gt=0), AfterValidator(_small)]
# A share that is asked of something; 0 asks for none.
Share = Annotated[
    Fraction, BeforeValidator(_fraction_or_none), Field(ge=0, le=1), AfterValidator(_small)
]
# How much two texts have in common.
Likeness = Annotated[
    Fraction, BeforeValidator(_fraction), Field(gt=0, le=1), AfterValidator(_small)
]
Amount = Annotated[Fraction, BeforeValidator(_fraction), Field(gt=0, le=_LARGEST)]
PerDay = Annotated[float, Field(gt=0, le=_LARGEST, allow_inf_nan=False)]
Chance = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1, le=_LARGEST)]
SeveralOf = Annotated[int, Field(ge=2, le=_LARGEST)]
Positive = Annotated[float, Field(ge=_SMALLEST, le=_LARGEST)]
Address = Annotated[str, StringConstraints(max_length=254), AfterValidator(_address)]
Sender = Annotated[str, StringConstraints(max_length=254), AfterValidator(_sender)]
Host = Annotated[str, AfterValidator(_host)]
Port = Annotated[int, Field(ge=1, le=65_535)]
User = Annotated[str, StringConstraints(max_length=254), AfterValidator(_user)]
Label = Annotated[str, StringConstraints(max_length=_LONGEST_WORD), AfterValidator(_label)]
TrackLabel = Annotated[
    str,
    StringConstraints(max_length=_LONGEST_LABEL),
    AfterValidator(_label),
    AfterValidator(_track_label),
]
Color = Annotated[str, AfterValidator(_color)]
Word = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, min_length=1, max_length=_LONGEST_WORD),
    AfterValidator(_word),
]
TrackName = Annotated[str, AfterValidator(_track_name)]
Words = Annotated[list[Word], Field(max_length=_MOST_WORDS), AfterValidator(_each_once)]
Days = Annotated[
    list[Count], Field(min_length=1, max_length=_MOST_DAYS), AfterValidator(_each_once)
]
# Days that may be left out altogether.
DaysOrNone = Annotated[list[Count], Field(max_length=_MOST_DAYS), AfterValidator(_each_once)]
Checkpoints = Annotated[
    list[MonthDay],
    Field(min_length=1, max_length=_MOST_CHECKPOINTS),
    AfterValidator(_each_day_once),
]
MonthsOfYear = Annotated[int, Field(ge=1, le=11)]
