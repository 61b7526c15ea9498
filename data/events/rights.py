"""Who may write and read which kind of event (docs/security.md)."""

from collections.abc import Iterable
from dataclasses import replace

from data.events.kinds import KINDS, LEAD, MVP, PROGRAM
from data.events.model import LOCAL, Event

DECIDED_BY = ("program", "leads")  # requests.decided_by of the settings
# What only people see who lead or run the program.
_NOT_FOR_MVPS = ("call",)
# A reason that leads and the program team keep to themselves: kind -> field.
_FIELDS_NOT_FOR_MVPS = {"renewal_step": "text"}
# Only of use to the person who made them.
_OWN_ONLY = ("calendar", "calendar_revoked")


def may_write(role: str, kind: str, decided_by: str = PROGRAM) -> bool:
    """Whether people with this role write events of this kind.

    `decided_by` is the setting of the program, one of DECIDED_BY: leads decide on requests only
    where it says so. Whom an event is about is limited by the scope of the person.
    """
    if role == LEAD and kind == "verdict":
        return decided_by == "leads"
    return role in KINDS[kind].writers


def is_same_person(event: Event, other: Event) -> bool:
    """Whether both were written by the same person.

    MVPs speak about themselves, so they are known by their id; their address may change.
    """
    if event.role == other.role == MVP:
        return event.mvp_id == other.mvp_id
    return event.by == other.by


def is_own_request(verdict: Event, request: Event) -> bool:
    """Whether somebody decides on what they asked for themselves, where people sign in."""
    return request.role == MVP and verdict.by == request.by != LOCAL


def seen_by(events: Iterable[Event], role: str, by: str, mvp_id: str | None = None) -> list[Event]:
    """The events that a person may read of those about people in their scope.

    `by` is the person's e-mail address, or LOCAL. An MVP sees no calls and nothing that answers
    one, not why somebody is to be asked to leave, and not the address of anybody else: `by` of
    such an event is empty. So does a lead who is an MVP, `mvp_id`, what is about themselves.
    """
    found = [event for event in events if event.kind not in _OWN_ONLY or event.by == by]
    hidden = {event.id for event in found if event.kind in _NOT_FOR_MVPS}
    seen = []
    for event in found:
        if role == PROGRAM or (role == LEAD and event.mvp_id != mvp_id):
            seen.append(event)
        elif event.id not in hidden and event.answers not in hidden:
            seen.append(_for_mvp(event, by))
    return seen


def _for_mvp(event: Event, by: str) -> Event:
    hidden = _FIELDS_NOT_FOR_MVPS.get(event.kind)
    fields = {name: text for name, text in event.fields.items() if name != hidden}
    return replace(event, fields=fields, by=event.by if event.by == by else "")
