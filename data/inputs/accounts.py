"""Accounts of the MVPs: when two spellings are one account, and which sources there are."""

from pathlib import Path

import duckdb

RAW, MAPPINGS = "raw", "sources"  # folders beside the input files
# Characters without a width, which copying from a page adds unseen.
_UNSEEN = r"[\x{ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]"
# Lower-case letters that have a capital in common with another one, and that other one.
_SAME_CAPITAL = "'\u03c2\u017f', '\u03c3s'"
# The text of an account or of a source as it is compared: without regard to case, to the form of
# accented letters, and to which blanks stand where there are some.
ACCOUNT_KEY = rf"""
    create or replace temp macro account_key(text) as
    replace(translate(lower(nfc_normalize(trim(
        regexp_replace(regexp_replace(text, '{_UNSEEN}+', '', 'g'), '[\s\p{{Z}}]+', ' ', 'g')
    ))), {_SAME_CAPITAL}), 'ß', 'ss')"""


def create_raw_sources(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Create the table `raw_sources`: a row for each source of `folder`, none without raw files.

    A source is a folder in raw/, or a mapping, which names that of the files directly in raw/.
    """
    con.execute("create or replace temp table raw_sources (source varchar)")
    raw = folder / RAW
    inside = _visible_paths(raw)
    sources = {path.name for path in inside if path.is_dir()}
    if inside:
        sources |= {path.stem for path in _visible_paths(folder / MAPPINGS)}
    for source in sorted(sources):
        con.execute("insert into raw_sources values ($source)", {"source": source})


def _visible_paths(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if not path.name.startswith((".", "_", "~"))]
