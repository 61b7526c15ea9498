"""What requests and their answers are called, in one place; disputes are in disputed.py."""

from collections.abc import Mapping
from datetime import date

from dashboard.page.prose import long_date, plain
from dashboard.page.requests import disputed
from dashboard.page.requests.fields import Unit
from dashboard.reading.events import Counting, Speaker
from data.events.kinds import MVP
from data.events.model import LOCAL, Event
from data.events.requests import ACCEPTED, ASKED, DECLINED, OPEN, WITHDRAWN, Request, contribution
from data.settings.saying import in_own_words

_STATES = {
    OPEN: "Sent; not yet counted",
    ASKED: "Asked back; not yet counted",
    ACCEPTED: "Accepted",
    DECLINED: "Declined",
    WITHDRAWN: "Withdrawn",
}
_NOT_YET = "; not yet counted: the next build counts it"
_NOT_THERE = Counting(None, None)
_ROLES = {"program": "Program team", "lead": "Lead"}
_DID = {
    "accept": "accepted",
    "decline": "declined",
    "ask": "asked back",
    "reply": "replied",
    "withdrawal": "withdrew it",
}


def state_of(request: Request, read: Mapping[str, Counting]) -> str:
    """The state of a request, and whether the build has counted it; `read` is what it has read."""
    if request.event.kind == "dispute":
        return disputed.state_of(request, read)
    state = _STATES[request.state]
    is_read = request.verdict is not None and request.verdict.id in read
    if request.event.kind in ("away", "leaving") and request.state == ACCEPTED:
        return f"{state} and counted" if is_read else f"{state}{_NOT_YET}"
    if request.event.kind != "claim":
        return state
    counted, why = read.get(request.event.id, _NOT_THERE)
    if request.state != ACCEPTED:
        return f"{state}; counted until the next build" if counted else state
    if not is_read:
        if counted:
            return f"{state} and counted; the next build counts it as decided last"
        return f"{state}{_NOT_YET}"
    if counted is None:
        return f"{state}, but the build has rejected it: tell the program team"
    return f"{state} and counted" if counted else f"{state}; does not count: {plain(why or '')}"


def about(event: Event, labels: Mapping[str, str]) -> str:
    """What a request is about, as Markdown in a line; `labels` are those of the tracks."""
    match event.kind:
        case "claim":
            return f"{_track(event, labels)} · {_day(event, 'day')}"
        case "away":
            days = (event.day_of("to_on") - event.day_of("from_on")).days + 1
            said = f"Away from {_day(event, 'from_on')} to {_day(event, 'to_on')}"
            return f"{said} ({days:,} {'day' if days == 1 else 'days'})"
        case "leaving":
            return f"Leaves the program on {_day(event, 'left_on')}"
    return disputed.brief(event, labels)


def who(event: Event, name: str) -> str:
    """Who said something, as Markdown; the address where it may be read and is of another one."""
    if event.role == MVP:
        return plain(name)
    address = f" (`{event.by.replace('`', ' ')}`)" if event.by not in ("", LOCAL) else ""
    return f"{in_own_words(_ROLES[event.role])}{address}"


def button(action: str, event: Event, name: str, labels: Mapping[str, str]) -> str:
    """The label of a button of a request, as Markdown.

    The page shows only the action; the rest tells a screen reader of which request (shell.css).
    """
    return f"**{action}** {plain(name)}, {about(event, labels)}"


def did(event: Event, name: str) -> str:
    """Who answered a request how and when, as Markdown in a line."""
    verb = _DID[event.get("decision") or event.kind]
    return f"{who(event, name)} {verb} on {long_date(event.day)}"


def sent(event: Event, name: str, me: Speaker) -> str:
    """Who sent a request when, as Markdown in a line."""
    by = "you" if me.wrote(event) else who(event, name)
    return f"Sent by {by} on {long_date(event.day)}"


def counts(said: Mapping[str, str], units: Mapping[str, Unit]) -> str:
    """What a contribution counts, as Markdown; an empty text where its track counts no points.

    `said` are the fields of a claim, and `units` those of the tracks that count points.
    """
    unit, points = units.get(said.get("track", "")), int(said.get("points", 1))
    return f"{points:,} {plain(unit[points != 1])}" if unit else ""


def corrected(
    answer: Event, claim: Event, labels: Mapping[str, str], units: Mapping[str, Unit]
) -> str:
    """What a verdict has corrected in a claim, as Markdown in a line; an empty text if nothing."""
    if claim.kind != "claim":
        return ""
    changed = []
    if answer.get("day"):
        changed.append(f"the day is {_day(answer, 'day')}, not {_day(claim, 'day')}")
    if answer.get("track"):
        changed.append(f"the track is {_track(answer, labels)}, not {_track(claim, labels)}")
    now, before = counts(contribution(claim, answer), units), counts(claim.fields, units)
    if now not in ("", before):
        changed.append(f"it counts {now}{before and f', not {before}'}")
    return f"Corrected: {'; '.join(changed)}." if changed else ""


def _track(event: Event, labels: Mapping[str, str]) -> str:
    """The track and the kind of a contribution, as Markdown."""
    track = event.fields["track"]
    return f"{plain(labels.get(track, track))}: {plain(event.fields['kind'])}"


def _day(event: Event, field: str) -> str:
    return long_date(date.fromisoformat(event.fields[field]))
