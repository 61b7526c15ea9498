"""A program of today with people of every status, and how each of them signs in."""

import csv
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.events.folder import EventFolder
from data.events.model import new
from data.sample import write_sample

TWO_TEAMS, ONE_TEAM = ("Benelux", "Iberia"), ("India",)  # of lead1 and of lead5


def signed_in(email: str | None, **more: object) -> dict[str, object]:
    """What the sign-in says of a person who came a minute ago."""
    now = int(time.time())
    user = {"is_logged_in": True, "email": email, "email_verified": True}
    return user | {"iat": now - 60, "exp": now + 3600} | more


def add_rows(path: Path, *rows: dict[str, str]) -> None:
    """Append rows to a CSV file; columns that a row lacks are empty."""
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, restval="", lineterminator="\n").writerows(rows)


def write_people(folder: Path) -> None:
    """Write a sample of 60 MVPs as of today, and one more MVP of each rare kind."""
    now = datetime.now(UTC).date()
    write_sample(folder, mvps=60, as_of=now)
    ago, soon = str(now - timedelta(days=400)), str(now + timedelta(days=45))
    people = {
        "mvp901": ("Una Upcoming", {"entered_on": soon, "team": "Iberia"}),
        "mvp902": ("Lev Left", {"left_on": str(now - timedelta(days=3)), "team": "Iberia"}),
        "mvp903": ("Ana Awaiting", {"team": "Iberia", "nda_signed_on": ""}),
        "mvp904": ("Both Roles", {"team": "India", "other_emails": "both.former@example.org"}),
        "mvp905": ("Twin One", {"team": "Iberia", "email": "twin@example.org"}),
        "mvp906": ("Twin Two", {"team": "DACH", "email": "twin@example.org"}),
    }
    add_rows(
        folder / "mvps.csv",
        *(
            {"mvp_id": mvp_id, "name": name, "email": f"{mvp_id}@example.org"}
            | {"entered_on": ago, "country": "Spain", "timezone": "Europe/Madrid"}
            | ({} if mvp_id == "mvp901" else {"nda_signed_on": ago})
            | more
            for mvp_id, (name, more) in people.items()
        ),
    )
    add_rows(
        folder / "accounts.csv",
        *({"source": "forum", "account": f"{mvp_id}_forum", "mvp_id": mvp_id} for mvp_id in people),
    )
    add_rows(folder / "access.csv", {"email": "MVP904@Example.org", "role": "lead", "team": "DACH"})


def write_calls(events: Path, source: Path) -> None:
    """Write a call to each MVP of a team, whose note names another one of the same team.

    So whoever may not read the note reads of somebody whom they may not see.
    """
    with (source / "mvps.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["team"]]
    again_on = datetime.now(UTC).date() + timedelta(days=9)
    for row in rows:
        team = [each["mvp_id"] for each in rows if each["team"] == row["team"]]
        other = team[team.index(row["mvp_id"]) - 1]
        fields = {"outcome": "no_answer", "note": f"Ask {other}", "again_on": again_on}
        EventFolder(events).write(
            new("call", "program@example.org", "program", row["mvp_id"], fields)
        )
