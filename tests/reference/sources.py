"""How far a track's data is complete: docs/rules.md section 13."""

from datetime import date, timedelta

from tests.reference.inputs import Inputs
from tests.reference.settings import Settings


def is_stale(settings: Settings, inputs: Inputs, track: str, as_of: date) -> bool:
    """Whether nobody can be flagged on this track: docs/rules.md section 13.

    A track that sources.csv does not name is complete up to the newest contribution of any track,
    whatever its date. Without any contribution, every such track is stale.
    """
    last = inputs.complete_until.get(track, inputs.newest_day)
    return last is None or last < as_of - timedelta(days=settings.stale_days)
