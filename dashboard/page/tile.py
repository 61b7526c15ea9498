"""A tile: the box around a figure, with its title, how to read it and one menu."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from urllib.parse import urlencode

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from dashboard.page.absent import absent
from dashboard.page.downloads import download, file_name
from dashboard.page.figures import Figure
from dashboard.page.prose import long_date
from dashboard.reading.downloads import figure_csv
from dashboard.reading.rows import ViewContext, read
from dashboard.registry import page
from dashboard.server.drawing import picture_buttons


def tiles(name: str) -> AbstractContextManager[object]:
    """Tiles beside one another, at most two; one that is alone in its line fills it (shell.css).

    `name` is another one for each such part of a page.
    """
    return st.container(horizontal=True, key=f"tiles {name}")


def empty_tile(view: ViewContext, figure: Figure, **parameters: object) -> None:
    """A figure without rows: a line with its title that says why, which shares its line of the page
    with no other tile (shell.css)."""
    with st.container(border=True, key=f"empty {figure.key(**parameters)}"), _beside_the_menu():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(figure.title, anchor=False, width="content")
            st.caption(absent(view, *figure.needs, *figure.said_above) or figure.empty)
        menu(view, figure, has_rows=False, **parameters)


@contextmanager
def tile(view: ViewContext, figure: Figure, **parameters: object) -> Iterator[None]:
    """The box around `figure`; what is drawn inside comes below its title and caption.

    The title states the finding where the figure has one, and its note goes before the caption.
    """
    title, note = _finding(view, figure)
    with _box():
        with _beside_the_menu():
            st.subheader(title, anchor=False)
            menu(view, figure, has_rows=True, **parameters)
        if said := " ".join(filter(None, (note, figure.caption, absent(view, *figure.needs)))):
            st.caption(said)
        yield


def _box() -> AbstractContextManager[object]:
    """The box of a tile, as high as the highest one beside it."""
    return st.container(border=True, height="stretch")


def _beside_the_menu() -> AbstractContextManager[object]:
    """The line of a tile whose last part is its menu."""
    return st.container(horizontal=True, wrap=False, vertical_alignment="center")


def _finding(view: ViewContext, figure: Figure) -> tuple[str, str]:
    """What the figure shows, in a sentence, and a note on it; its title where nothing can be said.

    The note is empty where there is none.
    """
    if not figure.finding:
        return figure.title, ""
    rows = read(view, figure.finding)
    notes = rows["note"] if "note" in rows else [""] * len(rows)
    # In plain Python: for a row or two, pandas takes longer than the rest of a tile.
    found = zip(rows["sentence"], notes, strict=True)
    said = (pair for pair in found if isinstance(pair[0], str))
    return next(said, (figure.title, ""))


def menu(view: ViewContext, figure: Figure, has_rows: bool, **parameters: object) -> None:
    """The menu of a figure. What is in it is made when it is opened."""
    key = figure.key(**parameters)
    label = f"Menu: {figure.title}"
    with st.popover(label, type="tertiary", key=f"{key} menu", on_change="rerun") as popover:
        if not popover.open:
            return
        if has_rows and figure.other_form:
            form = figure.other_form if is_table(key) else "table"
            st.button(
                f"Show as a {form}",
                icon=":material/swap_horiz:",
                type="tertiary",
                key=f"{key} turn",
                on_click=_turn,
                args=(key,),
            )
        if has_rows:
            name = file_name(view, figure.query, **parameters)
            download(view, figure_csv(view, figure.query, **parameters), f"{name}.csv")
            if figure.chart and not is_table(key):
                picture_buttons(key, name, f"As of {long_date(view.as_of)}")
        how_counted(figure)
        st.caption("Link to this page with its day and filters:")
        st.code(_link(view), language=None, wrap_lines=True)


def is_table(key: str) -> bool:
    """Whether the rows of the figure with this key are shown in place of what it draws."""
    return bool(st.session_state.get(f"{key} as table"))


def _turn(key: str) -> None:
    st.session_state[f"{key} as table"] = not is_table(key)
    st.session_state[f"{key} menu"] = False


def _link(view: ViewContext) -> str:
    """The address of the page as it is filtered now, with the day even where that is today."""
    filters = {**st.query_params.to_dict(), "as_of": view.as_of.isoformat()}
    return f"{st.context.url or ''}?{urlencode(filters)}"


def how_counted(figure: Figure) -> None:
    """A link to the figure on the page Definitions."""
    with suppress(StreamlitPageNotFoundError):  # a script that is run by itself knows no other page
        st.page_link(
            page("definitions").file,
            label="How this is counted",
            icon=":material/menu_book:",
            query_params={"figure": figure.query},
        )
