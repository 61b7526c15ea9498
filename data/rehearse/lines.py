"""A rehearsal as lines of text, and the words that all forms of it share."""

from collections.abc import Iterable, Iterator
from datetime import date

from data.rehearse.overlay import Differences
from data.rehearse.rehearsal import Rehearsal, Row
from data.settings.saying import in_own_words

FIGURES = {"level": "Level", "risk": "Risk", "stage": "Renewal stage"}  # a track has its own title
NOBODY = "Nobody would change on any of these days."
NOBODY_THERE = "Nobody was in the program on any of these days, so there is nothing to compare."
# Chances lie between 0 and 1 only before a checkpoint.
ON_CHECKPOINTS = (
    "On a checkpoint nothing can be done any more before it, so thresholds of the risk show there "
    "hardly ever; look at a day some weeks before it too."
)
_NO_TEAM = "no team"


def rehearsal_lines(rehearsal: Rehearsal) -> list[str]:
    """What would change: the settings, then day by day how many people, from what to what."""
    lines = [f"{key}: {said}" for key, said in differences_in_words(rehearsal.differences)]
    if not rehearsal.changes:
        compared = ", ".join(map(str, reversed(rehearsal.days)))
        return [*lines, f"Compared: {compared}", nobody_of(rehearsal)]
    for day in reversed(rehearsal.days):
        lines += _of_day(day, rehearsal)
    return lines


def nobody_of(rehearsal: Rehearsal) -> str:
    """Why there is no change to list, and for thresholds of the risk what the days do not show."""
    if not any(row["people"] for row in rehearsal.teams):
        return in_own_words(NOBODY_THERE)
    is_about_risk = any(key.startswith("risk.") for key in rehearsal.differences)
    return in_own_words(f"{NOBODY} {ON_CHECKPOINTS}" if is_about_risk else NOBODY)


def differences_in_words(differences: Differences) -> list[tuple[str, str]]:
    """Each key, and the values in force and to try: "1.0 → 0.5"."""
    return [
        (key, f"{before or 'none'} → {after or 'none'}")
        for key, (before, after) in differences.items()
    ]


def figure_of(row: Row) -> str:
    """What a row of `changes` or `turns` is about: "Level", or the title of a track."""
    return FIGURES.get(row["figure"]) or f"Level in {row['track_title']}"


def way_of(row: Row) -> str:
    """From what to what: "behind → on track"."""
    return f"{row['before_label'] or 'none'} → {row['after_label'] or 'none'}"


def team_of(row: Row) -> str:
    return str(row["team"] or _NO_TEAM)


def whole_of(day: date, rehearsal: Rehearsal) -> tuple[int, int]:
    """How many would change on a day, of how many."""
    whole = (row for row in _on(day, rehearsal.teams) if row["team"] is None)
    return next(((row["changed"], row["people"]) for row in whole), (0, 0))


def _of_day(day: date, rehearsal: Rehearsal) -> Iterator[str]:
    changed, people = whole_of(day, rehearsal)
    counts = f"{changed:,} of {people:,}"
    yield in_own_words("{day}: {counts} MVPs would change", day=day, counts=counts)
    for row in _on(day, rehearsal.teams):
        if row["changed"] and row["team"] is not None:
            yield f"  {team_of(row)}: {row['changed']:,} of {row['people']:,}"
    for row in _on(day, rehearsal.turns):
        yield f"  {figure_of(row)}: {way_of(row)}: {row['people']:,}"


def _on(day: date, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["day"] == day]
