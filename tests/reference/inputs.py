"""A folder of valid input CSVs, read into plain records: docs/contract.md, "Input"."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.reference.exports import read_exports
from tests.reference.reading import day_of, local_day, read_file, truth_of
from tests.reference.settings import Settings

EVERYBODY = "*"
KEYS = {
    "mvps": ("mvp_id",),
    "accounts": ("source", "account"),
    "commitments": ("mvp_id", "year", "track"),
    "memberships": ("mvp_id", "from_on"),
    "contributions": ("contribution_id",),
    "leaves": ("mvp_id", "from_on"),
    "certifications": ("mvp_id", "certification", "level", "taken_on", "passed"),
    "renewals": ("mvp_id", "year"),
    "nominations": ("nomination_id",),
    "feedback": ("nomination_id", "reviewer", "given_on"),
    "benefits": ("mvp_id", "benefit"),
    "sources": ("track", "complete_until"),
}


@dataclass(frozen=True)
class Spell:
    """Days in the program, from the first one to the day before `to_on`; None: no end."""

    from_on: date
    to_on: date | None


@dataclass(frozen=True)
class Mvp:
    mvp_id: str
    name: str
    team: str
    country: str
    timezone: str
    nda_signed_on: date | None
    spells: tuple[Spell, ...]  # in order, with at least a day between two of them


@dataclass(frozen=True)
class Contribution:
    contribution_id: str
    mvp_id: str
    track: str
    kind: str
    day: date
    title: str
    url: str
    accepted: bool | None
    is_own_question: bool
    points: int | None


@dataclass(frozen=True)
class Leave:
    mvp_id: str
    from_on: date
    to_on: date | None
    seen_on: date
    cancelled_on: date | None
    share: Fraction


@dataclass(frozen=True)
class Attempt:
    mvp_id: str
    level: str
    taken_on: date
    passed: bool
    expires_on: date | None


@dataclass(frozen=True)
class Renewal:
    invited_on: date | None
    decision: str
    decided_on: date | None
    renewed_on: date | None


@dataclass(frozen=True)
class Nomination:
    nomination_id: str
    nominee_name: str
    nominee_email: str
    nominated_on: date
    using_since: date | None
    certification_level: str
    decision: str
    decided_on: date | None
    mvp_id: str


@dataclass(frozen=True)
class Feedback:
    nomination_id: str
    given_on: date
    recommendation: str


@dataclass(frozen=True)
class Benefit:
    mvp_id: str
    benefit: str
    granted_on: date | None
    revoked_on: date | None


@dataclass(frozen=True)
class Inputs:
    supplied: frozenset[str]  # the tables that have a file
    acceptance_is_tracked: bool
    mvps: dict[str, Mvp]
    commitments: set[tuple[str, int, str]]
    contributions: dict[str, list[Contribution]]  # by mvp_id
    leaves: list[Leave]
    attempts: dict[str, list[Attempt]]  # by mvp_id
    renewals: dict[tuple[str, int], Renewal]
    nominations: list[Nomination]
    feedback: list[Feedback]
    benefits: list[Benefit]
    complete_until: dict[str, date]  # as sources.csv states it, by track
    complete_from: dict[str, date]  # as sources.csv states it, by track
    export_days: dict[str, list[date]]  # by track: rows of anybody in its exports, up to the build
    data_days: dict[str, list[date]]  # by track: its days up to the build, in order
    built_as_of: date


def word(text: str) -> str:
    """A word from a fixed set: trimmed and case-folded."""
    return text.strip().casefold()


def files_of(source: Path, table: str) -> list[Path]:
    """The files of a table, which may be split, in name order."""
    found = [
        path
        for path in source.glob("*.csv")
        if path.stem == table or path.stem.startswith((f"{table}-", f"{table}_"))
    ]
    return sorted(found, key=lambda path: path.stem)


def read_table(source: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table: one per key; a later file corrects the columns that it has."""
    rows = {}
    for path in files_of(source, table):
        of_file = {}
        for row in read_file(path, KEYS[table][0]):
            key = tuple(row.get(column, "") for column in KEYS[table])
            of_file[key] = longer_valid(of_file[key], row) if key in of_file else row
        for key, row in of_file.items():
            rows[key] = rows.get(key, {}) | row
    return list(rows.values())


def longer_valid(row: dict[str, str], other: dict[str, str]) -> dict[str, str]:
    """Of two rows of a file about one certificate, the one with the later end."""
    return max(row, other, key=lambda each: day_of(each["expires_on"]) or date.max)


