"""An explanation as lines of text, and the words that all forms of it share."""

from collections.abc import Iterator

from data.explain.causes import LABELS
from data.explain.details import on
from data.explain.effects import RowEffect
from data.explain.parts import ByTrack, Explanation, Part
from data.settings.saying import in_own_words

WHOLE = ""  # the track that stands for the MVP as a whole
_COUNTED = {"done": "done", "expected": "expected", "target": "target"}


def explanation_lines(explanation: Explanation) -> list[str]:
    """The explanation, track by track: the whole, and each part of it that moved the track."""
    lines: list[str] = []
    for track in tracks_of(explanation):
        lines.append(f"{_title(explanation, track)}: {_whole(explanation, track)}")
        for part in explanation.parts:
            if track in part.tracks or any(row.track == track for row in part.rows):
                lines += _of_part(part, track)
    return lines or [in_own_words("Nothing is different.")]


def tracks_of(explanation: Explanation) -> list[str]:
    """The MVP as a whole, then the tracks that count for decisions at the start or the end."""
    tracks = {**explanation.first, **explanation.last}
    ranked = sorted(
        (figures["track_rank"] or 0, track)
        for track, figures in tracks.items()
        if track == WHOLE or _is_judged(explanation, track)
    )
    return [track for _, track in ranked if _moved(explanation, track)]


def effect(part: Part, track: str) -> str:
    """What a part did to a track: "done +2, expected +1, behind → on track, risk high → low"."""
    said = [
        f"{name} {change:+,}"
        for figure, name in _COUNTED.items()
        if (change := part.change(track, figure))
    ]
    before, after = part.before.get(track, {}), part.after.get(track, {})
    for figure, name in (("level_label", ""), ("risk_label", "risk ")):
        old, new = before.get(figure), after.get(figure)
        if old != new:
            said.append(f"{name}{old or 'none'} → {new or 'none'}")
    if not said and (old := chance_of(part.before, track)) != chance_of(part.after, track):
        said.append(f"chance {old or 'none'} → {chance_of(part.after, track) or 'none'}")
    return ", ".join(said) or "no difference"


def chance_of(figures: ByTrack, track: str) -> str | None:
    """The chance of a track in percent; None without one."""
    chance = figures.get(track, {}).get("chance")
    return None if chance is None else f"{chance:.0%}"


def row_line(row: RowEffect) -> str:
    """A contribution in words: its day, its kind, its title, and why it does not count."""
    title = f" “{row.title}”" if row.title else ""
    reason = f", not counted: {row.not_counted}" if row.not_counted else ""
    return f"{on(row.day)}, {row.kind}{title}{reason}"


def _is_judged(explanation: Explanation, track: str) -> bool:
    sides = (explanation.first, explanation.last)
    return any(side.get(track, {}).get("is_judged") for side in sides)


def _moved(explanation: Explanation, track: str) -> bool:
    return any(
        track in p.tracks or any(r.track == track for r in p.rows) for p in explanation.parts
    )


def _title(explanation: Explanation, track: str) -> str:
    if track == WHOLE:
        return "All together"
    figures = explanation.last.get(track) or explanation.first[track]
    return str(figures["track_title"])


def _whole(explanation: Explanation, track: str) -> str:
    return f"{_state(explanation.first, track)} → {_state(explanation.last, track)}"


def _state(figures: ByTrack, track: str) -> str:
    if (found := figures.get(track)) is None:
        return "not there"
    counts = [] if track == WHOLE else [f"{found['done']:,} of {found['expected']:,}"]
    risk = [f"risk {found['risk_label']}"] if found["risk_label"] else []
    return ", ".join([*counts, found["level_label"], *risk])


def _of_part(part: Part, track: str) -> Iterator[str]:
    about = f" ({'; '.join(part.details)})" if part.details else ""
    yield f"  {LABELS[part.cause]}{about}: {effect(part, track)}"
    for row in part.rows:
        if row.track == track:
            gone = "no longer: " if row.is_gone else ""
            yield f"    {row.done:+,}  {gone}{row_line(row)}"
