"""The queue of requests: what waits for a decision, what waits for an answer, and the answered.

What is decided stays in its place until the page is opened anew. Otherwise the next request would
move under the pointer, and a second click would decide about it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from dashboard.page.in_url import is_new_page
from dashboard.page.people import names_of
from dashboard.page.prose import plain
from dashboard.page.requests import disputed, words
from dashboard.page.requests.already import before_accepting
from dashboard.page.requests.away import note_leave
from dashboard.page.requests.card import Desk, box, card
from dashboard.page.requests.fields import day_field, kinds_that_count, points_field, track_field
from dashboard.page.requests.in_part import first_or_all
from dashboard.page.requests.saying import send
from dashboard.reading import events
from dashboard.reading.rows import ViewContext
from data.events.kinds import LEAD
from data.events.requests import ASKED, OPEN, WITHDRAWN, Request
from data.events.rights import may_write

_PLACES = "where requests were before they were decided"
Label = Callable[[str], str]
_FIRST = 10  # requests of a part that are shown at once
_DECISIONS = (
    ("accept", "Accept", ":material/check:", "Accepted. The next build counts it."),
    ("decline", "Decline", ":material/close:", "Declined, with your reason."),
    ("ask", "Ask back", ":material/reply:", "Asked back."),
)


def headline(requests: Sequence[Request]) -> str:
    """How many requests wait for a decision, in a sentence."""
    waiting = sum(request.waits_for_verdict for request in requests)
    if waiting == 0:
        return "No request waits for a decision."
    return f"{waiting:,} {'request waits' if waiting == 1 else 'requests wait'} for a decision."


def draw(at: Desk, view: ViewContext, requests: Sequence[Request]) -> None:
    """All requests in three parts; parts without any are left out."""
    if at.me.role == LEAD and not may_write(LEAD, "verdict", events.settings(view).decided_by):
        st.caption("The program team decides.")
    names = names_of(view)
    places = _places()
    waiting = [request for request in requests if _place(request, places) == OPEN]
    asked = [request for request in requests if _place(request, places) == ASKED]
    answered = [each for each in requests if _place(each, places) not in (OPEN, ASKED)]
    answered.sort(key=lambda request: request.thread[-1].id, reverse=True)
    for title, part in (
        ("To decide, the oldest first", waiting),
        ("Asked back", asked),
        ("Answered, the latest first", answered),
    ):
        if part:
            st.subheader(title, anchor=False)
        for request in first_or_all(part, _FIRST, f"all of {title}"):
            _one(at, view, request, names[request.event.mvp_id or ""], requests)


def _places() -> dict[str, str]:
    """The state that each request had which was decided since the page was opened."""
    if is_new_page():
        st.session_state.pop(_PLACES, None)
    places: dict[str, str] = st.session_state.setdefault(_PLACES, {})
    return places


def _place(request: Request, places: Mapping[str, str]) -> str:
    """The state of the part in which a request is shown."""
    return places.get(request.event.id, request.state)


def _one(
    at: Desk, view: ViewContext, request: Request, name: str, requests: Sequence[Request]
) -> None:
    """A request of `requests`, what to know before it is decided, and the decisions."""
    with box(request):
        card(at, request, name, has_name=True)
        if request.state in (OPEN, ASKED):
            note_leave(view, request.event)
            if warning := before_accepting(view, request.event, requests):
                st.warning(warning, icon=":material/content_copy:")
        if at.is_open and events.may_decide(view, at.me, request.event):
            _verdict(at, view, request, name)


def _verdict(at: Desk, view: ViewContext, request: Request, name: str) -> None:
    """The reason or question, and the decisions; those of an answered request are folded."""
    if request.state == WITHDRAWN:
        return
    key = f"verdict {request.event.id} {len(request.thread)}"  # another one after each answer
    label = partial(words.button, event=request.event, name=name, labels=at.labels)
    if request.state in (OPEN, ASKED):
        _decisions(at, view, request, name, label, key)
        return
    with st.expander(label("Decide again"), key=f"{key} again", type="compact"):
        _decisions(at, view, request, name, label, key)


def _done(request: Request, name: str, decision: str, done: str) -> str:
    is_dispute = request.event.kind == "dispute"
    said = disputed.accepted(request.event) if is_dispute and decision == "accept" else done
    return f"{plain(name)} · {said}"


def _decisions(
    at: Desk, view: ViewContext, request: Request, name: str, label: Label, key: str
) -> None:
    """`label` makes the label of a button of the request from its action."""
    event = request.event
    text = st.text_area(
        "Reason or question",
        key=f"{key} text",
        height=80,
        help="Needed to decline and to ask back. Everybody who sees the request reads it.",
    )
    corrected: dict[str, str] = {}
    if event.kind == "claim":
        unit = at.units.get(request.contribution["track"])
        change = f"Change day, track or {unit[1]}" if unit else "Change day or track"
        with st.expander(label(plain(change)), key=f"{key} change", type="compact"):
            corrected = _correction(at, view, request, key)
    with st.container(horizontal=True):
        clicked = [
            (decision, _done(request, name, decision, done))
            for decision, action, icon, done in _DECISIONS
            if st.button(label(action), key=f"{key} {decision}", icon=icon)
        ]
    for decision, done in clicked:
        fields = {"decision": decision, "text": text}
        fields |= corrected if decision == "accept" else {}
        if send(at.page, done, "verdict", event.mvp_id or "", fields, event.id):
            _places().setdefault(event.id, request.state)
            st.rerun()


def _correction(at: Desk, view: ViewContext, request: Request, key: str) -> dict[str, str]:
    """What of the contribution is to be another one than the MVP said; it begins as it is now."""
    now, said = request.contribution, request.event.fields
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = day_field(view, f"{key} day", date.fromisoformat(now["day"]))
        start = (now["track"], now["kind"])
        track, kind = track_field(kinds_that_count(view), f"{key} track", start) or start
        known = now.get("points", "1" if track == said["track"] else None)
        points = points_field(
            at.units.get(track), f"{key} points {track}", int(known) if known else None
        )
    changed = {} if str(day) == said["day"] else {"day": str(day)}
    is_same_track = (track, kind) == (said["track"], said["kind"])
    changed |= {} if is_same_track else {"track": track, "kind": kind}
    is_same_number = track == said["track"] and str(points) == said.get("points", "1")
    return changed if points is None or is_same_number else {**changed, "points": str(points)}
