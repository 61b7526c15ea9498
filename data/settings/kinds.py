"""The kinds of value of a setting; each one rejects other values with a sentence."""

from datetime import date
from fractions import Fraction
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

_Value = TypeVar("_Value")
_LARGEST = 10_000


def _month_day(text: str) -> tuple[int, int]:
    try:
        parsed = date.fromisoformat(f"2001-{text}")  # any year without a February 29
    except (TypeError, ValueError):
        raise ValueError(f"{text!r} is not a month and day such as 03-31") from None
    return parsed.month, parsed.day


def _fraction(text: str | float) -> Fraction:
    try:
        return Fraction(str(text))
    except (TypeError, ValueError, ZeroDivisionError):
        raise ValueError(f"{text!r} is not a fraction such as 3/4") from None


def _small(ratio: Fraction) -> Fraction:
    if max(ratio.numerator, ratio.denominator) > _LARGEST:
        raise ValueError(f"{ratio} is not a fraction of small numbers such as 3/4")
    return ratio


def _each_once(words: list[_Value]) -> list[_Value]:
    if twice := sorted({str(word) for word in words if words.count(word) > 1}):
        raise ValueError(f"named twice: {', '.join(twice)}")
    return words


def _in_order(checkpoints: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if checkpoints != sorted(set(checkpoints)):
        raise ValueError("checkpoints must be in calendar order, each once")
    if not checkpoints or checkpoints[-1] != (12, 31):
        raise ValueError("the last checkpoint must be 12-31")
    return checkpoints


MonthDay = Annotated[tuple[int, int], BeforeValidator(_month_day)]
Ratio = Annotated[Fraction, BeforeValidator(_fraction), Field(gt=0), AfterValidator(_small)]
Share = Annotated[float, Field(gt=0, le=1)]
Chance = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=1, le=_LARGEST)]
Positive = Annotated[float, Field(gt=0, le=_LARGEST)]
Address = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$")]
Word = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, min_length=1)]
Words = Annotated[list[Word], AfterValidator(_each_once)]
Days = Annotated[list[Count], Field(min_length=1), AfterValidator(_each_once)]
Checkpoints = Annotated[list[MonthDay], AfterValidator(_in_order)]
