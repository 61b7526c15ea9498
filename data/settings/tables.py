"""Settings as rows: what `build` writes into the `rule_*` tables, so that SQL joins its numbers."""

from data.settings.model import AT_RISK, RISKS, STAGES, TRACKS, Settings

_DAYS_A_WEEK = 7  # here because no number stands in queries/
# Stands beside the color of a level, which is never alone.
_LEVEL_SIGNS = {"ahead": "▲", "on_track": "●", "behind": "▽", "off_track": "▼"}
Rows = list[dict[str, object]]


def rule_tables(settings: Settings) -> dict[str, Rows]:
    """The rows of each `rule_*` table; keys are column names."""
    return {
        "rule_settings": [_single(settings)],
        "rule_tracks": [_track(settings, track) for track in TRACKS],
        "rule_kinds": [row for track in TRACKS for row in _kinds(settings, track)],
        "rule_checkpoints": [{"month": m, "day": d} for m, d in settings.year.checkpoints],
        "rule_levels": _levels(settings),
        "rule_risks": _risks(settings),
        "rule_stages": [{"stage": s, "stage_rank": rank} for rank, s in enumerate(STAGES)],
        "rule_certificates": _certificates(settings),
        "rule_benefits": [{"benefit": benefit} for benefit in settings.benefits.standard],
        "rule_look_aheads": [{"days": days} for days in settings.record.look_ahead_days],
    }


def _single(settings: Settings) -> dict[str, object]:
    decide_month, decide_day = settings.renewal.decide_by
    return {
        "rules_digest": settings.digest,
        "require": settings.commitments.require,
        "expiring_days": settings.certification.expiring_days,
        "exam_months": settings.certification.exam_months,
        "attempts": settings.certification.attempts,
        "recent_days": settings.risk.recent_days,
        "few_answers": settings.risk.few_answers,
        "days_a_week": _DAYS_A_WEEK,
        "band_low": settings.fan.low,
        "band_middle": settings.fan.middle,
        "band_high": settings.fan.high,
        "small_team": settings.data.small_team,
        "shown_through_month": settings.renewal.shown_through_month,
        "decide_by_month": decide_month,
        "decide_by_day": decide_day,
        "at_risk_below": settings.renewal.at_risk_below,
        "years_of_use": settings.nominations.years_of_use,
        "max_session_hours": settings.access.max_session_hours,
        "flagged_below": settings.record.flagged_below,
        "too_few": settings.record.too_few,
        "bands": settings.record.bands,
        "stale_days": settings.data.stale_days,
        "contact": settings.letters.contact,
    }


def _track(settings: Settings, track: str) -> dict[str, object]:
    rule = getattr(settings.tracks, track)
    share = rule.min_solution_share
    pace = getattr(settings.forecast, track)
    return {
        "track": track,
        "is_daily": rule.weekday_share is not None,
        "weekday_share": rule.weekday_share,
        "cadence_months": rule.cadence_months,
        "min_solutions": share and share.numerator,
        "min_solutions_of": share and share.denominator,
        "unit_one": rule.unit[0],
        "unit_many": rule.unit[1],
        "daily_weight": 2 ** (-1 / pace.half_life_days),
        "prior_events": pace.prior_events,
        "prior_days": pace.prior_days,
        "overdispersion": pace.overdispersion,
    }


def _kinds(settings: Settings, track: str) -> Rows:
    rule = getattr(settings.tracks, track)
    return [
        {"track": track, "kind": kind, "is_counted": kinds is rule.counts}
        for kinds in (rule.counts, rule.shown)
        for kind in kinds
    ]


def _levels(settings: Settings) -> Rows:
    least = {**dict(settings.levels), "off_track": None}
    return [
        {
            "level": level,
            "level_rank": rank,
            "sign": _LEVEL_SIGNS[level],
            "min_done": ratio and ratio.numerator,
            "min_done_of": ratio and ratio.denominator,
        }
        for rank, (level, ratio) in enumerate(least.items(), start=1)
    ]


def _risks(settings: Settings) -> Rows:
    least = {"low": settings.risk.low, "medium": settings.risk.medium, "high": 0.0}
    return [
        {
            "risk": risk,
            "risk_rank": rank,
            "min_chance": least.get(risk),
            "is_at_risk": risk in AT_RISK,
        }
        for rank, risk in enumerate(RISKS, start=1)
    ]


def _certificates(settings: Settings) -> Rows:
    levels = settings.certification.levels
    qualifying = levels.index(settings.certification.qualifying_from)
    return [
        {"level": level, "certificate_rank": rank, "is_qualifying": rank > qualifying}
        for rank, level in enumerate(levels, start=1)
    ]
