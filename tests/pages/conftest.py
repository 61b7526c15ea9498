"""What all tests of pages share."""

import pytest

from dashboard.reading import builds
from dashboard.reading.turns import Turns
from tests.pages.built_once import BuildOnce, builder


@pytest.fixture(autouse=True)
def as_somebody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test may have as many days computed as a person may in a minute, whatever came before.

    The limit itself is tested in tests/dashboard/test_turns.py.
    """
    monkeypatch.setattr(builds, "TURNS", Turns())


@pytest.fixture(scope="session")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> BuildOnce:
    """The databases of all tests that look at the same small programs."""
    return builder(tmp_path_factory)
