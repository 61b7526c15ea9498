"""Benefits granted, missing and to be revoked: docs/rules.md section 10."""

from datetime import date

from tests.reference.inputs import Benefit, Inputs, Mvp
from tests.reference.membership import status_of
from tests.reference.settings import Settings


def is_held(benefit: Benefit, as_of: date) -> bool:
    """Whether it is granted by `as_of` and not revoked by then: docs/rules.md section 10."""
    is_granted = benefit.granted_on is not None and benefit.granted_on <= as_of
    is_revoked = benefit.revoked_on is not None and benefit.revoked_on <= as_of
    return is_granted and not is_revoked


def state_of(settings: Settings, status: str, benefit: str, held: bool) -> str | None:
    """`granted`, `missing` or `to_revoke`, or None for no row: docs/rules.md section 10."""
    if benefit not in settings.standard_benefits:
        return "granted" if held else None
    if status == "active":
        return "granted" if held else "missing"
    return "to_revoke" if held else None


def benefits_of(
    settings: Settings, inputs: Inputs, mvp: Mvp, as_of: date
) -> list[dict[str, object]]:
    """One MVP's rows of benefits.csv, by benefit: docs/rules.md section 10."""
    held = {
        row.benefit: row.granted_on
        for row in inputs.benefits
        if row.mvp_id == mvp.mvp_id and is_held(row, as_of)
    }
    status = status_of(settings, inputs, mvp, as_of)
    states = {
        benefit: state_of(settings, status, benefit, benefit in held)
        for benefit in sorted({*held, *settings.standard_benefits})
    }
    return [
        {
            "mvp_id": mvp.mvp_id,
            "name": mvp.name,
            "benefit": benefit,
            "state": state,
            "granted_on": held.get(benefit),
        }
        for benefit, state in states.items()
        if state
    ]


def benefit_rows(settings: Settings, inputs: Inputs, as_of: date) -> list[dict[str, object]]:
    """The rows of benefits.csv, of MVPs of any status: docs/rules.md section 10."""
    if "benefits" not in inputs.supplied:
        return []
    mvps = sorted(inputs.mvps.values(), key=lambda mvp: mvp.mvp_id)
    return [row for mvp in mvps for row in benefits_of(settings, inputs, mvp, as_of)]
