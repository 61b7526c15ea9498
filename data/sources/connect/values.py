"""What the texts of a column mean: the value maps that a mapping proposes."""

from collections.abc import Iterable

from data.inputs.contract import Kind
from data.settings.model import Settings
from data.sources.connect.columns import RawColumn
from data.sources.connect.words import first_named, folded, words

_KNOWN_FLAGS = {"true", "false", "yes", "no", "t", "f", "y", "n", "1", "0"}  # of the contract
_KNOWN_SHARE = 0.3  # of the texts of a column, before it is taken for one of kinds or levels

Values = dict[str, str | None]  # what each text of a column means; None: not known


def tracks_of_kinds(settings: Settings) -> dict[str, str]:
    """The track of each kind, whether it counts or is only shown."""
    return {
        kind: name
        for each in settings.sets.values()
        for name, track in each.tracks.items()
        for kind in (*track.counts, *track.shown)
    }


def kinds_of(settings: Settings, track: str | None) -> list[str]:
    """The kinds of a track, or of all tracks; a kind may be of several, from different days on."""
    known = {
        kind: None
        for each in settings.sets.values()
        for name, of_track in each.tracks.items()
        if track in (None, name)
        for kind in (*of_track.counts, *of_track.shown)
    }
    return [*known]


def known_words(kind: Kind, settings: Settings, track: str | None = None) -> list[str]:
    """The tracks, levels, or kinds of `track` or of all, by the kind of a column; [] for others."""
    match kind:
        case Kind.TRACK:
            return sorted(settings.known_tracks)
        case Kind.LEVEL:
            return settings.known_levels
        case Kind.CONTRIBUTION_KIND:
            return kinds_of(settings, track)
    return []


def kinds(column: RawColumn, settings: Settings) -> Values | None:
    """The kinds of contribution that the texts of a column name; None when they name none."""
    return _named(column, "kinds", tracks_of_kinds(settings))


def levels(column: RawColumn, settings: Settings) -> Values | None:
    """The levels of certification that the texts of a column name; None when they name none."""
    return _named(column, "levels", settings.known_levels)


def flags(column: RawColumn) -> Values | None:
    """Which texts mean yes and which no; None when the contract reads them as they are."""
    if all(text.casefold() in _KNOWN_FLAGS for text in column.texts):
        return None
    found: Values = {}
    for text in column.texts:
        said = [word for word, known in words()["yes_or_no"].items() if folded(text) in known]
        found[text] = said[0] if said else None
    return found


def is_no(text: str) -> bool:
    """Whether a text means no."""
    return folded(text) in words()["yes_or_no"]["false"] or not folded(text)


def are_flags(column: RawColumn) -> bool:
    """Whether most texts of a column mean yes or no."""
    known = {word for said in words()["yes_or_no"].values() for word in said}
    return column.share(lambda text: folded(text) in known) >= 0.6


def tracks(column: RawColumn, settings: Settings) -> tuple[list[str], Values] | None:
    """The marks between the tracks in its cells, and what each part means.

    None when it does not list tracks.
    """
    marks = [mark for mark in (";", ",", "/", "|", "\n") if any(mark in t for t in column.texts)]
    parts: dict[str, None] = {}
    for text in column.texts:
        for mark in marks:
            text = text.replace(mark, "\0")
        parts |= dict.fromkeys(part.strip() for part in text.split("\0") if part.strip())
    if len(parts) > 30:
        return None
    found: Values = {part: first_named(part, "tracks", settings.known_tracks) for part in parts}
    return (marks, found) if _are_known(found, 0.6) else None


def _named(column: RawColumn, table: str, allowed: Iterable[str]) -> Values | None:
    allowed = [*allowed]
    found: Values = {text: first_named(text, table, allowed) for text in column.texts}
    return found if _are_known(found, _KNOWN_SHARE) else None


def _are_known(found: Values, share: float) -> bool:
    return bool(found) and sum(v is not None for v in found.values()) >= share * len(found)
