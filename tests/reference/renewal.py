"""The renewal pipeline: docs/rules.md section 8."""

from datetime import date

from tests.reference.acceptance import outlook
from tests.reference.certification import certification_of
from tests.reference.changes import judging_year
from tests.reference.dates import ONE_DAY, add_months
from tests.reference.inputs import Inputs, Mvp, Renewal
from tests.reference.membership import status_of
from tests.reference.progress import (
    Progress,
    deciding,
    goals_met,
    is_judged_as_any,
    progress_of,
)
from tests.reference.settings import Settings
from tests.reference.sources import is_stale
from tests.reference.years import Year, year_before, year_of


def cycle_of(settings: Settings, as_of: date) -> Year:
    """The year whose renewal is shown: docs/rules.md section 8."""
    year = year_of(settings, as_of)
    before = year_before(settings, year)
    months = judging_year(settings, before, as_of).shown_months
    return before if as_of < add_months(year.first, months) else year


def decide_by(settings: Settings, year: Year, as_of: date) -> date:
    """The last day to decide about the renewal of a year, by the settings that judge the year."""
    months = judging_year(settings, year, as_of).decide_months
    return add_months(year.next_first, months) - ONE_DAY


def seen_on(day: date | None, as_of: date) -> date | None:
    """The day itself when it is not after `as_of`, else None."""
    return day if day is not None and day <= as_of else None


def renewal_seen(inputs: Inputs, mvp: Mvp, year: Year, as_of: date) -> Renewal:
    """The year's renewal without what is dated after `as_of`; a decision needs a date."""
    row = inputs.renewals.get((mvp.mvp_id, year.number), Renewal(None, "", None, None))
    decided_on = seen_on(row.decided_on, as_of) if row.decision else None
    return Renewal(
        invited_on=seen_on(row.invited_on, as_of),
        decision=row.decision if decided_on else "",
        decided_on=decided_on,
        renewed_on=seen_on(row.renewed_on, as_of),
    )


def progress_in_cycle(settings: Settings, inputs: Inputs, mvp: Mvp, as_of: date) -> list[Progress]:
    """The cycle's progress, on days up to the final checkpoint: docs/rules.md section 8."""
    year = cycle_of(settings, as_of)
    of_year, final = judging_year(settings, year, as_of), year.final
    return progress_of(of_year, inputs, mvp, min(as_of, final), seen_on=as_of)


def are_goals_at_risk(
    settings: Settings, inputs: Inputs, mvp: Mvp, tracks: list[Progress], as_of: date
) -> bool | None:
    """Whether the chance of the year's goals is too low, or None when that is unknown: section 8.

    When every goal is asked for, one low chance is enough; when one goal is enough, one high one.
    A chance that rests on stale data decides nothing.
    """
    final = year_of(settings, as_of).final
    low = [
        outlook(settings, inputs, mvp, track.track, track.target - track.done, as_of, final).chance
        < settings.at_risk_below
        if track.known and not is_stale(settings, inputs, track.track, as_of)
        else None
        for track in deciding(tracks)
    ]
    decisive = not is_judged_as_any(settings, tracks)
    if decisive in low:
        return decisive
    return None if None in low else not decisive


def are_goals_missed(
    settings: Settings, inputs: Inputs, tracks: list[Progress], year: Year
) -> bool:
    """Whether the goals stay missed whatever stale data still lacks: section 8.

    The data has to reach the final checkpoint, but for the days that stale data may lack.
    """
    missed = [
        track.goal_met is False and not is_stale(settings, inputs, track.track, year.final)
        for track in deciding(tracks)
    ]
    return all(missed) if is_judged_as_any(settings, tracks) else any(missed)


def stage_of(settings: Settings, inputs: Inputs, mvp: Mvp, as_of: date) -> str:
    """The first line of the pipeline that applies: docs/rules.md section 8."""
    year = cycle_of(settings, as_of)
    renewal = renewal_seen(inputs, mvp, year, as_of)
    if status_of(settings, inputs, mvp, as_of) == "left":
        return "left"
    if renewal.renewed_on:
        return "renewed"
    if renewal.decision:
        return {"extend": "extending", "decline": "stepping_down"}[renewal.decision]
    tracks = progress_in_cycle(settings, inputs, mvp, as_of)
    of_year = judging_year(settings, year, as_of)
    is_met = goals_met(of_year, tracks)
    if as_of < year.final:
        if is_met:
            return "goals_met"
        at_risk = are_goals_at_risk(settings, inputs, mvp, tracks, as_of)
        return {True: "at_risk", False: "on_course", None: "unknown"}[at_risk]
    if is_met is False and are_goals_missed(of_year, inputs, tracks, year):
        return "goals_missed"
    if not is_met:
        return "unknown"
    return stage_after_goals(settings, inputs, mvp, renewal, as_of)


def stage_after_goals(
    settings: Settings, inputs: Inputs, mvp: Mvp, renewal: Renewal, as_of: date
) -> str:
    """The stage from the final checkpoint on, with the goals met: docs/rules.md section 8."""
    if "renewals" not in inputs.supplied:
        return "unknown"
    certification = certification_of(settings, inputs, mvp, as_of).status
    may_renew = certification in ("certified", "expiring", "unknown") or (
        "exams" in settings.lacking
    )
    if not may_renew or status_of(settings, inputs, mvp, as_of) == "awaiting_nda":
        return "blocked"
    if as_of > decide_by(settings, cycle_of(settings, as_of), as_of):
        return "lapsed"
    return "invited" if renewal.invited_on else "to_invite"
