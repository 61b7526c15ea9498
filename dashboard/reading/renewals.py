"""Renewals as of today: what the build knows, and what people said about them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.reading import events
from dashboard.reading.days import current_date
from dashboard.reading.events import Counting, Speaker
from dashboard.reading.parts import parts_of
from dashboard.reading.rows import ViewContext, read
from data.events.model import Event
from data.events.renewals import Statement

_OUTCOMES = ("extend", "ask_to_leave")  # steps after which an answer changes nothing


@dataclass(frozen=True)
class Renewal:
    """The renewal of one MVP, a row of queries/pages/requests/renewal.sql, and what was said.

    `said` is about the year of the row, in order.
    """

    row: Any
    said: tuple[Statement, ...]

    @property
    def in_force(self) -> list[Event]:
        """What was said and not taken back."""
        return [each.event for each in self.said if each.taken_back is None]

    @property
    def outcome(self) -> str | None:
        """What the program has decided on pages: `extend`, `ask_to_leave` or nothing yet."""
        steps = [event.get("step") for event in self.in_force]
        return next((step for step in reversed(steps) if step in _OUTCOMES), None)

    @property
    def has_answer(self) -> bool:
        """Whether the MVP has answered, here or elsewhere."""
        is_said = any(event.kind == "renewal" for event in self.in_force)
        return is_said or not pd.isna(self.row.decision)

    @property
    def may_answer(self) -> bool:
        """Whether the MVP can answer, or change the answer."""
        return bool(self.row.may_answer) and self.outcome is None

    @property
    def steps(self) -> list[str]:
        """The steps that the program can record now."""
        if self.row.has_left:
            return []
        is_renewed = not pd.isna(self.row.renewed_on)
        is_invited = not pd.isna(self.row.invited_on) or any(
            event.get("step") == "invite" for event in self.in_force
        )
        is_open = not self.row.is_before_final
        may = {
            "invite": is_open and not (is_invited or is_renewed or self.outcome),
            "extend": is_open
            and (self.outcome == "ask_to_leave" or not is_renewed)
            and self.outcome != "extend",
            "ask_to_leave": self.outcome != "ask_to_leave",
        }
        return [step for step, can in may.items() if can]

    def since(self, build: Mapping[str, Counting]) -> list[Statement]:
        """What a build that has read the events `build` does not know: the last of each kind."""
        fresh = [each for each in self.said if is_fresh(each, build)]
        return [*{each.event.kind: each for each in fresh}.values()]


def is_fresh(said: Statement, build: Mapping[str, Counting]) -> bool:
    """Whether the next build changes something because of it."""
    if said.taken_back is None:
        return said.event.id not in build
    return said.event.id in build and said.taken_back.id not in build


def renewals(view: ViewContext, me: Speaker) -> list[Renewal]:
    """The renewals of the cycle for the people in `view`; none where the program has none."""
    if "renewal" not in parts_of(view.build):
        return []
    view = replace(view, as_of=current_date(view.build))
    said = defaultdict(list)
    for each in events.renewals_of(view, me):
        said[each.event.mvp_id, each.event.fields["year"]].append(each)
    rows: Any = read(view, "requests/renewal").itertuples()
    return [Renewal(row, tuple(said[row.mvp_id, str(row.year)])) for row in rows]
