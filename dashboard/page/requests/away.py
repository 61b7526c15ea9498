"""Being away and leaving the program: the form of an MVP, and what a leave would change."""

from datetime import date
from typing import Any

import streamlit as st

from dashboard.page.prose import plain
from dashboard.page.requests.card import Desk
from dashboard.page.requests.fields import any_day_field
from dashboard.page.requests.saying import say_closed, send
from dashboard.reading.days import current_date
from dashboard.reading.rows import ViewContext, read
from data.events.kinds import MVP
from data.events.model import Event
from data.events.requests import Request

TELL = "tell the program team"  # the key of what is folded
_KINDS = {"away": "I will be away", "leaving": "I leave the program"}
_SENT = "Sent to the program team. The answer will be here."


def tell_the_program_team(at: Desk, view: ViewContext, requests: list[Request]) -> None:
    """The form with which MVPs say that they will be away, or leave; for themselves alone."""
    mvp_id = view.scope.only_mvp or ""
    if at.me.role_about(mvp_id) != MVP:
        return
    icon = ":material/event_busy:"
    with st.expander("Tell the program team", icon=icon, key=TELL, on_change="rerun") as folded:
        if not folded.open or say_closed():
            return
        sent = sum(request.event.kind in _KINDS for request in requests)
        key = f"tell {mvp_id} {sent}"  # another one after each request
        kind = st.radio(
            "What",
            list(_KINDS),
            format_func=_KINDS.__getitem__,
            horizontal=True,
            key=f"{key} kind",
            label_visibility="collapsed",
        )
        fields = _days(kind, current_date(view.build), key)
        text = st.text_area("Anything to add (optional)", key=f"{key} text", height=80)
        if st.button("Ask the program team", key=f"{key} send", type="primary") and send(
            at.page, _SENT, kind, mvp_id, {**fields, "text": text}
        ):
            st.rerun()


def _days(kind: str, today: date, key: str) -> dict[str, Any]:
    """The days that a request of this kind is about."""

    def day(label: str, name: str, start: date | None, note: str) -> Any:
        return any_day_field(label, start, f"{key} {name}", 180, note)

    with st.container(horizontal=True):
        if kind == "leaving":
            note = "From this day on you are not in the program any more."
            return {"left_on": day("Day", "left_on", None, note)}
        return {
            "from_on": day("First day away", "from_on", today, "The first day on leave."),
            "to_on": day("Last day away", "to_on", None, "The last day on leave."),
        }


def note_leave(view: ViewContext, event: Event) -> None:
    """Say beside a request for leave how much there is this year, and what this one changes."""
    if event.kind != "away":
        return
    asked = {name: event.fields[name] for name in ("from_on", "to_on")}
    row: Any = next(read(view, "requests/leave", mvp_id=event.mvp_id, **asked).itertuples())
    so_far = f"Leave in {plain(str(row.year_label))} so far: {_in_days(row.leave_days)}."
    if row.days == 0:
        st.caption(f"{so_far} These days are leave already.")
        return
    st.caption(
        f"{so_far} This adds {_in_days(row.days)} (weekdays: {row.weekdays:,}), which do not count "
        "as time for the targets."
    )


def _in_days(number: float) -> str:
    return f"{number:g} {'day' if number == 1 else 'days'}"
