"""What settings say that cannot hold together: each fault with the keys where it is."""

from collections.abc import Iterator, Mapping

from data.settings.colors import color_faults
from data.settings.counting import DAYS_A_MONTH, Contradiction, Pace, Track
from data.settings.toml import as_toml

MOST_TRACKS = 12


def contradictions(
    tracks: Mapping[str, Track], forecast: Mapping[str, Pace]
) -> Iterator[Contradiction]:
    """The faults of the tracks and their forecasts together.

    Tracks that contradict themselves are compared with others, and need no forecast.
    """
    used = {name: track for name, track in tracks.items() if track.use}
    if not 1 <= len(used) <= MOST_TRACKS:
        yield ("tracks",), f"a program uses 1 to {MOST_TRACKS} tracks; here it uses {len(used)}"
    for name, fault in color_faults({name: track.color for name, track in used.items()}):
        yield ("tracks", name, "color"), fault
    named: dict[str, str] = {}
    for name, track in used.items():
        other = named.setdefault((track.label or name).casefold(), name)
        if other != name:
            at, called = (name, other) if track.label else (other, name)
            said = f"{as_toml(used[at].label)} is what tracks.{called} is called already"
            yield ("tracks", at, "label"), said
    for name, track in used.items():
        if track.is_consistent:
            yield from _rate_faults(name, track)
    track_of: dict[str, str] = {}
    for name, track in used.items():
        for kind in track.counts:
            if (other := track_of.setdefault(kind, name)) != name:
                yield ("tracks", name, "counts"), f"{kind} counts in tracks.{other} already"
        pace = forecast.get(name)
        if (
            pace
            and track.solution_share
            and (pace.prior_accepted is None or pace.prior_not_accepted is None)
        ):
            yield (
                ("tracks", name, "min_solution_share"),
                f"needs forecast.{name}.prior_accepted and forecast.{name}.prior_not_accepted",
            )


def _rate_faults(name: str, track: Track) -> Iterator[Contradiction]:
    """What is wrong with how much a track expects."""
    rate = track.rate
    if track.counted_in == "days" and (track.weekday_share or 0) > 1:
        said = 'must be at most 1 where days are counted; measure = "pieces" allows more'
        yield ("tracks", name, rate), said
    elif track.counted_in == "days" and track.a_month > DAYS_A_MONTH:
        said = 'asks for more days than a month has; measure = "pieces" allows more'
        yield ("tracks", name, "pieces" if track.pieces else rate), said
    if track.a_year < 1:
        said = f"the target of a whole year is 0 {track.unit[1]}"
        if track.meant_a_year:
            said += f"; per_year = {track.meant_a_year} asks for {track.meant_a_year}"
        elif track.lacks_months:
            said += ", as it has no whole month; weekday_share asks for something"
        yield ("tracks", name, rate), said
