"""The rows of the `rule_*` tables, which a build stores so that SQL can join them.

They hold the settings of program.toml and the words of the rules.
"""

from data.settings import words
from data.settings.colors import colors_of
from data.settings.mail import Mail
from data.settings.model import Settings
from data.settings.parts import PARTS, is_lacking_setting
from data.settings.text import values
from data.settings.year import Year

_DAYS_A_WEEK = 7  # here because no query contains a number
_DEVIATIONS = 1.96  # standard deviations of a 95% interval (docs/rules.md, section 11)
Row = dict[str, object]


def rule_tables(settings: Settings) -> dict[str, list[Row]]:
    """The rows of each `rule_*` table for one set of settings; keys are column names."""
    return {
        "rule_settings": [_single(settings)],
        "rule_values": [
            {"key": key, "value": value}
            for key, value in values(settings).items()
            if not key.startswith("mail.") and not is_lacking_setting(key, settings.has)
        ],
        "rule_tracks": [_track(settings, name) for name in settings.tracks],
        "rule_kinds": [row for name in settings.tracks for row in _kinds(settings, name)],
        "rule_checkpoints": _checkpoints(settings.year),
        "rule_leave_words": [
            {"said_in": column, "word": word, "share": share}
            for column, words, share in (
                ("status", settings.leaves.no_effect, 0),
                ("day_length", settings.leaves.half_days, 0.5),
            )
            for word in words
        ],
        "rule_certificates": _certificates(settings),
        "rule_benefits": [{"benefit": benefit} for benefit in _benefits(settings)],
        "rule_look_aheads": [{"days": days} for days in settings.record.look_ahead_days],
        "rule_mail": [_mail(settings.mail)],
        "rule_reminders": [{"days": days} for days in settings.mail.certificate_reminder_days],
        "rule_no_addresses": [{"word": word} for word in settings.addresses.no_address],
        "rule_tracking_parameters": [
            {"parameter": name} for name in settings.addresses.tracking_parameters
        ],
        "rule_levels": _levels(settings),
        "rule_risks": _risks(settings),
        **_words_of_parts(settings),
        "rule_not_counted": _labeled(settings, "reason", words.NOT_COUNTED),
        "rule_patterns": _patterns(settings),
    }


def _patterns(settings: Settings) -> list[Row]:
    """The patterns that are on, with their settings; null in those that a pattern does not have."""
    columns = ("days", "min_alike", "min_alike_of", "size", "minutes")
    on = settings.patterns.rows
    said = {word: more for word, more in words.PATTERNS.items() if word in on}
    return [
        dict.fromkeys(columns) | row | on[str(row["pattern"])]
        for row in _ranked(settings, "pattern", said)
    ]


def _words_of_parts(settings: Settings) -> dict[str, list[Row]]:
    """The words of parts of the program.

    There are none of a part that the program lacks, so the rules that decide on them give no rows.
    """
    parts, members = settings.has, words.MEMBER_STATUSES
    if "nda" not in parts:
        members = {word: more for word, more in members.items() if word != "awaiting_nda"}
    certification = words.CERTIFICATION_STATUSES if "exams" in parts else words.SHOWN_CERTIFICATION

    def rows(part: str, column: str, of_part: words.Words, rank: bool = True) -> list[Row]:
        made = _ranked if rank else _labeled
        return made(settings, column, of_part if part in parts else {})

    return {
        "rule_member_statuses": _labeled(settings, "status", members),
        "rule_certification_statuses": rows("certification", "status", certification),
        "rule_renewal_stages": rows("renewal", "stage", words.RENEWAL_STAGES),
        "rule_nominee_stages": rows("nominations", "stage", words.NOMINEE_STAGES),
        "rule_benefit_states": rows("benefits", "state", words.BENEFIT_STATES, rank=False),
    }


def _labeled(settings: Settings, column: str, meanings: words.Words) -> list[Row]:
    """A row per word, which goes into `column`, with the label that the program gives it."""
    label = settings.words.label
    return [{column: word, "label": label(word), **more} for word, more in meanings.items()]


def _ranked(settings: Settings, column: str, meanings: words.Words) -> list[Row]:
    """The same, with the place of the word in its list."""
    rows = _labeled(settings, column, meanings)
    return [row | {f"{column}_rank": rank} for rank, row in enumerate(rows, start=1)]


def _levels(settings: Settings) -> list[Row]:
    least = dict(settings.levels)
    return [
        row | {"min_done": ratio and ratio.numerator, "min_done_of": ratio and ratio.denominator}
        for row in _ranked(settings, "level", words.LEVELS)
        for ratio in [least.get(str(row["level"]))]
    ]


