"""The SQL files under queries/, read once."""

import hashlib
from functools import cache
from pathlib import Path

QUERIES = Path(__file__).resolve().parent.parent / "queries"


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
