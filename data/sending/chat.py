"""Posts to a chat by a webhook. Its address is a secret: whoever has it can post, too."""

import time
from collections.abc import Callable, Mapping

import httpx

from data.errors import ProgramError
from data.sending.outgoing import Outgoing, RefusedError, ServerGoneError, UncertainError
from data.sources.fetch_table import is_encrypted

WEBHOOK = "MVP_CHAT_WEBHOOK"
_SECONDS = 60.0  # for an answer
_BUSY = (429, 503)  # the answers by which a server says that it has done nothing, and will later


class ChatTransport:
    """Posts each line of a message's content as a body of its own, a second apart."""

    def __init__(self, webhook: str, seconds_between: float = 1.0) -> None:
        """Raises ProgramError when `webhook` is not an address that is encrypted on its way."""
        self._webhook = _address(webhook)
        self._seconds_between = seconds_between
        self._was_reached = False

    def send(self, message: Outgoing, begin: Callable[[], None]) -> str:
        """See Transport. A message of which only a part has been posted is uncertain."""
        bodies = message.content.splitlines()
        with httpx.Client(timeout=_SECONDS, headers={"Content-Type": "application/json"}) as client:
            begin()
            for number, body in enumerate(bodies):
                time.sleep(self._seconds_between if number else 0.0)
                try:
                    said = self._post(client, body)
                except (RefusedError, ServerGoneError) as error:
                    if number:
                        raise UncertainError(
                            f"only {number} of its {len(bodies)} parts were posted: {error}"
                        ) from None
                    raise
        return said

    def _post(self, client: httpx.Client, body: bytes) -> str:
        """Post one body; what httpx says is left out, as it may name the address."""
        try:
            response = client.post(self._webhook, content=body)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            fault = f"the chat cannot be reached; look at {WEBHOOK}"
            raise (ServerGoneError if self._was_reached else ProgramError)(fault) from None
        except httpx.HTTPError:
            raise UncertainError("the chat did not answer") from None
        self._was_reached, status = True, response.status_code
        if response.is_success:
            return str(status)
        if status in _BUSY:
            raise ServerGoneError(f"the chat answers {status}", _seconds_asked(response.headers))
        if response.is_server_error:
            raise UncertainError(f"the chat answers {status}")
        raise RefusedError(f"the chat answers {status}; look at {WEBHOOK}")


def _address(webhook: str) -> httpx.URL:
    try:
        address = httpx.URL(webhook.strip())
    except httpx.InvalidURL:
        address = httpx.URL("")
    if not address.host or not is_encrypted(address):
        raise ProgramError(f"{WEBHOOK} is not an address that begins with https://; set it again")
    return address


def _seconds_asked(headers: Mapping[str, str]) -> float:
    """The seconds that the header Retry-After asks to wait; 0 when it names none."""
    text = headers.get("retry-after", "").strip()
    return float(text) if text.isdecimal() else 0.0
