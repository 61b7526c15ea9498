"""`python -m data contract`: the files that raw exports amount to."""

import csv
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from data.build.build import build
from data.build.contract_files import write_contract_files
from data.days.day import Day
from data.errors import ProgramError
from data.inputs.contract import INPUTS
from data.outputs.snapshot import write_snapshot
from data.sample import write_sample
from data.settings.files import load
from data.store.publishing import current
from tests.data.folders import AS_OF, accepting, written

from .exports import MAPPING, MATCH, files_of

ROOT = Path(__file__).parents[3]
SAMPLE_AS_OF = date(2026, 7, 31)
EXPORT = (
    "id,who,at,title\n"
    "1,ana_t,2025-03-01T20:00:00Z,=1+1\n"
    '2,ben b,2025-03-02,"two\nlines, and ""quotes"""\n'
    "3,nobody,2025-03-02,x\n"
    "4,ana_t,soon,x\n"
)
PEOPLE = (
    "mvp_id,name,email,entered_on,left_on,timezone,nda_signed_on\n"
    "ana,Ana,ana@example.org,2023-01-10,2023-12-01,Asia/Tokyo,2023-01-11\n"
    "ana,Ana,ana@example.org,2024-01-10,,Asia/Tokyo,\n"
    "ben,Ben,ben@example.org,2024-02-29,,,\n"
)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def snapshots(source: Path, folder: Path, as_of: date) -> dict[str, bytes]:
    """The files of a snapshot of a build of `source`, but for what names the build itself."""
    built = build(source, folder / "mvp.duckdb", as_of, accepting(1.0))
    write_snapshot(Day(current(folder / "mvp.duckdb"), as_of), folder / "snapshot")
    assert built.path.exists()
    return {path.name: path.read_bytes() for path in (folder / "snapshot").glob("*.csv")}


@pytest.fixture
def source(tmp_path) -> Path:
    more = {
        "mvps.csv": PEOPLE,
        "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at\nx,ben,forge,"
        "component,2025-01-01\n",
        "leaves.csv": "mvp_id,from_on\n",
    }
    mapping = MAPPING + 'title = "title"\n'
    return written(tmp_path / "input", files_of(mapping, EXPORT, **more))


def test_each_row_has_its_place_and_its_local_day(source, tmp_path):
    counts, report = write_contract_files(source, tmp_path / "out", AS_OF, accepting(1.0))
    assert counts == {
        "mvps": 2,
        "accounts": 2,
        "memberships": 1,
        "contributions": 3,
        "leaves": 0,
        "sources": 1,
    }
    assert len(report.rejects) == 1
    found = rows(tmp_path / "out" / "contributions.csv")
    places = ("contribution_id", "mvp_id", "occurred_at", "title", "raw_file", "raw_line")
    assert [tuple(row[name] for name in places) for row in found] == [
        ("forum:1", "ana", "2025-03-02", "=1+1", "raw/forum/posts.csv", "2"),
        ("forum:2", "ben", "2025-03-02", 'two\nlines, and "quotes"', "raw/forum/posts.csv", "3"),
        ("x", "ben", "2025-01-01", "", "contributions.csv", "2"),
    ]
    (spell,) = rows(tmp_path / "out" / "memberships.csv")
    assert (spell["from_on"], spell["raw_file"], spell["raw_line"]) == (
        "2023-01-10",
        "mvps.csv",
        "2",
    )
    assert [row["raw_line"] for row in rows(tmp_path / "out" / "mvps.csv")] == ["3", "4"]


def test_a_build_of_the_files_gives_the_same_snapshots(source, tmp_path):
    write_contract_files(source, tmp_path / "out", AS_OF, accepting(1.0))
    expected = snapshots(source, tmp_path / "of_source", AS_OF)
    assert snapshots(tmp_path / "out", tmp_path / "of_out", AS_OF) == expected
    assert b"forum:2" in expected["contributions.csv"]


