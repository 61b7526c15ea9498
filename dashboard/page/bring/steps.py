"""The numbered steps of the page Bring data, and what to do next."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import streamlit as st

WIDTH = 230  # pixels of a field: one on a phone, several beside one another elsewhere


class Step(IntEnum):
    """The steps, in their order."""

    FILES = 1
    MEANING = 2
    ACCOUNTS = 3
    TRY = 4
    PUBLISH = 5


TITLES = {
    Step.FILES: "Files",
    Step.MEANING: "What they are",
    Step.ACCOUNTS: "Whose accounts",
    Step.TRY: "Try and compare",
    Step.PUBLISH: "Publish",
}


def title(step: Step, finding: str) -> None:
    """The title of a step with what was found; `finding` is Markdown."""
    st.markdown(f"#### {step}. {TITLES[step]}: {finding}")


@contextmanager
def opened(step: Step) -> Iterator[None]:
    """A box for a step that has work."""
    with st.container(border=True, key=f"bring-step-{step}"):
        yield


def closed(step: Step, finding: str) -> None:
    """A step without work: one line."""
    st.markdown(f"**{step}. {TITLES[step]}:** {finding}")


def counted(number: int, what: str, whats: str | None = None) -> str:
    """A number with its noun: 1 file, 2 files."""
    return f"{number:,} {what if number == 1 else whats or what + 's'}"


def code(text: str) -> str:
    """A name as Markdown that shows the same characters, also of one with an @ in it."""
    return f"`{text.replace('`', ' ')}`"
