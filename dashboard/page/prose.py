"""A text of docs/ on a page: markdown, with tables and formulas that fit a narrow screen."""

import re

import pandas as pd
import streamlit as st

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
