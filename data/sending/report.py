"""What `send` prints: what was sent and what was not, and what to do."""

from collections.abc import Callable, Iterator

from data.errors import ProgramError, one_line
from data.sending.log import State
from data.sending.mailings import Mailing
from data.sending.run import Outcome


def report_lines(mailing: Mailing, outcome: Outcome, log: str) -> list[str]:
    """A line about all that was sent, and one for each that was not; `log` is where they stand."""
    counted = f"{_count(len(outcome.sent), mailing)}; what was sent is in {log}"
    return [
        *mailing.notes,
        f"Sent {counted}" if outcome.sent else f"Sent no {mailing.many}",
        *_held_back(outcome),
        *(f"Uncertain: {one_line(key)}: {text}" for key, text in outcome.uncertain.items()),
        *(f"Not sent: {one_line(key)}: {why}" for key, why in _not_sent(mailing, outcome) if why),
    ]


def refuse_unless_all_sent(mailing: Mailing, outcome: Outcome) -> None:
    """Raise ProgramError when something was not sent, or may not have arrived."""
    total = len(mailing.outgoing) + len(mailing.faults)
    texts = [outcome.stopped] if outcome.stopped else []
    if lacking := len([*_not_sent(mailing, outcome)]):
        texts.append(
            f"not sent: {lacking:,} of {_count(total, mailing)}; run the same command again to "
            "send what can be sent"
        )
    if uncertain := len(outcome.uncertain):
        texts.append(
            f"uncertain: {uncertain:,} of {_count(total, mailing)}; ask whether it arrived, or "
            "send it with --again"
        )
    if texts:
        raise ProgramError("; ".join(texts))


def preview_lines(mailing: Mailing, state: Callable[[str], State], again: bool) -> Iterator[str]:
    """What would be sent to whom, in full, and what would not be sent."""
    outcome = Outcome()
    wanted = [each for each in mailing.outgoing if outcome.wants(each, state(each.key), again)]
    yield from mailing.notes
    for message in wanted:
        key = "" if message.key == message.to else f" ({one_line(message.key)})"
        yield f"To: {message.to}{key}"
        yield f"Subject: {message.subject}"
        yield ""
        yield from map(one_line, message.text.splitlines())
        yield "-" * 72
    yield f"Would send {_count(len(wanted), mailing)}"
    yield from _held_back(outcome)
    yield from (f"Uncertain: {one_line(key)}: {text}" for key, text in outcome.uncertain.items())
    yield from (f"Cannot be sent: {one_line(key)}: {why}" for key, why in mailing.faults.items())


def _held_back(outcome: Outcome) -> Iterator[str]:
    if outcome.sent_before:
        yield f"Sent before: {len(outcome.sent_before):,}"
    for key, sent_at in outcome.changed.items():
        yield (
            f"Not sent again: {one_line(key)}: was sent at {sent_at} and has changed since; "
            "--again sends it"
        )


def _not_sent(mailing: Mailing, outcome: Outcome) -> Iterator[tuple[str, str]]:
    yield from mailing.faults.items()
    yield from outcome.not_sent.items()


def _count(number: int, mailing: Mailing) -> str:
    return f"{number:,} {mailing.one if number == 1 else mailing.many}"
