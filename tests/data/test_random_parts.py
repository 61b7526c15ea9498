"""Programs without some parts, in all combinations that matter to one another."""

import csv
import io
from datetime import date
from itertools import cycle, product
from pathlib import Path
from random import Random

import pytest

from data.build.build import build
from data.settings.files import load_program
from tests import reference

from .folders import AS_OF, Outcome, written
from .test_properties import snapshot, text_of
from .tiny_rows import tiny_rows

DAYS = cycle([date(2024, 8, 15), date(2024, 12, 31), date(2025, 2, 1)])
OTHERS = cycle(product(["true", "false"], repeat=3))


def toml_of_parts(certification: str, renewal: str, nda: str, others: tuple[str, ...]) -> str:
    """The tables of settings that say which parts there are."""
    nominations, benefits, letters = others
    return f"""
[membership]
nda = "{nda}"
[parts]
certification = "{certification}"
nominations = {nominations}
benefits = {benefits}
renewal = {renewal}
letters = {letters}
"""


def some_parts(random: Random) -> str:
    """Any parts, as TOML."""
    return toml_of_parts(
        random.choice(["required", "shown", "off"]),
        random.choice(["true", "false"]),
        random.choice(["auto", "required", "off"]),
        tuple(random.choice(["true", "false"]) for _ in range(3)),
    )


@pytest.mark.parametrize(
    ("certification", "renewal", "nda", "others", "day"),
    [
        (*interacting, next(OTHERS), next(DAYS))
        for interacting in product(["required", "shown", "off"], ["true", "false"], ["auto", "off"])
    ],
)
def test_the_snapshot_of_a_program_without_parts_is_that_of_the_reference(
    certification: str, renewal: str, nda: str, others: tuple[str, ...], day: date, tmp_path: Path
):
    files = {f"{name}.csv": text_of(rows) for name, rows in tiny_rows().items()}
    files["program.toml"] = toml_of_parts(certification, renewal, nda, others)
    source = written(tmp_path / "input", files)
    outcome = Outcome(build(source, tmp_path / "mvp.duckdb", AS_OF, load_program(source)))
    found = snapshot(outcome, day, tmp_path / "out")
    expected = reference.snapshot(source, day)
    assert found.keys() == expected.keys()
    for name, rows in expected.items():
        reader = csv.DictReader(io.StringIO(found[name], newline=""))
        assert list(reader) == rows, name
        assert not rows or reader.fieldnames == list(rows[0]), name
