"""The preview of a checkpoint letter: what the command writes, for one MVP."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.page.filters import of_mvp, pick
from dashboard.reading.read import ViewContext, current_day, days_of, letter, read
from data.outputs.letters.mail import as_mail, file_name

_NONE = "Pick one"


def preview(look: ViewContext) -> None:
    """A checkpoint and an MVP to choose, the text of the letter, and its mail to download.

    The text is shown as text: nothing in it is taken for markup.
    """
    st.subheader("Checkpoint letters", anchor=False)
    first, today = days_of(look.build)[0], current_day(look.build)
    passed = read(look, "snapshots/checkpoints")["checkpoint"].dt.date
    checkpoints = [str(day) for day in passed if first <= day <= today]
    if not checkpoints:
        st.info("No checkpoint has come yet.", icon=":material/inbox:")
        return
    st.caption(
        "What an MVP is told on a checkpoint, on today's data. `python -m data letters` writes the "
        "mails for all of them; sending them is left to your own mail."
    )
    with st.container(horizontal=True):
        checkpoint = pick("Checkpoint", [_NONE, *checkpoints], "checkpoint", width=180)
        if checkpoint == _NONE:  # working out another day takes a moment
            return
        look = of_mvp(replace(look, as_of=date.fromisoformat(checkpoint)))
    written = letter(look)
    if written is None:
        st.info("No letter: told are those who hold the title then, or await their NDA.")
        return
    st.text(written.subject)
    st.code(written.text, language=None, wrap_lines=True)
    st.download_button(
        "Download mail",
        as_mail(written),
        file_name(written),
        "message/rfc822",
        on_click="ignore",
        icon=":material/mail:",
    )
