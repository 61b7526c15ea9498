"""docs/contract.md names every command, option and output column of the program, and no other."""

import re
from datetime import date

import click
import pytest

from data.__main__ import commands
from data.days.day import Day
from data.days.scope import Scope
from data.outputs.record import record_files
from data.outputs.snapshot import FILES, snapshot_table
from data.settings.parts import lacking_columns
from data.store.publishing import current

from .markdown import code_spans, document, rows, section

CONTRACT = document("docs/contract.md")
USAGE = re.compile(r"python -m data (send \w+|\w+)(.*)")
AS_OF = date(2024, 8, 20)


def _commands() -> dict[str, click.Command]:
    """Each command by its name; those of a group by both names."""
    found = dict[str, click.Command]()
    for name, command in commands.commands.items():
        below = command.commands if isinstance(command, click.Group) else {}
        found |= {f"{name} {other}": each for other, each in below.items()} or {name: command}
    return found


def _usages() -> dict[str, str]:
    """The usage line of each command, by the command's name."""
    spans = [
        code_spans(row[0])[0] for row in rows(section(CONTRACT, "Commands")) if row[0][0] == "`"
    ]
    matches = [USAGE.fullmatch(span) for span in spans]
    return {match[1]: match[2] for match in matches if match}


def _options(usage: str) -> dict[str, bool]:
    """The options of a usage line: whether each is required, that is, not in brackets."""
    outside = usage
    while outside != (shorter := re.sub(r"\[[^][]*\]", "", outside)):
        outside = shorter
    return {name: name in outside.split() for name in re.findall(r"--[\w-]+", usage)}


def test_a_usage_line_is_read_option_by_option():
    usage = " DIR --out DIR [--lake ADDRESS [--lake-files FOLDER]]"
    assert _options(usage) == {"--out": True, "--lake": False, "--lake-files": False}


def test_the_contract_has_every_command():
    assert sorted(_usages()) == sorted(_commands())


@pytest.mark.parametrize("name", sorted(_commands()))
def test_the_contract_has_every_option_of_a_command_and_says_whether_it_is_required(name):
    options = [p for p in _commands()[name].params if isinstance(p, click.Option)]
    assert _options(_usages()[name]) == {option.opts[0]: option.required for option in options}


@pytest.mark.parametrize("name", sorted(_commands()))
def test_the_contract_has_every_argument_of_a_command(name):
    arguments = [p for p in _commands()[name].params if isinstance(p, click.Argument)]
    outside_options = re.sub(r"\[?--[\w-]+( [A-Z]\w*)*", "", _usages()[name])
    named = re.findall(r"[A-Z]+", outside_options)
    assert named == [argument.metavar for argument in arguments]


def test_the_contract_has_every_file_of_a_snapshot():
    listed = [row[0] for row in rows(section(CONTRACT, "Output: a snapshot"))]
    files = [f"{name}.csv" for name in FILES]
    assert listed[: 2 * len(files)] == [*files, *files]  # what a row is, then the columns


@pytest.mark.parametrize("name", FILES)
def test_the_contract_has_every_column_of_a_snapshot_in_the_order_of_the_file(name, tiny_program):
    day = Day(current(tiny_program.database), AS_OF)
    columns, _ = snapshot_table(day, Scope(everybody=True), name)
    tables = rows(section(CONTRACT, "Output: a snapshot"))
    _, (_, listed) = [row[:2] for row in tables if row[0] == f"{name}.csv"]
    lacking = lacking_columns(day.parts)
    assert [column for column in listed.split(", ") if column not in lacking] == columns


def _record(program) -> dict[str, list[str]]:
    """The files of the record of an MVP, with the columns of those that are CSV."""
    files = record_files(Day(current(program.database), AS_OF), Scope(mvp_id="A05"))
    return {name: text.splitlines()[0].split(",") for name, text in files.items()}


def test_the_contract_has_every_file_of_a_record(tiny_program):
    (_, *tables) = section(CONTRACT, "Output: a person's record").split("\n\n| file |")
    named = [name for row in rows(f"| file |{tables[0]}") for name in code_spans(row[0])]
    assert sorted(named) == sorted(_record(tiny_program))


def test_the_contract_has_every_column_of_a_record_in_the_order_of_the_file(tiny_program):
    text, found = section(CONTRACT, "Output: a person's record"), _record(tiny_program)
    (listed,) = re.findall(r"columns of `checkpoints.csv`, in order, are: (.+)", text)
    assert listed.split(", ") == found["checkpoints.csv"]
    (accounts,) = [row[1] for row in rows(text) if row[0] == "`accounts.csv`"]
    assert code_spans(accounts) == found["accounts.csv"]


def test_the_contract_explains_only_columns_that_there_are():
    tables = rows(section(CONTRACT, "Output: a snapshot"))
    _, *listed = [row for row in tables if row[0].endswith(".csv")]
    columns = {row[0].removesuffix(".csv"): row[1].split(", ") for row in listed}
    explained = [row[0].partition(".") for row in tables if not row[0].endswith(".csv")]
    unknown = [
        f"{file}.{column}"
        for file, _, names in explained
        for column in names.replace(f"{file}.", "").split(", ")
        if column not in columns[file]
    ]
    assert explained
    assert unknown == []
