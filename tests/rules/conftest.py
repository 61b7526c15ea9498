"""The programs that the tests draw, and a larger made-up one."""

import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from data.sample import write_sample

pytest.register_assert_rewrite("tests.rules.drawn")

from tests.rules.drawn import Program, build_program, write_inputs  # noqa: E402


@dataclass(frozen=True)
class Sample:
    """The sample program with 60 MVPs: its input files, and what was built from them."""

    source: Path
    program: Program


@pytest.fixture(scope="session")
def draw(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Program]]:
    """Builds a program from drawn input tables, without the inputs that are named as absent."""
    folders = []

    def build_drawn(
        settings: dict[str, object] | None = None, absent: Collection[str] = (), **tables: str
    ) -> Program:
        folders.append(tmp_path_factory.mktemp("program"))
        write_inputs(folders[-1] / "input", tables, absent)
        return build_program(folders[-1] / "input", settings)

    yield build_drawn
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Three years of a made-up program, up to the end of 2025."""
    source = tmp_path_factory.mktemp("sample") / "input"
    write_sample(source, mvps=60, seed=11, as_of=date(2025, 12, 31))
    return Sample(source, build_program(source))
