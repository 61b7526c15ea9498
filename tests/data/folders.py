"""Folders of raw input files, and what a build makes of them."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from data.build.build import Built, build
from data.inputs.contract import INPUTS
from data.settings.files import load
from data.settings.model import Settings
from data.store.publishing import current

AS_OF = date(2025, 12, 31)
MVPS = """\
mvp_id,name,email,entered_on,timezone
ana,Ana,ana@example.org,2024-01-10,Asia/Tokyo
ben,Ben,ben@example.org,2024-02-29,
"""
TINY = Path(__file__).parent.parent / "programs" / "tiny" / "input"


# A file of each optional input that has its header alone: there is nothing to list.
HEADERS = {
    f"{spec.name}.csv": ",".join(c.name for c in spec.columns if c.is_required) + "\n"
    for spec in INPUTS
    if not spec.is_required
}


def accepting(share: float) -> Settings:
    """The shipped settings, with another share of rejected rows that is still accepted."""
    settings = load()
    data = settings.data.model_copy(update={"max_rejected_share": share})
    return settings.model_copy(update={"data": data})


def written(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write `files` by their paths in `folder`, which is made; returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@dataclass(frozen=True)
class Outcome:
    """A published build, read back from its own files."""

    built: Built

    @property
    def counts(self) -> dict[str, tuple[int, ...]]:
        """(read, good, rejected, collapsed, replaced) of each file."""
        found = self.rows(
            "select file, rows_read, good, rejected, collapsed, replaced from build_files"
        )
        return {file: tuple(counts) for file, *counts in found}

    @property
    def rejects(self) -> list[tuple[str, ...]]:
        """The rows of rejects.csv: file, line, column, value, reason, row."""
        return rejected_rows(self.built.rejects_csv)

    @property
    def notices(self) -> list[str]:
        return self.built.report.notices

    def rows(self, text: str) -> list[tuple]:
        """The rows that a query finds in the published database."""
        with duckdb.connect(self.built.path, read_only=True) as con:
            return con.execute(text).fetchall()


def rejected_rows(rejects_csv: Path) -> list[tuple[str, ...]]:
    """The rows of a rejects.csv after its header, without the hint at the end of each."""
    with rejects_csv.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["file", "line", "column", "value", "reason", "row", "hint"]
    assert all(len(row) == len(header) and row[-1] for row in rows)
    return [tuple(row[:-1]) for row in rows]


def build_files(
    folder: Path,
    files: dict[str, str | bytes],
    *,
    as_of: date = AS_OF,
    share: float = 1.0,
    own: Settings | None = None,
) -> Outcome:
    """Build `files` in a folder of their own, beside the two MVPs of MVPS unless they say else."""
    source = written(folder / "input", {"mvps.csv": MVPS, **files})
    settings = own or accepting(share)
    return Outcome(build(source, folder / "out" / "mvp.duckdb", as_of, settings))


def add_mvp(source: Path, mvp_id: str) -> None:
    """Write one more MVP into mvps.csv."""
    with (source / "mvps.csv").open("a") as file:
        file.write(f"{mvp_id},Somebody,{mvp_id}@example.org,2025-01-01,\n")


def served(database: Path) -> list[str]:
    """Who is in the database that readers open now."""
    with duckdb.connect(current(database), read_only=True) as con:
        return [
            mvp_id for (mvp_id,) in con.execute("from mvps select mvp_id order by 1").fetchall()
        ]
