"""The SQL files under queries/, read once."""

import hashlib
import re
from functools import cache
from itertools import takewhile
from pathlib import Path

QUERIES = Path(__file__).resolve().parents[2] / "queries"
_KEY = "key: "


@cache
def sql(name: str) -> str:
    """The text of queries/<name>.sql; raises FileNotFoundError when there is none."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def schema_digest() -> str:
    """SHA-256 of the tables that a build holds, as hex: a build of another schema has another."""
    digest = hashlib.sha256()
    for name in names("schema"):
        digest.update(sql(f"schema/{name}").encode())
    return digest.hexdigest()


def names(floor: str) -> list[str]:
    """The names of the files of a floor (`schema`, `rules` …), in order, without the ending."""
    return sorted(path.stem for path in (QUERIES / floor).glob("*.sql"))


def comment(name: str) -> str:
    """The first lines of queries/<name>.sql without the key, as one text: what a row is."""
    return " ".join(line for line in _first_lines(name) if not line.startswith(_KEY))


def key_of(name: str) -> list[str] | None:
    """The columns that identify a row of queries/<name>.sql; [] for one row, None if not stated."""
    for line in _first_lines(name):
        if line.startswith(_KEY):
            columns = line.removeprefix(_KEY)
            return [] if columns == "one row" else columns.split(", ")
    return None


def _first_lines(name: str) -> list[str]:
    lines = takewhile(lambda line: line.startswith("--"), sql(name).splitlines())
    return [line.removeprefix("--").strip() for line in lines]


def columns_of(table: str) -> dict[str, str]:
    """The columns of a table of the build, each with what queries/schema/<table>.sql says of it."""
    lines = re.findall(r"^    (\w+) [^-\n]*(?:-- (.*))?$", sql(f"schema/{table}"), re.MULTILINE)
    return {column: said for column, said in lines if column != "primary"}


def primary_key(table: str) -> list[str]:
    """The columns of the primary key of a table of the build; [] when it has none."""
    text = sql(f"schema/{table}")
    found = re.search(
        r"^    (\w+) [^-\n]*primary key,|^    primary key \((.*)\)", text, re.MULTILINE
    )
    return (
        [name for group in found.groups() if group for name in group.split(", ")] if found else []
    )


def quoted(text: object) -> str:
    """`text` as a literal of SQL, where no parameter may stand."""
    return f"'{str(text).replace(chr(39), chr(39) * 2)}'"


def literal_path(path: Path) -> str:
    """The path for DuckDB, which takes `*`, `?` and `[` in a path for a pattern."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path))


def quoted_name(name: str) -> str:
    """The name of a column as SQL; names from files may hold anything."""
    return '"' + name.replace('"', '""') + '"'
