"""Checkpoint letters: the figures of one MVP on a checkpoint in words, as text and as HTML."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from data.days.day import Day
from data.days.rows import Row, rows
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.message import Message
from data.outputs.templates import one_line, rendered, said
from data.settings.saying import speaking
from data.sql.files import sql

# What the URL of an MVP's own page says about a figure that is disputed there.
DISPUTED, DISPUTED_TRACK = "disputed", "disputed_track"
_FOLDER = Path(__file__).parent
_NO_CONTACT = (
    "letters.contact is not set, so letters cannot say whom to ask about a wrong number: write "
    '`[letters]` and `contact = "somebody@example.org"` in program.toml, and build again'
)
_NO_LETTERS = "this program writes no letters: its settings switch them off (parts.letters)"


@dataclass(frozen=True)
class Letter(Message):
    """A letter to one MVP."""

    mvp_id: str


def letters(day: Day, scope: Scope, link: str | None = None) -> list[Letter]:
    """The letters of the checkpoint `day` to MVPs in `scope`, in the order of mvp_id.

    Active MVPs and those who await their NDA get one. `link` is the URL of an MVP's own page.

    Raises ProgramError like `recipients`.
    """
    with speaking(day.words):
        return [letter_to(recipient, link) for recipient in recipients(day, scope)]


@dataclass(frozen=True)
class Recipient:
    """Who gets a letter: the rows of queries/letters about them."""

    person: Row
    tracks: list[Row]

    @property
    def mvp_id(self) -> str:
        return str(self.person["mvp_id"])


def recipients(day: Day, scope: Scope) -> list[Recipient]:
    """Who gets a letter of the checkpoint `day`, in the order of mvp_id.

    Raises ProgramError when the program writes no letters, or when the settings do not say whom an
    MVP can ask.
    """
    if "letters" not in day.parts:
        raise ProgramError(_NO_LETTERS)
    tracks = defaultdict(list)
    for track in rows(day, scope, sql("letters/tracks")):
        tracks[track["mvp_id"]].append(track)
    people = rows(day, scope, sql("letters/people"))
    if people and people[0]["contact"] is None:
        raise ProgramError(_NO_CONTACT)
    return [Recipient(person, tracks[person["mvp_id"]]) for person in people]


def dispute_link(recipient: Recipient, link: str) -> str:
    """Where the MVP says that a figure of the letter is wrong, on their own page at `link`."""
    asked = {
        "mvp": recipient.mvp_id,
        "tab": "checkpoints",
        DISPUTED: str(recipient.person["checkpoint"]),
    }
    if len(recipient.tracks) == 1:
        asked[DISPUTED_TRACK] = str(recipient.tracks[0]["track"])
    return f"{link}?{urlencode(asked)}"


def letter_to(recipient: Recipient, link: str | None = None) -> Letter:
    """The letter to one MVP, in the words of the program of this run."""
    person, tracks = recipient.person, recipient.tracks
    who = person | {"name": one_line(person["name"])}
    dispute = dispute_link(recipient, link) if link and tracks else None
    values = {"who": who, "tracks": tracks, "link": link, "dispute": dispute}
    return Letter(
        mvp_id=who["mvp_id"],
        name=who["name"],
        email=who["email"],
        subject=said(_FOLDER / "words.j2", "subject", who),
        text=rendered(_FOLDER / "letter.txt.j2", values),
        html=rendered(_FOLDER / "letter.html.j2", values),
    )
