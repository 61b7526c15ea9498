"""`watch` notices changes of raw exports and mappings, whatever their times."""

import os

import pytest

from data.build import watch as watching
from data.build.build import build
from tests.data.folders import AS_OF, accepting, written

from .exports import MAPPING, files_of

EXPORT = "id,who,at\n1,ana_t,2025-03-01\n"


@pytest.mark.parametrize("name", ["raw/forum/more.csv", "raw/forum/notes.xyz", "sources/new.toml"])
def test_a_file_that_was_put_there_after_the_build_is_noticed(tmp_path, name):
    source = written(tmp_path / "input", files_of(MAPPING, EXPORT))
    database = tmp_path / "out" / "mvp.duckdb"
    build(source, database, AS_OF, accepting(1.0))

    def is_built() -> bool:
        state = watching._state(source, None, None)
        assert state is not None
        return watching._is_built(database, source, None, state)

    assert is_built()
    written(source, {name: "x\n"})
    os.utime(source / name, (0, 0))
    assert not is_built()
