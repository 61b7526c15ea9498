"""How much memory the tables of a build may take; what needs more goes to disk."""

import os
import re

import duckdb

from data.errors import ProgramError
from data.sql.one_row import one_row

MEMORY = "MVP_BUILD_MEMORY"  # an environment variable
LEAST = 400_000_000  # bytes, however small the files are
_AMOUNT = r"[1-9]\d*(\.\d+)? ?[KMGT]i?B"


def limit_memory_of_build(con: duckdb.DuckDBPyConnection, size: int) -> None:
    """Set the memory limit of `con` from the environment, or for files of `size` bytes together.

    Without a limit, DuckDB fills most of the memory of the machine before it writes to disk.

    Raises ProgramError when the environment states no amount.
    """
    limit = os.environ.get(MEMORY)
    if not limit:
        own = "select parse_formatted_bytes(current_setting('memory_limit'))"
        (most,) = one_row(con.execute(own))
        limit = f"{min(most, LEAST + size)}B"
    elif not re.fullmatch(_AMOUNT, limit, re.IGNORECASE):
        raise ProgramError(f"{MEMORY}: {limit!r} is not an amount of memory such as 4GB")
    con.execute("set memory_limit = $limit", {"limit": limit})
