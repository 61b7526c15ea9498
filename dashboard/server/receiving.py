"""Takes the files that people send to a page, at the addresses of `uploads`, and refuses others.

Relies on: browsers send a file as a form with one field, with Streamlit's XSRF token in a cookie
and again in the header `X-Xsrftoken`, which no page of another server can read.
Without it: no page can take files.
Gain: whoever may not send a file is refused before its first byte is read, and what is read goes to
disk in pieces (tests/browser/test_uploads.py, benchmarks/uploads.py).
"""

import asyncio
from collections.abc import AsyncGenerator

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit.web.server.starlette.starlette_app_utils import validate_xsrf_token
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

from dashboard.server import uploads
from dashboard.server.requests import refusal
from dashboard.server.senders import sender_of
from dashboard.server.sockets import is_own_page

STALLED_SECONDS = 20  # that a sender may send nothing
SLOWEST = 20_000  # bytes per second, on average
_MOST_FORM = 10_000  # bytes of a form beside the file
_MOST_HEADER = 4_000  # bytes of a header in the form, such as the name of the file
_IN_MEMORY = 64_000  # bytes; larger files are on disk


class _Form(MultiPartParser):
    """A form with one file."""

    spool_max_size = _IN_MEMORY

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        """Read a piece of a header."""
        super().on_header_value(data, start, end)
        if len(self._current_partial_header_value) > _MOST_HEADER:
            raise MultiPartException("A header is too long.")


def route() -> Route:
    """The addresses that files are sent to, and deleted at."""
    return Route(f"{uploads.PATH}/{{id}}", _answer, methods=["PUT", "DELETE"])


async def _answer(request: Request) -> Response:
    """Check who asks before anything of a file is read."""
    upload = uploads.upload(request.path_params["id"])
    if upload is None or not is_own_page(request):
        return refusal("Not Found", 404)
    sender = await run_in_threadpool(sender_of, request)
    if not uploads.may_send(upload, sender):
        return refusal("Not Found", 404)
    token, cookie = request.headers.get("x-xsrftoken"), request.cookies.get(XSRF_COOKIE_NAME)
    if not validate_xsrf_token(token, cookie):
        return refusal("Forbidden", 403)
    if request.method == "DELETE":
        uploads.remove(upload)
        return Response(status_code=204)
    return await _receive(request, upload)


async def _receive(request: Request, upload: uploads.Upload) -> Response:
    """Read a file; what has arrived of one that is refused is not kept."""
    from data.bring.uploads import INSTEAD, MOST_BYTES, MOST_MEGABYTES  # late: loads DuckDB

    size = request.headers.get("content-length", "")
    if not size.isascii() or not size.isdigit():
        return refusal("Length Required", 411)
    if int(size) > MOST_BYTES + _MOST_FORM:
        return refusal(f"The file is larger than {MOST_MEGABYTES} MB; {INSTEAD}.", 413)
    if full := uploads.reserve(upload, int(size)):
        return refusal(full, 429)
    is_kept = False
    try:
        form = _Form(request.headers, _in_time(request.stream()), max_files=1, max_fields=0)
        file = next(iter((await form.parse()).values()), None)
        if not isinstance(file, UploadFile):
            raise MultiPartException("There is no file in the form.")
        uploads.keep(upload, file.filename or "", file.file)
        is_kept = True
        return Response(status_code=204)
    except MultiPartException as error:
        return refusal(error.message, 400)
    except KeyError:
        return refusal("Not a form.", 400)
    except TimeoutError:
        return refusal("Request Timeout", 408)
    except ClientDisconnect:
        return refusal("", 400)
    except OSError:
        return refusal("The disk of the server is full.", 507)
    finally:  # also when the server gives up the request
        if not is_kept:
            uploads.remove(upload)


async def _in_time(pieces: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """The pieces; raises TimeoutError when they come too slowly."""
    clock = asyncio.get_running_loop().time
    begin, received = clock(), 0
    while True:
        latest = begin + STALLED_SECONDS + received / SLOWEST
        try:
            wait = min(STALLED_SECONDS, max(0.0, latest - clock()))
            piece = await asyncio.wait_for(anext(pieces), wait)
        except StopAsyncIteration:
            return
        received += len(piece)
        yield piece
