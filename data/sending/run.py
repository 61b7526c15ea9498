"""Sends what the log lacks: at a rate, with further tries, and nothing twice."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from data.errors import ProgramError
from data.sending.log import BEGUN, PUT_OFF, REFUSED, SENT, SentLog, State
from data.sending.outgoing import (
    NotSentError,
    Outgoing,
    RefusedError,
    ServerGoneError,
    TemporaryError,
    Transport,
    UncertainError,
)

_SECONDS_A_MINUTE = 60


@dataclass(frozen=True)
class Limits:
    """How fast and how often: `waits` are the seconds before each further try."""

    per_minute: int
    waits: tuple[float, ...] = (60.0, 300.0)
    longest_wait: float = 900.0  # that a server can ask for


@dataclass
class Outcome:
    """What became of each message, by its key; the texts say why.

    `changed` were sent before and are others now; their text is when that was. `stopped` says why
    nothing more could be sent.
    """

    sent: list[str] = field(default_factory=list)
    sent_before: list[str] = field(default_factory=list)
    changed: dict[str, str] = field(default_factory=dict)
    uncertain: dict[str, str] = field(default_factory=dict)
    not_sent: dict[str, str] = field(default_factory=dict)
    stopped: str | None = None

    def wants(self, message: Outgoing, state: State, again: bool) -> bool:
        """Whether to send `message`, by what the log says; when not, it is noted why."""
        if state.sent == message.digest:
            self.sent_before.append(message.key)
        elif state.begun_at and not again:
            self.uncertain[message.key] = (
                f"handed over at {state.begun_at}, and no answer is known; it may have arrived"
            )
        elif state.sent and state.sent_at and not again:
            self.changed[message.key] = state.sent_at
        else:
            return True
        return False


def send_all(
    messages: Sequence[Outgoing],
    transport: Transport,
    log: SentLog,
    limits: Limits,
    again: bool = False,
    show: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Send each of `messages` that was not sent before.

    With `again`, those are sent too whose content has changed since they were sent, and those of
    which it is not known whether they arrived. `show` gets how far it is.
    """
    outcome = Outcome()
    waiting = [each for each in messages if outcome.wants(each, log.state(each.key), again)]
    outcome.not_sent |= {each.key: "" for each in waiting}
    run = _Run(transport, log, limits, outcome, show, len(waiting))
    try:
        for wait in (0.0, *limits.waits):
            if waiting:
                waiting = run.round(waiting, wait)
    except ProgramError as error:
        outcome.stopped = str(error)
    return outcome


class _Run:
    """One call of `send_all`: what it sends with, and when the next message may go."""

    def __init__(
        self,
        transport: Transport,
        log: SentLog,
        limits: Limits,
        outcome: Outcome,
        show: Callable[[str], None],
        total: int,
    ) -> None:
        self._transport, self._log, self._limits = transport, log, limits
        self._outcome, self._show, self._total = outcome, show, total
        self._ready_at = 0.0
        self._asked_wait = 0.0  # by the server, in the round before

    def round(self, messages: Sequence[Outgoing], wait: float) -> list[Outgoing]:
        """Try to send each message, after a wait; returns those that may go another time."""
        wait = max(wait, self._asked_wait)
        if wait > self._limits.longest_wait:
            raise ProgramError(f"the server asks to wait {wait:,.0f} seconds")
        time.sleep(wait)
        self._asked_wait = 0.0
        left = []
        for number, message in enumerate(messages):
            try:
                self._send(message)
            except TemporaryError as error:
                self._outcome.not_sent[message.key] = str(error)
                self._asked_wait = max(self._asked_wait, error.after)
                left.append(message)
                if isinstance(error, ServerGoneError):
                    return [*left, *messages[number + 1 :]]
        return left

    def _send(self, message: Outgoing) -> None:
        """Send one message and note what became of it; raises TemporaryError and ProgramError."""
        time.sleep(max(0.0, self._ready_at - time.monotonic()))
        self._ready_at = time.monotonic() + _SECONDS_A_MINUTE / self._limits.per_minute
        self._show(f"Sending: {len(self._outcome.sent):,} of {self._total:,} sent …")
        is_begun = False

        def begin() -> None:
            nonlocal is_begun
            self._log.write(BEGUN, message)
            is_begun = True

        try:
            said = self._transport.send(message, begin)
        except NotSentError as error:
            if is_begun:
                is_final = isinstance(error, RefusedError)
                self._log.write(REFUSED if is_final else PUT_OFF, message, str(error))
            if isinstance(error, TemporaryError):
                raise
            self._outcome.not_sent[message.key] = str(error)
        except ProgramError:
            if is_begun:
                self._log.write(PUT_OFF, message)
            raise
        except UncertainError as error:
            del self._outcome.not_sent[message.key]
            self._outcome.uncertain[message.key] = f"{error}; it may have arrived"
        else:
            del self._outcome.not_sent[message.key]
            self._outcome.sent.append(message.key)
            self._log.write(SENT, message, said)
