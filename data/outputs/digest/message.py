"""The digest as a message to a lead, and as plain text."""

from collections.abc import Sequence
from pathlib import Path

from data.outputs.digest import NOTHING, Digest
from data.outputs.message import Message
from data.outputs.templates import rendered
from data.settings.saying import in_own_words

_FOLDER = Path(__file__).parent


def to_lead(week: Digest, email: str, teams: Sequence[str], link: str | None = None) -> Message:
    """The message to the lead of `teams`, in the words of this run; `link` is the dashboard's URL.

    Access lists give no names of leads, so it greets nobody by name.
    """
    text = "You get this mail as a lead of {teams}."
    values = {
        "week": week,
        "nothing": NOTHING,
        "link": link,
        "reason": in_own_words(text, teams=_listed(teams)),
    }
    return Message(
        name="",
        email=email,
        subject=week.title,
        text=rendered(_FOLDER / "digest.txt.j2", values),
        html=rendered(_FOLDER / "digest.html.j2", values),
    )


def plain_text(week: Digest) -> str:
    """The digest as a person reads it in a chat."""
    values = {"week": week, "nothing": NOTHING, "link": None, "reason": ""}
    return rendered(_FOLDER / "digest.txt.j2", values).rstrip() + "\n"


def _listed(teams: Sequence[str]) -> str:
    """North, or South and West, each on one line."""
    *first, last = (" ".join(team.split()) for team in teams)
    return f"{', '.join(first)} and {last}" if first else last
