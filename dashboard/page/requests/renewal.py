"""The renewal on the page of an MVP: their answer, and what the program does about it."""

from functools import partial

import streamlit as st

from dashboard.page.in_url import asked_for, set_value
from dashboard.page.opened import viewer_of
from dashboard.page.people import name_of
from dashboard.page.prose import long_date, plain
from dashboard.page.requests.card import Desk, as_typed, desk
from dashboard.page.requests.saying import say_closed, send, show_done
from dashboard.page.requests.steps import record_step, said_line, take_back
from dashboard.reading.days import current_date
from dashboard.reading.parts import parts_of
from dashboard.reading.renewals import Renewal, renewals
from dashboard.reading.rows import ViewContext
from dashboard.viewers.speaker import speaker
from data.events.kinds import MVP
from data.settings.saying import in_own_words

_ASKED = "Do you stay for another year?"
_ANSWERS = {"extend": "Yes", "decline": "No"}
_SENT = "Sent. You can change it until the program team acts on it."


def ask_to_answer(view: ViewContext) -> None:
    """Ask MVPs at the top of their own page for the answer that they owe, as of today."""
    me = speaker(viewer_of("mvp"))
    if me.role_about(view.scope.only_mvp or "") != MVP or view.as_of != current_date(view.build):
        return
    found = renewals(view, me)
    if not found or not found[0].may_answer or found[0].has_answer:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(f"{_ASKED} {_until(found[0])}", icon=":material/autorenew:", width="stretch")
        if asked_for("tab") != "title":
            st.button("Answer", key="answer renewal", on_click=partial(set_value, "tab", "title"))


def renewal_of_mvp(view: ViewContext) -> None:
    """The renewal of the one MVP in `view` as of today: its stage, what was said, and the forms."""
    if "renewal" not in parts_of(view.build):
        return
    me = speaker(viewer_of("mvp"))
    found = renewals(view, me)
    if not found:
        return
    at, name = desk("mvp", view, me), name_of(view)
    row = found[0].row
    show_done()
    with st.container(border=True):
        st.subheader(f"Renewal of {row.year_label}", anchor=False)
        blocker = f": {plain(row.blocker)}" if isinstance(row.blocker, str) else ""
        st.markdown(f"Today: **{plain(row.stage_label)}**{blocker}")
        for said in found[0].said:
            st.markdown(said_line(at, said, name))
            if text := said.event.get("text"):
                as_typed(text)
            take_back(at, said)
        if me.role_about(row.mvp_id) == MVP:
            _answer(at, found[0])
        else:
            _note_days(found[0])
            record_step(at, found[0])


def _answer(at: Desk, found: Renewal) -> None:
    """The question and the form, or why there is none; an answer that was given can be changed."""
    if not found.may_answer:
        _note_days(found)
    elif not say_closed():
        if not found.has_answer:
            st.markdown(f"**{_ASKED}** {_until(found)}")
            _form(at, found)
            return
        with st.expander("Change your answer", key="change answer", type="compact"):
            _form(at, found)


def _form(at: Desk, found: Renewal) -> None:
    key = f"renewal {found.row.mvp_id} {len(found.said)}"  # another one after each answer
    picked = st.radio(
        _ASKED,
        list(_ANSWERS),
        index=None,
        format_func=_ANSWERS.__getitem__,
        horizontal=True,
        key=f"{key} picked",
        label_visibility="collapsed",
    )
    text = st.text_area("Anything to add (optional)", key=f"{key} text", height=80)
    if st.button("Send the answer", key=f"{key} send", type="primary"):
        fields = {"year": str(found.row.year), "decision": picked, "text": text}
        if send(at.page, _SENT, "renewal", found.row.mvp_id, fields):
            st.rerun()


def _until(found: Renewal) -> str:
    """Until when the answer is due, as a sentence."""
    day = long_date(found.row.decide_by)
    if found.row.is_late:
        return f"The answer was due by {day}; you can still give it."
    return f"Answer by {day}."


def _note_days(found: Renewal) -> None:
    """When an MVP can answer, or why not; nothing where there is nothing left to say."""
    row = found.row
    first, last = long_date(row.final_checkpoint), long_date(row.decide_by)
    is_due = "was" if row.is_late else "is"
    if found.outcome is not None:
        said = "The program team has acted on it: the answer is not changed here any more."
    elif row.is_before_final:
        said = (
            "Whether an MVP stays for another year is answered here from {first} to {last}, "
            "by those who meet the goals of {year}."
        )
    elif row.may_answer and not found.has_answer:
        said = "The MVP can answer here; the answer {is_due} due by {last}."
    elif row.is_missed:
        said = "Only who met the goals of {year} answers whether to stay for another year."
    else:
        return
    year = plain(row.year_label)
    st.caption(in_own_words(said, first=first, last=last, year=year, is_due=is_due))
