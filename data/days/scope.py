"""Who sees what: the tables that a query of a page can read, and which of their rows.

A viewer has a *scope*: the program team sees everybody, a lead sees the MVPs of some teams, and an
MVP sees only themselves. A filter on a page narrows the scope further. A query never runs on the
tables themselves. It runs on views with the same names (data/days/views.py), and these hold the
rows that the lists below give to the scope. A table that is in none of them cannot be read.

A new rule is in ROWS_IN_SCOPE until it is added to another list. Such a table must have a column
`mvp_id`; without one, each query that names it fails and shows nothing.
"""

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from data.days import backtest_cases, checkpoint_progress, earlier_days, past_years, patterns
from data.days.rules import RULES


class Tables(NamedTuple):
    """Tables of a day and tables of its build."""

    of_day: tuple[str, ...]
    of_build: tuple[str, ...]


# Every viewer sees all rows: none of them is about a person.
ALL_ROWS = Tables(
    of_day=("dates", "years", "comparison_dates", "reach"),
    of_build=(
        "build",
        "supplied",
        "absent",
        "program_years",
        "cycle_months",
        "calendar",
        "checkpoints",
        "data_spans",
        "rule_changes",
        "rule_settings",
        "rule_values",
        "rule_tracks",
        "rule_kinds",
        "rule_checkpoints",
        "rule_leave_words",
        "rule_no_addresses",
        "rule_tracking_parameters",
        "rule_certificates",
        "rule_benefits",
        "rule_look_aheads",
        "rule_levels",
        "rule_risks",
        "rule_member_statuses",
        "rule_certification_statuses",
        "rule_renewal_stages",
        "rule_nominee_stages",
        "rule_benefit_states",
        "rule_not_counted",
        "rule_patterns",
        "unlinked_addresses",  # without whose they are (docs/security.md, Events)
    ),
)
# The program team sees all rows, others see none: the rows are about people without an mvp_id.
ROWS_FOR_PROGRAM_TEAM = Tables(
    of_day=("nominees", "team_leads", "points_of_everybody", patterns.OF_SEVERAL),
    of_build=(
        "build_files",
        "builds",
        "gaps",
        "raw_files",
        "refusals",
        "rejects",
        "rule_mail",
        "rule_reminders",
        "source_files",
        "strangers",
        "track_sources",
        "warnings",
    ),
)
# The program team sees all rows and a lead those of the MVPs in their scope, but no rows of their
# own: what leads note about people is not for these people.
ROWS_FOR_LEADS = Tables(of_day=(backtest_cases.FLAGS,), of_build=("calls",))
# The program team sees all rows and an MVP their own, but a lead sees none of others: what may have
# a plain reason is for a talk with the MVP, and not for a list of suspects.
ROWS_OF_ONESELF = Tables(of_day=(patterns.OF_ONE,), of_build=())
# Columns of figures that only the program team has: what they rest on is empty for others.
COLUMNS_FOR_PROGRAM_TEAM = ("leads",)
# Every viewer sees the rows of the MVPs in their scope.
ROWS_IN_SCOPE = Tables(
    of_day=(
        *(rule for rule in RULES if rule not in ALL_ROWS.of_day + ROWS_FOR_PROGRAM_TEAM.of_day),
        *earlier_days.TABLES,
        backtest_cases.CASES,
        *past_years.TABLES,
        *checkpoint_progress.TABLES,
        "judged_contributions",
    ),
    of_build=(
        "accounts",
        "contributions",
        "activity",
        "source_rows",
        "spells",
        "leave_days",
        "events",
    ),
)


@dataclass(frozen=True)
class Scope:
    """The MVPs whose rows a viewer sees.

    These are all MVPs if `everybody`, otherwise those of `teams` and the one with `mvp_id`.
    `only_team` and `only_mvp` are filters: they can take MVPs away and never add any.
    """

    everybody: bool = False
    teams: tuple[str, ...] = ()
    mvp_id: str | None = None
    only_team: str | None = None
    only_mvp: str | None = None

    @property
    def is_one_mvp(self) -> bool:
        """Whether the scope can hold one MVP at most."""
        return self.only_mvp is not None or self == Scope(mvp_id=self.mvp_id)

    @property
    def schema(self) -> str:
        """The schema with the views of this scope."""
        return "memory.scope_" + hashlib.sha256(repr(self).encode()).hexdigest()[:16]
