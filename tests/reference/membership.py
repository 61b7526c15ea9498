"""Who is a member, and who is on a year's roster: docs/rules.md section 5."""

from datetime import date

from tests.reference.inputs import Inputs, Mvp, Spell
from tests.reference.settings import Settings
from tests.reference.years import Year


def current_spell(mvp: Mvp, as_of: date) -> Spell:
    """The last spell that began by a date, or the first one before that: section 5."""
    begun = [spell for spell in mvp.spells if spell.from_on <= as_of]
    return begun[-1] if begun else mvp.spells[0]


def tracks_ndas(settings: Settings, inputs: Inputs) -> bool:
    """Whether the program tracks NDAs: docs/rules.md section 5."""
    if settings.nda == "auto":
        return any(mvp.nda_signed_on for mvp in inputs.mvps.values())
    return settings.nda == "required"


def status_of(settings: Settings, inputs: Inputs, mvp: Mvp, as_of: date) -> str:
    """`upcoming`, `left`, `awaiting_nda` or `active`: docs/rules.md section 5."""
    spell = current_spell(mvp, as_of)
    if spell.from_on > as_of:
        return "upcoming"
    if spell.to_on is not None and spell.to_on <= as_of:
        return "left"
    is_signed = mvp.nda_signed_on is not None and mvp.nda_signed_on <= as_of
    return "active" if is_signed or not tracks_ndas(settings, inputs) else "awaiting_nda"


def is_on_roster(mvp: Mvp, year: Year, as_of: date) -> bool:
    """Whether a spell began by min(D, the final checkpoint) and did not end before the year."""
    reaching = spells_reaching(mvp, year)
    return bool(reaching) and reaching[0].from_on <= min(as_of, year.final)


def spells_reaching(mvp: Mvp, year: Year) -> list[Spell]:
    """The spells that did not end before a year."""
    return [spell for spell in mvp.spells if spell.to_on is None or spell.to_on >= year.first]


def start_of(mvp: Mvp, year: Year) -> date:
    """start(m), the first day of the year that counts for m: docs/rules.md section 1."""
    return max(year.first, spells_reaching(mvp, year)[0].from_on)


def roster(inputs: Inputs, year: Year, as_of: date) -> list[Mvp]:
    """The year's roster in the order of mvp_id: docs/rules.md section 5."""
    mvps = sorted(inputs.mvps.values(), key=lambda mvp: mvp.mvp_id)
    return [mvp for mvp in mvps if is_on_roster(mvp, year, as_of)]
