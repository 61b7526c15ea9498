"""Calendars at /calendar/<token>.ics: whoever has the address has the dates behind it."""

from hashlib import sha256

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.reading import builds, calendars
from dashboard.reading.days import current_build, current_date
from dashboard.reading.rows import ViewContext
from dashboard.viewers import access, audit
from dashboard.viewers.calendars import viewer_of
from data.errors import ProgramError

_ENDING = ".ics"
_MIME = "text/calendar; charset=utf-8"
_HEADERS = {
    "Cache-Control": "private, no-cache",
    # The address is a secret, so the file is not named after it.
    "Content-Disposition": 'attachment; filename="calendar.ics"',
}
_LATER = {"Retry-After": "600"}


def answer(request: Request) -> Response:
    """The calendar of whoever has the address; 404 for every other address, whatever is wrong.

    503 when there are no figures now, so that a calendar program asks again.
    """
    if not access.has_sign_in() and not access.is_local(access.listening_at(), request.headers):
        return _not_found()
    try:
        with builds.one_run():
            return _answer(request)
    except ProgramError:
        return PlainTextResponse("No figures right now.", 503, _LATER)


def _answer(request: Request) -> Response:
    name: str = request.path_params["name"]
    calendar = calendars.calendar_with(name.removesuffix(_ENDING))
    viewer = viewer_of(calendar) if calendar and name.endswith(_ENDING) else None
    if calendar is None or viewer is None:
        return _not_found()
    builds.set_person(viewer.email or "")
    build = current_build()
    view = ViewContext(build, current_date(build), viewer.scope)
    content = calendars.file_of(view, calendar.by, viewer.role == "mvp")
    headers = {"ETag": f'"{sha256(content).hexdigest()[:32]}"', **_HEADERS}
    if _is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    if request.method == "GET":
        audit.fetched("calendar.ics", viewer, view)
    return Response(content, headers=headers, media_type=_MIME)


def _not_found() -> Response:
    return PlainTextResponse("Not Found", 404)


def _is_known(request: Request, etag: str) -> bool:
    """Whether the asker has this file: a proxy may have made its tag a weak one."""
    asked = request.headers.get("if-none-match", "").split(",")
    return bool({"*", etag} & {tag.strip().removeprefix("W/") for tag in asked})
