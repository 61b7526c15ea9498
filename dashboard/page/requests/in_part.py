"""Long lists of cards: the first ones, and the others when somebody asks for them."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

Item = TypeVar("Item")


def first_or_all(items: Sequence[Item], first: int, key: str) -> Sequence[Item]:
    """The first of `items`, or all of them where the switch with that `key` is on."""
    is_long = len(items) > first
    shows_all = is_long and st.toggle(f"Show all {len(items):,}", key=key)
    return items if shows_all else items[:first]
