"""The settings of patterns that a person should look at (docs/rules.md section 19): all are off."""

from collections.abc import Iterator
from typing import Any

from data.settings.counting import Contradiction, Table
from data.settings.kinds import Count, Likeness, SeveralOf

_PAIRS = (("title_likeness", "title_days"), ("burst_size", "burst_minutes"))
Row = dict[str, Any]


class Patterns(Table):
    """What switches each pattern on; the settings of a pair go together."""

    title_likeness: Likeness | None = None
    title_days: Count | None = None
    burst_size: SeveralOf | None = None
    burst_minutes: Count | None = None
    same_asker: SeveralOf | None = None
    claim_days: Count | None = None

    def contradictions(self) -> Iterator[Contradiction]:
        """Of a pair, both are there or none."""
        for one, other in _PAIRS:
            if (getattr(self, one) is None) != (getattr(self, other) is None):
                yield (), f"{one} and {other} go together; write both of them or none", (one, other)

    @property
    def rows(self) -> dict[str, Row]:
        """The settings of each pattern that is on, by its word: the columns of rule_patterns."""
        likeness = self.title_likeness
        alike = {
            "min_alike": likeness and likeness.numerator,
            "min_alike_of": likeness and likeness.denominator,
        }
        rows: dict[str, Row] = {}
        if self.title_days:
            rows["like_titles"] = {"days": self.title_days, **alike}
            rows["shared_titles"] = {"days": self.title_days}
        if self.burst_size:
            rows["burst"] = {"size": self.burst_size, "minutes": self.burst_minutes}
        if self.same_asker:
            rows["same_asker"] = {"size": self.same_asker}
        if self.claim_days:
            rows["repeated_claim"] = {"days": self.claim_days, **alike}
            rows["shared_claim"] = {}
        return rows
