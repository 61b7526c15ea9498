"""The reason of a risk row, in words with its numbers: docs/rules.md section 7."""

from datetime import date, timedelta

from tests.reference.acceptance import Ahead
from tests.reference.certification import Certification
from tests.reference.counting import counting_rows, repeats
from tests.reference.inputs import Inputs, Mvp
from tests.reference.progress import Progress
from tests.reference.settings import Settings
from tests.reference.sources import is_stale, no_data_words, span_of


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"


def track_reason(
    settings: Settings,
    inputs: Inputs,
    mvp: Mvp,
    track: Progress,
    risk: str,
    as_of: date,
    ahead: Ahead | None,
) -> str:
    """Done and expected, what is missing until when, and how much was done lately."""
    days_left = max(0, (track.next_checkpoint - as_of).days)
    one, many = settings.units[track.track]
    parts = [f"{track.done} of {counted(track.expected_at_checkpoint, one, many)}"]
    counts_days = settings.measures[track.track].counts == "days"
    is_over = ahead is not None and (
        ahead.is_lost
        or (track.needed > 0 and days_left == 0)
        or (counts_days and track.needed > days_left)
    )
    is_short = is_share_short(settings, track, ahead)
    if is_over and track.enough_solutions:
        is_short = False
    if track.needed == 0 and is_short:
        parts.append(f"no more {many} needed by then")
    elif track.needed == 0:
        parts.append("nothing more needed by then")
    elif as_of > track.next_checkpoint:
        parts.append(f"{track.needed} missing on {track.next_checkpoint}")
    elif days_left == 0:
        parts.append(f"{track.needed} more today")
    else:
        parts.append(f"{track.needed} more in {counted(days_left, 'day', 'days')}")
    rows = inputs.contributions[mvp.mvp_id]
    counting = counting_rows(settings, rows, track.track, repeats(settings, rows))
    since = as_of - timedelta(days=settings.recent_days)
    recent = settings.measures[track.track].amount(
        row for row in counting if since < row.day <= as_of
    )
    parts.append(f"{recent} in the last {settings.recent_days} days")
    if risk == "out_of_reach":
        parts.append("out of reach by then")
    if ahead and is_short:
        parts += _acceptance(settings, track, ahead, is_over)
    span = span_of(settings, inputs, track.track)
    if not track.known and span.complete_until:
        parts.append(no_data_words(settings, span.complete_from))
    if is_stale(settings, inputs, track.track, as_of):
        until = span.complete_until
        parts.append(f"data up to {until}" if until else "no data")
    return "; ".join(parts)


def is_share_short(settings: Settings, track: Progress, ahead: Ahead | None) -> bool:
    """Whether a reason speaks of accepted answers: docs/rules.md section 7."""
    if ahead is None or not track.enough_solutions:
        return ahead is not None
    return ahead.share_chance < settings.low


def _acceptance(settings: Settings, track: Progress, ahead: Ahead, is_over: bool) -> list[str]:
    """The accepted answers, and how many of the next ones would have to be."""
    share = settings.measures[track.track].solution_share
    parts = [
        f"accepted {track.solutions} of {track.answers} answers, "
        f"{share.numerator} in {share.denominator} needed"
    ]
    if not is_over:
        parts.append(f"{ahead.accepted} of the next {ahead.answers} would have to be accepted")
    return parts


def certification_reason(certification: Certification) -> str:
    """What is due by when, and how many attempts are left."""
    fails, left = certification.failed_attempts, certification.attempts_left
    if certification.status == "expiring":
        return f"certificate ends on {certification.valid_until}"
    if certification.status == "failed_twice":
        return f"failed {counted(fails, 'time', 'times')}; no attempt left"
    first = {
        "overdue": "exam was due by",
        "expired": "certificate has ended; exam due by",
    }.get(certification.status, "exam due by")
    failed = f"; {fails} failed" if fails else ""
    return f"{first} {certification.deadline}{failed}; " + counted(
        left, "attempt left", "attempts left"
    )
