"""What follows from all events: the state of each request, calls, answers about renewals.

Every event is judged by itself and by what it answers, in the order of their ids, which is that of
time. So the order in which files are read does not matter.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.events.kinds import KINDS, REQUESTS
from data.events.model import LOCAL, Event
from data.events.rights import is_own_request, is_same_person

OPEN, ASKED, ACCEPTED, DECLINED, WITHDRAWN = STATES = (
    "open",
    "asked",
    "accepted",
    "declined",
    "withdrawn",
)
CORRECTED = ("day", "track", "kind", "points")  # of a claim, by a verdict
_AFTER = {"accept": ACCEPTED, "decline": DECLINED, "ask": ASKED}  # a verdict


@dataclass(frozen=True)
class Request:
    """A request and what was said about it, in order: verdicts, replies, a withdrawal.

    `verdict` is the one in force; None while the request is open or withdrawn.
    """

    event: Event
    state: str
    verdict: Event | None
    thread: tuple[Event, ...]

    @property
    def contribution(self) -> dict[str, str]:
        """The fields of a claim, as the verdict in force corrects them."""
        return contribution(self.event, self.verdict)

    @property
    def waits_for_verdict(self) -> bool:
        """Whether it is those who decide who have to do something."""
        return self.state == OPEN


@dataclass(frozen=True)
class Said:
    """All that follows from events. Events without effect are there by id, each with the reason.

    `calls` and `renewals` (answers of MVPs and steps of the program) are in order, and without
    those that were withdrawn. `calendars` are those that work, by the digest of their token.
    """

    requests: tuple[Request, ...]
    calls: tuple[Event, ...]
    renewals: tuple[Event, ...]
    calendars: Mapping[str, Event]
    without_effect: Mapping[str, str]


def contribution(claim: Event, verdict: Event | None) -> dict[str, str]:
    """The fields of a claim, as a verdict corrects them."""
    said = verdict.fields if verdict else {}
    return {**claim.fields, **{name: said[name] for name in CORRECTED if name in said}}


def fold(events: Iterable[Event]) -> Said:
    """What follows from `events`, in whatever order they are given."""
    ordered = sorted(events, key=lambda event: event.id)
    known = {event.id: event for event in ordered}
    why = {event.id: said for event in ordered if (said := _no_right(event, known))}
    valid = [event for event in ordered if event.id not in why]
    taken_back = {
        event.answers: event.id
        for event in reversed(valid)
        if event.kind == "withdrawal" and known[event.answers or ""].kind not in REQUESTS
    }
    answers = defaultdict(list)
    for event in valid:
        if event.answers is not None and event.id not in taken_back:
            answers[event.answers].append(event)
    left = [event for event in valid if event.id not in taken_back]
    return Said(
        tuple(_request(e, answers[e.id], why) for e in left if e.kind in REQUESTS),
        tuple(event for event in left if event.kind == "call"),
        tuple(event for event in left if event.kind in ("renewal", "renewal_step")),
        _calendars(left, answers),
        why,
    )


def why_without_effect(event: Event, before: Iterable[Event]) -> str | None:
    """Why an event that is written now would change nothing, as a sentence; None if it would."""
    return fold([*before, event]).without_effect.get(event.id)


def _no_right(event: Event, known: Mapping[str, Event]) -> str | None:
    """Why nobody may write such an event, whenever it was written."""
    kind = KINDS[event.kind]
    if event.role not in kind.writers:
        return f"The role {event.role} does not write this."
    if event.answers is None:
        return None
    answered = known.get(event.answers)
    if answered is None:
        return "It answers something that is not there."
    if answered.kind not in kind.answers:
        return "It does not fit what it answers."
    if answered.mvp_id != event.mvp_id:
        return "It answers something about somebody else."
    if kind.is_own and not is_same_person(event, answered):
        return "Only the person who wrote something answers so."
    if event.kind == "verdict" and is_own_request(event, answered):
        return "Nobody decides on what they asked for themselves."
    return _no_right(answered, known) and "It answers something without effect."


def _request(event: Event, answers: list[Event], why: dict[str, str]) -> Request:
    """The request `event` after its `answers`; adds to `why` those without effect."""
    state, verdict, thread = OPEN, None, []
    for answer in answers:
        if fault := _no_effect(event, state, answer):
            why[answer.id] = fault
            continue
        thread.append(answer)
        match answer.kind:
            case "verdict":
                state, verdict = _AFTER[answer.fields["decision"]], answer
            case "reply":
                state, verdict = OPEN, None
            case "withdrawal":
                state, verdict = WITHDRAWN, None
    return Request(event, state, verdict, tuple(thread))


def _no_effect(request: Event, state: str, answer: Event) -> str | None:
    """Why an answer to a request in that state changes nothing."""
    if state == WITHDRAWN:
        return "The request was withdrawn before."
    if answer.kind == "reply" and state != ASKED:
        return "Nobody has asked back."
    if answer.kind == "withdrawal" and state == ACCEPTED and request.kind == "leaving":
        return "It is decided that this person leaves; ask the program team."
    return None


def _calendars(events: list[Event], answers: Mapping[str, list[Event]]) -> dict[str, Event]:
    """The newest calendar of each person, by its digest, where it was not revoked."""
    newest = {
        (event.by, event.role, event.mvp_id) if event.by == LOCAL else event.by: event
        for event in events
        if event.kind == "calendar"
    }
    return {event.fields["digest"]: event for event in newest.values() if not answers[event.id]}
