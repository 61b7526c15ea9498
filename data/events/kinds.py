"""The kinds of event: who writes them, what they answer, and their fields (docs/contract.md).

A test compares this module with the tables of docs/contract.md, both ways.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

PROGRAM, LEAD, MVP = ROLES = ("program", "lead", "mvp")
REQUESTS = ("claim", "dispute", "away", "leaving")


class Value(Enum):
    """What the value of a field is; each is a text in the file."""

    TEXT = "text"  # may have line breaks
    LINE = "line"
    URL = "URL"
    DAY = "day"
    YEAR = "year"
    WORD = "word"
    DIGEST = "digest"
    POINTS = "points"  # what a contribution counts


@dataclass(frozen=True)
class Field:
    """A field of a kind of event; `said` is what people call it.

    A Value.WORD is one of `words`. The field is required when another one, `needed_by`, has one of
    the words `needed_for`, or always when that is the field itself.
    """

    name: str
    value: Value
    said: str
    words: tuple[str, ...] = ()
    needed_by: str | None = None
    needed_for: tuple[str, ...] = ()

    def is_required(self, fields: Mapping[str, str]) -> bool:
        """Whether an event with these fields must have it."""
        if self.needed_by is None or self.needed_by == self.name:
            return self.needed_by is not None
        return fields.get(self.needed_by) in self.needed_for


@dataclass(frozen=True)
class EventKind:
    """A kind of event: the roles that write it, its fields, and the kinds that it answers.

    `is_own`: it is about the person who writes it, or answers what this person wrote.
    """

    writers: tuple[str, ...]
    fields: tuple[Field, ...] = ()
    answers: tuple[str, ...] = ()
    is_own: bool = False


def _always(name: str, value: Value, said: str, words: tuple[str, ...] = ()) -> Field:
    return Field(name, value, said, words, needed_by=name)


_POINTS = Field("points", Value.POINTS, "number that it counts")


def _text(needed_by: str | None = None, *needed_for: str) -> Field:
    return Field("text", Value.TEXT, "text", (), needed_by, needed_for)


_DECISION = ("extend", "decline")
_CONTRIBUTION = ("contribution",)
_ACCOUNT = ("account",)
_FIGURE = ("figure",)

KINDS: dict[str, EventKind] = {
    "claim": EventKind(
        ROLES,
        (
            _text("text"),
            Field("url", Value.URL, "address"),
            _always("day", Value.DAY, "day"),
            _always("track", Value.LINE, "track"),
            _always("kind", Value.LINE, "kind"),
            _POINTS,
            Field("title", Value.LINE, "title"),
        ),
    ),
    "dispute": EventKind(
        (MVP,),
        (
            _always("what", Value.WORD, "what it is about", ("contribution", "account", "figure")),
            Field(
                *("is_mine", Value.WORD, "whether it is yours", ("yes", "no")),
                *("what", _CONTRIBUTION + _ACCOUNT),
            ),
            Field("contribution_id", Value.LINE, "contribution", (), "what", _CONTRIBUTION),
            Field("title", Value.LINE, "title"),
            Field("day", Value.DAY, "day"),
            Field("source", Value.LINE, "source", (), "what", _ACCOUNT),
            Field("account", Value.LINE, "account", (), "what", _ACCOUNT),
            Field("checkpoint", Value.DAY, "checkpoint", (), "what", _FIGURE),
            Field("track", Value.LINE, "track", (), "what", _FIGURE),
            _text("what", *_FIGURE),
        ),
        is_own=True,
    ),
    "away": EventKind(
        (MVP,),
        (
            _always("from_on", Value.DAY, "first day"),
            _always("to_on", Value.DAY, "last day"),
            _text(),
        ),
        is_own=True,
    ),
    "leaving": EventKind((MVP,), (_always("left_on", Value.DAY, "day"), _text()), is_own=True),
    "verdict": EventKind(
        (PROGRAM, LEAD),
        (
            _always("decision", Value.WORD, "decision", ("accept", "decline", "ask")),
            _text("decision", "decline", "ask"),
            Field("day", Value.DAY, "day"),
            Field("track", Value.LINE, "track"),
            Field("kind", Value.LINE, "kind"),
            _POINTS,
        ),
        answers=REQUESTS,
    ),
    "reply": EventKind(ROLES, (_text("text"),), answers=REQUESTS, is_own=True),
    "withdrawal": EventKind(
        ROLES,
        answers=(*REQUESTS, "verdict", "reply", "renewal", "renewal_step", "call"),
        is_own=True,
    ),
    "renewal": EventKind(
        (MVP,),
        (
            _always("year", Value.YEAR, "year"),
            _always("decision", Value.WORD, "decision", _DECISION),
            _text(),
        ),
        is_own=True,
    ),
    "renewal_step": EventKind(
        (PROGRAM, LEAD),
        (
            _always("year", Value.YEAR, "year"),
            _always("step", Value.WORD, "step", ("invite", "extend", "ask_to_leave")),
            _text("step", "ask_to_leave"),
        ),
    ),
    "call": EventKind(
        (PROGRAM, LEAD),
        (
            _always(
                *("outcome", Value.WORD, "outcome"),
                words=("will_do", "needs_leave", "leaving", "no_answer"),
            ),
            Field("note", Value.TEXT, "note"),
            Field("again_on", Value.DAY, "day to look again"),
        ),
    ),
    "calendar": EventKind(ROLES, (_always("digest", Value.DIGEST, "digest"),), is_own=True),
    "calendar_revoked": EventKind(ROLES, answers=("calendar",), is_own=True),
}
