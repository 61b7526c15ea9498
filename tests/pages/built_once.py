"""Databases of small programs: each is built once, though many tests look at it."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from data.build.build import build
from data.settings.files import load
from tests.data.folders import written

AS_OF = date(2026, 7, 1)
Publish = Callable[..., Path]
BuildOnce = Callable[[frozenset[tuple[str, str]]], Path]  # of (name without ".csv", text)


def builder(folders: pytest.TempPathFactory) -> BuildOnce:
    """A function that builds files, and gives the same database for the same files."""

    @cache
    def built(texts: frozenset[tuple[str, str]]) -> Path:
        folder = folders.mktemp("program")
        source = written(folder / "input", {f"{name}.csv": text for name, text in texts})
        build(source, folder / "mvp.duckdb", AS_OF, load())
        return folder / "mvp.duckdb"

    return built


def publisher(
    build_once: BuildOnce,
    monkeypatch: pytest.MonkeyPatch,
    header: str,
    files: dict[str, str],
) -> Publish:
    """A function that makes a program of rows of mvps.csv the app's database, and returns it.

    `header` is that of mvps.csv, and `files` are there as well, by their names without ".csv". The
    function takes further files in the same way.
    """

    def published(*rows: str, **more: str) -> Path:
        texts = {"mvps": header + "".join(rows), **files, **more}
        database = build_once(frozenset(texts.items()))
        monkeypatch.setenv("MVP_DATABASE", str(database))
        return database

    return published
