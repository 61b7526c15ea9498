"""Who sees what: the tables that everybody, the program team or a scope may read."""

import hashlib
from dataclasses import dataclass

# What everybody may see whole: no row of these is about a person.
FOR_ALL = ("dates", "years", "comparison_dates", "reach")
FROM_BUILD = (
    "build",
    "calendar",
    "rule_settings",
    "rule_tracks",
    "rule_kinds",
    "rule_checkpoints",
    "rule_levels",
    "rule_risks",
    "rule_stages",
    "rule_certificates",
    "rule_benefits",
    "rule_look_aheads",
)
# What only the program team may see; the rows are about people without an mvp_id.
FOR_PROGRAM = ("nominees",)
FOR_PROGRAM_IN_BUILD = ("build_files", "builds", "rejects")
# The tables of the build that are filtered like the day's.
PEOPLE_IN_BUILD = ("contributions", "activity", "leave_days")


@dataclass(frozen=True)
class Scope:
    """Whose rows are seen: everybody's, those of some teams, or one MVP's; `only_` narrows it."""

    everybody: bool = False
    teams: tuple[str, ...] = ()
    mvp_id: str | None = None
    only_team: str | None = None
    only_mvp: str | None = None

    @property
    def is_one_mvp(self) -> bool:
        """Whether the scope can hold one MVP at the most."""
        return self.only_mvp is not None or self == Scope(mvp_id=self.mvp_id)

    @property
    def schema(self) -> str:
        """The name of the schema that holds this scope's views."""
        return "memory.scope_" + hashlib.sha256(repr(self).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Identity:
    """Who an e-mail address is in a build; role None: nobody."""

    role: str | None
    teams: tuple[str, ...]
    mvp_id: str | None
    status: str | None
    max_session_hours: int
