"""The pages that Streamlit knows in a run, and which of them was asked for.

Relies on: Streamlit lets one script be two pages. Its front page answers at "/" alone, so the first
page of a menu is listed a second time, and answers at its own address as well.
Without it: a link such as /overview shows "Page not found" over the page, and so does /mvp to MVPs.
Gain: these links open (measured with and without: no notice, one notice).
"""

from collections.abc import Callable
from functools import cache

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.reading.parts import current_parts
from dashboard.registry import PAGES, PROGRAM, Page
from data.settings.saying import in_own_words


def chosen_page(role: str) -> tuple[st.Page, dict[Page, st.Page]]:
    """The page to run for a viewer of that role, and what the menu links to for each open page.

    A page of a part that the program lacks is none of them: its address is no page.
    """
    parts = current_parts()
    links = {
        page: st.Page(page.file, title=page.said_title, icon=page.icon, url_path=page.name)
        for page in PAGES
        if role in page.roles and page.is_in(parts)
    }
    first = next(iter(links))
    front = st.Page(
        first.file, title=first.said_title, icon=first.icon, url_path="front", default=True
    )
    chosen = st.navigation([front, *links.values()], position="hidden")
    if chosen is front:
        links[first] = front
    return chosen, links


def asked_for() -> Page | None:
    """The page that the link or the click names, also one that the viewer may not open.

    None for the front page, and for an address that is no page.
    """
    context = get_script_run_ctx()
    if context is None:
        return None
    pages = context.pages_manager
    if wanted := pages.intended_page_script_hash:
        found = _by_hash().get(wanted)
    else:
        found = {page.name: page for page in PAGES}.get(pages.intended_page_name or "")
    return found if found and found.is_in(current_parts()) else None


@cache
def _by_hash() -> dict[str, Page]:
    """The pages by what the client calls them."""
    return {st.Page(page.file, url_path=page.name)._script_hash: page for page in PAGES}


def only_page(page: Page) -> st.Page:
    """The page `page`, whatever was asked for: while there is no build, the others are empty."""
    only = st.Page(page.file, title=page.said_title, icon=page.icon, url_path=page.name)

    def lead_there() -> None:
        st.switch_page(only)

    front = st.Page(lead_there, title=in_own_words(PROGRAM), url_path="front", default=True)
    others = [st.Page(lead_there, url_path=other.name) for other in PAGES if other != page]
    return st.navigation([front, only, *others], position="hidden")


def any_page(draw: Callable[[], None]) -> st.Page:
    """The page that was asked for, whoever asks, with `draw` in place of its script.

    Its address stays the same, so the page itself can open there later.
    """
    front = st.Page(draw, title=in_own_words(PROGRAM), url_path="front", default=True)
    pages = [st.Page(draw, title=page.said_title, url_path=page.name) for page in PAGES]
    return st.navigation([front, *pages], position="hidden")
