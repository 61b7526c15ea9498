"""Ids and texts that a spreadsheet would run: written safely, and read back as they were."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from data.build.build import build
from data.days.day import Day
from data.frozen.folder import digest_of
from data.frozen.freeze import freeze
from data.outputs.csv_text import unprotected
from data.outputs.snapshot import write_snapshot

from .folders import AS_OF, Outcome, accepting, build_files, rejected_rows

IDS = ["@ben", "'@ben", "''@ben", "m1", "-Lx7", "'-Lx8", "\uff1dx", "'tis"]
MVPS = "mvp_id,name,email,entered_on,nda_signed_on,team\n" + "".join(
    f"{mvp_id},{mvp_id},a{number}@example.org,2025-01-01,2025-01-01,T\n"
    for number, mvp_id in enumerate(IDS)
)
CONTRIBUTIONS = "contribution_id,mvp_id,track,kind,occurred_at\n" + "".join(
    f"{mvp_id},{mvp_id},forge,component,2025-03-02\n" for mvp_id in IDS
)
CHECKPOINT = date(2025, 3, 31)


def frozen(tmp_path: Path, mvps: str, contributions: str) -> tuple[Outcome, Path]:
    """A program, and the folder of checkpoints with its first one."""
    outcome = build_files(tmp_path, {"mvps.csv": mvps, "contributions.csv": contributions})
    freeze(Day(outcome.built.path, CHECKPOINT), tmp_path / "checkpoints", AS_OF)
    return outcome, tmp_path / "checkpoints"


def built_again(tmp_path: Path, checkpoints: Path) -> Outcome:
    source, database = tmp_path / "input", tmp_path / "out" / "mvp.duckdb"
    return Outcome(build(source, database, AS_OF, accepting(1.0), checkpoints=checkpoints))


def published_ids(outcome: Outcome, table: str, column: str) -> list[str]:
    return [id_ for (id_,) in outcome.rows(f"select distinct {column} from {table} order by 1")]


def test_every_id_of_a_frozen_checkpoint_is_read_back_as_it_was(tmp_path):
    _, checkpoints = frozen(tmp_path, MVPS, CONTRIBUTIONS)
    outcome = built_again(tmp_path, checkpoints)
    for table, column in [
        ("published_members", "mvp_id"),
        ("published_progress", "mvp_id"),
        ("published_contributions", "contribution_id"),
    ]:
        assert published_ids(outcome, table, column) == sorted(IDS), table


def as_frozen_before(folder: Path) -> None:
    """Write the ids of a frozen folder as an earlier version did: a quote before a sign only."""
    for path in folder.glob("*.csv"):
        header, *rows = csv.reader(io.StringIO(path.read_text(), newline=""))
        cells = [[unprotected(cell) for cell in row] for row in rows]
        before = [[f"'{c}" if c.startswith(tuple("=+-@")) else c for c in row] for row in cells]
        with path.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *before])
    sums = [
        f"{digest_of(path.read_bytes())}  {path.name}\n"
        for path in sorted(folder.iterdir())
        if path.name != "SHA256SUMS"
    ]
    (folder / "SHA256SUMS").write_text("".join(sums))


@pytest.mark.parametrize(
    "ids", [["@ben", "'@ben"], ["'-Lx7"], ["-Lx7"], ["'tis", "m1"]], ids=" and ".join
)
def test_folders_frozen_by_an_earlier_version_are_read(tmp_path, ids):
    mvps, contributions = (
        "".join(line for line in text.splitlines(True) if line.split(",")[0] in {*ids, *names})
        for text, names in ((MVPS, {"mvp_id"}), (CONTRIBUTIONS, {"contribution_id"}))
    )
    for id_ in set(ids) - set(IDS):
        mvps += f"{id_},X,x@example.org,2025-01-01,2025-01-01,T\n"
        contributions += f"{id_},{id_},forge,component,2025-03-02\n"
    _, checkpoints = frozen(tmp_path, mvps, contributions)
    as_frozen_before(checkpoints / str(CHECKPOINT))
    outcome = built_again(tmp_path, checkpoints)
    assert published_ids(outcome, "published_members", "mvp_id") == sorted(ids)
    assert published_ids(outcome, "published_contributions", "contribution_id") == sorted(ids)


STARTS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "\r=1", "\uff1d1", "\uff0b1", "'=1"]


def test_no_cell_of_rejects_or_of_a_snapshot_is_run_and_all_are_read_back(tmp_path):
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow("contribution_id mvp_id track kind occurred_at title".split())
    for number, start in enumerate(STARTS):
        writer.writerow([f"bad{number}", "ana", "forge", "component", start, "t"])
        writer.writerow([f"good{number}", "ana", "forge", "component", "2025-03-02", start])
    outcome = build_files(tmp_path, {"contributions.csv": file.getvalue()})
    rejects = rejected_rows(outcome.built.rejects_csv)
    write_snapshot(Day(outcome.built.path, AS_OF), tmp_path / "snapshot")
    with (tmp_path / "snapshot" / "contributions.csv").open(encoding="utf-8", newline="") as made:
        rows = list(csv.DictReader(made))
    cells = [cell for row in rejects for cell in row] + [c for row in rows for c in row.values()]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n\uff1d\uff0b"))]
    assert [unprotected(row[3]) for row in rejects] == STARTS
    by_id = {row["contribution_id"]: unprotected(row["title"]) for row in rows}
    assert [by_id[f"good{number}"] for number in range(len(STARTS))] == STARTS
