"""Rows of filters.

The values of filters are in the URL. A value that is asked for and is not there is never replaced
by another one: the page says so, offers the way back, and shows no figures.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from dashboard.page.in_url import (
    in_url,
    missing,
    set_value,
)
from dashboard.page.prose import long_date, plain

ALL_TEAMS = "All teams"


@dataclass
class FilterRow:
    """Filters beside one another, and what to say at the end of the row about missing values."""

    _explanations: list[Callable[[], None]] = field(default_factory=list)

    def pick(
        self,
        label: str,
        options: list[str],
        key: str,
        explain: Callable[[str], None] | None = None,
        **more: Any,
    ) -> str:
        """A choice of one of `options`; it begins with the first.

        `explain` says that a text is not there; without it, a sentence that fits any choice does.
        """

        def parse(text: str) -> str:
            return options[options.index(text)]

        start = options[0]
        picked: str | None = in_url(
            st.selectbox,
            label,
            key=key,
            start=start,
            parse=parse,
            options=options,
            placeholder="Pick one",
            **more,
        )
        if (text := missing(key)) is not None:
            sentence = f"“{plain(text)}” is not a choice of {label} here."
            say = explain or partial(say_missing, sentence, {f"{label}: {start}": (key, start)})
            self._explanations.append(partial(say, text))
        return picked or start

    def choice(self, label: str, options: list[str], key: str) -> str | None:
        """A choice of one of `options`, or None for all of them; it begins with all."""
        everything = f"All {label.lower()}s"
        options = [everything, *options]  # the first says what all of them are: no label is needed
        picked = self.pick(label, options, key, width=168, label_visibility="collapsed")
        return None if picked == everything else picked

    def day(self, label: str, first: date, last: date, today: date, **more: Any) -> date | None:
        """A day from `first` to `last`, as of which all figures are; None if it is missing."""

        def parse(text: str) -> date:
            day = date.fromisoformat(text)
            if not first <= day <= last:
                raise ValueError(text)
            return day

        picked: date | None = in_url(
            st.date_input,
            label,
            min_value=first,
            max_value=last,
            key="as_of",
            parse=parse,
            start=today,
            **more,
        )
        if (text := missing("as_of")) is None:
            return picked or today
        sentence = (
            f"There are no figures as of “{plain(text)}”. Pick a day from {long_date(first)} "
            f"to {long_date(last)}."
        )
        back = {f"As of {long_date(today)}": ("as_of", today)}
        self._explanations.append(partial(say_missing, sentence, back, text))
        return None

    @property
    def is_complete(self) -> bool:
        """Whether every value that was asked for so far is there."""
        return not self._explanations

    def end(self) -> None:
        """Say what is missing; then the page ends here."""
        for explain in self._explanations:
            explain()
        if self._explanations:
            st.stop()


def say_missing(
    sentence: str, ways_back: Mapping[str, tuple[str, object]], _text: str | None = None
) -> None:
    """A sentence, and a button for each way back: its label -> a filter and its new value."""
    st.warning(sentence, icon=":material/search_off:")
    with st.container(horizontal=True):
        for label, (key, value) in ways_back.items():
            st.button(label, key=f"{key} back {value}", on_click=set_value, args=(key, value))


@contextmanager
def filter_row() -> Iterator[FilterRow]:
    """A row of filters. At its end, the page stops if a value that was asked for is not there."""
    row = FilterRow()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        yield row
    row.end()
