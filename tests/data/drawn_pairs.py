"""Pairs of programs drawn at random: the second one is the first one with changes of all kinds."""

from datetime import date, timedelta
from random import Random

from .changed_rules import CHANGED_RULES
from .test_properties import some_leave, some_spell, text_of
from .test_random_years import KINDS, as_toml, some_contributions, some_settings
from .tiny_rows import Tables

POINTS = """
[tracks.mentoring]
counts = ["session"]
measure = "points"
pieces = 1.5
cadence_months = 1
[data]
max_rejected_share = 1
"""
LEAVES = "mvp_id,from_on,to_on,agreed_on,cancelled_on,share,status,day_length"
Row = dict[str, str]
Program = dict[str, list[Row] | str]  # the rows of each input, and the text of program.toml


def drawn_day(random: Random) -> date:
    return date(2023, 3, 1) + timedelta(random.randrange(900))


def drawn_program(random: Random, tiny: Tables) -> Program:
    """The tiny program with more contributions, spells and leaves, and perhaps other settings."""
    tables = {name: [dict(row) for row in rows] for name, rows in tiny.items()}
    people = people_of(tables)
    if random.random() < 0.7:
        del tables["sources"]
    own = some_contributions(random, people)
    for row in own:
        row |= {
            "url": random.choice(["", "", "https://blog.example.org/1", "https://b.example.org/2"]),
            "points": "",
        }
        if random.random() < 0.2:
            row |= {"track": "mentoring", "kind": "session", "points": str(random.randrange(9))}
    return {
        **tables,
        "contributions_drawn": own,
        "memberships": keyed("mvp_id,from_on,to_on", some_spell, random, people, 8),
        "leaves_drawn": keyed(LEAVES, some_leave, random, people, 10),
        "program.toml": drawn_settings(random),
    }


def changed_program(random: Random, before: Program) -> Program:
    """The program some time later: late, withdrawn, corrected and merged rows, and all else."""
    after = {name: text if isinstance(text, str) else [dict(r) for r in text]
             for name, text in before.items()}  # fmt: skip
    people = people_of(after)
    rows = [changed_row(random, row, people) for row in after["contributions_drawn"]]
    rows = [row for row in rows if random.random() < 0.95]
    if random.random() < 0.5:  # all that one MVP did was another's
        one, other = random.sample(people, 2)
        rows = [row | {"mvp_id": other} if row["mvp_id"] == one else row for row in rows]
    later = [row | {"contribution_id": f"later-{number}"}
             for number, row in enumerate(random.choices(rows, k=60))]  # fmt: skip
    for row in later:
        row["occurred_at"] = str(drawn_day(random))
    after["contributions_drawn"] = rows + later
    for name in ("commitments", "certifications", "leaves_drawn", "memberships"):
        kept = [row for row in after[name] if random.random() < 0.8]
        after[name] = kept or after[name]
    more = keyed(LEAVES, some_leave, random, people, 4)
    known = {(row["mvp_id"], row["from_on"]) for row in after["leaves_drawn"]}
    after["leaves_drawn"] += [r for r in more if (r["mvp_id"], r["from_on"]) not in known]
    for row in after["mvps"]:
        if random.random() < 0.2:
            row["nda_signed_on"] = str(drawn_day(random))
    if random.random() < 0.5:
        after["program.toml"] = drawn_settings(random)
    return after


def changed_row(random: Random, row: Row, people: list[str]) -> Row:
    match random.randrange(12):
        case 0:
            return row | {"accepted": random.choice(["true", "false", ""])}
        case 1:
            return row | {"occurred_at": str(drawn_day(random))}
        case 2:
            return row | {"mvp_id": random.choice(people)}
        case 3:
            track = random.choice(list(KINDS))
            return row | {"track": track, "kind": KINDS[track], "points": ""}
        case 4:
            return row | {"url": "https://blog.example.org/1"}
    return row


def drawn_settings(random: Random) -> str:
    own = random.choice(["", as_toml(some_settings(random))])
    change = CHANGED_RULES.format(drawn_day(random)) if random.random() < 0.5 else ""
    return own + POINTS + change


def keyed(header: str, some, random: Random, people: list[str], most: int) -> list[Row]:
    """Up to `most` rows that differ in the first two cells, and one at least."""
    rows = [some(random, random.choice(people)) for _ in range(random.randrange(1, most))]
    by_key = {tuple(row.split(",")[:2]): row for row in rows}
    return [dict(zip(header.split(","), row.split(","), strict=True)) for row in by_key.values()]


def people_of(tables: Program) -> list[str]:
    return [row["mvp_id"].strip() for row in tables["mvps"]]


def files_of(program: Program) -> dict[str, str]:
    """The files of the program by their names."""
    return {
        name if isinstance(rows, str) else f"{name}.csv": rows
        if isinstance(rows, str)
        else text_of(rows)
        for name, rows in program.items()
    }
