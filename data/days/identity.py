"""Who an e-mail address is, who leads which teams, and whom the program team can view as.

These queries read all rows: they decide which scope a viewer has, so they run without one.
"""

from dataclasses import dataclass

import duckdb

from data.settings.saying import in_own_words
from data.sql.files import sql
from data.sql.one_row import one_row


@dataclass(frozen=True)
class Identity:
    """What an e-mail address may see in a build; `role` is None for an unknown address."""

    role: str | None
    teams: tuple[str, ...]
    mvp_id: str | None
    status: str | None
    max_session_hours: int


def identity_of(cursor: duckdb.DuckDBPyConnection, email: str) -> Identity:
    """What `email` may see; `cursor` reads the tables of a day and of its build."""
    answer = cursor.execute(sql("access/identity"), {"email": email})
    role, teams, mvp_id, status, hours = one_row(answer)
    return Identity(role, tuple(teams or ()), mvp_id, status, hours)


def leads_of(cursor: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    """The leads of the build who have a team: e-mail address -> their teams, both in order."""
    return {email: tuple(teams) for email, teams in cursor.execute(sql("access/leads")).fetchall()}


def people_of(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The leads and MVPs of the build, in order: e-mail address -> label."""
    return {
        email: f"{in_own_words('Lead' if is_lead else 'MVP')}: {label}"
        for email, label, is_lead in cursor.execute(sql("access/people")).fetchall()
    }
