"""Texts that people read go through `in_own_words`, so that each program says its own words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.settings.saying import SAID

ROOT = Path(__file__).parents[1]
ROOMS = ("pages", "dashboard", "data")
# What says the texts that it is given, or that a constant of that name holds, in own words.
SAY = {"in_own_words", "Figure", "KeyFigure", "Page", "_program", "replace"}
OF_A_COMMAND = {"option", "argument"}
SAID_LATER = {
    "COLUMNS",  # by as_said, where a table is drawn
    "_ASKED",  # by the fields of dashboard/page/rehearsal
    "Kind",  # where data/bring/choices.py names it
}
# Texts that are there before a program has words, and texts that are SQL.
WITHOUT_A_PROGRAM = {
    "data/arguments.py",
    "data/days/rule_sets.py",
    "data/frozen/load.py",
    "data/inputs/spells.py",
    "data/sample/__init__.py",
    "data/settings",  # refusals of settings, which name their keys
    "data/sources/new_program.py",
    "data/store/confined.py",
}
# Words that queries compare, and that nobody reads.
WORDS_OF_SQL = {
    *("'checkpoint'", "'lead'", "'leads'", "'next checkpoint'", "'rule_checkpoints'"),
    *("'active MVPs'", "'Active MVPs'", "'frozen checkpoints'"),
}


def modules() -> dict[str, ast.Module]:
    paths = sorted(path for room in ROOMS for path in (ROOT / room).glob("**/*.py"))
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text()) for path in paths}


def name_of(node: ast.AST) -> str:
    """The last word of a name such as `texts.TO_DO`, also where a key follows it."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return str(getattr(node, "id", getattr(node, "attr", getattr(node, "arg", ""))))


def says(node: ast.AST) -> bool:
    """Whether it is a call of SAY, or of `map` with one."""
    if not isinstance(node, ast.Call):
        return False
    return name_of(node.args[0] if name_of(node.func) == "map" else node.func) in SAY


def said_in(trees: list[ast.Module]) -> set[str]:
    """The names of constants and variables that SAY is given."""
    calls = (node for tree in trees for node in ast.walk(tree) if says(node))
    given = (below for call in calls for below in ast.walk(call))
    return {name for node in given if (name := name_of(node))} | SAID_LATER


def bypasses(tree: ast.Module, said: set[str]) -> Iterator[str]:
    """The texts with a standard word that are not said in own words, each with its line."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        is_said = (
            (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))  # a docstring
            or says(node)
            or (isinstance(node, ast.Call) and name_of(node.func) in OF_A_COMMAND)
            or (isinstance(node, ast.ClassDef) and node.name in said)
            or (isinstance(node, ast.Assign | ast.AnnAssign) and said & set(targets(node)))
        )
        if is_said:
            skipped |= {id(below) for below in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            is_word = any(found["word"] for found in SAID.finditer(node.value))
            is_text = " " in node.value or node.value[:1].isupper()
            if is_word and is_text and id(node) not in skipped:
                yield f"{node.lineno}: {node.value}"


def targets(node: ast.Assign | ast.AnnAssign) -> list[str]:
    """The names that are assigned."""
    named = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [name for target in named for below in ast.walk(target) if (name := name_of(below))]


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    return modules()


def test_every_text_with_a_standard_word_is_said_in_own_words(trees: dict[str, ast.Module]) -> None:
    said = said_in([*trees.values()])
    found = {
        f"{path}:{text}"
        for path, tree in trees.items()
        if not {path, path.rpartition("/")[0]} & WITHOUT_A_PROGRAM
        for text in bypasses(tree, said)
    }
    assert found == set(), "say it with in_own_words (data/settings/saying.py)"


@pytest.mark.parametrize(
    ("code", "is_found"),
    [
        ('st.info("No MVP is here")', True),
        ('st.info(f"{name} is a lead")', True),
        ('label = "Checkpoint"', True),
        ('st.info(in_own_words("No MVP is here"))', False),
        ('text = "No MVP is here"\nst.info(in_own_words(text))', False),
        ('kind = "checkpoint"', False),
        ('def f():\n    """An MVP."""', False),
        ('path = "data/mvps.csv and MVP_DATABASE"', False),
    ],
)
def test_a_text_that_bypasses_own_words_is_found(code: str, is_found: bool) -> None:
    tree = ast.parse(code)
    assert bool([*bypasses(tree, said_in([tree]))]) == is_found


def test_no_query_has_a_standard_word_in_its_texts() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in sorted(ROOT.glob("queries/**/*.sql"))
        for text in re.findall(r"'[^']*'", re.sub(r"--.*", "", path.read_text()))
        if re.search(r"MVP|\b[Ll]eads?\b|[Cc]heckpoint", text) and text not in WORDS_OF_SQL
    ]
    assert found == [], "join rule_settings, and take the words from there"


def test_a_value_is_never_part_of_the_text_that_is_said(trees: dict[str, ast.Module]) -> None:
    """An f-string would change names of people and other data with the words."""
    found = [
        f"{path}:{node.lineno}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and name_of(node.func) == "in_own_words"
        and isinstance(node.args[0], ast.JoinedStr)
    ]
    assert found == []
