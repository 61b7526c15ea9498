"""Who asks for a file or sends one, outside a run of a page."""

from starlette.requests import HTTPConnection

from dashboard.server.cookies import claims_of
from dashboard.viewers import access
from data.errors import ProgramError

LOCAL = "the person at this machine"


def visitor_of(connection: HTTPConnection) -> access.Viewer | str | None:
    """Who asks, as what they may see at this moment; None for those without access.

    LOCAL is the person at this machine in local mode. A role or a team that a build takes away is
    gone with the next request.
    """
    if not access.has_sign_in():
        is_local = access.is_local(access.listening_at(), connection.headers)
        return LOCAL if is_local else None
    try:
        viewer = access.signed_in(claims_of(connection))
    except ProgramError:  # there is no database at this moment
        return None
    return viewer if isinstance(viewer, access.Viewer) else None
