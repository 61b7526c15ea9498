"""The worked examples of docs/sources.md: their files are written, and their commands are run."""

import re
from datetime import date, datetime
from pathlib import Path

from click.testing import CliRunner

from data.__main__ import commands
from tests.data.sources.test_raw_workbook import workbook

from .markdown import document, text_of

_BLOCK = re.compile(r"(?:^`(raw/[^`]+|accounts\.csv)`[^\n]*\n\n)?^```\n(.*?)^```$", re.M | re.S)
_PROMPT = "$ python -m data "


def _blocks() -> list[tuple[str, str]]:
    """The blocks of the section in order: the path of a file ("" for a command), and the text."""
    text = text_of(document("docs/sources.md")).partition("\n## Five examples\n")[2]
    return _BLOCK.findall(text.partition("\n## ")[0])


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".xlsx":
        rows = [[_cell(cell) for cell in line.split(" | ")] for line in text.splitlines()]
        path.write_bytes(workbook({"Members": {f"A{n}": row for n, row in enumerate(rows, 1)}}))
    else:
        path.write_text(text, encoding="utf-8")


def _cell(text: str) -> str | date:
    is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", text)
    return datetime.strptime(text, "%Y-%m-%d").date() if is_day else text  # noqa: DTZ007


def test_the_examples_print_what_the_document_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    commands_run = 0
    for path, text in _blocks():
        if path:
            _write(tmp_path / "program" / path, text)
            continue
        command, _, printed = text.partition("\n")
        assert command.startswith(_PROMPT)
        found = CliRunner().invoke(commands, command.removeprefix(_PROMPT).split())
        assert found.exit_code == 0, found.output
        assert [line.rstrip() for line in found.output.splitlines()] == printed.splitlines()
        commands_run += 1
    assert commands_run == 6
