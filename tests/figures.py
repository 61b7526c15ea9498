"""Every figure of the pages, and what its own filters are set to when a test asks for it."""

import re

from data.sql.files import QUERIES, sql

FIGURES = sorted(
    str(path.relative_to(QUERIES).with_suffix("")) for path in QUERIES.glob("pages/*/*.sql")
)
_CHOSEN = {"in_reach": True, "sort": "name", "track": "forum", "by": "year", "look_ahead": 60}


def chosen(figure: str) -> dict[str, object]:
    """The parameters of a figure: chosen where the page begins with a choice, else null."""
    asked = set(re.findall(r"\$(\w+)", re.sub(r"--.*", "", sql(figure))))
    return {name: _CHOSEN.get(name) for name in asked}
