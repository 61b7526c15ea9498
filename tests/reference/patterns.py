"""docs/rules.md section 19 in plain Python, comparing each row with each other one."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

Found = set[tuple[str, str, str]]  # pattern, group, contribution


@dataclass(frozen=True)
class Row:
    """A contribution; `at` is `occurred_at`, and `only_on` the day of an address of one day."""

    id: str
    mvp: str
    track: str
    day: date
    at: str
    title: str = ""
    address: str | None = None
    asker: str | None = None
    counted: bool = True
    is_claim: bool = False
    is_answer: bool = False
    only_on: date | None = None

    @property
    def place(self) -> tuple[date, str]:
        return self.day, self.id


def compared(title: str) -> str:
    """A title without case, punctuation and repeated blanks."""
    kept = [
        sign if unicodedata.category(sign)[0] in "LMN" else " "
        for sign in unicodedata.normalize("NFC", title).lower()
    ]
    return " ".join("".join(kept).split())


def are_alike(one: str, other: str, likeness: Fraction | None) -> bool:
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    if one == other or likeness is None:
        return one == other
    pairs, others = ({text[i : i + 2] for i in range(len(text) - 1)} for text in padded(one, other))
    return Fraction(len(pairs & others), len(pairs | others)) >= likeness


def padded(*titles: str) -> list[str]:
    return [f" {title} " for title in titles]


def found(rows: list[Row], settings: dict, first_day: date, as_of: date) -> Found:
    """What is found in the year from `first_day`; `settings` are those of [patterns]."""
    seen = [row for row in rows if row.day <= as_of]
    this_year = [row for row in seen if row.day >= first_day]
    counted = [row for row in this_year if row.counted]
    result: Found = set()
    if "title_days" in settings:
        result |= {*titles(seen, this_year, settings)}
    if "burst_size" in settings:
        result |= {*bursts(counted, settings["burst_size"], settings["burst_minutes"])}
    if "same_asker" in settings:
        result |= {*same_askers(counted, settings["same_asker"])}
    if "claim_days" in settings:
        result |= {*claims(seen, this_year, settings)}
    return result


def titles(seen: list[Row], this_year: list[Row], settings: dict) -> Iterator[tuple]:
    for later in this_year:
        before = [
            row
            for row in seen
            if row.place < later.place
            and row.track == later.track
            and later.day - row.day <= timedelta(settings["title_days"])
            and row.counted
            and later.counted
            and not row.is_answer
            and compared(row.title)
            and compared(later.title)
        ]
        likeness = Fraction(settings["title_likeness"])
        one, other = compared(later.title), [(compared(row.title), row) for row in before]
        own = [
            row for text, row in other if row.mvp == later.mvp and are_alike(one, text, likeness)
        ]
        shared = [row for text, row in other if row.mvp != later.mvp and text == one]
        yield from grouped("like_titles", later, own)
        yield from grouped("shared_titles", later, shared)


def claims(seen: list[Row], this_year: list[Row], settings: dict) -> Iterator[tuple]:
    likeness = settings.get("title_likeness")
    for claim in (row for row in this_year if row.is_claim):
        others = [
            row
            for row in seen
            if row.id != claim.id
            and not (row.is_claim and row in this_year and row.place > claim.place)
        ]
        at_address = [
            row
            for row in others
            if claim.address and row.address == claim.address
            if claim.only_on in (None, row.day)
        ]
        titled = [
            row
            for row in others
            if compared(row.title)
            and compared(claim.title)
            and abs(claim.day - row.day) <= timedelta(settings["claim_days"])
            and are_alike(
                compared(claim.title), compared(row.title), likeness and Fraction(likeness)
            )
        ]
        own = [row for row in [*at_address, *titled] if row.mvp == claim.mvp]
        yield from grouped("repeated_claim", claim, own)
        yield from grouped(
            "shared_claim", claim, [row for row in at_address if row.mvp != claim.mvp]
        )


def grouped(pattern: str, row: Row, others: Iterable[Row]) -> Iterator[tuple]:
    """The row in a group with the first of the others, if there is one."""
    first = min(others, key=lambda other: other.place, default=None)
    if first:
        yield from ((pattern, first.id, first.id), (pattern, first.id, row.id))


def moment(at: str) -> tuple[bool, datetime] | None:
    """Whether a time has an offset, and the time; None where there is none of a day."""
    if not re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", at):
        return None
    parsed = datetime.fromisoformat(at.replace(" UTC", "+00:00"))
    if parsed.time() == datetime.min.time():
        return None
    has_offset = parsed.tzinfo is not None
    return has_offset, parsed.astimezone(UTC) if has_offset else parsed


def bursts(counted: list[Row], size: int, minutes: int) -> Iterator[tuple]:
    timed = [(row.mvp, *at, row) for row in counted if (at := moment(row.at))]
    for who in {(mvp, has_offset) for mvp, has_offset, *_ in timed}:
        of_one = sorted(
            ((at, row.id) for mvp, has_offset, at, row in timed if (mvp, has_offset) == who)
        )
        span = timedelta(minutes=minutes)
        windows = [
            {each for each in of_one if begin <= each[0] <= begin + span} for begin, _ in of_one
        ]
        within = sorted(set().union(*(window for window in windows if len(window) >= size)))
        group = None
        for number, (at, name) in enumerate(within):
            if number == 0 or at - within[number - 1][0] > span:
                group = name
            yield "burst", group, name


def same_askers(counted: list[Row], size: int) -> Iterator[tuple]:
    asked = {(row.mvp, row.asker.lower()) for row in counted if row.asker}
    for mvp, asker in asked:
        answers = [r for r in counted if r.mvp == mvp and r.asker and r.asker.lower() == asker]
        first = min(answers, key=lambda row: row.place)
        if len(answers) >= size:
            yield from (("same_asker", first.id, row.id) for row in answers)
