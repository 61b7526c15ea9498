"""The page where nobody can work on the folder: why, and how to do the same by commands."""

import io
import zipfile
from pathlib import Path

import streamlit as st

from dashboard.page.bring.changing import changing
from dashboard.page.bring.workplace import say
from dashboard.page.downloads import file_button
from dashboard.reading.rows import ViewContext
from dashboard.server import first_run
from data.bring.places import is_usable
from data.outputs.markdown import escaped

_MOST_BYTES = 20 * 1024**2  # of mapping files and answers that are offered
_OFFERED = ("sources/*.toml", "sources/*.sql", "accounts*.csv", "refusals*.csv")
_COMMANDS = """\
python -m data connect FOLDER/raw
python -m data accounts FOLDER
python -m data check FOLDER
python -m data build --source FOLDER --database DATABASE"""
_OWN_FOLDER = """\
python -m data init FOLDER
MVP_SOURCE=FOLDER make run"""


def explain(view: ViewContext | None, reason: str, folder: Path | None) -> None:
    """Say why nobody can work here, and what to do instead."""
    if first_run.may_begin():
        _begin()
        return
    st.info(escaped(reason), icon=":material/lock:")
    if folder is None:
        st.markdown("To work here, name the folder of the program when you start the dashboard:")
        st.code(_OWN_FOLDER, language="bash", wrap_lines=True)
        return
    st.markdown(
        "Work on the machine that has the folder. Copy exports into a folder of `raw/` for each "
        "source, then run these commands (docs/sources.md):"
    )
    st.code(_COMMANDS, language="bash", wrap_lines=True)
    if view and (content := mappings_zip(folder)):
        file_button(
            view,
            "Download mappings and answers",
            content,
            "mappings.zip",
            "application/zip",
            icon=":material/download:",
            help="The mappings in sources/, and accounts.csv and refusals.csv, as they are, to be "
            "put back later. Open them in a text editor: a spreadsheet may take a name that "
            "begins with = for a formula.",
        )


def _begin() -> None:
    """The first step of somebody who sees the sample: an empty program of their own."""
    st.info(
        "The people in this dashboard are made up. Begin a program of your own: it is empty, and "
        "the made-up people stay until you publish it.",
        icon=":material/rocket_launch:",
    )
    if st.button("Begin my program", type="primary", key="bring begin program"):
        with changing(None, "began a program"):
            folder = first_run.begin_program()
            say("success", f"Your program is in {escaped(str(folder))}.")


def mappings_zip(folder: Path) -> bytes:
    """The mappings and the answers about accounts as a ZIP; empty when there are none.

    Other files are left out, and so is a link that leads out of the folder.
    """
    content = io.BytesIO()
    try:
        found = (path for pattern in _OFFERED for path in sorted(folder.glob(pattern)))
        files = [path for path in found if is_usable(path, folder)]
        if not files or sum(path.stat().st_size for path in files) > _MOST_BYTES:
            return b""
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in files:
                archive.write(path, path.relative_to(folder).as_posix())
    except OSError:
        return b""
    return content.getvalue()
