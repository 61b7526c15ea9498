"""The settings of the server in .streamlit/config.toml."""

import tomllib
from collections.abc import Iterator

import pytest
from streamlit import config

from dashboard.registry import PROJECT


def options(table: dict[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """The options of a table of config.toml, by their full names."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from options(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


SETTINGS = dict(options(tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text())))


@pytest.mark.parametrize("name", SETTINGS)
def test_streamlit_knows_each_option_of_the_config_file(name: str) -> None:
    assert config.get_option(name) == SETTINGS[name]


def test_the_config_file_turns_off_what_holds_up_everybody() -> None:
    """No looking for changed source files, and no garbage collection after every run."""
    assert SETTINGS["server.fileWatcherType"] == "none"
    assert SETTINGS["runner.postScriptGC"] is False
