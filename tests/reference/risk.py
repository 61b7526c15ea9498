"""Risk before the next checkpoint: docs/rules.md section 7."""

from dataclasses import dataclass
from datetime import date

from tests.reference.acceptance import Outlook, outlook
from tests.reference.certification import certification_of
from tests.reference.inputs import Inputs, Mvp
from tests.reference.membership import status_of
from tests.reference.progress import Progress, is_judged_as_any, progress_of
from tests.reference.reasons import certification_reason, track_reason
from tests.reference.settings import Settings
from tests.reference.sources import is_stale
from tests.reference.years import next_checkpoint

RISKS = ("met", "low", "unknown", "medium", "high", "out_of_reach")  # from the best to the worst
BY_DATE = ("exam_due", "second_chance", "expired", "expiring")


@dataclass(frozen=True)
class Flag:
    """One row of risk.csv; `track` and `chance` are None for certification and nda."""

    about: str
    checkpoint: date
    days_left: int
    risk: str
    reason: str
    track: Progress | None = None
    chance: float | None = None


def risk_of_track(settings: Settings, track: Progress, likely: Outlook, days_left: int) -> str:
    """The risk of a track whose data is complete: docs/rules.md section 7."""
    needed, counts_days = track.needed, settings.measures[track.track].counts == "days"
    if needed > 0 and (days_left == 0 or (counts_days and needed > days_left)):
        return "out_of_reach"
    if likely.ahead and likely.ahead.is_lost:
        return "out_of_reach"
    if likely.is_certain:
        risk = "met"
    elif likely.chance >= settings.low:
        risk = "low"
    else:
        risk = "medium" if likely.chance >= settings.medium else "high"
    return risk if track.enough_solutions else max(risk, "medium", key=RISKS.index)


def track_flag(settings: Settings, inputs: Inputs, mvp: Mvp, track: Progress, as_of: date) -> Flag:
    """The row of one track: docs/rules.md sections 7 and 13."""
    checkpoint = track.next_checkpoint
    days_left = max(0, (checkpoint - as_of).days)
    likely = outlook(settings, inputs, mvp, track.track, track.needed, as_of, checkpoint)
    if is_stale(settings, inputs, track.track, as_of) or not track.known:
        risk = "unknown"
    else:
        risk = risk_of_track(settings, track, likely, days_left)
    reason = track_reason(settings, inputs, mvp, track, risk, as_of, likely.ahead)
    return Flag(track.track, checkpoint, days_left, risk, reason, track, likely.chance)


def best_first(flag: Flag) -> tuple[int, float, str]:
    """The order of track rows: lowest risk, then highest chance, then track name."""
    return RISKS.index(flag.risk), -flag.chance, flag.about


def track_flags(settings: Settings, inputs: Inputs, mvp: Mvp, as_of: date) -> list[Flag]:
    """A row for each committed track, or the best of all: docs/rules.md section 7."""
    tracks = progress_of(settings, inputs, mvp, as_of)
    committed = [track for track in tracks if track.committed]
    flags = [track_flag(settings, inputs, mvp, track, as_of) for track in committed or tracks]
    return flags if committed else [min(flags, key=best_first)]


def certification_risk(
    settings: Settings, inputs: Inputs, mvp: Mvp, as_of: date, checkpoint: date
) -> str | None:
    """The risk that the certification brings by the checkpoint: docs/rules.md section 7."""
    if "exams" in settings.lacking:
        return None
    certification = certification_of(settings, inputs, mvp, as_of)
    if certification.status == "failed_twice":
        return "out_of_reach"
    if certification.status == "overdue":
        return "high"
    due_on = certification.deadline or certification.valid_until
    if certification.status in BY_DATE and due_on <= checkpoint:
        return "medium"
    return None


def flags_of(settings: Settings, inputs: Inputs, mvp: Mvp, as_of: date) -> list[Flag]:
    """All rows of one MVP, in the order of `about`: docs/rules.md section 7."""
    status = status_of(settings, inputs, mvp, as_of)
    if status not in ("active", "awaiting_nda"):
        return []
    checkpoint = next_checkpoint(settings, as_of)
    days_left = max(0, (checkpoint - as_of).days)
    flags = track_flags(settings, inputs, mvp, as_of) if status == "active" else []
    risk = certification_risk(settings, inputs, mvp, as_of, checkpoint)
    if risk:
        reason = certification_reason(certification_of(settings, inputs, mvp, as_of))
        flags.append(Flag("certification", checkpoint, days_left, risk, reason))
    if status == "awaiting_nda":
        flags.append(Flag("nda", checkpoint, days_left, "high", "NDA not signed"))
    return sorted(flags, key=lambda flag: flag.about)


def overall_risk(settings: Settings, flags: list[Flag]) -> str | None:
    """The MVP's risk, the worst of the rows that count: docs/rules.md section 7."""
    tracks = [flag for flag in flags if flag.track]
    others = [flag for flag in flags if not flag.track]
    if tracks and is_judged_as_any(settings, [flag.track for flag in tracks]):
        tracks = [min(tracks, key=best_first)]
    return max((flag.risk for flag in tracks + others), key=RISKS.index, default=None)
