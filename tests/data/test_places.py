"""Files and database URLs: how they are told apart, and which commands accept which."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from data.store.locations import DatabaseUrl, location_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("data/mvp.duckdb", Path("data/mvp.duckdb")),
        ("C:\\data\\mvp.duckdb", Path("C:\\data\\mvp.duckdb")),
        ("lake:mvp", Path("lake:mvp")),
        ("md", Path("md")),
        ("md:", Path("md:")),
        ("md:mvp", DatabaseUrl("md:mvp")),
        ("quack:data.example.org:9494", DatabaseUrl("quack:data.example.org:9494")),
        ("ducklake:postgres:dbname=mvp", DatabaseUrl("ducklake:postgres:dbname=mvp")),
    ],
)
def test_a_database_url_begins_with_its_kind_and_everything_else_is_a_file(text, place):
    assert location_of(text) == place


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ducklake:postgres:password=pw host=db", "ducklake:postgres:password=… host=db"),
        (
            "ducklake:postgres:PASSWORD = 'p \\' w' host=db",
            "ducklake:postgres:PASSWORD = … host=db",
        ),
        (
            "ducklake:postgres:postgresql://mvp:p%40w@db/x",
            "ducklake:postgres:postgresql://mvp:…@db/x",
        ),
        ("md:mvp?motherduck_token=pw&x=1", "md:mvp?motherduck_token=…&x=1"),
        ("quack:host:9494", "quack:host:9494"),
    ],
)
def test_passwords_are_never_shown(text, said):
    assert str(DatabaseUrl(text)) == said
    assert DatabaseUrl(text).name == said


def told(home: Path, *words: str) -> str:
    """What a command says that ends with a status other than 0, on a machine without extensions."""
    done = subprocess.run(
        [sys.executable, "-m", "data", *words],
        env={**os.environ, "HOME": str(home)},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert done.stdout == ""
    return done.stderr.splitlines()[-1]


def test_a_missing_extension_is_one_line(tmp_path):
    words = ("snapshot", "--database", "md:mvp", "--as-of", "2026-07-31", "--out", str(tmp_path))
    assert told(tmp_path, *words) == (
        "Error: md:mvp: needs the DuckDB extension motherduck, which is not there for "
        f"DuckDB {duckdb.__version__}; see docs/larger-data.md"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("build", "--source", "x", "--database", "ducklake:x"),
        ("watch", "x", "--database", "quack:x"),
        ("rollback", "--database", "md:x"),
    ],
)
def test_commands_that_make_builds_refuse_a_database_url(tmp_path, words):
    assert told(tmp_path, *words).endswith("is a database URL; this command needs a file name")


def test_lake_must_be_a_ducklake(tmp_path):
    words = ("build", "--source", "x", "--database", "y", "--lake", "quack:z")
    assert told(tmp_path, *words).endswith(
        "quack:z is not a DuckLake; its URL begins with ducklake:"
    )
