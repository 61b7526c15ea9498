"""Every setting and every environment variable is in the documents, and no other is."""

import re
import tomllib

import pytest
from streamlit import config

from data.settings.files import PROGRAM_TOML
from data.settings.text import every_key
from tests.parsed import found, name_of

from .markdown import code_spans, document, documents, rows, section, text_of

SETTINGS = tomllib.loads(PROGRAM_TOML.read_text(encoding="utf-8"))
EXPLAINED_IN = ("rules", "forecast", "sign-in", "contract")
CODE = ("data/**/*.py", "dashboard/**/*.py", "pages/**/*.py", "app.py")
VARIABLE = re.compile(r"\b(?:MVP|STREAMLIT)_[A-Z_]+\b")
IN_QUOTES = re.compile(r"""["']((?:MVP|STREAMLIT)_[A-Z_]+)["']""")


def _keys(table: dict, above: str = "") -> list[str]:
    """The keys of all settings, such as `risk.low`."""
    nested = [
        _keys(value, f"{above}{key}.") if isinstance(value, dict) else [f"{above}{key}"]
        for key, value in table.items()
    ]
    return [key for keys in nested for key in keys]


def _named() -> set[str]:
    """The code spans of the documents that explain settings."""
    texts = [text_of(document(f"docs/{name}.md")) for name in EXPLAINED_IN]
    return {span for text in texts for span in code_spans(text)}


def _for_any_track(key: str) -> str:
    return re.sub(r"^(tracks|forecast)\.\w+", r"\1.<track>", key)


@pytest.mark.parametrize("key", _keys(SETTINGS))
def test_every_setting_is_in_a_document(key):
    table, _, last = key.rpartition(".")
    named = _named()
    in_table_of_forecast = table.startswith("forecast.") and {table, last} <= named
    assert key in named or _for_any_track(key) in named or in_table_of_forecast


def test_the_documents_name_only_settings_that_there_are():
    keys = _keys(SETTINGS)
    known = {
        *keys,
        *map(_for_any_track, every_key()),
        *(f"forecast.{name}" for name in SETTINGS["forecast"]),
    }
    like_a_setting = re.compile(rf"({'|'.join(SETTINGS)})\.(<track>|[a-z_]+)(\.[a-z_]+)?")
    named = {span for span in _named() if like_a_setting.fullmatch(span)}
    files = {span for span in named if span.endswith((".csv", ".toml", ".html", ".json"))}
    assert named - files - known == set()


def test_the_table_of_the_forecast_has_the_numbers_of_the_settings():
    table = rows(section(document("docs/forecast.md"), "Settings"))
    tracks = ("forum", "forge", "content", "meetup")
    written = {
        (track, row[0].strip("`")): float(number)
        for row in table
        for track, number in zip(tracks, row[2:], strict=True)
        if number != "-"
    }
    assert written == {
        (track, key): value
        for track, table in SETTINGS["forecast"].items()
        for key, value in table.items()
    }


def test_every_environment_variable_that_the_program_reads_is_in_a_document():
    assert "MVP_DATABASE" in _read()
    assert _read() - _documented() == set()


def test_the_documents_name_only_environment_variables_that_somebody_reads():
    by_streamlit = {option.env_var for option in config.get_config_options().values()}
    assert _documented() - _read() - by_streamlit == set()


def _read() -> set[str]:
    """The variables that the code and the files of deploy/ read. In Python a name is in quotes."""
    code = [path.read_text(encoding="utf-8") for path in found(*CODE)]
    deploy = [path.read_text(encoding="utf-8") for path in found("deploy/*") if path.is_file()]
    in_code = {name for text in code for name in IN_QUOTES.findall(text)}
    return in_code | {name for text in deploy for name in VARIABLE.findall(text)}


def _documented() -> set[str]:
    return {
        name
        for path in documents()
        if name_of(path).startswith(("docs/", "README")) and "decisions" not in name_of(path)
        for name in VARIABLE.findall(text_of(path))
    }
