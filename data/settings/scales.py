"""The tables of settings whose numbers are steps of a scale, and so stand in an order."""

from collections.abc import Iterator

from data.settings.counting import Contradiction, Table
from data.settings.kinds import Chance, Count, Ratio


class Levels(Table):
    ahead: Ratio
    on_track: Ratio
    behind: Ratio

    def contradictions(self) -> Iterator[Contradiction]:
        """Of the order of the levels."""
        if not self.ahead > self.on_track > self.behind:
            yield (), "must fall: ahead > on_track > behind", ("ahead", "on_track", "behind")


class Risk(Table):
    low: Chance
    medium: Chance
    recent_days: Count
    few_answers: Count

    def contradictions(self) -> Iterator[Contradiction]:
        """Of the order of the risks."""
        if not self.low > self.medium:
            yield (), "must fall: low > medium", ("low", "medium")


class Fan(Table):
    low: Chance
    middle: Chance
    high: Chance

    def contradictions(self) -> Iterator[Contradiction]:
        """Of the order of the lines of a fan."""
        if not self.low < self.middle < self.high < 1:
            yield (), "must rise below 1: low < middle < high", ("low", "middle", "high")
