"""The SQL files under queries/, read once."""

import hashlib
import re
from functools import cache
from itertools import takewhile
from pathlib import Path

QUERIES = Path(__file__).resolve().parents[2] / "queries"


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
    """The first lines of queries/<name>.sql, which say what a row is, as one text."""
    lines = takewhile(lambda line: line.startswith("--"), sql(name).splitlines())
    return " ".join(line.removeprefix("--").strip() for line in lines)


def columns_of(table: str) -> dict[str, str]:
    """The columns of a table of the build, each with what queries/schema/<table>.sql says of it."""
    lines = re.findall(r"^    (\w+) [^-\n]*(?:-- (.*))?$", sql(f"schema/{table}"), re.MULTILINE)
    return {column: said for column, said in lines if column != "primary"}


def quoted(text: object) -> str:
    """`text` as a literal of SQL, where no parameter may stand."""
    return f"'{str(text).replace(chr(39), chr(39) * 2)}'"
