"""What people without access see: the reason, and what they can do."""

import streamlit as st

from dashboard.viewers.access import Refusal
from data.settings.saying import in_own_words

_TEXTS = {
    "closed": (
        "Sign-in is not set up",
        "This dashboard shows figures about people, so without sign-in it opens on this machine "
        "only. Set up `[auth]` in `.streamlit/secrets.toml` (docs/sign-in.md), or start it with "
        "`server.address = 127.0.0.1` and open it there, not through a proxy.",
    ),
    "signed_out": ("Welcome", "Please sign in to see your figures."),
    "unverified": (
        "Your e-mail address is not verified",
        "The dashboard knows people by a verified e-mail address. Verify yours with your sign-in "
        "provider, then sign in again.",
    ),
    "over": ("Your session has ended", "Please sign in again."),
    "upcoming": (
        "Welcome to the program",
        "Your title has not begun yet. Your own page opens on the day you enter.",
    ),
    "left": (
        "Thank you",
        "You have left the program, so you have no page here any more. The program team can tell "
        "you which data about you is kept, and give it to you.",
    ),
    "unknown": (
        "There is nothing here for this address",
        "This e-mail address belongs to nobody in the program, or to two people. Ask the program "
        "team to enter it in access.csv or mvps.csv.",
    ),
}


def explain(refusal: Refusal) -> None:
    """Draw the refusal: the reason, who is signed in, and a button to sign in or out."""
    title, text = map(in_own_words, _TEXTS[refusal.why])
    st.title(title, anchor=False)
    st.markdown(text)
    if refusal.email is not None:
        st.text(f"Signed in as {refusal.email}")
    if refusal.why in ("signed_out", "over"):
        # The key is known to dashboard/server/shell.js, which leads back here after the sign-in.
        st.button("Sign in", on_click=st.login, key="sign_in", type="primary")
    elif refusal.why != "closed":
        sign_out()


def sign_out() -> None:
    """A button to sign out, for somebody who is signed in."""
    if st.user.get("is_logged_in"):
        # The key is known to dashboard/server/views.js, which forgets the views of the browser.
        st.button("Sign out", on_click=st.logout, key="sign_out")
