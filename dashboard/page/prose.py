"""Texts on a page: those of docs/ with their tables and formulas, plain texts, and dates."""

import re
from datetime import date

import pandas as pd
import streamlit as st

from data.outputs.markdown import escaped

_MOST_CHARACTERS = 80  # of a text that somebody else wrote
_BLOCKS = re.compile(r"(^```[^\n]*\n.*?^```$|^\|[^\n]*(?:\n\|[^\n]*)*)", re.MULTILINE | re.DOTALL)


def prose(markdown: str) -> None:
    """Print a text: its tables scroll by themselves, and long lines of its formulas are wrapped."""
    for block in _BLOCKS.split(markdown):
        if block.startswith("```"):
            st.code("\n".join(block.splitlines()[1:-1]), language=None, wrap_lines=True)
        elif block.startswith("|"):
            header, _, *rows = (
                [cell.strip() for cell in r[1:-1].split("|")] for r in block.split("\n")
            )
            st.table(pd.DataFrame(rows, columns=header), hide_index=True)
        elif block.strip():
            st.markdown(block)


def plain(text: str) -> str:
    """A name or a short text from outside as Markdown that shows the same characters, in a line."""
    line = " ".join(text.split())
    short = line if len(line) <= _MOST_CHARACTERS else f"{line[: _MOST_CHARACTERS - 1]}…"
    return escaped(short)


def long_date(day: date) -> str:
    """June 30, 2025."""
    return f"{day:%B} {day.day}, {day.year}"
