"""From a nomination to an MVP: docs/rules.md section 9."""

from collections import defaultdict
from datetime import date

from tests.reference.dates import add_months
from tests.reference.inputs import Feedback, Inputs, Nomination
from tests.reference.membership import status_of
from tests.reference.settings import Settings


def seen_by_nominee(inputs: Inputs, as_of: date) -> dict[str, list[Nomination]]:
    """The nominations made by `as_of`, the latest last, by nominee's e-mail in order."""
    grouped = defaultdict(list)
    for nomination in sorted(
        inputs.nominations, key=lambda row: (row.nominated_on, row.nomination_id)
    ):
        if nomination.nominated_on <= as_of:
            grouped[nomination.nominee_email].append(nomination)
    return {email: grouped[email] for email in sorted(grouped)}


def feedback_on(inputs: Inputs, nominations: list[Nomination], as_of: date) -> list[Feedback]:
    """The feedback given on these nominations by `as_of`."""
    ids = {nomination.nomination_id for nomination in nominations}
    return [row for row in inputs.feedback if row.nomination_id in ids and row.given_on <= as_of]


def deciding_nomination(nominations: list[Nomination], as_of: date) -> Nomination | None:
    """The one decided last; of several, the highest id: docs/rules.md section 9."""
    decided = [
        row for row in nominations if row.decision and row.decided_on and row.decided_on <= as_of
    ]
    return max(decided, key=lambda row: (row.decided_on, row.nomination_id), default=None)


def linked_mvp(nominations: list[Nomination], decided: Nomination | None) -> str:
    """The mvp_id of the deciding nomination, else of the latest that has one, else empty."""
    if decided and decided.mvp_id:
        return decided.mvp_id
    linked = [row.mvp_id for row in nominations if row.mvp_id]
    return linked[-1] if linked else ""


def stage_of(settings: Settings, inputs: Inputs, nominations: list[Nomination], as_of: date) -> str:
    """The nominee's stage: docs/rules.md section 9."""
    decided = deciding_nomination(nominations, as_of)
    if decided is None:
        return "in_feedback" if feedback_on(inputs, nominations, as_of) else "nominated"
    if decided.decision == "not_selected":
        return "not_selected"
    mvp_id = linked_mvp(nominations, decided)
    if not mvp_id:
        return "selected"
    status = status_of(settings, inputs, inputs.mvps[mvp_id], as_of)
    return "onboarding" if status in ("upcoming", "awaiting_nda") else "mvp"


def has_used_long_enough(
    settings: Settings, nominations: list[Nomination], as_of: date
) -> bool | None:
    """More than one year on the platform; None when unknown: docs/rules.md section 9."""
    dates = [row.using_since for row in nominations if row.using_since]
    if not dates:
        return None
    return add_months(min(dates), 12 * settings.years_of_use) < as_of


def highest_level(settings: Settings, nominations: list[Nomination]) -> str:
    """The highest certification level that a nomination names, or empty."""
    levels = [row.certification_level for row in nominations if row.certification_level]
    return max(levels, key=settings.certification_levels.index, default="")


def nominee_row(
    settings: Settings, inputs: Inputs, nominations: list[Nomination], as_of: date
) -> dict[str, object]:
    """One row of nominations.csv: docs/rules.md section 9."""
    given = [row.recommendation for row in feedback_on(inputs, nominations, as_of)]
    has_feedback = "feedback" in inputs.supplied
    decided = deciding_nomination(nominations, as_of)
    return {
        "nominee_email": nominations[-1].nominee_email,
        "nominee_name": nominations[-1].nominee_name,
        "stage": stage_of(settings, inputs, nominations, as_of),
        "nominations": len(nominations),
        "first_nominated_on": nominations[0].nominated_on,
        "feedback_yes": given.count("yes") if has_feedback else None,
        "feedback_no": given.count("no") if has_feedback else None,
        "feedback_unsure": given.count("unsure") if has_feedback else None,
        "one_year_of_use": has_used_long_enough(settings, nominations, as_of),
        "certification_level": highest_level(settings, nominations),
        "mvp_id": linked_mvp(nominations, decided),
    }


def nomination_rows(settings: Settings, inputs: Inputs, as_of: date) -> list[dict[str, object]]:
    """The rows of nominations.csv, by e-mail: docs/rules.md section 9."""
    return [
        nominee_row(settings, inputs, nominations, as_of)
        for nominations in seen_by_nominee(inputs, as_of).values()
    ]
