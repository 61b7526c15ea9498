"""A mapping as people see and correct it: a row for each column of the contract."""

import unicodedata
from dataclasses import dataclass


def folded(text: str) -> str:
    """A text as the `values` of a mapping compare it: without regard to case and blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split()).lower()


@dataclass(frozen=True)
class FoundText:
    """A text in a raw column, how often it is there, and what it means; None: nobody has said."""

    text: str
    times: int
    meaning: str | None = None


@dataclass(frozen=True)
class EditableCell:
    """How a column of the contract, `account` or `email` is made.

    `raw` is the raw column, and `value` a fixed text; both are None when it is not made, or when it
    is made in another way, of which `shown` is the text (such as a join of two columns). `kind` is
    that of the contract. `meanings` are the texts that the contract allows, () when any text is.
    `texts` are those of the raw column, the most frequent first, where texts get a meaning:
    `has_values`. `other` is what every other text means.
    `options` are the names of the options that make sense for it: `order`, `zone`, `unit`,
    `decimal`, `name_order`. `is_ambiguous`: it has dates that could have the day or the month
    first, and nothing says which.
    """

    column: str
    is_required: bool
    kind: str
    raw: str | None = None
    value: str | None = None
    shown: str = ""
    order: str | None = None
    zone: str | None = None
    unit: str | None = None
    decimal: str | None = None
    name_order: str | None = None
    split: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()
    has_values: bool = False
    texts: tuple[FoundText, ...] = ()
    other: str | None = None
    is_ambiguous: bool = False


@dataclass(frozen=True)
class EditableOnly:
    """Which rows are read by a raw column: those with one of `values`, or with none of them.

    `texts` are the texts of the column; their meaning is `read` or `left out`.
    """

    raw: str
    values: tuple[str, ...]
    is_not: bool
    texts: tuple[FoundText, ...]


@dataclass(frozen=True)
class EditableSection:
    """A section: the input it feeds, and its number among those of the input, from 0."""

    input: str
    number: int
    cells: tuple[EditableCell, ...]
    only: tuple[EditableOnly, ...]


@dataclass(frozen=True)
class EditableMapping:
    """A mapping: its name, its file in the folder, its source, and the files that it reads.

    `raw_columns` are the columns of these files, and `choice_columns` those with few texts, for
    `only`. A mapping that is a select of its own has no sections: it is edited as text.
    """

    name: str
    file: str
    source: str | None
    match: tuple[str, ...]
    places: tuple[str, ...] = ()
    raw_columns: tuple[str, ...] = ()
    choice_columns: tuple[str, ...] = ()
    sections: tuple[EditableSection, ...] = ()
    only: tuple[EditableOnly, ...] = ()
    is_select: bool = False
