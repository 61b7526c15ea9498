"""What a mapping says: how the rows of an export become rows of the contract (docs/sources.md)."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    create_model,
    model_validator,
)

from data.inputs.accounts import MAPPINGS
from data.inputs.contract import INPUTS, Input
from data.inputs.headers import column_name
from data.inputs.time_zones import zone_names
from data.settings.toml import as_toml
from data.sources.fetch_table import Fetch

_WAYS = (
    "column",
    "columns",
    "join",
    "value",
    "digest",
    "first",
)  # one of them gives a cell its text


def _text(value: object) -> object:
    """A fixed value of TOML as text: true is `true`, 2026 is `2026`."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float | date) else value


def _texts(value: object) -> object:
    return [_text(part) for part in value] if isinstance(value, list) else [_text(value)]


def _named(text: str) -> str:
    if not column_name(text):
        raise ValueError("a column without a name")
    return text


def _zone(text: str) -> str:
    if text not in zone_names():
        raise ValueError(f"{as_toml(text)} is not a time zone such as Europe/Lisbon")
    return text


Text = Annotated[str, BeforeValidator(_text)]
Texts = Annotated[list[Text], BeforeValidator(_texts), Field(min_length=1)]
ColumnName = Annotated[str, AfterValidator(_named)]  # of the export, as people write it
ColumnNames = Annotated[list[ColumnName], BeforeValidator(_texts), Field(min_length=1)]
Separators = Annotated[list[str], BeforeValidator(_texts), Field(min_length=1)]


class Table(BaseModel):
    """A table of a mapping file, which has no other keys than these."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Cell(Table):
    """How one cell of a contract row is made."""

    column: ColumnName | None = None
    columns: ColumnNames = []  # the first of them that the file has
    join: ColumnNames = []  # their texts with a blank between them
    value: Text | None = None
    digest: ColumnNames = []
    first: Text | None = None  # for the first row with this `of`
    later: Text | None = None
    of: ColumnNames = []
    zone: Annotated[str, AfterValidator(_zone)] | None = None
    order: Literal["day-first", "month-first"] | None = None
    unit: Literal["seconds", "milliseconds", "days"] | None = None
    decimal: Literal[",", "."] | None = None
    name_order: Literal["last-first"] | None = None
    split: Separators = []
    values: dict[str, Text] | None = None
    other: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: object) -> object:
        return {"column": given} if isinstance(given, str) else given

    @model_validator(mode="after")
    def _one_way(self) -> "Cell":
        ways = [way for way in _WAYS if getattr(self, way) not in (None, [])]
        if len(ways) != 1:
            said = f"it has {' and '.join(ways)}" if ways else "it has none of them"
            raise ValueError(f"needs one of {', '.join(_WAYS)}; {said}")
        if "first" in ways and not (self.later is not None and self.of):
            raise ValueError("first needs later and of as well")
        if self.other is not None and self.values is None:
            raise ValueError("other needs values as well")
        return self

    @property
    def choices(self) -> list[str]:
        """The columns of which it takes the first that the file has."""
        return [self.column] if self.column is not None else self.columns

    @property
    def named(self) -> list[str]:
        """All columns of the export that it names."""
        return [*self.choices, *self.join, *self.digest, *self.of]


class Only(Table):
    """Which values of a column its rows must have: one of `values`, or none of them."""

    values: Texts
    is_not: bool = False

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: object) -> object:
        if isinstance(given, dict) and {*given} == {"not"}:
            return {"values": given["not"], "is_not": True}
        if isinstance(given, dict):
            raise ValueError('write a list of values, or { not = ["…"] }')
        return {"values": given}


class Match(Table):
    columns: ColumnNames


class Read(Table):
    """How the file itself is read; what is not said is told from its content."""

    format: Literal["csv", "parquet", "xlsx", "json", "feed", "calendar"] | None = None
    sheet: str | None = None
    items: str | None = None


class Section(Table):
    """How rows of one input are made; it has a field for each column of the input as well."""

    account: Cell | None = None
    email: Cell | None = None  # in mvps, this is the column of the contract
    only: dict[str, Only] = {}
    same_link: Literal["keep"] | None = None

    def cells(self, spec: Input) -> dict[str, Cell]:
        """The cells of the contract's columns that the section makes, in the contract's order."""
        made = {name: getattr(self, name) for name in spec.column_names}
        return {name: cell for name, cell in made.items() if cell is not None}

    @model_validator(mode="after")
    def _one_split(self) -> "Section":
        split = [name for name, cell in self if isinstance(cell, Cell) and cell.split]
        if len(split) > 1:
            raise ValueError(f"only one column can be split, not {' and '.join(split)}")
        return self


def _section(spec: Input) -> Any:
    fields: dict[str, Any] = dict.fromkeys(spec.column_names, (Cell | None, None))
    return create_model(f"{spec.name}_section", __base__=Section, **fields)


# No export says who may see what.
SECTIONS = {spec.name: _section(spec) for spec in INPUTS if spec.name != "access"}


class _Mapping(Table):
    source: Annotated[str, Field(min_length=1)] | None = None
    cap: Annotated[int, Field(ge=1)] | None = None
    match: Match | None = None
    read: Read = Read()
    fetch: Fetch | None = None
    only: dict[str, Only] = {}


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


_SECTION_FIELDS: dict[str, Any] = {
    name: (Annotated[list[section], BeforeValidator(_as_list)], [])  # type: ignore[valid-type]
    for name, section in SECTIONS.items()
}
MappingModel = create_model("MappingModel", __base__=_Mapping, **_SECTION_FIELDS)


class Mapping(BaseModel):
    """A mapping: the file `path` in sources/, called `name`, and what it says.

    `match` are the columns that a file must have, as contract columns are written; it is empty when
    the mapping only says where exports are fetched, and reads none. `select` is the text of an own
    SQL file, whose rows are rows of the input `select_gives`; then there are no sections.
    `sections` has those of each input: each of them makes rows of every raw row.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    name: str
    path: Path
    source: str | None
    cap: int | None
    match: tuple[str, ...]
    read: Read
    only: dict[str, Only]
    sections: dict[str, list[Section]]
    select: str | None = None
    select_path: Path | None = None
    select_gives: str = "contributions"
    fetch: Fetch | None = None

    @property
    def file(self) -> str:
        """Its file in the program's folder, such as `sources/forum.toml`: that of its rows."""
        return f"{MAPPINGS}/{(self.select_path or self.path).name}"

    @property
    def inputs(self) -> tuple[str, ...]:
        """The inputs that it feeds, in the order of the contract."""
        if self.select is not None:
            return (self.select_gives,)
        return tuple(self.sections)


def zones_of(mapping: Mapping) -> set[str]:
    """The time zones that its cells name."""
    specs = {spec.name: spec for spec in INPUTS}
    parts = [(specs[name], part) for name, found in mapping.sections.items() for part in found]
    cells = (cell for spec, part in parts for cell in part.cells(spec).values())
    return {cell.zone for cell in cells if cell.zone}


def first_or_later(cells: dict[str, Cell]) -> tuple[str, Cell] | None:
    """The column that says whether a row is the first of its series, and its cell."""
    return next(((name, cell) for name, cell in cells.items() if cell.first is not None), None)
