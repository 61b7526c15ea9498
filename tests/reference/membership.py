"""Who is a member, and who is on a year's roster: docs/rules.md section 5."""

from datetime import date

from tests.reference.inputs import Inputs, Mvp
from tests.reference.settings import Settings


def tracks_ndas(settings: Settings, inputs: Inputs) -> bool:
    """Whether the program tracks NDAs: docs/rules.md section 5."""
    if settings.nda == "auto":
        return any(mvp.nda_signed_on for mvp in inputs.mvps.values())
    return settings.nda == "required"


def status_of(settings: Settings, inputs: Inputs, mvp: Mvp, as_of: date) -> str:
    """`upcoming`, `left`, `awaiting_nda` or `active`: docs/rules.md section 5."""
    if mvp.entered_on > as_of:
        return "upcoming"
    if mvp.left_on is not None and mvp.left_on <= as_of:
        return "left"
    is_signed = mvp.nda_signed_on is not None and mvp.nda_signed_on <= as_of
    return "active" if is_signed or not tracks_ndas(settings, inputs) else "awaiting_nda"


def is_on_roster(mvp: Mvp, year: int, as_of: date) -> bool:
    """Whether the MVP entered by min(D, December 31) and did not leave before the year."""
    entered = mvp.entered_on <= min(as_of, date(year, 12, 31))
    return entered and (mvp.left_on is None or mvp.left_on >= date(year, 1, 1))


def roster(inputs: Inputs, year: int, as_of: date) -> list[Mvp]:
    """The year's roster in the order of mvp_id: docs/rules.md section 5."""
    mvps = sorted(inputs.mvps.values(), key=lambda mvp: mvp.mvp_id)
    return [mvp for mvp in mvps if is_on_roster(mvp, year, as_of)]
