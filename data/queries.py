"""The SQL files under queries/, read once."""

from functools import cache
from pathlib import Path

QUERIES = Path(__file__).resolve().parent.parent / "queries"


@cache
def sql(name: str) -> str:
    """The text of queries/<name>.sql; raises FileNotFoundError when there is none."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def names(floor: str) -> list[str]:
    """The names of the files of a floor (`schema`, `rules` …), in order, without the ending."""
    return sorted(path.stem for path in (QUERIES / floor).glob("*.sql"))
