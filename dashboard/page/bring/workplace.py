"""Where the page Bring data works: the program's folder, its draft, the database and the day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import streamlit as st

from dashboard.page.bring.listing import Listing
from dashboard.page.heading import heading_without_filters
from dashboard.reading import builds
from dashboard.reading.rows import ViewContext
from dashboard.server import first_run
from data.bring.draft import Draft, existing_draft, open_draft
from data.bring.place import source_folder, why_closed
from data.errors import ProgramError
from data.outputs.markdown import escaped
from data.settings.files import load_program
from data.settings.model import Settings

PAGE = "bring_data"
_MESSAGES = "message of Bring data"


@dataclass(frozen=True)
class Workplace:
    """The folder of the program, the files of its draft if there is one, and what builds need."""

    folder: Path
    listing: Listing | None
    database: Path
    as_of: date
    settings: Settings

    @property
    def draft(self) -> Draft | None:
        """The draft, if there is one."""
        return self.listing.draft if self.listing else None

    def opened_draft(self) -> Draft:
        """The draft; made when there is none. Raises ProgramError when it cannot be made."""
        return self.draft or open_draft(self.folder)

    def without_paths(self, text: str) -> str:
        """A message without the path of the folder, which says nothing to people in a browser."""
        for path in (self.folder / ".draft", self.folder):
            text = text.replace(f"{path}/", "").replace(f"{path}: ", "")
        return text


def head() -> ViewContext | None:
    """The head of the page; returns what the build that is served shows, None without one."""
    has_build = not first_run.awaits_first_build()
    return heading_without_filters(PAGE, has_build)


def workplace() -> Workplace | tuple[str, Path | None]:
    """Where the page works, or one sentence that says why it cannot, and the folder if known."""
    database = builds.database()
    folder = first_run.program_folder(source_folder(database))
    reason = why_closed(folder, database)
    if reason is not None or folder is None or not isinstance(database, Path):
        return reason or "No folder of a program is known.", folder
    draft, as_of = existing_draft(folder), datetime.now(UTC).date()
    try:
        settings = load_program(draft.work if draft else folder)
    except ProgramError as error:
        return f"The settings of the program are wrong: {error}", folder
    return Workplace(folder, Listing(draft) if draft else None, database, as_of, settings)


def show_error(place: Workplace, error: object) -> None:
    """Show what went wrong, at this place of the page."""
    st.error(escaped(place.without_paths(str(error))), icon=":material/error:")


def say(kind: str, text: str) -> None:
    """Show a message at the top of the page until the next change: `error` or `success`."""
    st.session_state[_MESSAGES] = kind, text


def forget_message() -> None:
    """Take the message of the last change away."""
    st.session_state.pop(_MESSAGES, None)


def show_message() -> None:
    """The message of the last change."""
    kind, text = st.session_state.get(_MESSAGES, (None, ""))
    if kind == "error":
        st.error(text, icon=":material/error:")
    elif kind:
        st.success(text, icon=":material/check:")
