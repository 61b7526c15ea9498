"""The calendar address of the viewer: made, shown once, and revoked."""

from urllib.parse import urljoin

import streamlit as st

from dashboard.page.opened import viewer_of
from dashboard.page.prose import long_date
from dashboard.page.requests.saying import keep, say_closed
from dashboard.reading import calendars
from dashboard.reading.events import Speaker
from dashboard.reading.parts import parts_of
from dashboard.reading.rows import ViewContext
from dashboard.viewers.speaker import speaker
from data.events.kinds import MVP
from data.events.model import LOCAL, Event
from data.settings.saying import in_own_words

_TOKEN = "the token of the calendar that was made last"
_OF_PARTS = {
    "exams": "exam deadlines",
    "certification": "ends of certificates",
    "renewal": "last days to decide about another year",
}
_HOW = """
- Google Calendar: *Other calendars*, *+*, *From URL*
- Outlook: *Add calendar*, *Subscribe from web*
- Apple Calendar: *File*, *New Calendar Subscription*
"""
_SECRET = (
    "Whoever has the address reads the calendar, so pass it on to nobody. Google and Outlook fetch "
    "it with servers of their own, which have to reach this dashboard."
)


def calendar_address(page: str, view: ViewContext) -> None:
    """The address of the viewer's own calendar; nothing for a lead on the page of an MVP."""
    viewer = viewer_of(page)
    if page == "mvp" and viewer.role != MVP:
        return
    me = speaker(viewer)
    st.subheader("Calendar address", anchor=False)
    st.caption(_about(view, viewer.role))
    if me.by == LOCAL and viewer.email:
        text = "Only whoever signs in has an address: none is made while you view as somebody."
        st.info(text, icon=":material/lock:")
    elif not say_closed():
        _own(page, me)


def _about(view: ViewContext, role: str) -> str:
    """What is in the calendar of somebody with that role."""
    parts = parts_of(view.build)
    others = [f", {said}" for part, said in _OF_PARTS.items() if part in parts]
    whose = "Your dates" if role == MVP else "The dates of everybody whom you see"
    text = "{whose}, in your own calendar: checkpoints with what is needed by then{others}."
    return in_own_words(text, whose=whose, others="".join(others))


def _own(page: str, me: Speaker) -> None:
    """What somebody can do with their address: make one, see a new one once, end it."""
    calendar = calendars.calendar_of(me)
    if calendar is None:
        if st.button("Make an address", icon=":material/calendar_add_on:") and _make(page):
            st.rerun()
        return
    token = st.session_state.get(_TOKEN, "")
    if calendar.get("digest") == calendars.digest_of(token):
        _show(token)
    else:
        st.markdown(
            f"Made on {long_date(calendar.day)}. It was shown once and is kept nowhere: if it is "
            "lost, make a new one, which ends the old one."
        )
    with st.container(horizontal=True):
        if st.button("Make a new address", icon=":material/autorenew:") and _make(page):
            st.rerun()
        if st.button("Revoke it", icon=":material/link_off:") and _end(page, calendar):
            st.rerun()


def _show(token: str) -> None:
    """A new address, with a button that copies it, and where to put it."""
    st.markdown("Copy it now: it is shown until you reload the page, and never again.")
    st.code(urljoin(st.context.url or "/", f"calendar/{token}.ics"), language=None, wrap_lines=True)
    st.markdown(_HOW)
    st.caption(_SECRET)


def _make(page: str) -> bool:
    token = calendars.new_token()
    is_kept = keep(page, lambda me: calendars.new_calendar(me, token))
    if is_kept:
        st.session_state[_TOKEN] = token
    return is_kept


def _end(page: str, calendar: Event) -> bool:
    return keep(page, lambda me: calendars.ended(me, calendar))
