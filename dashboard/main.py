"""The main script, run for every change of a page: who the viewer is, the menu, and the page."""

from pathlib import Path

import streamlit as st

from dashboard.reading import builds
from dashboard.reading.words import words_of_run
from dashboard.registry import PROGRAM, page
from dashboard.server import failures, first_run, navigation, reconnecting, uploads
from dashboard.viewers import access, audit, audit_file, menu, refusals
from data.settings.saying import in_own_words

st.set_page_config(None, Path(__file__).with_name("icon.svg"), layout="wide")


def show_page(viewer: access.Viewer) -> None:
    """The menu of the viewer's role, and the page that was asked for."""
    builds.set_person(viewer.email or "")
    audit_file.check()
    chosen, links = navigation.chosen_page(viewer.role)
    uploads.permit(viewer, chosen.url_path)
    asked_for = navigation.asked_for()
    if asked_for and viewer.role not in asked_for.roles:
        audit.refused(asked_for.name, "role", part="role")
    menu.draw_links(links)
    menu.draw_viewer(viewer)
    reconnecting.redraw_after_reconnect()
    chosen.run()


def show_refusal(refusal: access.Refusal) -> None:
    """Say why there is nothing to see, at the address that was asked for."""
    uploads.permit(refusal, None)
    asked_for = navigation.asked_for()
    audit.refused(asked_for.name if asked_for else None, refusal.why)
    navigation.any_page(lambda: refusals.explain(refusal)).run()
    if refusal.why != "closed" and not access.has_sign_in():
        menu.draw_viewer(refusal)


def run() -> None:
    """The page for whoever is looking, in the words of the program."""
    st.set_page_config(in_own_words(PROGRAM))
    viewer = access.viewer()
    if first_run.awaits_first_build() and isinstance(viewer, access.Viewer):
        chosen = navigation.only_page(page("bring_data"))
        uploads.permit(viewer, chosen.url_path)
        chosen.run()
    elif isinstance(viewer, access.Viewer):
        show_page(viewer)
    else:
        show_refusal(viewer)


with builds.one_run(), failures.explained():
    if not access.has_sign_in():
        first_run.ensure_database()
    with words_of_run():
        run()
