"""The command line: exit statuses, one-line errors, and no progress in a pipe."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from data.__main__ import commands, main
from data.store.publishing import current

from .folders import MVPS, TINY, rejected_rows, written

ROOT = Path(__file__).parent.parent.parent
LEAVES = "mvp_id,from_on\nana,2025-05-01\nana,2025-05-01\nana,May\nana,2025-06-31\ncay,2025-05-01\n"


def run(*words: object, **more: object) -> subprocess.CompletedProcess:
    """Run `python -m data` for real, with its output in pipes."""
    command = [sys.executable, "-m", "data", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, **more)


def ended(capsys, monkeypatch, *words: object) -> tuple[int, str, str]:
    """Run the command line within this process: exit status, standard output, standard error."""
    monkeypatch.setattr(sys, "argv", ["data", *map(str, words)])
    with pytest.raises(SystemExit) as exit_:
        main()
    return (exit_.value.code or 0, *capsys.readouterr())


@pytest.fixture
def database(tmp_path) -> Path:
    return tmp_path / "out" / "mvp.duckdb"


def without_absent(text: str) -> list[str]:
    """The lines of a report without those about inputs that were never supplied."""
    about_absent = ("No ", "NDAs are not tracked", "Nobody ")
    return [line for line in text.splitlines() if not line.startswith(about_absent)]


def test_build_reports_every_file_and_ends_with_0_when_rows_are_rejected(tmp_path, database):
    components = "".join(f"c{number},ana,forge,component,2025-03-01\n" for number in range(80))
    files = {
        "mvps.csv": MVPS,
        "contributions.csv": f"contribution_id,mvp_id,track,kind,occurred_at\n{components}",
        "leaves.csv": LEAVES,
        "notes.csv": "",
    }
    source = written(tmp_path / "input", files)
    done = run("build", "--source", source, "--database", database, "--as-of", "2025-12-31")
    assert done.returncode == 0
    assert done.stderr == ""
    lines = without_absent(done.stdout)
    assert [line.split() for line in lines[:5]] == [
        "file read good rejected collapsed replaced".split(),
        "mvps.csv 2 2 0 0 0".split(),
        "contributions.csv 80 80 0 0 0".split(),
        "leaves.csv 5 1 3 1 0".split(),
        "all files 87 83 3 1 0".split(),
    ]
    assert lines[5:] == [
        "1 rejected: bad_date, for example leaves.csv line 5 (no such day or time: correct it)",
        "1 rejected: bad_date, for example leaves.csv line 4 (not a date: write it as YYYY-MM-DD)",
        "1 row of unknown people: cay 1; first in leaves.csv line 6 "
        "(no good row of mvps has this mvp_id: correct it (upper and lower case differ), "
        "or add or correct the MVP)",
        "notes.csv: file ignored, no input has that name",
        f"Rejected rows, each with its line and reason: {database.parent / 'rejects.csv'}",
        "Settings: the standard program",
        "First build: there is none before it to compare with",
        f"Published {database} ({current(database).name})",
    ]


def test_check_prints_the_report_of_a_build_and_writes_nothing(tmp_path):
    source = written(tmp_path / "input", {"mvps.csv": MVPS, "notes.csv": ""})
    done = run("check", source, "--as-of", "2025-12-31")
    assert [done.returncode, done.stderr] == [0, ""]
    assert [line.split() for line in without_absent(done.stdout)] == [
        "file read good rejected collapsed replaced".split(),
        "mvps.csv 2 2 0 0 0".split(),
        "all files 2 2 0 0 0".split(),
        "notes.csv: file ignored, no input has that name".split(),
        "Settings: the standard program".split(),
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["input"]
    assert sorted(path.name for path in source.iterdir()) == ["mvps.csv", "notes.csv"]


def test_check_reports_and_ends_with_1_when_a_build_would_refuse(tmp_path):
    source = written(tmp_path / "input", {"mvps.csv": MVPS, "leaves.csv": LEAVES})
    said = "Error: 2 of 6 rows rejected, more than 5%: nothing published; see "
    done = run("check", source, "--as-of", "2025-12-31")
    assert [done.returncode, done.stderr] == [1, f"{said}them with --rejects\n"]
    reasons = [line.partition(",")[0] for line in without_absent(done.stdout)[-4:-1]]
    assert reasons == [
        "1 rejected: bad_date",
        "1 rejected: bad_date",
        "1 row of unknown people: cay 1; first in leaves.csv line 6 "
        "(no good row of mvps has this mvp_id: correct it (upper and lower case differ)",
    ]
    rejects = tmp_path / "rejects.csv"
    again = run("check", source, "--as-of", "2025-12-31", "--rejects", rejects)
    assert [again.returncode, again.stderr] == [1, f"{said}{rejects}\n"]
    assert [(file, line, reason) for file, line, _, _, reason, _ in rejected_rows(rejects)] == [
        ("leaves.csv", "4", "bad_date"),
        ("leaves.csv", "5", "bad_date"),
        ("leaves.csv", "6", "unknown_mvp"),
    ]


def test_rollback_says_which_build_is_served_until_none_is_left(tmp_path, database):
    source = written(tmp_path / "input", {"mvps.csv": MVPS})
    build = ["build", "--source", source, "--database", database, "--as-of"]
    run(*build, "2025-11-30", check=True)
    first = current(database)
    with duckdb.connect(first, read_only=True) as con:
        (built_at,) = con.execute("select built_at from build").fetchone()
    run(*build, "2025-12-31", check=True)
    done = run("rollback", "--database", database)
    assert [done.returncode, done.stderr] == [0, ""]
    assert done.stdout == (
        f"Serving {database} ({first.name}) again, built {built_at} UTC as of 2025-11-30\n"
    )
    assert current(database) == first
    more = run("rollback", "--database", database)
    assert [more.returncode, more.stdout] == [1, ""]
    assert more.stderr == f"Error: {database}: no build before {first.name} is kept\n"
    assert current(database) == first


def test_snapshot_says_how_many_rows_it_wrote(tmp_path, database):
    run("build", "--source", TINY, "--database", database, "--as-of", "2025-12-31", check=True)
    out = tmp_path / "snapshot"
    done = run("snapshot", "--database", database, "--as-of", "2024-08-15", "--out", out)
    assert [done.returncode, done.stderr] == [0, ""]
    about = json.loads((out / "snapshot.json").read_text(encoding="utf-8"))
    rows = sum(about["rows"].values())
    assert done.stdout == f"Wrote {rows} rows in 8 files to {out}\n"

    late = run("snapshot", "--database", database, "--as-of", "2099-01-01", "--out", out)
    assert [late.returncode, late.stdout] == [1, ""]
    assert late.stderr == (
        f"Error: {current(database).name}: "
        "knows the days from 2000-01-01 to 2027-01-01, not 2099-01-01\n"
    )


def test_too_many_rejected_rows_end_with_1_and_one_line(tmp_path, database):
    source = written(tmp_path / "input", {"mvps.csv": MVPS, "leaves.csv": LEAVES})
    done = run("build", "--source", source, "--database", database, "--as-of", "2025-12-31")
    assert [done.returncode, done.stdout] == [1, ""]
    assert done.stderr == (
        f"Error: 2 of 6 rows rejected, more than 5%: nothing published; "
        f"see {database.parent / 'rejects.csv'}\n"
    )
    assert not database.exists()


FAILED = [
    ("build --source {tmp}/nowhere --database {tmp}/mvp.duckdb", "{tmp}/nowhere: is not a folder"),
    ("build --source {tmp} --database {tmp}/mvp.duckdb", "{tmp}: has no mvps.csv"),
    ("build --source {tmp} --database {tmp}/file/mvp.duckdb", "{tmp}/file"),
    ("build --source {tmp} --database {tmp}/file", "{tmp}/file: is not a link made by build"),
    (
        "build --source {tmp} --database {tmp}/mvp.duckdb --as-of 1999-12-31",
        "1999-12-31: as-of dates go from 2000-01-01 to ",
    ),
    (
        "build --source {tmp} --database {tmp}/mvp.duckdb --as-of 9999-12-31",
        "9999-12-31: as-of dates go from 2000-01-01 to ",
    ),
    (
        "snapshot --database {tmp}/mvp.duckdb --as-of 2025-01-01 --out {tmp}/snapshot",
        "{tmp}/mvp.duckdb: no database there; make one with python -m data build",
    ),
    (
        "snapshot --database {tmp}/file --as-of 2025-01-01 --out {tmp}/snapshot",
        "{tmp}/file: cannot be read: ",
    ),
    (
        "snapshot --database {tmp} --as-of 2025-01-01 --out {tmp}/snapshot",
        "{tmp}: cannot be read: ",
    ),
    ("check {tmp}/nowhere", "{tmp}/nowhere: is not a folder"),
    ("check {tmp}", "{tmp}: has no mvps.csv"),
    ("check {tmp} --as-of 1999-12-31", "1999-12-31: as-of dates go from 2000-01-01 to "),
    ("rollback --database {tmp}/mvp.duckdb", "{tmp}/mvp.duckdb: no database there; make one"),
    ("rollback --database {tmp}/file", "{tmp}/file: no database there; make one"),
    ("sample --out {tmp}/file", "{tmp}/file"),
    ("sample --out {tmp}/sample --as-of 2001-01-01", ""),
]


@pytest.mark.parametrize(("words", "said"), FAILED)
def test_a_failure_ends_with_1_and_one_line_that_says_where(
    capsys, monkeypatch, tmp_path, words, said
):
    (tmp_path / "file").write_text("somebody's own file, and long enough to be no link " * 10)
    words, said = (text.format(tmp=tmp_path) for text in (words, said))
    status, output, error = ended(capsys, monkeypatch, *words.split())
    assert [status, output] == [1, ""]
    assert error.startswith(f"Error: {said}")
    assert [error.count("\n"), "Traceback" in error] == [1, False]
    assert not (tmp_path / "snapshot").exists()


def test_a_wrong_setting_ends_with_1_and_names_the_file_the_line_and_the_key(
    capsys, monkeypatch, tmp_path, database
):
    wrong = tmp_path / "own.toml"
    wrong.write_text("[levels]\nforward = 1\n", encoding="utf-8")
    words = ["build", "--source", TINY, "--database", database, "--settings", wrong]
    status, _, error = ended(capsys, monkeypatch, *map(str, words))
    said = f"Error: {wrong} line 2: levels.forward: unknown key; known: ahead"
    assert [status, error[: len(said)]] == [1, said]
    assert not Path(database).exists()


WRONG_USAGE = [
    ("", "Usage: "),
    ("publish", "No such command 'publish'"),
    ("build --database x.duckdb", "Missing option '--source'"),
    ("build --source x", "Missing option '--database'"),
    ("build --source x --database y --as-of 31.12.2025", "'31.12.2025' is not a date such as"),
    ("build --source x --database y --as-of 2025-02-29", "'2025-02-29' is not a date such as"),
    ("build --source x --database y --as-of 20250228", "'20250228' is not a date such as"),
    ("build --source x --database y --force", "No such option '--force'"),
    ("snapshot --database x --out y", "Missing option '--as-of'"),
    ("snapshot --database x --as-of 2025-12-31", "Missing option '--out'"),
    (
        "accounts x --yes forum a --yes forum b --mvp ana",
        "--mvp goes with one --yes or one --no; for several accounts, run it once for each",
    ),
    ("check", "Missing argument 'DIR'"),
    ("check a b", "unexpected extra argument"),
    ("watch --database x.duckdb", "Missing argument 'DIR'"),
    ("sample", "Missing option '--out'"),
    ("sample --out x --mvps 0", "'--mvps'"),
    ("sample --out x --seed seven", "'--seed'"),
]


@pytest.mark.parametrize(("words", "said"), WRONG_USAGE)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(capsys, monkeypatch, words, said):
    status, output, error = ended(capsys, monkeypatch, *words.split())
    assert [status, output] == [2, ""]
    assert said in error


@pytest.mark.parametrize(
    "words",
    [
        "rollback",
        "backtest",
        "digest --as-of 2025-12-31",
        "freeze --as-of 2025-12-31",
        "letters --checkpoint 2025-12-31 --out x",
        "snapshot --as-of 2025-12-31 --out x",
    ],
)
def test_the_default_database_is_the_one_that_the_dashboard_shows(
    capsys, monkeypatch, tmp_path, words
):
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "shown.duckdb"))
    status, output, error = ended(capsys, monkeypatch, *words.split())
    assert [status, output] == [1, ""]
    assert error.startswith(f"Error: {tmp_path / 'shown.duckdb'}: no database there")


def test_help_ends_with_0_and_names_the_commands():
    told = CliRunner().invoke(commands, ["--help"])
    assert told.exit_code == 0
    names = "backtest build check digest freeze letters rollback sample snapshot watch".split()
    assert all(f"\n  {command} " in told.output for command in names)


def test_the_default_as_of_date_of_a_build_is_today_in_utc(capsys, monkeypatch, tmp_path, database):
    source = written(tmp_path / "input", {"mvps.csv": MVPS})
    before = datetime.now(UTC).date()
    status, *_ = ended(capsys, monkeypatch, "build", "--source", source, "--database", database)
    assert status == 0
    with duckdb.connect(database, read_only=True) as con:
        (as_of,) = con.execute("select as_of from build").fetchone()
    assert before <= as_of <= datetime.now(UTC).date()


def test_progress_is_shown_on_a_terminal_and_not_in_a_pipe(tmp_path, database):
    source = written(tmp_path / "input", {"mvps.csv": MVPS})
    words = ["build", "--source", str(source), "--database", str(database)]
    piped = run(*words, "--as-of", "2025-12-31")
    assert [piped.returncode, piped.stderr] == [0, ""]

    controller, terminal = pytest.importorskip("pty").openpty()
    command = [sys.executable, "-m", "data", *words, "--as-of", "2025-12-31"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=terminal, cwd=ROOT) as build:
        build.communicate()
    os.close(terminal)
    shown = os.read(controller, 100_000).decode()
    os.close(controller)
    assert build.returncode == 0
    assert "Reading" in shown
    assert "100%" in shown
    assert "Working out figures" in shown


def test_a_sample_can_be_built_at_once(tmp_path, database):
    made = run("sample", "--out", tmp_path / "input", "--mvps", 5, "--as-of", "2025-07-01")
    assert [made.returncode, made.stderr] == [0, ""]
    built = run(
        "build", "--source", tmp_path / "input", "--database", database, "--as-of", "2025-07-01"
    )
    assert [built.returncode, built.stderr] == [0, ""]
    assert "rejected:" not in built.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "ana", "--from", "2025-06-01", "--to", "2025-12-31"),
        ("digest", "--as-of", "2025-12-31"),
    ],
)
def test_a_database_that_is_damaged_inside_is_one_line(
    tmp_path, database, capsys, monkeypatch, words
):
    source = written(tmp_path / "input", {"mvps.csv": MVPS})
    run("build", "--source", source, "--database", database, "--as-of", "2025-12-31")
    build = current(database)
    content = bytearray(build.read_bytes())
    first = 3 * 4096  # where the headers end
    content[first + 100 :: 4096] = b"Z" * len(content[first + 100 :: 4096])
    build.chmod(0o644)
    build.write_bytes(content)
    code, out, err = ended(capsys, monkeypatch, *words, "--database", database)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "build it again with python -m data build" in err
