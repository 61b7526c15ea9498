"""Step 2, what the files are: a line for each, with what is read of it, and how to correct it."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.page.bring import columns, files, text
from dashboard.page.bring.answers import answer
from dashboard.page.bring.listing import Listing
from dashboard.page.bring.steps import Step, closed, code, counted, opened, title
from dashboard.page.bring.workplace import Workplace, show_error
from dashboard.page.prose import plain
from data.bring.preview import Preview, preview
from data.bring.recognized import Recognized, recognize
from data.errors import ProgramError
from data.outputs.markdown import escaped

_SHOWN = 40  # files
_COUNTED_BYTES = 20 * 1024**2  # larger files are read when they are opened
_RAW = "raw/"
_LEFT = "bring left as it is"  # files about which somebody has decided nothing more


@dataclass(frozen=True)
class Export:
    """A raw file: what it was recognized as, and what is read of it if that is known."""

    found: Recognized
    preview: Preview | None

    @property
    def is_open(self) -> bool:
        """Whether somebody has to decide something about it."""
        unmapped = self.preview.counts.get("unmapped", 0) if self.preview else 0
        fault = self.preview.fault if self.preview else None
        is_read = self.found.mapping is not None or self.found.is_hidden
        is_left = self.found.place in st.session_state.get(_LEFT, ())
        return bool(not is_read or self.found.questions or unmapped or fault) and not is_left


def exports(place: Workplace) -> list[Export] | ProgramError:
    """The raw files of the draft that are new or changed; all of them if somebody asked for all.

    Returns the error that keeps them from being looked at.
    """
    try:
        return _exports(place, place.listing) if place.listing else []
    except ProgramError as error:
        return error


def _exports(place: Workplace, listing: Listing) -> list[Export]:
    states = listing.signatures
    changes = [change.place for change in listing.changes if change.place.startswith(_RAW)]
    sizes = {each: state[0] for each in changes if (state := states.get(each))}
    wanted = None if st.session_state.get("bring all exports") else tuple(sizes)
    found = answer(
        listing,
        f"recognized {wanted} {place.as_of}",
        partial(recognize, listing.draft.work, place.settings, place.as_of, wanted),
        "Looking at the files …",
        ("raw/", "sources/"),
    )
    return [Export(each, _preview(place, listing, each, sizes.get(each.file, 0))) for each in found]


def _preview(place: Workplace, listing: Listing, found: Recognized, size: int) -> Preview | None:
    """What is read of a file; None when nothing reads it, or when it is large and closed."""
    is_opened = st.session_state.get(f"bring export {found.place}")
    if found.mapping is None or (size > _COUNTED_BYTES and not is_opened):
        return None
    return answer(
        listing,
        f"preview {found.place} {found.mapping} {place.as_of}",
        partial(
            preview, listing.draft.work, found.place, found.mapping, place.settings, place.as_of
        ),
        f"Reading {found.place} …",
        (found.file, f"sources/{found.mapping}."),
    )


def is_decided(found: list[Export] | ProgramError) -> bool:
    """Whether nobody has to decide anything about the files."""
    return not isinstance(found, ProgramError) and not any(each.is_open for each in found)


def draw(place: Workplace, found: list[Export] | ProgramError) -> None:
    """The step: a line for each export, with those first that need a decision."""
    if isinstance(found, ProgramError):
        with opened(Step.MEANING):
            title(Step.MEANING, "the files cannot be looked at")
            show_error(place, found)
        return
    if place.listing is None:
        closed(Step.MEANING, "nothing is being changed.")
        files.begin(place)
        return
    with opened(Step.MEANING):
        title(Step.MEANING, _finding(found))
        for export in sorted(found, key=lambda each: not each.is_open)[:_SHOWN]:
            _export(place, place.listing, export)
        if len(found) > _SHOWN:
            st.caption(f"… and {len(found) - _SHOWN:,} more.")
        st.toggle("Show the exports that were there before too", key="bring all exports")


def _finding(found: list[Export]) -> str:
    if not found:
        return "no new exports"
    read = sum(each.found.mapping is not None for each in found)
    undecided = sum(each.is_open for each in found)
    needs = "needs a decision" if undecided == 1 else "need a decision"
    parts = [counted(len(found), "file"), f"{read:,} {'is' if read == 1 else 'are'} read"]
    return ", ".join([*parts, *([f"{undecided:,} {needs}"] if undecided else [])])


def _export(place: Workplace, listing: Listing, export: Export) -> None:
    found = export.found
    icon = ":material/help:" if export.is_open else ":material/check_circle:"
    label = f"{icon} {code(found.place.removeprefix(_RAW))}: {escaped(found.sentence)}"
    if counts := _counts(export.preview):
        label += f" · {counts}"
    key = f"bring export {found.place}"
    with st.expander(label, key=key, on_change="rerun") as folded:
        if not folded.open:
            return
        for question in found.questions:
            st.warning(escaped(question), icon=":material/help:")
        if export.is_open:
            _leave(found.place)
        if export.preview is not None:
            _rows(export.preview, key)
        columns.draw(place, listing, found)
        text.draw(place, listing.draft, found)


def _leave(place: str) -> None:
    """A button for a file of which some rows may stay unread."""
    if st.button(f"Leave {plain(place.removeprefix(_RAW))} as it is", key=f"bring leave {place}"):
        st.session_state.setdefault(_LEFT, set()).add(place)
        st.rerun()


def _counts(read: Preview | None) -> str:
    """How many rows of a file are used and not used, in words."""
    if read is None:
        return ""
    words = {"used": "used", "rejected": "rejected", "unmapped": "without a meaning"}
    words |= {"left_out": "left out", "collapsed": "twice"}
    parts = [f"{read.counts[key]:,} {word}" for key, word in words.items() if read.counts.get(key)]
    return ", ".join(parts) or "no rows"


def _rows(read: Preview, key: str) -> None:
    """The first rows as they will be used, those that are not used, and the file as it is."""
    if read.fault:
        st.error(escaped(read.fault), icon=":material/error:")
    for notice in read.notices:
        st.caption(escaped(notice))
    for mapped in read.mapped:
        st.markdown(f"**Rows of {mapped.input}**: {mapped.used:,} are used. The first ones:")
        for sentence in mapped.lacking:
            st.caption(escaped(sentence))
        _table(pd.DataFrame(mapped.rows, columns=mapped.columns), f"{key} {mapped.input}")
    if read.unused:
        st.markdown("**Rows that are not used**, some of each reason:")
        names = ["line", "reason", "column", "value", "to_do", "text"]
        shown = pd.DataFrame([[getattr(row, name) for name in names] for row in read.unused])
        shown.columns = ["Line", "Reason", "Column", "Value", "What to do", "Text of the row"]
        shown["Reason"] = shown["Reason"].str.replace("_", " ")
        _table(shown, f"{key} unused")
    st.markdown(f"**The file as it is**: {counted(read.raw_count, 'row')}. The first ones:")
    _table(pd.DataFrame(read.raw_rows, columns=read.raw_columns), f"{key} raw")


def _table(rows: pd.DataFrame, key: str) -> None:
    st.dataframe(rows, hide_index=True, width="stretch", key=f"{key} table", placeholder="")
