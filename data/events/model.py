"""An event, and the JSON of its file."""

import json
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from data.errors import ProgramError
from data.events.kinds import KINDS, REQUESTS, ROLES
from data.events.values import faults_of_fields, is_one_line, tidy

__all__ = ["FORM", "KINDS", "LOCAL", "REQUESTS", "ROLES", "Event", "from_json", "new", "to_json"]

FORM = 1  # of the files; one with another form is named and left alone
LOCAL = "local"  # who writes where there is no sign-in
MOST_BYTES = 32_768  # of a file
_LONGEST_NAME = 254  # characters of an e-mail address, and of an id of an MVP
_ID = re.compile(r"(\d{8}T\d{6}\.\d{6}Z)-[0-9a-f]{12}", re.ASCII)
_OF_ANYBODY = ("calendar", "calendar_revoked")  # also of people who are no MVPs
_TIME = "%Y%m%dT%H%M%S.%fZ"
_AT = "%Y-%m-%dT%H:%M:%S.%f+00:00"
_KEYS = ("answers", "at", "by", "fields", "form", "id", "kind", "mvp_id", "role")


@dataclass(frozen=True)
class Event:
    """Something that a person said, at a moment in UTC.

    `by` is the e-mail address of the sign-in, or LOCAL. `role` is in which role they said it: an
    MVP about themselves, or a lead or the program team about an MVP; a lead who is an MVP too
    speaks about themselves as MVP. `mvp_id` is whom it is about. `answers` is the id of an earlier
    event.
    """

    id: str
    kind: str
    by: str
    role: str
    mvp_id: str | None
    fields: Mapping[str, str] = field(default_factory=dict, hash=False)
    answers: str | None = None

    @property
    def at(self) -> datetime:
        """The moment at which it was said, in UTC."""
        return _moment(self.id)

    @property
    def day(self) -> date:
        """The day of that moment in UTC."""
        return self.at.date()

    def get(self, name: str) -> str | None:
        """The text of a field; None without it."""
        return self.fields.get(name)

    def day_of(self, name: str) -> date:
        """The day in a field that is there."""
        return date.fromisoformat(self.fields[name])


def is_id(text: str) -> bool:
    """Whether a text is the id of an event."""
    if not (found := _ID.fullmatch(text)):
        return False
    try:
        datetime.strptime(found[1], _TIME).replace(tzinfo=UTC)
    except ValueError:  # a day such as June 31
        return False
    return True


def new(
    kind: str,
    by: str,
    role: str,
    mvp_id: str | None,
    fields: Mapping[str, str | date | None] | None = None,
    answers: str | None = None,
    now: datetime | None = None,
) -> Event:
    """An event of this moment, with an id that no other one has.

    Texts are trimmed and their lines end in LF; fields without text are left out. Raises
    ProgramError when the kind does not have such fields, with a sentence for the person who fills
    them in.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    event_id = f"{moment.strftime(_TIME)}-{secrets.token_hex(6)}"
    event = Event(event_id, kind, by, role, mvp_id, tidy(fields or {}), answers)
    if fault := _fault(event):
        raise ProgramError(fault)
    return event


def to_json(event: Event) -> str:
    """The text of the event's file."""
    values = {
        **{name: getattr(event, name) for name in _KEYS if name not in ("at", "form", "fields")},
        "at": event.at.strftime(_AT),
        "fields": dict(event.fields),
        "form": FORM,
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def from_json(text: str, name: str) -> Event:
    """The event in a file with the name `<id>.json`.

    Raises ProgramError when the text is not that of an event, with what is wrong.
    """
    event_id = name.removesuffix(".json")
    values = _object(text)
    if values.get("form") != FORM:
        raise ProgramError(f"has the form {values.get('form')!r}, and this version knows {FORM}")
    if sorted(values) != [*_KEYS]:
        raise ProgramError(f"has other keys than {', '.join(_KEYS)}")
    if not is_id(event_id) or values["id"] != event_id:
        raise ProgramError("has another id than its name says")
    event = Event(**{key: values[key] for key in _KEYS if key not in ("at", "form")})
    if not isinstance(event.fields, dict):
        raise ProgramError("has fields that are no object")
    if values["at"] != event.at.strftime(_AT):
        raise ProgramError("has another time than its id says")
    if fault := _fault(event):
        raise ProgramError(fault)
    return event


def _fault(event: Event) -> str | None:
    """The first thing that is wrong in an event by itself, as a sentence; None if nothing is."""
    return next(_faults(event), None)


def _faults(event: Event) -> Iterator[str]:
    kind = KINDS.get(event.kind) if isinstance(event.kind, str) else None
    if kind is None:
        yield f"There is no kind of event {event.kind!r}."
        return
    if event.role not in ROLES:
        yield f"There is no role {event.role!r}."
    if not is_one_line(event.by, _LONGEST_NAME):
        yield "It is not said who writes this."
    is_of_anybody = event.mvp_id is None and event.kind in _OF_ANYBODY
    if not is_of_anybody and not is_one_line(event.mvp_id, _LONGEST_NAME):
        yield "It is not said whom this is about."
    if not kind.answers and event.answers is not None:
        yield "This answers nothing."
    if kind.answers and not (isinstance(event.answers, str) and is_id(event.answers)):
        yield "It is not said what this answers."
    yield from faults_of_fields(kind, event.fields)


def _moment(event_id: str) -> datetime:
    return datetime.strptime(event_id.partition("-")[0], _TIME).replace(tzinfo=UTC)


def _object(text: str) -> dict[str, Any]:
    try:
        values = json.loads(text, object_pairs_hook=_each_key_once)
    except (ValueError, RecursionError):
        raise ProgramError("is not JSON with each key once") from None
    if not isinstance(values, dict):
        raise ProgramError("is no JSON object")
    return values


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a key is there twice")
    return values
