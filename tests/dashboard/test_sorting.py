"""Columns that are sorted by what their texts mean."""

import pandas as pd

from dashboard.page.sorting import numbered, orders


def by_order(rows: pd.DataFrame, name: str) -> list[str]:
    """The texts of a column as the table in the browser sorts them."""
    places = numbered(rows[name], orders(rows)[name])
    return rows[name][places.sort_values().index].tolist()


def test_levels_are_sorted_from_the_worst_to_the_best():
    rows = pd.DataFrame({"level": ["behind", "ahead", "unknown", "off track", "on track"]})
    sorted_levels = ["off track", "behind", "unknown", "on track", "ahead"]
    assert by_order(rows, "level") == sorted_levels


def test_risks_are_sorted_from_the_lowest_to_the_highest():
    rows = pd.DataFrame({"risk": ["high", "low", "out of reach", "met", "medium", None]})
    assert by_order(rows, "risk")[:-1] == ["met", "low", "medium", "high", "out of reach"]


def test_cells_of_the_matrix_are_sorted_by_level_and_then_by_the_share_done():
    cells = ["▲ 9 / 5 / 11 ★", "▼ 9 / 100 / 256", "▼ 2 / 5 / 5 ★", "● 0 / 0 / 1", "▽ 4 / 5 / 5 ☆"]
    rows = pd.DataFrame({"Forum": cells})
    assert by_order(rows, "Forum") == [cells[1], cells[2], cells[4], cells[3], cells[0]]
