"""Cells of tables, compared."""

import math


def is_same_cell(one: object, other: object) -> bool:
    """Whether two cells are equal; a sum of fractions may differ in its last digits."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return one == other