def _risks(settings: Settings) -> list[Row]:
    least = {"low": settings.risk.low, "medium": settings.risk.medium, "high": 0.0}
    return [
        row | {"min_chance": least.get(str(row["risk"]))}
        for row in _ranked(settings, "risk", words.RISKS)
    ]


def _single(settings: Settings) -> Row:
    start_month, start_day = settings.year.start
    return {
        "rules_digest": settings.digest,
        "start_month": start_month,
        "start_day": start_day,
        "is_named_after_end": settings.year.named_after == "end",
        "any_track": words.any_track(
            [track.label or name for name, track in settings.tracks.items()]
        ),
        "nda": settings.membership.nda,
        **{f"uses_{part}": part in settings.has for part in PARTS},
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
        "shown_months": settings.renewal.shown_months,
        "decide_months": settings.renewal.decide_months,
        "at_risk_below": settings.renewal.at_risk_below,
        "years_of_use": settings.nominations.years_of_use,
        "max_session_hours": settings.access.max_session_hours,
        "decided_by": settings.requests.decided_by,
        "flagged_below": settings.record.flagged_below,
        "too_few": settings.record.too_few,
        "bands": settings.record.bands,
        "deviations": _DEVIATIONS,
        "stale_days": settings.data.stale_days,
        "contact": settings.letters.contact,
        "person_word": settings.words.person,
        "people_word": settings.words.people,
        "checkpoint_word": settings.words.checkpoint,
    }


def _mail(mail: Mail) -> Row:
    return {
        "host": mail.host,
        "port": mail.used_port,
        "security": mail.security,
        "user_name": mail.user,
        "sender": mail.sender,
        "per_minute": mail.per_minute,
    }


def _checkpoints(year: Year) -> list[Row]:
    last = year.checkpoints[-1]
    return [
        {
            "month": month,
            "day": day,
            "is_next_calendar_year": year.is_in_next_calendar_year((month, day)),
            "is_final": (month, day) == last,
            "is_day_before_start": (month, day) == last and year.is_whole,
        }
        for month, day in year.checkpoints
    ]


def _track(settings: Settings, name: str) -> Row:
    track, pace = settings.tracks[name], settings.forecast[name]
    share, label = track.solution_share, track.label or name
    each_month = track.each_month
    chosen = {name: track.color for name, track in settings.tracks.items()}
    color, is_striped = colors_of(chosen)[name]
    return {
        "track": name,
        "track_rank": list(settings.tracks).index(name) + 1,
        "track_label": label,
        "track_title": label[:1].upper() + label[1:],
        "color": color,
        "is_striped": is_striped,
        "measure": track.counted_in,
        "weekday_share": track.weekday_share,
        "pieces": each_month and each_month.numerator,
        "cadence_months": each_month and each_month.denominator,
        "usual_points": track.usual_points,
        "has_answers": track.counted_in == "days" or share is not None,
        "has_repeats": track.counted_in != "days" and track.repeats != "never",
        "is_repeat_by_day": track.repeats == "same_day",
        "min_solutions": share and share.numerator,
        "min_solutions_of": share and share.denominator,
        "unit_one": track.unit[0],
        "unit_many": track.unit[1],
        "daily_weight": 2 ** (-1 / pace.half_life_days),
        "prior_events": pace.prior_events,
        "prior_days": pace.prior_days,
        "overdispersion": pace.overdispersion,
        "prior_accepted": share and pace.prior_accepted,
        "prior_not_accepted": share and pace.prior_not_accepted,
    }


def _kinds(settings: Settings, name: str) -> list[Row]:
    track = settings.tracks[name]
    return [
        {"track": name, "kind": kind, "is_counted": kinds is track.counts}
        for kinds in (track.counts, track.shown)
        for kind in kinds
    ]


def _benefits(settings: Settings) -> list[str]:
    return settings.standard_benefits if "benefits" in settings.has else []


def _certificates(settings: Settings) -> list[Row]:
    """The levels of certificates; where nobody has to pass, each of them qualifies."""
    if "certification" not in settings.has:
        return []
    levels = settings.certification.levels
    qualifying = levels.index(settings.certification.qualifying_from)
    return [
        {
            "level": level,
            "certificate_rank": rank,
            "is_qualifying": rank > qualifying or "exams" not in settings.has,
        }
        for rank, level in enumerate(levels, start=1)
    ]
