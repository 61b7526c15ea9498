"""A request with all that was said about it, and what its author can do."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from dashboard.page.prose import plain
from dashboard.page.requests import disputed, words
from dashboard.page.requests.fields import Unit, units
from dashboard.page.requests.saying import send
from dashboard.reading import events
from dashboard.reading.events import Counting, Speaker
from dashboard.reading.rows import ViewContext, read
from data.events.requests import ACCEPTED, ASKED, DECLINED, WITHDRAWN, Request

_AS_TYPED = "margin: 0; white-space: pre-wrap; overflow-wrap: anywhere"


@dataclass(frozen=True)
class Desk:
    """What a page needs to show requests: itself, who looks, and what the build knows.

    `view` is whom it shows, and `labels` are those of the tracks; `units` are those of the tracks
    that count points. `is_open` is whether anything can be said now.
    """

    page: str
    view: ViewContext
    me: Speaker
    labels: Mapping[str, str]
    units: Mapping[str, Unit]
    read: Mapping[str, Counting]
    is_open: bool


def desk(page: str, view: ViewContext, me: Speaker) -> Desk:
    """The desk of a page for a viewer."""
    kinds = read(view, "requests/kinds")
    labels = dict(zip(kinds["track"], kinds["track_label"], strict=True))
    is_open = events.why_closed() is None
    return Desk(page, view, me, labels, units(view), events.read_by_build(view), is_open)


def box(request: Request) -> AbstractContextManager[object]:
    """The box of a card; buttons in it show only their action (shell.css)."""
    return st.container(border=True, key=f"request {request.event.id}")


def as_typed(text: str) -> None:
    """A text that somebody wrote, with its line breaks: no Markdown, no HTML, and no link."""
    st.html(f'<p style="{_AS_TYPED}">{escape(text)}</p>')


def card(desk: Desk, request: Request, name: str, has_name: bool = False) -> None:
    """A request, the answers to it in order, and what the viewer can do if it is their own.

    `name` is that of the MVP; it is the title where the page is about several (`has_name`).
    """
    event = request.event
    state = words.state_of(request, desk.read)
    title = f"**{plain(name)}** · {state}" if has_name else f"**{state}**"
    st.markdown("  \n".join([title, *_about(desk, request)]))
    for text in (disputed.address(desk.view, event), event.get("text")):
        if text:
            as_typed(text)
    st.markdown(f":small[{words.sent(event, name, desk.me)}]")
    for answer in request.thread:
        st.markdown(f":small[{words.did(answer, name)}]")
        if changed := words.corrected(answer, event, desk.labels, desk.units):
            st.markdown(changed)
        if text := answer.get("text"):
            as_typed(text)
    if desk.is_open and desk.me.wrote(event):
        _own_actions(desk, request, name)


def _about(desk: Desk, request: Request) -> list[str]:
    """What a request is about, as lines of Markdown."""
    if request.event.kind == "dispute":
        return disputed.lines(desk.view, request, desk.labels)
    said = [words.about(request.event, desk.labels), words.counts(request.event.fields, desk.units)]
    return [" · ".join(filter(None, said))]


def _own_actions(desk: Desk, request: Request, name: str) -> None:
    """The answer to what was asked back, and taking the request back."""
    event = request.event
    label = partial(words.button, event=event, name=name, labels=desk.labels)
    key = f"request {event.id} {len(request.thread)}"  # another one after each answer
    if request.state == ASKED:
        text = st.text_area("Your answer", key=f"{key} reply text", height=80)
        is_said = st.button(label("Reply"), key=f"{key} reply", type="primary")
        if is_said and _say(desk, request, "Replied.", "reply", text):
            st.rerun()
    is_settled = request.state in (DECLINED, WITHDRAWN)
    if is_settled or (request.state == ACCEPTED and event.kind == "leaving"):
        return
    with st.expander(label("Withdraw"), key=f"{key} take back", type="compact"):
        st.markdown("Nothing changes a withdrawn request any more; you can send another one.")
        is_said = st.button(label("Withdraw it"), key=f"{key} withdraw")
        if is_said and _say(desk, request, "Withdrawn.", "withdrawal"):
            st.rerun()


def _say(desk: Desk, request: Request, done: str, kind: str, text: str | None = None) -> bool:
    event = request.event
    fields = {} if text is None else {"text": text}
    return send(desk.page, done, kind, event.mvp_id or "", fields, event.id)
