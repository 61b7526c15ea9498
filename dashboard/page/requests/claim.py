"""Something is missing: the form of three fields."""

import re
from typing import Any

import streamlit as st

from dashboard.page.opened import viewer_of
from dashboard.page.prose import long_date, plain
from dashboard.page.requests.away import tell_the_program_team
from dashboard.page.requests.card import Desk, desk
from dashboard.page.requests.own import own_requests
from dashboard.page.requests.saying import say_closed, send, show_done
from dashboard.reading import events
from dashboard.reading.days import current_date
from dashboard.reading.rows import ViewContext, read
from dashboard.reading.same_address import have_same_address, track_of_site, with_same_address
from dashboard.viewers.speaker import speaker
from data.days.span import FIRST_DAY
from data.events.requests import DECLINED, WITHDRAWN, Request

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
    with st.expander("Something is missing", icon=":material/add_comment:"):
        if not say_closed():
            _form(at, view, requests)
    tell_the_program_team(at, view, requests)
    own_requests(at, view, requests)


def _form(at: Desk, view: ViewContext, requests: list[Request]) -> None:
    """Three fields. What was typed stays when it cannot be sent, and goes when it is sent."""
    mvp_id = view.scope.only_mvp or ""
    forms: dict[str, int] = st.session_state.setdefault(_FORM, {})
    key = f"claim {mvp_id} {forms.get(mvp_id, 0)}"
    text = st.text_area(
        "A link, or one sentence",
        key=f"{key} text",
        height=80,
        placeholder="https://… or: I spoke at the meetup in Porto",
    )
    link = link_in(text)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = _day(view, key)
        picked = _track(view, key, link)
    if link and (said := _already(view, requests, link)):
        st.warning(said, icon=":material/content_copy:")
    if st.button("Send", key=f"{key} send", type="primary"):
        track, kind = picked or (None, None)
        fields = {"text": text, "url": link, "day": day, "track": track, "kind": kind}
        if send(at.page, _SENT, "claim", mvp_id, fields):
            forms[mvp_id] = forms.get(mvp_id, 0) + 1
            st.rerun()


def link_in(text: str) -> str | None:
    """The first link in a text; None without one."""
    found = _LINK.search(text)
    return found[0].rstrip(_AFTER_A_LINK) if found else None


def _day(view: ViewContext, key: str) -> Any:
    today = current_date(view.build)
    return st.date_input(
        "Day", today, FIRST_DAY, today, key=f"{key} day", width=160, help="When it was done."
    )


def _track(view: ViewContext, key: str, link: str | None) -> tuple[str, str] | None:
    """The choice of a track and a kind that counts; that of the site of the link is proposed."""
    rows = [row for row in read(view, "requests/kinds").itertuples() if row.is_counted]
    kinds = [str(row.track) for row in rows]
    labels = {
        (str(row.track), str(row.kind)): f"{row.track_label}: {row.kind}"
        if kinds.count(str(row.track)) > 1
        else str(row.track_label)
        for row in rows
    }
    if link != st.session_state.get(f"{key} proposed for"):
        st.session_state[f"{key} proposed for"] = link
        if link and (proposed := track_of_site(view, link)) in labels:
            st.session_state[f"{key} track"] = proposed
    picked: tuple[str, str] | None = st.selectbox(
        "Track",
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        key=f"{key} track",
        placeholder="Pick one",
        width=260,
    )
    return picked


def _already(view: ViewContext, requests: list[Request], link: str) -> str:
    """What is known of the address, as Markdown: counted, not counted, or sent before."""
    if found := with_same_address(view, link):
        row = next((row for row in found if row.counted), found[0])
        title = f"“{plain(row.title)}”, " if isinstance(row.title, str) else ""
        where = f"{title}{plain(row.track_label)}, {long_date(row.day)}"
        if row.counted:
            return f"This address is already counted: {where}."
        return f"This address is already there and does not count: {where}. {_because(row.why)}"
    sent = [
        request
        for request in requests
        if request.state not in (DECLINED, WITHDRAWN) and request.event.get("url")
    ]
    urls = [request.event.fields["url"] for request in sent]
    if any(have_same_address(view, urls, link)):
        return "This address was sent before: see below."
    return ""


def _because(why: object) -> str:
    text = plain(str(why))
    return f"{text[:1].upper()}{text[1:]}."
