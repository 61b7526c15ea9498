"""Small made-up exports of a forum, and what a build makes of them."""

from pathlib import Path

from data.build.build import build
from tests.data.folders import AS_OF, MVPS, Outcome, accepting, written

ACCOUNTS = "source,account,mvp_id\nforum,ana_t,ana\nforum,Ben B,ben\n"
MATCH = '[match]\ncolumns = ["id", "who", "at"]\n'
SECTION = """\
[contributions]
contribution_id = "id"
account = "who"
track = { value = "forge" }
kind = { value = "component" }
occurred_at = "at"
"""
MAPPING = MATCH + SECTION
COUNTS = "rows_read, good, rejected, collapsed, superseded, repeats, strangers, left_out, unmapped"


def files_of(mapping: str, export: str, **more: str | bytes) -> dict[str, str | bytes]:
    """The files of a program with one export of the forum; `__` in a name of `more` is `/`.

    A file without text is left out.
    """
    files: dict[str, str | bytes] = {
        "mvps.csv": MVPS,
        "accounts.csv": ACCOUNTS,
        "sources/forum.toml": mapping,
        "raw/forum/posts.csv": export,
        **{name.replace("__", "/"): text for name, text in more.items()},
    }
    return {name: text for name, text in files.items() if text}


def built(folder: Path, mapping: str, export: str, **more: str | bytes) -> Outcome:
    """A build of `files_of`."""
    source = written(folder / "input", files_of(mapping, export, **more))
    return Outcome(build(source, folder / "out" / "mvp.duckdb", AS_OF, accepting(1.0)))


def values(outcome: Outcome, column: str) -> list[object]:
    """A column of the contributions, in the order of their ids."""
    rows = outcome.rows(f'select "{column}" from contributions order by contribution_id')
    return [value for (value,) in rows]


def counts(outcome: Outcome) -> dict[str, dict[str, int]]:
    """The counts of each raw export that are not 0, and `rows_read`, by the end of its name."""
    names = COUNTS.split(", ")
    rows = outcome.rows(f"select file, {COUNTS} from build_files where starts_with(file, 'raw/')")
    return {
        file.removeprefix("raw/forum/"): {
            name: count for name, count in zip(names, found, strict=True) if count
        }
        for file, *found in rows
    }
