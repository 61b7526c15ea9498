"""Check that no file, function or line of SQL is longer than its kind may be; `make lint` runs it.

No linter has limits that depend on the kind of file. ruff checks the width of Python lines.
"""

import ast
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

COLUMNS_OF_SQL = 100
LINES_OF_A_FUNCTION = 40


def too_many_lines(most: int, text: str) -> Iterator[str]:
    if (count := len(text.splitlines())) > most:
        yield f" has {count} lines, at most {most}"


def long_functions(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            count = (node.end_lineno or node.lineno) - node.lineno + 1
            if count > LINES_OF_A_FUNCTION:
                where = f"{node.lineno}: {node.name}"
                yield f"{where} has {count} lines, at most {LINES_OF_A_FUNCTION}"


def wide_lines(text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > COLUMNS_OF_SQL:
            yield f"{number}: has {len(line)} columns, at most {COLUMNS_OF_SQL}"


CHECKS: tuple[tuple[str, Callable[[str], Iterator[str]]], ...] = (
    ("queries/rules/*.sql", partial(too_many_lines, 80)),
    ("queries/as_of_independent/*.sql", partial(too_many_lines, 80)),
    ("queries/pages/*/*.sql", partial(too_many_lines, 30)),
    ("queries/**/*.sql", wide_lines),
    ("app.py", partial(too_many_lines, 40)),
    ("pages/*/*.py", partial(too_many_lines, 60)),
    ("dashboard/**/*.py", partial(too_many_lines, 250)),
    ("data/**/*.py", partial(too_many_lines, 250)),
    *((files, long_functions) for files in ("app.py", "pages/*/*.py", "da*/**/*.py")),
)


def faults(root: Path) -> list[str]:
    """One line per fault under `root`; a pattern without a file is one, since it checks nothing."""
    found = []
    for pattern, check in CHECKS:
        paths = sorted(root.glob(pattern))
        found += [] if paths else [f"{pattern}: no such file"]
        for path in paths:
            name, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
            found += [f"{name}:{fault}" for fault in check(text)]
    return found


if __name__ == "__main__":
    sys.exit("\n".join(faults(Path(__file__).parents[1])) or None)
