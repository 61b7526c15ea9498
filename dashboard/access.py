"""Who is looking, and what they may see. Refuses by default."""

import ipaddress
from dataclasses import dataclass

import streamlit as st

from data.day import Scope

LOCAL_NAME = "localhost"


@dataclass(frozen=True)
class Viewer:
    """A person looking at the dashboard: their role, and whose rows they may see."""

    role: str
    scope: Scope


def viewer() -> Viewer | None:
    """Who is looking now; None when nobody may.

    Without sign-in the app is for the person at this machine, who sees what the program team sees:
    only when it listens on a loopback address.
    """
    if _listens_on_loopback(st.get_option("server.address")):
        return Viewer("program", Scope(everybody=True))
    return None


def _listens_on_loopback(address: str | None) -> bool:
    if address == LOCAL_NAME:
        return True
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False


def explain_closed() -> None:
    """One page for when nobody may look: what to configure, and no data."""
    st.title("MVP program", anchor=False)
    st.error(
        "This dashboard shows figures about people, so without sign-in it opens on this machine "
        "only. Start it with server.address = 127.0.0.1, as .streamlit/config.toml does.",
        icon=":material/lock:",
    )
