"""The settings that somebody wrote on the page Rehearsal, tried at once."""

import streamlit as st

from dashboard.page.in_url import asked_for, in_url, set_value
from dashboard.page.rehearsal.fields import forget
from dashboard.page.rehearsal.outcome import say_outcome
from dashboard.reading.rehearsed import OTHERS, Typed, rehearsed, rehearsed_before
from dashboard.reading.rows import ViewContext
from data.errors import NoDatabaseError, ProgramError
from data.outputs.markdown import escaped
from data.rehearse.rehearsal import Rehearsal
from data.settings.saying import in_own_words

_OTHERS_KEY = "settings"  # in the URL
_NOTHING = "Change a value to see who would be affected."


def ask_for_more() -> str:
    """Draw the field for settings that have none; returns what is in it."""
    is_asked = bool(asked_for(_OTHERS_KEY))
    with st.expander(OTHERS, expanded=is_asked, icon=":material/data_object:"):
        text: str = in_url(
            st.text_area,
            "As in program.toml, only what differs",
            key=_OTHERS_KEY,
            start="",
            placeholder="[risk]\nrecent_days = 60",
            max_chars=20_000,
        )
        return text


def start_again(view: ViewContext) -> None:
    """Have the settings in force in all fields; called before they are drawn."""
    forget(view)
    set_value(_OTHERS_KEY, "")


def try_out(view: ViewContext, typed: Typed) -> Rehearsal | None:
    """Say what the settings would change on the day of the page; None where there are none, or they
    cannot be tried: then the page says why."""
    if not typed.fields and not typed.others.strip():
        st.info(_NOTHING, icon=":material/tune:")
        return None
    try:
        with st.spinner("Trying these settings …"):
            found = rehearsed(view, typed)
    except NoDatabaseError:
        raise
    except ProgramError as error:
        _say(error)
        return None
    if found:
        say_outcome(found)
    return found


def with_checkpoints(view: ViewContext, found: Rehearsal, typed: Typed) -> Rehearsal:
    """The outcome with that at past checkpoints, which takes longer."""
    with st.spinner(in_own_words("Looking at past checkpoints …")):
        before = rehearsed_before(view, typed)
    return found.and_before(before) if before else found


def _say(error: ProgramError) -> None:
    st.warning("  \n".join(map(escaped, str(error).splitlines())), icon=":material/error:")