def read_spells(rows: list[dict[str, str]]) -> dict[str, list[Spell]]:
    """The spells of memberships.csv, by mvp_id."""
    spells = defaultdict(list)
    for row in rows:
        spell = Spell(day_of(row["from_on"]), day_of(row.get("to_on", "")))
        spells[row["mvp_id"]].append(spell)
    return spells


def all_spells(simple: Spell, further: list[Spell]) -> tuple[Spell, ...]:
    """The spells of one MVP: docs/rules.md section 5.

    `simple` is the one of mvps.csv. Spells without a day between them are one.
    """
    given = list(further)
    if simple.from_on not in [spell.from_on for spell in further]:
        given.append(simple)
    given.sort(key=lambda spell: spell.from_on)
    lasting = [spell for spell in given if spell.to_on is None or spell.to_on > spell.from_on]
    joined: list[Spell] = []
    for spell in lasting or given[:1]:
        before = joined[-1] if joined else None
        if before is not None and (before.to_on is None or before.to_on >= spell.from_on):
            ends = (before.to_on, spell.to_on)
            joined[-1] = Spell(before.from_on, None if None in ends else max(ends))
        else:
            joined.append(spell)
    return tuple(joined)


def read_mvp(row: dict[str, str], further: list[Spell]) -> Mvp:
    """One row of mvps.csv, with the MVP's spells of memberships.csv."""
    timezone = row.get("timezone", "").strip() or "UTC"
    return Mvp(
        mvp_id=row["mvp_id"],
        name=row["name"],
        team=row.get("team", ""),
        country=row.get("country", ""),
        timezone=timezone,
        nda_signed_on=day_of(row.get("nda_signed_on", ""), timezone),
        spells=all_spells(
            Spell(day_of(row["entered_on"], timezone), day_of(row.get("left_on", ""), timezone)),
            further,
        ),
    )


def read_contribution(row: dict[str, str], timezone: str) -> Contribution:
    """One row of contributions.csv, on its day in the MVP's time zone."""
    return Contribution(
        contribution_id=row["contribution_id"],
        mvp_id=row["mvp_id"],
        track=word(row["track"]),
        kind=word(row["kind"]),
        day=local_day(row["occurred_at"].strip(), timezone),
        title=row.get("title", ""),
        url=row.get("url", ""),
        accepted=truth_of(row.get("accepted", "")),
        is_own_question=truth_of(row.get("is_own_question", "")) is True,
        points=int(float(text)) if (text := row.get("points", "").strip()) else None,
    )


def read_leave(row: dict[str, str], settings: Settings) -> Leave:
    """One row of leaves.csv; a word in it can make its share smaller: docs/rules.md section 2."""
    from_on = day_of(row["from_on"])
    text = row.get("share", "").replace("%", "").strip() or "1"
    share = Fraction(text) / (100 if "%" in row.get("share", "") else 1)
    if word(row.get("day_length", "")) in settings.half_days:
        share = min(share, Fraction(1, 2))
    if word(row.get("status", "")) in settings.no_effect:
        share = Fraction(0)
    return Leave(
        mvp_id=row["mvp_id"].strip(),
        from_on=from_on,
        to_on=day_of(row.get("to_on", "")),
        seen_on=day_of(row.get("agreed_on", "")) or from_on,
        cancelled_on=day_of(row.get("cancelled_on", "")),
        share=share,
    )


def read_attempt(row: dict[str, str]) -> Attempt:
    """One row of certifications.csv."""
    return Attempt(
        mvp_id=row["mvp_id"],
        level=word(row["level"]),
        taken_on=day_of(row["taken_on"]),
        passed=truth_of(row["passed"]),
        expires_on=day_of(row.get("expires_on", "")),
    )


def read_renewal(row: dict[str, str]) -> Renewal:
    """One row of renewals.csv."""
    return Renewal(
        invited_on=day_of(row.get("invited_on", "")),
        decision=word(row.get("decision", "")),
        decided_on=day_of(row.get("decided_on", "")),
        renewed_on=day_of(row.get("renewed_on", "")),
    )


def read_nomination(row: dict[str, str]) -> Nomination:
    """One row of nominations.csv, its e-mail trimmed and case-folded."""
    return Nomination(
        nomination_id=row["nomination_id"],
        nominee_name=row["nominee_name"],
        nominee_email=word(row["nominee_email"]),
        nominated_on=day_of(row["nominated_on"]),
        using_since=day_of(row.get("using_since", "")),
        certification_level=word(row.get("certification_level", "")),
        decision=word(row.get("decision", "")),
        decided_on=day_of(row.get("decided_on", "")),
        mvp_id=row.get("mvp_id", ""),
    )


