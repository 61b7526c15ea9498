"""The snapshot's files, row by row: docs/contract.md, "Output"."""

from datetime import date
from pathlib import Path

from tests.reference.benefits import benefit_rows
from tests.reference.certification import certification_of
from tests.reference.changes import judging, judging_year
from tests.reference.counting import not_counted_because, repeats
from tests.reference.inputs import Contribution, Inputs, Mvp, read_inputs
from tests.reference.measures import points_of
from tests.reference.membership import current_spell, is_on_roster, roster, status_of
from tests.reference.nominations import nomination_rows
from tests.reference.parts import with_its_inputs, without_lacking
from tests.reference.progress import goals_met, overall_level, progress_of
from tests.reference.renewal import cycle_of, progress_in_cycle, renewal_seen, stage_of
from tests.reference.risk import Flag, flags_of, overall_risk
from tests.reference.settings import PROGRAM_TOML, Settings, read_settings
from tests.reference.writing import output_row
from tests.reference.years import year_of


def person(mvp: Mvp) -> dict[str, object]:
    """The columns that say who a row is about."""
    return {"mvp_id": mvp.mvp_id, "name": mvp.name, "team": mvp.team}


def certification_status(settings: Settings, inputs: Inputs, mvp: Mvp, as_of: date) -> str | None:
    """The certification status of an MVP who has not left; None for one who has."""
    if status_of(settings, inputs, mvp, as_of) == "left":
        return None
    return certification_of(settings, inputs, mvp, as_of).status


def member_rows(settings: Settings, inputs: Inputs, as_of: date) -> list[dict[str, object]]:
    """The rows of members.csv: docs/rules.md sections 3 to 8."""
    cycle = cycle_of(settings, as_of)
    rows = []
    for mvp in roster(inputs, year_of(settings, as_of), as_of):
        tracks = progress_of(settings, inputs, mvp, as_of)
        is_in_cycle = is_on_roster(mvp, cycle, as_of)
        rows.append(
            person(mvp)
            | {
                "country": mvp.country,
                "status": status_of(settings, inputs, mvp, as_of),
                "entered_on": current_spell(mvp, as_of).from_on,
                "tracks": ";".join(track.track for track in tracks if track.committed),
                "level": overall_level(settings, tracks),
                "goals_met": goals_met(settings, tracks),
                "risk": overall_risk(settings, flags_of(settings, inputs, mvp, as_of)),
                "certification": certification_status(settings, inputs, mvp, as_of),
                "renewal_stage": stage_of(settings, inputs, mvp, as_of) if is_in_cycle else None,
            }
        )
    return rows


def progress_rows(settings: Settings, inputs: Inputs, as_of: date) -> list[dict[str, object]]:
    """The rows of progress.csv: docs/rules.md sections 2 to 4."""
    return [
        person(mvp) | vars(track) | {"needed": track.needed}
        for mvp in roster(inputs, year_of(settings, as_of), as_of)
        for track in progress_of(settings, inputs, mvp, as_of)
    ]


def risk_row(mvp: Mvp, flag: Flag) -> dict[str, object]:
    """One row of risk.csv."""
    track = flag.track
    return person(mvp) | {
        "about": flag.about,
        "checkpoint": flag.checkpoint,
        "days_left": flag.days_left,
        "done": track.done if track else None,
        "expected_at_checkpoint": track.expected_at_checkpoint if track else None,
        "needed": track.needed if track else None,
        "chance": flag.chance,
        "risk": flag.risk,
        "reason": flag.reason,
    }


def risk_rows(settings: Settings, inputs: Inputs, as_of: date) -> list[dict[str, object]]:
    """The rows of risk.csv: docs/rules.md section 7."""
    return [
        risk_row(mvp, flag)
        for mvp in roster(inputs, year_of(settings, as_of), as_of)
        for flag in flags_of(settings, inputs, mvp, as_of)
    ]


def certification_rows(settings: Settings, inputs: Inputs, as_of: date) -> list[dict[str, object]]:
    """The rows of certifications.csv: docs/rules.md section 6."""
    return [
        person(mvp) | vars(certification_of(settings, inputs, mvp, as_of))
        for mvp in roster(inputs, year_of(settings, as_of), as_of)
        if status_of(settings, inputs, mvp, as_of) != "left"
    ]


def renewal_rows(settings: Settings, inputs: Inputs, as_of: date) -> list[dict[str, object]]:
    """The rows of renewals.csv: docs/rules.md section 8."""
    year = cycle_of(settings, as_of)
    of_year = judging_year(settings, year, as_of)
    return [
        person(mvp)
        | {
            "year": year.number,
            "stage": stage_of(settings, inputs, mvp, as_of),
            "goals_met": goals_met(of_year, progress_in_cycle(settings, inputs, mvp, as_of)),
            "certification": certification_status(settings, inputs, mvp, as_of),
        }
        | vars(renewal_seen(inputs, mvp, year, as_of))
        for mvp in roster(inputs, year, as_of)
    ]


def points_counted(settings: Settings, row: Contribution, not_counted: str | None) -> int | None:
    """What a contribution adds to the points of its track: docs/rules.md section 2."""
    measure = settings.measures.get(row.track)
    is_in_points = measure is not None and measure.counts == "points"
    return points_of(row) if is_in_points and not_counted is None else None


def contribution_rows(settings: Settings, inputs: Inputs, as_of: date) -> list[dict[str, object]]:
    """The rows of contributions.csv, those of the year up to `as_of`: docs/rules.md section 2."""
    rows = []
    for mvp_id, made in inputs.contributions.items():
        repeated = repeats(settings, made)
        for row in made:
            if year_of(settings, as_of).first <= row.day <= as_of:
                reason = not_counted_because(settings, inputs.mvps[mvp_id], row, repeated)
                because = {"counted": reason is None, "not_counted_because": reason}
                rows.append(vars(row) | because | {"points": points_counted(settings, row, reason)})
    return sorted(rows, key=lambda row: row["contribution_id"])


TABLES = {
    "members.csv": member_rows,
    "progress.csv": progress_rows,
    "risk.csv": risk_rows,
    "certifications.csv": certification_rows,
    "renewals.csv": renewal_rows,
    "nominations.csv": nomination_rows,
    "benefits.csv": benefit_rows,
    "contributions.csv": contribution_rows,
}


def snapshot(
    source: Path, as_of: date, program_toml: Path = PROGRAM_TOML, built_as_of: date = date.max
) -> dict[str, list[dict[str, str]]]:
    """The snapshot of a folder of valid input CSVs as of a date: docs/contract.md, "Output".

    Returns file name -> rows in output order; every value is the text in the file.
    """
    settings = judging(read_settings(program_toml, source / "program.toml"), as_of)
    inputs = with_its_inputs(settings, read_inputs(source, settings, built_as_of))
    files = {
        file: [output_row(file, row) for row in rows(settings, inputs, as_of)]
        for file, rows in TABLES.items()
    }
    return without_lacking(settings, files)
