"""Who may send files: people of the program team, and in local mode the person at this machine."""

from starlette.requests import HTTPConnection

from dashboard.registry import PAGES
from dashboard.server.cookies import claims_of
from dashboard.server.visitors import LOCAL, visitor_of
from dashboard.viewers import access


def sender_of(connection: HTTPConnection) -> str | None:
    """Who asks, if they are of the program team at this moment; None for everybody else."""
    origin = connection.headers.get("origin")
    if access.has_sign_in() and claims_of(connection).get("origin") != origin:
        return None
    visitor = visitor_of(connection)
    return visitor if isinstance(visitor, str) else _program_team(visitor)


def viewer_who_may_send(viewer: access.Viewer | access.Refusal, page: str | None) -> str | None:
    """The viewer of a run, if they may send files to that page; None for everybody else."""
    if not any(known.takes_files for known in PAGES if known.name == page):
        return None
    return _program_team(viewer) if access.has_sign_in() else _local(viewer)


def _program_team(viewer: access.Viewer | access.Refusal | None) -> str | None:
    return viewer.email if isinstance(viewer, access.Viewer) and viewer.role == "program" else None


def _local(viewer: access.Viewer | access.Refusal) -> str | None:
    """The person at this machine, unless they view the pages as somebody else."""
    is_self = isinstance(viewer, access.Viewer) and viewer.email is None
    return LOCAL if is_self else None
