"""The fixture that draws programs."""

import shutil
from collections.abc import Callable, Iterator

import pytest

pytest.register_assert_rewrite("tests.rules.drawn")

from tests.rules.drawn import Program, build_program, write_inputs  # noqa: E402


@pytest.fixture(scope="session")
def draw(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Program]]:
    """Builds a program from drawn input tables, with settings of its own when given."""
    folders = []

    def build_drawn(settings: dict[str, object] | None = None, **tables: str) -> Program:
        folders.append(tmp_path_factory.mktemp("program"))
        write_inputs(folders[-1] / "input", tables)
        return build_program(folders[-1] / "input", settings)

    yield build_drawn
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
