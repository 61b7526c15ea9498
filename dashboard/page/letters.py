"""The preview of a checkpoint letter: what `python -m data letters` writes for one MVP."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.page.downloads import file_button
from dashboard.page.figures.snapshots import CHECKPOINTS
from dashboard.page.filters import filter_row
from dashboard.page.people import of_mvp
from dashboard.reading.days import current_date, first_and_last_day
from dashboard.reading.downloads import letter
from dashboard.reading.rows import ViewContext, read
from dashboard.viewers import audit
from data.errors import ProgramError
from data.outputs.letters.mail import file_name
from data.outputs.message import as_mail
from data.settings.saying import in_own_words

_NONE = "Pick one"


def preview(view: ViewContext) -> None:
    """A checkpoint and an MVP to choose, the text of the letter, and its mail to download.

    The letter is shown as plain text: markup in it has no effect.
    """
    st.subheader(in_own_words("Checkpoint letters"), anchor=False)
    first, today = first_and_last_day(view.build)[0], current_date(view.build)
    passed = read(view, CHECKPOINTS.query)["checkpoint"].dt.date
    checkpoints = [str(day) for day in passed if first <= day <= today]
    if not checkpoints:
        st.info(in_own_words("No checkpoint has come yet."), icon=":material/inbox:")
        return
    st.caption(
        in_own_words(
            "The letter that an MVP gets for a checkpoint, with today's data. `python -m data "
            "letters` writes the mails for everyone, and `python -m data send letters` sends them."
        )
    )
    with filter_row() as row:
        label = in_own_words("Checkpoint")
        checkpoint = row.pick(label, [_NONE, *checkpoints], "checkpoint", width=180)
    if checkpoint == _NONE:  # computing another day takes a moment
        return
    _show(checkpoint, view)


def _show(checkpoint: str, view: ViewContext) -> None:
    """The letter of a checkpoint to an MVP who is chosen here, or why there is none."""
    view = of_mvp(replace(view, as_of=date.fromisoformat(checkpoint)))
    try:
        written = letter(view)
    except ProgramError as error:  # the settings do not say whom to ask
        st.warning(str(error))
        return
    if written is None:
        st.info(in_own_words("No letter: only MVPs who are in the program on that day get one."))
        return
    audit.previewed("snapshots", view)
    st.text(written.subject)
    st.code(written.text, language=None, wrap_lines=True)
    file_button(
        view,
        "Download mail",
        as_mail(written),
        file_name(written),
        "message/rfc822",
        icon=":material/mail:",
    )
