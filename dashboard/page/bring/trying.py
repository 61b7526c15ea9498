"""Step 4, try and compare: a build of the draft, its progress, and what it would change."""

import streamlit as st

from dashboard.page.bring import compared
from dashboard.page.bring.changing import changing
from dashboard.page.bring.steps import Step, closed, opened, title
from dashboard.page.bring.workplace import PAGE, Workplace, show_error
from dashboard.page.opened import viewer_of
from data.bring import job
from data.bring.job import Action, JobState
from data.outputs.markdown import escaped

POLL_SECONDS = 1.0
_SENTENCES = {"try": "Trying a build", "publish": "Publishing", "put back": "Putting back"}


def draw(place: Workplace, state: JobState | None) -> None:
    """The step; one line without a draft."""
    if is_running(state, "try"):
        with opened(Step.TRY):
            title(Step.TRY, "running …")
            progress(place)
        return
    if place.draft is None:
        closed(Step.TRY, "there is nothing to try.")
        return
    with opened(Step.TRY):
        is_now = is_tried(place, state)
        tried = state if state and state.action == "try" else None
        title(Step.TRY, _finding(tried, is_now))
        _button(place, state, is_now)
        if tried and tried.error:
            show_error(place, tried.error)
        if tried:
            compared.draw(place, tried)


def is_running(state: JobState | None, *actions: Action) -> bool:
    """Whether a job is running, one of these actions if they are given."""
    return bool(state and state.is_running and (not actions or state.action in actions))


def is_tried(place: Workplace, state: JobState | None) -> bool:
    """Whether the draft as it is now was built without an error."""
    if place.listing is None or state is None or state.is_running or state.error:
        return False
    return state.action == "try" and state.draft == place.listing.fingerprint


@st.fragment(run_every=POLL_SECONDS)
def progress(place: Workplace) -> None:
    """The progress of the running job; when it has ended, the page runs again."""
    viewer_of(PAGE)
    state = job.state(place.folder)
    if state is None or not state.is_running:
        st.rerun()
    else:
        share = min(max(state.share, 0.0), 1.0)
        st.progress(
            share, f"{_SENTENCES[state.action]}: {escaped(place.without_paths(state.step))}"
        )


def start(place: Workplace, action: Action, tried: str = "") -> None:
    """Start a job; the page shows its progress from the next run on."""
    with changing(place, f"started: {action}"):
        job.start(place.folder, action, place.database, place.as_of, tried)


def _finding(tried: JobState | None, is_now: bool) -> str:
    if tried is None:
        return "not tried yet"
    if tried.error:
        return "the build failed"
    return "done" if is_now else "the draft has changed since"


def _button(place: Workplace, state: JobState | None, is_now: bool) -> None:
    st.caption("A build of the draft, beside the dashboard: nobody else sees it.")
    if st.button(
        "Try again" if is_now else "Try a build",
        key="bring try",
        icon=":material/science:",
        type="secondary" if is_now else "primary",
        disabled=is_running(state),
    ):
        start(place, "try")
