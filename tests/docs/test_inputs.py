"""docs/contract.md has every input, column, key and kind of value of the program, and no other."""

import re

import pytest

from data.inputs.contract import INPUTS, Input, Kind
from data.inputs.contradictions import TO_DO
from tests.data.test_intake import TABLES, drawn

from .markdown import code_spans, document, rows, section, text_of

CONTRACT = document("docs/contract.md")
SPECS = pytest.mark.parametrize("spec", INPUTS, ids=lambda spec: spec.name)


def _columns(name: str) -> list[tuple[str, bool, str, list[str]]]:
    """Name, whether required, kind and words of each column in the table of an input."""
    columns = []
    for name_cell, kind_cell, _ in rows(section(CONTRACT, name)):
        bold = re.fullmatch(r"\*\*(\w+)\*\*", name_cell)
        kind, _, words = kind_cell.partition(": ")
        columns.append((bold[1] if bold else name_cell, bool(bold), kind, code_spans(words)))
    return columns


@SPECS
def test_the_table_of_an_input_has_its_columns_in_order(spec: Input):
    assert _columns(spec.name) == [
        (column.name, column.is_required, column.kind.value, [*column.words])
        for column in spec.columns
    ]


@SPECS
def test_the_contract_has_the_key_of_an_input(spec: Input):
    text, _, key = section(CONTRACT, spec.name).partition("Key: ")
    assert text
    assert code_spans(key.split(".")[0]) == [*spec.key]


def test_the_contract_has_no_other_input():
    text = text_of(CONTRACT)
    start = text.index("## Input: a folder of files")
    named = re.findall(r"^### (.+)$", text[start : text.index("## Input: raw exports")], re.M)
    assert named == [*(spec.name for spec in INPUTS), "Kinds of value"]


def test_the_contract_explains_every_kind_of_value():
    explained = [row[0] for row in rows(section(CONTRACT, "Kinds of value"))]
    assert sorted(explained) == sorted(kind.value for kind in Kind)


def test_every_reject_reason_of_the_contract_is_tested_and_no_other():
    """`unreadable_row` and `id_of_another` have tests of their own: no cell can show them."""
    listed = [code_spans(row[0])[0] for row in rows(section(CONTRACT, "Rejected rows"))]
    tested = {reject[4] for name in TABLES for reject in drawn(name, TABLES[name])[1]}
    assert sorted(listed) == sorted(tested | {"unreadable_row", "id_of_another"})


def test_the_contract_has_every_warning_and_no_other():
    listed = [code_spans(row[0])[0] for row in rows(section(CONTRACT, "Warnings"))]
    assert sorted(listed) == sorted(TO_DO)
