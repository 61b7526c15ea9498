"""Who the viewer is and what they may see. Asked on every run; the default is a refusal."""

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

VIEW_AS, AS_PROGRAM_TEAM = "view as", ""  # the key of the choice, and one of its values
# How far the clock of a provider may be ahead of ours.
_CLOCK_DIFFERENCE = timedelta(minutes=5)
_FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-Ip")


@dataclass(frozen=True)
class Viewer:
    """A person with access: their role, whose rows they see, and their e-mail if signed in."""

    role: str
    scope: Scope
    email: str | None = None


@dataclass(frozen=True)
class Refusal:
    """No access: the reason (a key in `refusals`), and the e-mail address if it is known."""

    why: str
    email: str | None = None


def viewer() -> Viewer | Refusal:
    """The viewer of this run, or the reason why there is no access."""
    if has_sign_in():
        return signed_in(st.user)
    if is_local(listening_at(), st.context.headers):
        return _local()
    return Refusal("closed")


def has_sign_in() -> bool:
    """Whether secrets.toml has a section `[auth]`, which says how people sign in."""
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def listening_at() -> str | None:
    """The address that the server listens on."""
    address: str | None = st.get_option("server.address")
    return address


def is_local(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether the server listens on a loopback address and was asked there, without a proxy.

    A browser sends the address that the person typed as the Origin of a session. Most proxies
    rewrite Host by default and leave Origin alone.
    """
    host, origin = headers.get("Host"), headers.get("Origin")
    return (
        _is_loopback(address)
        and (host is None or _is_loopback(_host_in(f"//{host}")))
        and (origin is None or _is_loopback(_host_in(origin)))
        and not any(name in headers for name in _FORWARDED)
    )


def _host_in(address: str) -> str | None:
    """The host in an address, without its port."""
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
    """The person at this machine: the program team, or whoever they chose under "View as"."""
    email = st.session_state.get(VIEW_AS) or AS_PROGRAM_TEAM
    if email == AS_PROGRAM_TEAM:
        return Viewer("program", Scope(everybody=True))
    return with_address(email)


def with_address(email: str) -> Viewer | Refusal:
    """What a sign-in with that address gives at this moment, as long as it lasts."""
    return _with_role(identity(email), email)


def signed_in(user: Mapping[str, object]) -> Viewer | Refusal:
    """The viewer that a sign-in is of, by what its token says and the newest build."""
    if not user.get("is_logged_in"):
        return Refusal("signed_out")
    email = user.get("email")
    if not isinstance(email, str) or str(user.get("email_verified", True)).lower() == "false":
        return Refusal("unverified")
    person = identity(email)
    if is_over(user, person.max_session_hours, datetime.now(UTC)):
        return Refusal("over", email)
    return _with_role(person, email)


def is_over(user: Mapping[str, object], max_hours: int, now: datetime) -> bool:
    """Whether the token has expired, is older than `max_hours`, or does not say when it ends.

    A token of later than now is over too: after a clock was set back, it would last longer.
    """
    try:
        expires, issued = (
            datetime.fromtimestamp(float(str(user[key])), UTC) for key in ("exp", "iat")
        )
        oldest, newest = now - timedelta(hours=max_hours), now + _CLOCK_DIFFERENCE
        return now >= expires or not oldest < issued <= newest
    except (KeyError, TypeError, ValueError, OverflowError):
        return True


def _with_role(person: Identity, email: str) -> Viewer | Refusal:
    match person.role:
        case "program":
            return Viewer("program", Scope(everybody=True), email)
        case "lead":
            scope = Scope(teams=person.teams, mvp_id=person.mvp_id)
            return Viewer("lead", scope, email)
        case "mvp" if person.status in ("active", "awaiting_nda"):
            return Viewer("mvp", Scope(mvp_id=person.mvp_id), email)
        case "mvp":
            return Refusal(person.status or "unknown", email)
    return Refusal("unknown", email)
