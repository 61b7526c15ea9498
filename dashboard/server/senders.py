"""Who may send files: people of the program team, and in local mode the person at this machine."""

from starlette.requests import HTTPConnection

from dashboard.registry import PAGES
from dashboard.server.cookies import claims_of
from dashboard.viewers import access
from data.errors import ProgramError

_LOCAL = "the person at this machine"


def sender_of(connection: HTTPConnection) -> str | None:
    """Who asks, if they are of the program team at this moment; None for everybody else."""
    if not access.has_sign_in():
        is_local = access.is_local(access.listening_at(), connection.headers)
        return _LOCAL if is_local else None
    claims = claims_of(connection)
    if claims.get("origin") != connection.headers.get("origin"):
        return None
    try:
        viewer = access.signed_in(claims)
    except ProgramError:  # there is no database at this moment
        return None
    return _program_team(viewer)


def viewer_who_may_send(viewer: access.Viewer | access.Refusal, page: str | None) -> str | None:
    """The viewer of a run, if they may send files to that page; None for everybody else."""
    if not any(known.takes_files for known in PAGES if known.name == page):
        return None
    return _program_team(viewer) if access.has_sign_in() else _local(viewer)


def _program_team(viewer: access.Viewer | access.Refusal) -> str | None:
    return viewer.email if isinstance(viewer, access.Viewer) and viewer.role == "program" else None


def _local(viewer: access.Viewer | access.Refusal) -> str | None:
    """The person at this machine, unless they view the pages as somebody else."""
    is_self = isinstance(viewer, access.Viewer) and viewer.email is None
    return _LOCAL if is_self else None
