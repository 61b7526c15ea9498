"""Calls: the form for one, the last contact of those on a list, and all calls about an MVP.

Leads and the program team alone write and read them, and nobody those about themselves.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from dashboard.page.figures import Figure, shared
from dashboard.page.opened import viewer_of
from dashboard.page.people import name_of, names_of, namesakes
from dashboard.page.prose import long_date, plain
from dashboard.page.requests import words
from dashboard.page.requests.card import as_typed
from dashboard.page.requests.fields import any_day_field
from dashboard.page.requests.in_part import first_or_all
from dashboard.page.requests.saying import say_closed, send, show_done
from dashboard.page.show import show
from dashboard.reading import events
from dashboard.reading.events import Speaker
from dashboard.reading.rows import ViewContext, read
from dashboard.viewers.speaker import speaker
from data.events.model import Event
from data.events.rights import may_write
from data.settings.saying import in_own_words

_FIRST = 3  # calls that are shown at once
_FORM = "forms of calls that were sent"
_READERS = "Only the leads of the MVP and the program team read it."
_OUTCOMES = {
    "will_do": "Will do",
    "needs_leave": "Needs leave",
    "leaving": "Leaving",
    "no_answer": "No answer",
}


@dataclass(frozen=True)
class Contacts:
    """The last contact of each MVP of whom one is known, as of `as_of`."""

    last: Mapping[str, Event]
    as_of: date

    @property
    def later(self) -> frozenset[str]:
        """The MVPs at whom to look again on a later day."""
        today = str(self.as_of)
        calls = self.last.items()
        return frozenset(
            mvp_id for mvp_id, call in calls if call.fields.get("again_on", "") > today
        )

    @property
    def as_json(self) -> str | None:
        """The parameter of queries/pages/at_risk/calls.sql."""
        said = {
            mvp_id: {"said": _in_brief(call, self.as_of), "is_later": mvp_id in self.later}
            for mvp_id, call in self.last.items()
        }
        return json.dumps(said, sort_keys=True) if said else None


def last_contacts(page: str, view: ViewContext) -> Contacts:
    """The last contacts of the people in `view`, as far as the viewer of `page` may read them."""
    calls = events.calls_of(view, speaker(viewer_of(page)))
    return Contacts({call.mvp_id or "": call for call in calls}, view.as_of)


def show_calls(view: ViewContext, figure: Figure, contacts: Contacts, **parameters: object) -> None:
    """A list of whom to call, with the last contacts, and how many it has moved down."""
    given: Any = {**parameters, "contacts": contacts.as_json}
    if contacts.later:
        listed = set(read(view, figure.query, **{**figure.parameters, **given})["mvp_id"])
        figure = _with_moved(figure, len(contacts.later & listed))
    show(view, figure, **given)


def call_form(page: str, view: ViewContext, figure: Figure, contacts: Contacts) -> None:
    """The form for a call to somebody of the roster, those on the list of `figure` first."""
    me = speaker(viewer_of(page))
    people = read(view, shared.PEOPLE.query)
    labels = dict(zip(people["mvp_id"], people["label"], strict=True)) | namesakes(view)
    listed = read(view, figure.query, **{**figure.parameters, "contacts": contacts.as_json})
    in_order = dict.fromkeys([*listed["mvp_id"], *people["mvp_id"]])
    listed_first = {mvp_id: labels[mvp_id] for mvp_id in in_order if _may_call(me, mvp_id)}
    _form(page, partial(_person, listed_first), names_of(view))


def calls_of_mvp(view: ViewContext) -> None:
    """The form for a call to the one MVP in `view`, and the calls with their notes.

    Nothing for an MVP, and nothing for others about themselves.
    """
    me, mvp_id = speaker(viewer_of("mvp")), view.scope.only_mvp or ""
    if not _may_call(me, mvp_id):
        return
    show_done()
    name = name_of(view)
    _form("mvp", lambda _: mvp_id, {mvp_id: name})
    calls = events.calls_of(view, me)[::-1]
    if not calls:
        return
    st.subheader("Calls", anchor=False)
    for call in first_or_all(calls, _FIRST, "all calls"):
        with st.container(border=True):
            _card(me, call, name)


def _may_call(me: Speaker, mvp_id: str) -> bool:
    return may_write(me.role_about(mvp_id), "call")


def _form(page: str, whom: Callable[[str], str | None], names: Mapping[str, str]) -> None:
    """The form for a call to `whom`, given a key; it is empty again when it was sent.

    `names` are those of all whom it can be to.
    """
    with st.expander("I called or wrote", icon=":material/add_call:", key="call"):
        if say_closed():
            return
        forms: dict[str, int] = st.session_state.setdefault(_FORM, {})
        key = f"call at {page} {forms.get(page, 0)}"
        with st.container(horizontal=True, vertical_alignment="bottom"):
            mvp_id = whom(key)
            outcome = st.selectbox(
                "Outcome",
                list(_OUTCOMES),
                index=None,
                format_func=_OUTCOMES.__getitem__,
                key=f"{key} outcome",
                placeholder="Pick one",
                width=180,
            )
            again_on = _again_on(key)
        note = st.text_area("Note", key=f"{key} note", height=80, help=in_own_words(_READERS))
        if not st.button("Keep", key=f"{key} keep", type="primary"):
            return
        fields = {"outcome": outcome, "note": note, "again_on": again_on}
        if mvp_id is None:
            st.error("Pick whom you called or wrote to.", icon=":material/error:")
        elif send(page, f"{plain(names[mvp_id])} · Kept.", "call", mvp_id, fields):
            forms[page] = forms.get(page, 0) + 1
            st.rerun()


def _person(people: Mapping[str, str], key: str) -> str | None:
    """Whom the call is to, asked."""
    picked: str | None = st.selectbox(
        "Whom",
        list(people),
        index=None,
        format_func=lambda mvp_id: people.get(mvp_id, mvp_id),
        key=f"{key} person",
        placeholder="Pick one",
        width=260,
    )
    return picked


def _again_on(key: str) -> Any:
    note = "Until then, the call list has them below the others."
    return any_day_field("Look again on", None, f"{key} again", 160, note)


def _card(me: Speaker, call: Event, name: str) -> None:
    """A call with its note, and taking it back if it is the viewer's own."""
    again = f" · look again on {long_date(call.day_of('again_on'))}" if call.get("again_on") else ""
    st.markdown(f"**{_OUTCOMES[call.fields['outcome']]}**{again}")
    if note := call.get("note"):
        as_typed(note)
    by = "you" if me.wrote(call) else words.who(call, name)
    st.markdown(f":small[By {by} on {long_date(call.day)}]")
    if not me.wrote(call) or events.why_closed():
        return
    key = f"call {call.id}"
    with st.expander("Withdraw", key=f"{key} take back", type="compact"):
        st.markdown("A withdrawn call is not shown any more, and counts nowhere.")
        if st.button("Withdraw the call", key=f"{key} withdraw") and send(
            "mvp", "Withdrawn.", "withdrawal", call.mvp_id or "", None, call.id
        ):
            st.rerun()


def _in_brief(call: Event, as_of: date) -> str:
    """Day, outcome and the day to look again, as short as a cell needs it."""
    again = f"; again on {_short(call.day_of('again_on'), as_of)}" if call.get("again_on") else ""
    return f"{_short(call.day, as_of)}: {_OUTCOMES[call.fields['outcome']].lower()}{again}"


def _short(day: date, as_of: date) -> str:
    """A day without its year, where that is the year of `as_of`."""
    return f"{day:%b} {day.day}" + ("" if day.year == as_of.year else f", {day.year}")


def _with_moved(figure: Figure, count: int) -> Figure:
    """The figure with how many are below the others in its caption; itself where nobody is."""
    if count == 0:
        return figure
    people = "MVP is" if count == 1 else "MVPs are"
    moved = f"{count:,} {people} below the others until the day to look again."
    return replace(figure, caption=f"{figure.caption} {moved}")
