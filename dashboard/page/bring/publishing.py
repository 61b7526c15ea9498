"""Step 5, publish: the draft becomes the program's folder and the dashboard shows its build."""

import streamlit as st

from dashboard.page.bring import trying
from dashboard.page.bring.changing import changing
from dashboard.page.bring.listing import Listing
from dashboard.page.bring.steps import Step, closed, counted, opened, title
from dashboard.page.bring.workplace import Workplace, show_error
from data.bring.draft import Draft, discard
from data.bring.job import JobState
from data.bring.published import Published, last_published
from data.outputs.markdown import escaped

_PUT_BACK = "Putting back returns the files and the build of before."
_ASKED = "bring asked to discard"
_DONE = {
    "publish": "Published. All pages show the new build.",
    "put back": "Put back. All pages show the build of before.",
}


def draw(place: Workplace, state: JobState | None) -> None:
    """The step; one line when there is nothing to publish and nothing to put back."""
    if trying.is_running(state, "publish", "put back"):
        with opened(Step.PUBLISH):
            title(Step.PUBLISH, "running …")
            trying.progress(place)
        return
    published = last_published(place.folder)
    if place.draft is None and published is None and not _outcome_of(state):
        closed(Step.PUBLISH, "there is nothing to publish.")
        return
    with opened(Step.PUBLISH):
        is_ready = trying.is_tried(place, state)
        title(Step.PUBLISH, _finding(place, is_ready))
        _outcome(place, state)
        if place.listing is not None:
            _publish(place, place.listing, state, is_ready)
            _discard(place, place.listing.draft, trying.is_running(state))
        if published is not None:
            _put_back(place, published)


def _finding(place: Workplace, is_ready: bool) -> str:
    if place.draft is None:
        return "nothing new"
    return "ready" if is_ready else "try the draft first"


def _outcome_of(state: JobState | None) -> JobState | None:
    """The last publication or putting back, if it was the last job."""
    return state if state and state.action in _DONE else None


def _outcome(place: Workplace, state: JobState | None) -> None:
    if (ended := _outcome_of(state)) is None:
        return
    if ended.error:
        show_error(place, ended.error)
    elif place.draft is None:
        st.success(_DONE[ended.action], icon=":material/check:")


def _publish(place: Workplace, listing: Listing, state: JobState | None, is_ready: bool) -> None:
    st.caption("The program's folder takes the files of the draft, and everybody sees the build.")
    disputed = [file.place for file in listing.changes if file.is_disputed]
    for name in disputed:
        st.warning(
            f"Somebody changed {escaped(name)} in the program's folder meanwhile. Take the file "
            "back under 1, and add it again if it is still right.",
            icon=":material/warning:",
        )
    if st.button(
        "Publish",
        key="bring publish",
        icon=":material/publish:",
        type="primary" if is_ready else "secondary",
        disabled=not is_ready or trying.is_running(state) or bool(disputed),
    ):
        trying.start(place, "publish", state.draft if state else "")


def _discard(place: Workplace, draft: Draft, is_running: bool) -> None:
    """A button that asks once before the draft is gone."""
    if not st.session_state.get(_ASKED):
        if st.button(
            "Discard the draft",
            key="bring discard",
            icon=":material/delete:",
            type="tertiary",
            disabled=is_running,
        ):
            st.session_state[_ASKED] = True
            st.rerun()
        return
    st.warning("All files and answers of the draft will be gone.", icon=":material/warning:")
    with st.container(horizontal=True):
        if st.button("Yes, discard it", key="bring discard yes", disabled=is_running):
            st.session_state.pop(_ASKED)
            with changing(place, "discarded the draft", "The draft is gone."):
                discard(draft)
        if st.button("Keep it", key="bring discard no"):
            st.session_state.pop(_ASKED)
            st.rerun()


def _put_back(place: Workplace, published: Published) -> None:
    when = f"{published.published_at:%B} {published.published_at.day}"
    st.caption(
        f"Published on {when}, {published.published_at:%H:%M} UTC, with "
        f"{counted(len(published.changes), 'changed file')}. "
        + ("There is no build before it." if published.is_first else _PUT_BACK)
    )
    if published.is_first:
        return
    if st.button("Put back", key="bring put back", icon=":material/history:"):
        trying.start(place, "put back")
