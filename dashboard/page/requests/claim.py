"""Something is missing: the form of three fields, and a fourth where points are counted."""

import re

import streamlit as st

from dashboard.page.opened import viewer_of
from dashboard.page.prose import long_date, plain
from dashboard.page.requests.already import already_there, was_sent
from dashboard.page.requests.away import tell_the_program_team
from dashboard.page.requests.card import Desk, desk
from dashboard.page.requests.fields import (
    TrackAndKind,
    day_field,
    kinds_that_count,
    points_field,
    track_field,
)
from dashboard.page.requests.own import own_requests
from dashboard.page.requests.saying import say_closed, send, show_done
from dashboard.reading import events
from dashboard.reading.rows import ViewContext
from dashboard.reading.same_address import Known, known_of, track_of_site
from dashboard.viewers.speaker import speaker
from data.events.requests import Request

_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_AFTER_A_LINK = ".,;:!?)\"'"
_SENT = "Sent; not yet counted. The answer will be here."
_FORM = "forms of claims that were sent"


def something_is_missing(view: ViewContext) -> None:
    """The form, and all requests of the one MVP in `view`, the newest first."""
    me = speaker(viewer_of("mvp"))
    at = desk("mvp", view, me)
    requests = events.requests_of(view, me)[::-1]
    show_done()
    with st.expander("Something is missing", icon=":material/add_comment:", key="missing"):
        if not say_closed():
            _form(at, view, requests)
    tell_the_program_team(at, view, requests)
    own_requests(at, view, requests)


def _form(at: Desk, view: ViewContext, requests: list[Request]) -> None:
    """The fields. What was typed stays when it cannot be sent, and goes when it is sent."""
    mvp_id = view.scope.only_mvp or ""
    forms: dict[str, int] = st.session_state.setdefault(_FORM, {})
    key = f"claim {mvp_id} {forms.get(mvp_id, 0)}"
    text = st.text_area(
        "A link, or one sentence",
        key=f"{key} text",
        height=80,
        placeholder="https://… or: I gave a talk in Porto",
    )
    link = link_in(text)
    already = _already(view, requests, link) if link else ""
    known = known_of(view, link) if link and not already else None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        start = known.day if known else None
        day = day_field(view, f"{key} day {start}", start)
        track, kind = _track(view, key, link) or (None, None)
        points = points_field(at.units.get(track or ""), f"{key} points {track}")
    if already:
        st.warning(already, icon=":material/content_copy:")
    if known:
        st.info(_found(known), icon=":material/search:")
    if st.button("Send", key=f"{key} send", type="primary"):
        title = known.title if known else None
        fields = {"text": text, "url": link, "title": title, "day": day}
        fields |= {"track": track, "kind": kind, "points": points}
        if send(at.page, _SENT, "claim", mvp_id, fields):
            forms[mvp_id] = forms.get(mvp_id, 0) + 1
            st.rerun()


def link_in(text: str) -> str | None:
    """The first link in a text; None without one."""
    found = _LINK.search(text)
    return found[0].rstrip(_AFTER_A_LINK) if found else None


def _track(view: ViewContext, key: str, link: str | None) -> TrackAndKind | None:
    """The choice of a track and a kind that counts; that of the site of the link is proposed."""
    labels = kinds_that_count(view)
    if link != st.session_state.get(f"{key} proposed for"):
        st.session_state[f"{key} proposed for"] = link
        if link and (proposed := track_of_site(view, link)) in labels:
            st.session_state[f"{key} track"] = proposed
    return track_field(labels, f"{key} track")


def _already(view: ViewContext, requests: list[Request], link: str) -> str:
    """What is known of the address, as Markdown: counted, not counted, or sent before."""
    if said := already_there(view, link):
        return said
    sent = was_sent(view, requests, link)
    return "This address was sent before: see below." if sent else ""


def _found(known: Known) -> str:
    """What exports know of the address, as Markdown; the form takes it from there."""
    title = f"“{plain(known.title)}”" if known.title else ""
    day = long_date(known.day) if known.day else ""
    return (
        "Found in an export, for an account that is linked to nobody: "
        f"{', '.join(filter(None, (title, day)))}. It is sent like this; the day can be changed."
    )
