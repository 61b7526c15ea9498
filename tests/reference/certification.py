"""The certification of an MVP: docs/rules.md section 6."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests.reference.dates import ONE_DAY, add_months
from tests.reference.inputs import Attempt, Inputs, Mvp
from tests.reference.membership import current_spell
from tests.reference.settings import Settings


@dataclass(frozen=True)
class Certification:
    status: str
    valid_until: date | None = None
    deadline: date | None = None
    failed_attempts: int | None = None
    attempts_left: int | None = None


def qualifies(settings: Settings, attempt: Attempt) -> bool:
    """Whether the attempt was at a level that qualifies: docs/rules.md section 6."""
    if "exams" in settings.lacking:
        return True
    levels = settings.certification_levels
    return levels.index(attempt.level) >= levels.index(settings.qualifying_from)


def end_of(attempt: Attempt) -> date:
    """The last valid day of a pass; date.max when it has no end."""
    return attempt.expires_on or date.max


def certification_of(settings: Settings, inputs: Inputs, mvp: Mvp, as_of: date) -> Certification:
    """The certification as of a date: docs/rules.md section 6."""
    if "certifications" not in inputs.supplied:
        return Certification("unknown")
    seen = [
        attempt
        for attempt in inputs.attempts[mvp.mvp_id]
        if attempt.taken_on <= as_of and qualifies(settings, attempt)
    ]
    passes = [attempt for attempt in seen if attempt.passed and end_of(attempt) >= attempt.taken_on]
    valid = [attempt for attempt in passes if end_of(attempt) >= as_of]
    if valid:
        return while_valid(settings, max(end_of(attempt) for attempt in valid), as_of)
    if "exams" in settings.lacking:
        return shown_after_its_end(passes)
    entered_on = current_spell(mvp, as_of).from_on
    ended = [end_of(attempt) for attempt in passes if end_of(attempt) >= entered_on]
    begin = max(ended) + ONE_DAY if ended else entered_on
    fails = [attempt.taken_on for attempt in seen if not attempt.passed]
    fails = [taken_on for taken_on in fails if taken_on >= begin]
    return in_a_cycle(settings, begin, fails, not ended, as_of)


def while_valid(settings: Settings, last_end: date, as_of: date) -> Certification:
    """`certified` or `expiring`: docs/rules.md section 6, 1."""
    if last_end == date.max:
        return Certification("certified")
    is_near = last_end <= as_of + timedelta(days=settings.expiring_days)
    return Certification("expiring" if is_near else "certified", valid_until=last_end)


def shown_after_its_end(passes: list[Attempt]) -> Certification:
    """`expired` with its last day, or `none`, where nobody has to pass: docs/rules.md section 6."""
    if not passes:
        return Certification("none")
    return Certification("expired", valid_until=max(end_of(attempt) for attempt in passes))


def in_a_cycle(
    settings: Settings, begin: date, fails: list[date], is_first: bool, as_of: date
) -> Certification:
    """The status while no qualifying pass is valid: docs/rules.md section 6, 2."""
    attempts_left = max(0, settings.attempts - len(fails))
    if attempts_left == 0:
        return Certification("failed_twice", None, None, len(fails), attempts_left)
    deadline = add_months(max([begin, *fails]), settings.exam_months)
    if as_of > deadline:
        status = "overdue"
    elif fails:
        status = "second_chance"
    else:
        status = "exam_due" if is_first else "expired"
    return Certification(status, None, deadline, len(fails), attempts_left)