def test_columns_of_parts_that_a_program_lacks_are_not_written(source, tmp_path):
    (own := tmp_path / "own.toml").write_text('[membership]\nnda = "off"\n')
    write_contract_files(source, tmp_path / "out", AS_OF, load(own))
    header = (tmp_path / "out" / "mvps.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header.split(",")[-4:-2] == ["left_reason", "other_emails"]
    assert "nda_signed_on" not in header


def test_two_runs_write_the_same_bytes(source, tmp_path):
    written_files = []
    for _ in range(2):
        write_contract_files(source, tmp_path / "out", AS_OF, accepting(1.0))
        paths = sorted((tmp_path / "out").iterdir())
        written_files.append([(path.name, path.read_bytes()) for path in paths])
    assert written_files[0] == written_files[1]


def test_files_of_an_earlier_run_that_are_no_more_are_removed(source, tmp_path):
    write_contract_files(source, tmp_path / "out", AS_OF, accepting(1.0))
    (source / "leaves.csv").unlink()
    write_contract_files(source, tmp_path / "out", AS_OF, accepting(1.0))
    assert not (tmp_path / "out" / "leaves.csv").exists()


@pytest.mark.parametrize("name", ["contributions.csv", "notes.txt"])
def test_a_folder_with_other_files_is_left_alone(source, tmp_path, name):
    out = written(tmp_path / "out", {name: "contribution_id\n1\n"})
    with pytest.raises(ProgramError, match=f"holds {name}, which `contract` did not write"):
        write_contract_files(source, out, AS_OF, accepting(1.0))
    assert (out / name).read_text() == "contribution_id\n1\n"
    with pytest.raises(ProgramError, match="holds the raw exports themselves"):
        write_contract_files(source, source, AS_OF, accepting(1.0))


def test_the_command_prints_the_report_and_what_it_wrote(source, tmp_path):
    words = ["-m", "data", "contract", source, "--out", tmp_path / "out", "--as-of", str(AS_OF)]
    run = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
    assert "1 row of accounts that accounts.csv links to nobody: nobody (forum) 1" in run.stdout
    assert run.stdout.endswith(f"Wrote 9 rows in 6 files to {tmp_path / 'out'}\n")


def test_the_sample_as_raw_exports_gives_the_same_snapshots_to_the_byte(tmp_path):
    sample, raw = tmp_path / "sample", tmp_path / "raw"
    write_sample(sample, mvps=40, seed=3, as_of=SAMPLE_AS_OF, report_step=lambda step: None)
    for path in sample.glob("*.csv"):
        name = path.stem.split("-")[0]
        target = raw / "raw" / name / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    named = {spec.name for spec in INPUTS} & {path.name for path in (raw / "raw").iterdir()}
    written(raw, {f"sources/{name}.toml": identity(raw / "raw" / name, name) for name in named})
    expected = snapshots(sample, tmp_path / "of_sample", SAMPLE_AS_OF)
    found = snapshots(raw, tmp_path / "of_raw", SAMPLE_AS_OF)
    # Ids of exports have the name of their source in front.
    found["contributions.csv"] = found["contributions.csv"].replace(b"contributions:", b"")
    assert {name: text for name, text in found.items() if text != expected[name]} == {}


def identity(folder: Path, name: str) -> str:
    """A mapping that reads contract files as they are."""
    columns: list[str] = []
    for path in sorted(folder.iterdir()):
        with path.open(encoding="utf-8-sig", newline="") as file:
            columns += [column for column in next(csv.reader(file)) if column not in columns]
    (spec,) = (spec for spec in INPUTS if spec.name == name)
    known = [column for column in columns if column in spec.column_names]
    match = [column.name for column in spec.columns if column.is_required]
    quoted = ", ".join(f'"{column}"' for column in match)
    lines = "".join(f'{column} = "{column}"\n' for column in known)
    keep = 'same_link = "keep"\n' if name == "contributions" else ""
    return MATCH.replace('"id", "who", "at"', quoted) + f"[{name}]\n{lines}{keep}"
