"""Step 1, the files: what was dropped, from which source, and how to take it back."""

from pathlib import PurePosixPath

import streamlit as st

from dashboard.page.bring.changing import changing
from dashboard.page.bring.follow import follow
from dashboard.page.bring.steps import Step, code, counted, opened, title
from dashboard.page.bring.workplace import Workplace, say
from dashboard.page.prose import plain
from dashboard.server.uploads import contents_of
from data.bring.draft import Draft, remove_file
from data.bring.places import FileChange
from data.bring.sources import move_file, sources
from data.bring.uploads import INSTEAD, KINDS, MOST_MEGABYTES, add
from data.outputs.markdown import escaped

_SHOWN = 30  # files of the draft
_DROPS = "drops of Bring data"  # each drop has a new drop zone, which is empty
_KINDS = ("new", "changed", "removed")


def draw(place: Workplace) -> None:
    """The drop zone, and the files of the draft that are not those of the folder."""
    files = place.listing.changes if place.listing else []
    with opened(Step.FILES):
        title(Step.FILES, _finding(files))
        _drop_zone(place)
        if place.draft and files:
            _list(place, place.draft, files)


def _list(place: Workplace, draft: Draft, files: list[FileChange]) -> None:
    """The files of the draft, when somebody wants to see them."""
    label = f"What the draft changes: {counted(len(files), 'file')}"
    with st.expander(label, key="bring files", on_change="rerun") as folded:
        if not folded.open:
            return
        for file in files[:_SHOWN]:
            _file(place, draft, file)
        if len(files) > _SHOWN:
            st.caption(f"… and {len(files) - _SHOWN:,} more.")


def _finding(files: list[FileChange]) -> str:
    exports = [file for file in files if file.place.startswith("raw/")]
    counts = {kind: sum(file.kind == kind for file in exports) for kind in _KINDS}
    said = [f"{count:,} {kind}" for kind, count in counts.items() if count]
    others = len(files) - len(exports)
    said += [counted(others, "mapping or answer", "mappings and answers")] if others else []
    return ", ".join(said) or "nothing new yet"


def _drop_zone(place: Workplace) -> None:
    known = sources(place.folder if place.draft is None else place.draft.work)
    source = st.selectbox(
        "Source: the tool that the files are from",
        known,
        index=None,
        placeholder="Pick one or type a name, such as forum",
        accept_new_options=True,
        key="bring source",
        help="Accounts are told apart by source. Without a name, it is the name of the file. "
        "Contract files such as accounts.csv are known by their columns.",
    )
    number = st.session_state.get(_DROPS, 0)
    dropped = st.file_uploader(
        "Exports as they were downloaded: workbooks, CSV, JSON, Parquet, feeds, calendars, ZIP",
        type=[*KINDS, "gz"],
        accept_multiple_files=True,
        max_upload_size=MOST_MEGABYTES,
        help=f"If a file is larger than {MOST_MEGABYTES} MB, {INSTEAD}.",
        key=f"bring drop {number}",
    )
    if dropped:
        st.session_state[_DROPS] = number + 1
        names = ", ".join(file.name for file in dropped)
        with changing(place, f"added {names}"), contents_of(dropped) as contents:
            draft, added = place.opened_draft(), []
            for name, content in contents:
                path = add(draft, name, content, source)
                folder = path.parent.relative_to(draft.work).as_posix()
                where = "the program's folder" if folder == "." else folder
                added.append(f"{name} to {where}")
            say("success", escaped(f"Added {', '.join(added)}"))


def _file(place: Workplace, draft: Draft, file: FileChange) -> None:
    """A file of the draft: what it is, its source, and a button that takes it back."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{code(file.place)} {file.kind}{_size(draft, file)}", width=420)
        parts = PurePosixPath(file.place).parts
        if parts[0] == "raw" and len(parts) > 2 and file.kind == "new":
            source = follow(
                st.selectbox,
                f"Source of {plain(parts[-1])}",
                f"bring source of {file.place}",
                parts[1],
                options=sorted({*sources(draft.work), parts[1]}),
                accept_new_options=True,
                label_visibility="collapsed",
                width=180,
            )
            if source and source != parts[1]:
                with changing(place, f"moved {file.place} to {source}"):
                    move_file(draft, file.place, source)
        if st.button(
            f"Take back {plain(parts[-1])}",
            key=f"bring take back {file.place}",
            icon=":material/undo:",
            type="tertiary",
        ):
            with changing(place, f"took back {file.place}", f"Took back {file.place}"):
                remove_file(draft, file.place)


def _size(draft: Draft, file: FileChange) -> str:
    path = draft.work / file.place
    size = path.stat().st_size if path.exists() else 0
    if not size:
        return ""
    return f" · {size / 1024**2:,.1f} MB" if size >= 1024**2 else f" · {-(-size // 1024):,} kB"


def begin(place: Workplace) -> None:
    """A button that opens a draft without a new file, to change how exports are read."""
    if not sources(place.folder):
        return
    if st.button("Change how the exports are read", key="bring begin", icon=":material/edit:"):
        with changing(place, "opened a draft"):
            place.opened_draft()
