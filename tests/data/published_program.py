"""A program of two that is told where it stands, and then hears of more.

The example is that of docs/rules.md section 12. Ben enters on 2025-02-01 and has committed to
forge: up to 2025-07-31 there are 6 months, so 6 components are expected. Ana has done nothing.
"""

from datetime import date
from pathlib import Path

from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.frozen.freeze import freeze
from data.settings.files import load
from data.settings.model import Settings
from data.sql.files import sql

from .folders import written

JULY, TODAY = date(2025, 7, 31), date(2025, 8, 20)
EVERYBODY = Scope(everybody=True)
FORGE = "contribution_id,mvp_id,track,kind,occurred_at,title\n"
BY_JULY = FORGE + "".join(
    f"b{month},ben,forge,component,2025-0{month}-10,Part {month}\n" for month in range(2, 7)
)
LATE = FORGE + (
    "b9,ben,forge,component,2025-07-29,=Late\n"  # dated before the checkpoint: arrived since
    "b10,ben,forge,component,2025-08-01,New\n"  # dated after it
    "b11,ben,forge,component,2024-12-30,Old\n"  # of another year
)
INPUT = {
    "mvps.csv": "mvp_id,name,email,entered_on,team,nda_signed_on\n"
    "ben,Ben,ben@example.org,2025-02-01,North,2025-02-01\n"
    "ana,Ana,ana@example.org,2025-02-01,South,2025-02-01\n",
    "commitments.csv": "mvp_id,year,track\nben,2025,forge\nana,2025,meetup\n",
    "contributions.csv": BY_JULY,
}


class Program:
    """Ben's program: its input, its database, and its frozen checkpoints."""

    def __init__(self, folder: Path) -> None:
        self.checkpoints = folder / "checkpoints"
        self.told = self.checkpoints / "2025-07-31"
        self._looked_at = self._day = None
        self.source, self.name = folder / "input", folder / "mvp.duckdb"

    @property
    def published(self) -> Path:
        """The file of the newest build."""
        return self.name.resolve()

    def built(self, files: dict[str, str], settings: Settings | None = None) -> None:
        """Write more input files and build them, with what is frozen by then."""
        written(self.source, files)
        checkpoints = self.checkpoints if self.checkpoints.exists() else None
        settings = settings or load()
        build(self.source, self.name, TODAY, settings, checkpoints=checkpoints)

    def day(self, as_of: date = TODAY) -> Day:
        return Day(self.published, as_of)

    def freeze(self, as_of: date = JULY, reason: str | None = None) -> Path:
        return freeze(self.day(as_of), self.checkpoints, TODAY, reason).folder

    def figure(self, name: str, scope: Scope = EVERYBODY) -> list[tuple]:
        """The rows of a page's figure as of today."""
        if self._looked_at != self.published:
            self._looked_at, self._day = self.published, self.day()
        return self._day.query(scope, sql(f"pages/{name}")).fetchall()
