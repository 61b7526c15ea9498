"""Targets that are lower than the rate of their track says at first sight."""

from datetime import date

from data.settings.model import Settings
from data.settings.saying import in_own_words
from data.settings.toml import as_toml
from data.settings.year import ANY_YEAR


def lower_targets(settings: Settings) -> list[str]:
    """A line for each track that expects `pieces` in more months than the year of the program has.

    By the final checkpoint these are fewer pieces than whoever wrote them may mean.
    """
    found = dict[str, None]()  # each line once, in order
    for each in settings.sets.values():
        final = date(ANY_YEAR, *each.year.checkpoints[-1])
        for name, track in each.tracks.items():
            if (meant := track.meant_a_year) and meant > track.a_year:
                said = in_own_words(
                    "{name}: {pieces} every {months} months is {target} by {final}, the final "
                    "checkpoint; per_year = {meant} asks for {meant} by then",
                    name=name,
                    pieces=track.pieces or 1,
                    months=track.cadence_months,
                    target=track.a_year,
                    final=f"{final:%B} {final.day}",
                    meant=as_toml(meant),
                )
                found[said] = None
    return [*found]