def read_feedback(row: dict[str, str]) -> Feedback:
    """One row of feedback.csv."""
    return Feedback(
        nomination_id=row["nomination_id"],
        given_on=day_of(row["given_on"]),
        recommendation=word(row.get("recommendation", "")),
    )


def read_benefit(row: dict[str, str]) -> Benefit:
    """One row of benefits.csv."""
    return Benefit(
        mvp_id=row["mvp_id"],
        benefit=word(row["benefit"]),
        granted_on=day_of(row.get("granted_on", "")),
        revoked_on=day_of(row.get("revoked_on", "")),
    )


def stated_dates(source: Path, column: str) -> dict[str, list[date]]:
    """The dates in a column of sources.csv, by track; a track without one is left out."""
    dates = defaultdict(list)
    for row in read_table(source, "sources"):
        if day := day_of(row.get(column, "")):
            dates[word(row["track"])].append(day)
    return dates


def data_days(contributions: list[Contribution], built_as_of: date) -> dict[str, list[date]]:
    """The days with a contribution of a track, none after the as-of date of the build, in order."""
    days = defaultdict(set)
    for row in contributions:
        if row.day <= built_as_of:
            days[row.track].add(row.day)
    return {track: sorted(days[track]) for track in days}


def all_export_days(
    source: Path, in_exports: dict[str, list[date]], built_as_of: date
) -> dict[str, list[date]]:
    """The days of rows of a track in raw exports, of strangers as well: docs/rules.md section 13.

    They are in the exports, or stated by sources.csv, which knows the first and the last of them.
    """
    days = defaultdict(list)
    for track, found in in_exports.items():
        days[track] += [day for day in found if day <= built_as_of]
    for track, found in stated_dates(source, "first_row_on").items():
        days[track] += found
    for track, found in stated_dates(source, "newest_row_on").items():
        days[track] += [min(day, built_as_of) for day in found]
    return {track: found for track, found in days.items() if found}


def by_mvp(records: list) -> dict[str, list]:
    """Records grouped by their mvp_id; an MVP without any has an empty list."""
    grouped = defaultdict(list)
    for record in records:
        grouped[record.mvp_id].append(record)
    return grouped


def _acceptance_is_tracked(settings: Settings, contributions: list[Contribution]) -> bool:
    """Whether some answer says that it was accepted or not: docs/rules.md section 2."""
    asked = {name for name, each in settings.measures.items() if each.solution_share is not None}
    answers = [row for row in contributions if row.track in asked]
    return not answers or any(row.accepted is not None for row in answers)


def read_inputs(source: Path, settings: Settings, built_as_of: date = date.max) -> Inputs:
    """Everything in the folder that the snapshot is made of, for a build as of a date."""
    further = read_spells(read_table(source, "memberships"))
    people = read_table(source, "mvps")
    mvps = {row["mvp_id"]: read_mvp(row, further.get(row["mvp_id"], [])) for row in people}
    exports = read_exports(source, read_table(source, "accounts"), people)
    contributions = [
        read_contribution(row, mvps[row["mvp_id"]].timezone)
        for row in [*read_table(source, "contributions"), *exports.rows]
    ]
    return Inputs(
        supplied=frozenset(table for table in KEYS if files_of(source, table)),
        acceptance_is_tracked=_acceptance_is_tracked(settings, contributions),
        mvps=mvps,
        commitments={
            (row["mvp_id"], int(row["year"]), word(row["track"]))
            for row in read_table(source, "commitments")
        },
        contributions=by_mvp(contributions),
        leaves=[read_leave(row, settings) for row in read_table(source, "leaves")],
        attempts=by_mvp([read_attempt(row) for row in read_table(source, "certifications")]),
        renewals={
            (row["mvp_id"], int(row["year"])): read_renewal(row)
            for row in read_table(source, "renewals")
        },
        nominations=[read_nomination(row) for row in read_table(source, "nominations")],
        feedback=[read_feedback(row) for row in read_table(source, "feedback")],
        benefits=[read_benefit(row) for row in read_table(source, "benefits")],
        complete_until={
            track: max(days) for track, days in stated_dates(source, "complete_until").items()
        },
        complete_from={
            track: min(days) for track, days in stated_dates(source, "complete_from").items()
        },
        export_days=all_export_days(source, exports.days, built_as_of),
        data_days=data_days(contributions, built_as_of),
        built_as_of=built_as_of,
    )
