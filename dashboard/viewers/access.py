"""Who is looking, and what they may see. Asked on every run, and refused by default."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from dashboard.reading.people import identity
from data.days.identity import Identity
from data.days.scope import Scope

VIEW_AS = "view as"
_FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-Ip")


@dataclass(frozen=True)
class Viewer:
    """A person who may look: their role, whose rows they see, and their address when signed in."""

    role: str
    scope: Scope
    email: str | None = None


@dataclass(frozen=True)
class Refusal:
    """Nobody may look: why (a name of `refusals`), and who asked, when that is known."""

    why: str
    email: str | None = None


def viewer() -> Viewer | Refusal:
    """Who is looking now, or why nobody may."""
    if has_sign_in():
        return _signed_in(st.user)
    if is_local(st.get_option("server.address"), st.context.headers):
        return _local()
    return Refusal("closed")


def has_sign_in() -> bool:
    """Whether `[auth]` of secrets.toml says how people sign in."""
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def is_local(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether the server listens on, and was asked at, a loopback address, by nobody's proxy.

    A browser names the address that its person typed as the Origin of a session. A proxy that
    rewrites Host, as most do unless told otherwise, leaves Origin alone.
    """
    host, origin = headers.get("Host"), headers.get("Origin")
    return (
        _is_loopback(address)
        and (host is None or _is_loopback(_name_of(f"//{host}")))
        and (origin is None or _is_loopback(_name_of(origin)))
        and not any(name in headers for name in _FORWARDED)
    )


def _name_of(address: str) -> str | None:
    """The name of the machine in an address, without its port."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _is_loopback(host: str | None) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _local() -> Viewer | Refusal:
    """The person at this machine: the program team, or whom they chose to view as."""
    email = st.session_state.get(VIEW_AS)
    if email is None:
        return Viewer("program", Scope(everybody=True))
    return _of(identity(email), email)


def _signed_in(user: Mapping[str, object]) -> Viewer | Refusal:
    if not user.get("is_logged_in"):
        return Refusal("signed_out")
    email = user.get("email")
    if not isinstance(email, str) or str(user.get("email_verified", True)).lower() == "false":
        return Refusal("unverified")
    person = identity(email)
    if is_over(user, person.max_session_hours, datetime.now(UTC)):
        return Refusal("over", email)
    return _of(person, email)


def is_over(user: Mapping[str, object], max_hours: int, now: datetime) -> bool:
    """Whether the token has expired, or was given more than `max_hours` ago, or does not say."""
    try:
        expires, given = (datetime.fromtimestamp(float(user[key]), UTC) for key in ("exp", "iat"))
        return now >= expires or now >= given + timedelta(hours=max_hours)
    except (KeyError, TypeError, ValueError, OverflowError):
        return True


def _of(person: Identity, email: str) -> Viewer | Refusal:
    match person.role:
        case "program":
            return Viewer("program", Scope(everybody=True), email)
        case "lead":
            scope = Scope(teams=person.teams, mvp_id=person.mvp_id)
            return Viewer("lead", scope, email)
        case "mvp" if person.status in ("active", "awaiting_nda"):
            return Viewer("mvp", Scope(mvp_id=person.mvp_id), email)
        case "mvp":
            return Refusal(person.status, email)
    return Refusal("unknown", email)
