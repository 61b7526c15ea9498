"""The words and looks of table columns: a column has the same heading on every page."""

from streamlit import column_config as column

_DAY = "MMM D, YYYY"


def _text(label: str, width: str | None = None, help: str | None = None):
    return column.TextColumn(label, width=width, help=help)


def _number(label: str, help: str | None = None):
    return column.NumberColumn(label, format="localized", help=help)


def _day(label: str, help: str | None = None):
    return column.DateColumn(label, format=_DAY, help=help)


COLUMNS = {
    "mvp_id": None,
    "name": _text("MVP", "medium"),
    "team": _text("Team"),
    "country": _text("Country"),
    "status": _text("Status"),
    "track": _text("Track"),
    "tracks": _text("Committed to"),
    "about": _text("About"),
    "level": _text("Level"),
    "risk": _text("Risk"),
    "stage": _text("Stage"),
    "certification": _text("Certification"),
    "reason": _text("Why", "large"),
    "blocker": _text("What stands in the way", "large"),
    "committed": column.CheckboxColumn("Committed"),
    "goals_met": column.CheckboxColumn("Goals met"),
    "goal_met": column.CheckboxColumn("Goal met"),
    "counted": column.CheckboxColumn("Counted"),
    "not_counted_because": _text("Not counted because"),
    "done": _number("Done"),
    "expected": _number("Expected", "By the as-of date"),
    "target": _number("Target", "By the end of the year"),
    "needed": _number("Needed", "Still missing for the next checkpoint"),
    "expected_at_checkpoint": _number("At checkpoint", "Expected by the next checkpoint"),
    "days_left": _number("Days left"),
    "chance": column.ProgressColumn(
        "Chance", format="percent", min_value=0, max_value=1, help="Of reaching it in time"
    ),
    "share": column.NumberColumn("Share", format="percent"),
    "mvps": _number("MVPs"),
    "contributions": _number("Contributions"),
    "year_before": _number("Year before"),
    "answers": _number("Answers"),
    "solutions": _number("Solutions"),
    "accepted": column.CheckboxColumn("Accepted"),
    "on_track": _number("On track"),
    "at_risk": _number("At risk"),
    "month_before": _number("Year before, all tracks"),
    "month": _text("Month"),
    "kind": _text("Kind"),
    "title": _text("Title", "large"),
    "url": column.LinkColumn("Link", display_text="open"),
    "day": _day("Day"),
    "checkpoint": _day("Checkpoint"),
    "next_checkpoint": _day("Next checkpoint"),
    "invited_on": _day("Invited"),
    "decision": _text("Decision"),
    "decided_on": _day("Decided"),
    "renewed_on": _day("Renewed"),
    "decide_by": _day("Decide by"),
    "entered_on": _day("Entered"),
    "valid_until": _day("Valid until"),
    "deadline": _day("Deadline"),
}
