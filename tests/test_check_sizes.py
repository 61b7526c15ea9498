"""The check of sizes finds what is too long."""

from pathlib import Path

from tests.check_sizes import faults

FUNCTION = "def long():\n" + "    pass\n" * 40
FILES = {
    "queries/rules/dates.sql": "select 1\n",
    "queries/as_of_independent/outcomes.sql": "select 1\n" * 81,
    "queries/pages/risk/names.sql": "select 1\n" * 31,
    "app.py": "",
    "pages/people/mvp.py": "\n" * 61,
    "dashboard/charts/year.py": FUNCTION,
    "data/days/day.py": "\n" * 251,
}


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def test_what_is_too_long_is_named_with_its_size_and_its_limit(tmp_path):
    write(tmp_path, FILES | {"queries/rules/dates.sql": f"select 1\n-- {'x' * 98}\n"})
    assert sorted(faults(tmp_path)) == [
        "dashboard/charts/year.py:1: long has 41 lines, at most 40",
        "data/days/day.py: has 251 lines, at most 250",
        "pages/people/mvp.py: has 61 lines, at most 60",
        "queries/as_of_independent/outcomes.sql: has 81 lines, at most 80",
        "queries/pages/risk/names.sql: has 31 lines, at most 30",
        "queries/rules/dates.sql:2: has 101 columns, at most 100",
    ]


def test_a_pattern_that_matches_no_file_is_a_fault(tmp_path):
    write(tmp_path, {name: "" for name in FILES if name != "app.py"})
    assert set(faults(tmp_path)) == {"app.py: no such file"}
