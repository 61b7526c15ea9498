"""Raw CSV exports of contributions with plain mappings: docs/sources.md.

A cell of a mapping is the name of a column, or `{ value = ... }`. Accounts have no days.
"""

import csv
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.reference.reading import local_day


@dataclass(frozen=True)
class Exports:
    """Rows of known MVPs, as in contributions.csv, and the days of rows of anybody, by track."""

    rows: list[dict[str, str]]
    days: dict[str, list[date]]


def text_of(cell: str | dict[str, str], row: dict[str, str]) -> str:
    """What a cell of a mapping says of a row."""
    return row[cell] if isinstance(cell, str) else cell["value"]


def accounts_of(
    accounts: list[dict[str, str]], mvps: list[dict[str, str]]
) -> dict[tuple[str, str], str]:
    """The MVP of each account by source and account, and by "" and e-mail address."""
    linked = {("", row["email"].strip().casefold()): row["mvp_id"] for row in mvps}
    for row in accounts:
        linked[row["source"].casefold(), row["account"].casefold()] = row["mvp_id"]
    return linked


def read_exports(
    source: Path, accounts: list[dict[str, str]], mvps: list[dict[str, str]]
) -> Exports:
    """The exports in raw/, each by the mapping in sources/ that has the name of its folder."""
    linked = accounts_of(accounts, mvps)
    zones = {row["mvp_id"]: row.get("timezone", "").strip() or "UTC" for row in mvps}
    exports = Exports([], defaultdict(list))
    for path in sorted((source / "sources").glob("*.toml")):
        cells = tomllib.loads(path.read_text(encoding="utf-8"))["contributions"]
        for export in sorted((source / "raw" / path.stem).glob("*.csv")):
            for raw in csv.DictReader(export.read_text(encoding="utf-8").splitlines()):
                row = {name: text_of(cell, raw) for name, cell in cells.items()}
                account = row.pop("account", "").strip().casefold()
                email = row.pop("email", "").strip().casefold()
                mvp_id = linked.get((path.stem.casefold(), account)) or linked.get(("", email))
                day = local_day(row["occurred_at"].strip(), zones.get(mvp_id, "UTC"))
                exports.days[row["track"]].append(day)
                if mvp_id:
                    row["contribution_id"] = f"{path.stem}:{row['contribution_id']}"
                    exports.rows.append(row | {"mvp_id": mvp_id})
    return exports
