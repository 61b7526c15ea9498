"""As whom a viewer speaks: the author of what is said always comes from the sign-in."""

from dashboard.reading.events import Speaker
from dashboard.reading.people import identity
from dashboard.viewers import access
from data.events.model import LOCAL


def speaker(viewer: access.Viewer) -> Speaker:
    """The viewer as somebody who says something; without sign-in, LOCAL in the viewed role."""
    mvp_id = identity(viewer.email).mvp_id if viewer.email else None
    by = viewer.email.lower() if viewer.email and access.has_sign_in() else LOCAL
    return Speaker(by, viewer.role, viewer.scope, mvp_id)
