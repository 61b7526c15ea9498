"""An explanation as lines of text, and the words that all forms of it share."""

from collections.abc import Collection, Iterator
from datetime import date

from data.explain.causes import LABELS
from data.explain.details import on
from data.explain.effects import RowEffect
from data.explain.parts import ByTrack, Explanation, Part
from data.settings.saying import in_own_words
from data.settings.words import chance_in_words

WHOLE = ""  # the track that stands for the MVP as a whole
_COUNTED = {
    "done": "done",
    "expected": "expected",
    "target": "target",
    "solutions": "accepted answers",
}
_COLUMNS = ("done", "expected")  # of a table; the other counts are beside the level and the risk
_NOTHING = "no difference"


def explanation_lines(explanation: Explanation) -> list[str]:
    """The explanation, track by track: the whole, and each part of it that moved the track."""
    lines: list[str] = []
    for track in tracks_of(explanation):
        lines.append(f"{title_of(explanation, track)}: {whole_of(explanation, track)}")
        for part in explanation.parts:
            if _is_about(part, track):
                lines += _of_part(part, track)
    return lines or [in_own_words("Nothing is different.")]


def expected_only(day: date, today: date) -> str:
    """What to know of a state on a day that is still to come; an empty text for other days."""
    if day <= today:
        return ""
    return f"{on(day)} is still to come: this is expected if nothing else happens until then."


def tracks_of(explanation: Explanation) -> list[str]:
    """The MVP as a whole, then the tracks that count for decisions at the start or the end."""
    tracks = {**explanation.before, **explanation.after}
    ranked = sorted(
        (figures["track_rank"] or 0, track)
        for track, figures in tracks.items()
        if track == WHOLE or _is_judged(explanation, track)
    )
    return [track for _, track in ranked if _moved(explanation, track)]


def effect(part: Part, track: str) -> str:
    """What a part did to a track: "done +2, expected +1, behind → on track, risk high → low"."""
    return ", ".join([*_counts(part, track), *_turns(part.before, part.after, track)]) or _NOTHING


def table_of(explanation: Explanation, track: str, most: int) -> list[dict[str, str]]:
    """The parts of a track as rows for people: why, done, expected, and what then is another level,
    risk or chance. A part names `most` contributions at most; the last row is the whole."""
    rows = []
    for part in explanation.parts:
        if not _is_about(part, track):
            continue
        own = [row for row in part.rows if row.track == track]
        about = part.about(track)
        rows.append(_row(f"{LABELS[part.cause]}{about and f': {about}'}", part, track))
        rows += [{"why": f"· {row_line(row)}", "done": f"{row.done:+,}"} for row in own[:most]]
        if more := own[most:]:
            done = sum(row.done for row in more)
            rows.append({"why": f"· {len(more):,} more", "done": f"{done:+,}"})
    return [*rows, _row("all together", explanation, track)]


def in_brief(explanation: Explanation, track: str) -> str:
    """What each cause did to a track, in a line; empty where no count and no level moved."""
    said = []
    for part in explanation.parts:
        if found := [*_counts(part, track), *_in_words(part.before, part.after, track)]:
            said.append(f"{LABELS[part.cause]}: {', '.join(found)}")
    return "; ".join(said)


def _row(why: str, moved: Part | Explanation, track: str) -> dict[str, str]:
    changes = {name: moved.change(track, name) for name in _COLUMNS}
    said = {name: f"{change:+,}" for name, change in changes.items() if change}
    others = _counts(moved, track, tuple(_COUNTED.keys() - changes))
    then = ", ".join([*others, *_turns(moved.before, moved.after, track)])
    return {"why": why, **said, "then": then}


def _counts(
    moved: Part | Explanation, track: str, figures: Collection[str] = tuple(_COUNTED)
) -> list[str]:
    """The counts that moved, in words, of these figures."""
    changes = {name: moved.change(track, name) for name in _COUNTED if name in figures}
    return [f"{_COUNTED[name]} {change:+,}" for name, change in changes.items() if change]


def _turns(first: ByTrack, last: ByTrack, track: str) -> list[str]:
    """The level and the risk where they are others, else the chance."""
    if found := _in_words(first, last, track):
        return found
    old, new = chance_of(first, track), chance_of(last, track)
    return [f"chance {old or 'none'} → {new or 'none'}"] if old != new else []


def _in_words(first: ByTrack, last: ByTrack, track: str) -> list[str]:
    """The level and the risk, where they are others."""
    before, after = first.get(track, {}), last.get(track, {})
    return [
        f"{name}{before.get(figure) or 'none'} → {after.get(figure) or 'none'}"
        for figure, name in (("level_label", ""), ("risk_label", "risk "))
        if before.get(figure) != after.get(figure)
    ]


def chance_of(figures: ByTrack, track: str) -> str | None:
    """The chance of a track in percent; None without one."""
    chance = figures.get(track, {}).get("chance")
    return None if chance is None else chance_in_words(chance)


def row_line(row: RowEffect) -> str:
    """A contribution in words: its day, its kind, its title, and why it does not count."""
    title = f" “{row.title}”" if row.title else ""
    reason = f", not counted: {row.not_counted}" if row.not_counted else ""
    return f"{on(row.day)}, {row.kind}{title}{reason}{', gone' if row.is_gone else ''}"


def _is_judged(explanation: Explanation, track: str) -> bool:
    sides = (explanation.before, explanation.after)
    return any(side.get(track, {}).get("is_judged") for side in sides)


def _moved(explanation: Explanation, track: str) -> bool:
    return any(_is_about(part, track) for part in explanation.parts)


def _is_about(part: Part, track: str) -> bool:
    """Whether a part moved a figure of the track, or names a contribution to it."""
    return track in part.tracks or any(row.track == track for row in part.rows)


def title_of(explanation: Explanation, track: str) -> str:
    if track == WHOLE:
        return "All together"
    figures = explanation.after.get(track) or explanation.before[track]
    return str(figures["track_title"])


def whole_of(explanation: Explanation, track: str) -> str:
    return f"{_state(explanation.before, track)} → {_state(explanation.after, track)}"


def _state(figures: ByTrack, track: str) -> str:
    if (found := figures.get(track)) is None:
        return "not there"
    counts = [] if track == WHOLE else [_done_of(found["done"], found["expected"])]
    risk = [f"risk {found['risk_label']}"] if found["risk_label"] else []
    return ", ".join([*counts, found["level_label"], *risk])


def _done_of(done: int, expected: int) -> str:
    """5 of 7, also in words where more is done than expected."""
    if done <= expected:
        return f"{done:,} of {expected:,}" if expected else "nothing expected"
    return f"{done:,} done, {f'{expected:,}' if expected else 'none'} expected"


def _of_part(part: Part, track: str) -> Iterator[str]:
    about = part.about(track)
    yield f"  {LABELS[part.cause]}{about and f' ({about})'}: {effect(part, track)}"
    for row in part.rows:
        if row.track == track:
            yield f"    {row.done:+,}  {row_line(row)}"
