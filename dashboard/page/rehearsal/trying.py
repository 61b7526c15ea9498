"""The settings that somebody wrote on the page Rehearsal, tried at once."""

from collections.abc import Mapping

import streamlit as st

from dashboard.page.in_url import asked_for, in_url, set_value
from dashboard.page.rehearsal.fields import forget
from dashboard.page.rehearsal.outcome import say_outcome
from dashboard.reading.rehearsed import rehearsed, rehearsed_before
from dashboard.reading.rows import ViewContext
from data.errors import NoDatabaseError, ProgramError
from data.outputs.markdown import escaped
from data.rehearse.overlay import Overlay, refuse_dated
from data.rehearse.rehearsal import Rehearsal
from data.settings.changes import laid_over
from data.settings.saying import in_own_words
from data.settings.stored import nested
from data.settings.text import toml_of
from data.settings.toml import read_toml

_OTHERS, _OTHERS_KEY = "Other settings", "settings"
_NOTHING = "Change a value to see who would be affected."


def ask_for_more() -> str:
    """Draw the field for settings that have none; returns what is in it."""
    is_asked = bool(asked_for(_OTHERS_KEY))
    with st.expander(_OTHERS, expanded=is_asked, icon=":material/data_object:"):
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


def settings_to_try(changed: Mapping[str, str], others: str) -> str:
    """What the fields and the field for other settings say, as TOML; empty, with a sentence on the
    page, where they say nothing or cannot be read."""
    try:
        written = Overlay(read_toml(others, _OTHERS), others, _OTHERS)
        refuse_dated(written)
        text = toml_of(laid_over(nested(changed), written.tables))
    except ProgramError as error:
        _say(error)
        return ""
    if not text:
        st.info(_NOTHING, icon=":material/tune:")
    return text


def try_out(view: ViewContext, text: str) -> Rehearsal | None:
    """Say what the settings would change on the day of the page; None where there are none, or they
    cannot be tried: then the page says why."""
    if not text:
        return None
    try:
        with st.spinner("Trying these settings …"):
            found = rehearsed(view, text)
    except NoDatabaseError:
        raise
    except ProgramError as error:
        _say(error)
        return None
    if found:
        say_outcome(found)
    return found


def with_checkpoints(view: ViewContext, found: Rehearsal, text: str) -> Rehearsal:
    """The outcome with that at past checkpoints, which takes longer."""
    with st.spinner(in_own_words("Looking at past checkpoints …")):
        before = rehearsed_before(view, text)
    return found.and_before(before) if before else found


def _say(error: ProgramError) -> None:
    st.warning("  \n".join(map(escaped, str(error).splitlines())), icon=":material/error:")
