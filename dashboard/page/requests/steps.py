"""What is said about renewals since the build, and the steps that the program records."""

from collections.abc import Sequence

import streamlit as st

from dashboard.page.figures import shared
from dashboard.page.opened import viewer_of
from dashboard.page.prose import long_date, plain
from dashboard.page.requests import words
from dashboard.page.requests.card import Desk, as_typed, desk
from dashboard.page.requests.in_part import first_or_all
from dashboard.page.requests.saying import say_closed, send, show_done
from dashboard.reading.days import current_date
from dashboard.reading.renewals import Renewal, is_fresh, renewals
from dashboard.reading.rows import ViewContext, read
from dashboard.viewers.speaker import speaker
from data.events.kinds import MVP
from data.events.renewals import Statement
from data.settings.saying import in_own_words

RECORD = "record a step"  # the key of what is folded on Renewals
_FIRST = 5  # statements that are shown at once
_STEPS = {
    "invite": ("Invite", ":material/mail:"),
    "extend": ("Renew the title", ":material/autorenew:"),
    "ask_to_leave": ("Ask to leave", ":material/logout:"),
}
_DONE = {
    "invite": "The invitation is recorded.",
    "extend": "The renewal is recorded.",
    "ask_to_leave": "It is recorded that this person is asked to leave.",
}
_DID = {
    ("renewal", "extend"): "said yes to another year",
    ("renewal", "decline"): "said no to another year",
    ("renewal_step", "invite"): "invited {whom} to stay for another year",
    ("renewal_step", "extend"): "renewed the title of {whom}",
    ("renewal_step", "ask_to_leave"): "asked {whom} to leave the program",
}


def said_line(at: Desk, said: Statement, name: str) -> str:
    """Who said or did what, when, and whether the build has counted it, as Markdown in a line."""
    event = said.event
    is_own = at.me.role_about(event.mvp_id or "") == MVP
    who = "You" if at.me.wrote(event) else words.who(event, name)
    did = _DID[event.kind, event.get("step") or event.fields["decision"]]
    whom = "you" if is_own else plain(name)
    if is_own:
        did = did.replace("the title of {whom}", "your title")
    line = f"{who} {did.format(whom=whom)} on {long_date(event.day)}"
    if said.taken_back is not None:
        until = ", counted until the next build" if is_fresh(said, at.read) else ""
        return f"{line}; taken back{until}"
    return f"{line}; not yet counted: the next build counts it" if is_fresh(said, at.read) else line


def take_back(at: Desk, said: Statement) -> None:
    """A button for who recorded a step by mistake."""
    event = said.event
    if event.kind != "renewal_step" or said.taken_back or not at.me.wrote(event) or not at.is_open:
        return
    with st.expander("Take back", key=f"take back {event.id}", type="compact"):
        if st.button("Take it back", key=f"take back {event.id} now") and send(
            at.page, "Taken back.", "withdrawal", event.mvp_id or "", {}, event.id
        ):
            st.rerun()


def record_step(at: Desk, found: Renewal) -> None:
    """The steps that the program can record about the renewal of an MVP; nothing without any."""
    if not found.steps:
        return
    with st.expander("Record a step", icon=":material/edit_note:", key="step of one"):
        if not say_closed():
            _buttons(at, found)


def _buttons(at: Desk, found: Renewal) -> None:
    mvp_id = found.row.mvp_id
    key = f"step {mvp_id} {len(found.said)}"  # another one after each step
    text = st.text_area(
        "Reason or note",
        key=f"{key} text",
        height=80,
        help=in_own_words(
            "Needed to ask somebody to leave. Only leads and the program team read it, and never "
            "the MVP whom it is about."
        ),
    )
    with st.container(horizontal=True):
        clicked = [
            step
            for step in found.steps
            if st.button(_STEPS[step][0], key=f"{key} {step}", icon=_STEPS[step][1])
        ]
    for step in clicked:
        fields = {"year": str(found.row.year), "step": step, "text": text}
        if send(at.page, _DONE[step], "renewal_step", mvp_id, fields):
            st.rerun()


def steps_of_all(view: ViewContext) -> None:
    """On Renewals as of today: what was said since the build, and recording a step."""
    if view.as_of != current_date(view.build):
        return
    me = speaker(viewer_of("renewals"))
    at, found = desk("renewals", view, me), renewals(view, me)
    people = read(view, shared.EVERYBODY.query)
    names = dict(zip(people["mvp_id"], people["distinct_name"], strict=True))
    show_done()
    _since_the_build(at, found, names)
    others = [each for each in found if each.steps and me.role_about(each.row.mvp_id) != MVP]
    _record(at, others, names)


def _since_the_build(at: Desk, found: Sequence[Renewal], names: dict[str, str]) -> None:
    """Answers and steps that the build does not know, the latest first; nothing without any."""
    fresh = [each for renewal in found for each in renewal.since(at.read)]
    if not fresh:
        return
    fresh.sort(key=lambda said: (said.taken_back or said.event).id, reverse=True)
    with st.container(border=True):
        what = "answer or step is" if len(fresh) == 1 else "answers and steps are"
        st.subheader(f"{len(fresh):,} {what} newer than this build", anchor=False)
        st.caption("The stages below are those of the build, without them.")
        for said in first_or_all(fresh, _FIRST, "all since the build"):
            st.markdown(said_line(at, said, names[said.event.mvp_id or ""]))
            if text := said.event.get("text"):
                as_typed(text)


def _record(at: Desk, found: Sequence[Renewal], names: dict[str, str]) -> None:
    """Recording a step for one of those for whom there is one."""
    if not found:
        return
    rows = {each.row.mvp_id: each.row for each in found}
    labels = {mvp_id: f"{names[mvp_id]} · {row.stage_label}" for mvp_id, row in rows.items()}
    icon = ":material/edit_note:"
    with st.expander("Record a step", icon=icon, key=RECORD, on_change="rerun") as folded:
        if not folded.open or say_closed():  # the names are sent when it is opened
            return
        picked = st.selectbox(
            in_own_words("MVP"),
            sorted(labels, key=lambda mvp_id: labels[mvp_id].casefold()),
            index=None,
            format_func=labels.__getitem__,
            key="step of",
            placeholder="Pick one",
            width=360,
        )
        for each in found:
            if each.row.mvp_id == picked:
                _buttons(at, each)
