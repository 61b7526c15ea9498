"""Fits and scores the share of accepted answers: `python -m benchmarks.acceptance FOLDER …`.

Each FOLDER is a community: it holds a `contributions.csv` as docs/contract.md describes it, whose
answers say whether they were accepted. docs/forecast.md has what this printed.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, fsum, inf, lgamma
from pathlib import Path

import click

from data.settings.files import load

AHEAD = timedelta(days=60)  # a case is about the answers of that many days
FITTED_SHARE = (
    0.7  # of a community's answers: the earlier ones are fitted on, the later ones scored
)
SHARES = ((1, 3), (1, 5), (1, 10))
HALF_LIFE_DAYS = load().forecast["forum"].half_life_days
Prior = tuple[float, float]  # accepted, not accepted


@dataclass(frozen=True)
class Case:
    """What was known of one person on a day, and the answers of the days after it."""

    community: str
    accepted_weight: float
    not_accepted_weight: float
    answers: int  # of the year so far
    accepted: int
    next_answers: int
    next_accepted: int
    is_fitted: bool


def cases_of(folder: Path) -> Iterator[Case]:
    """Every 60 days of every person with an answer in the 60 days after it."""
    people: dict[str, list[tuple[date, bool]]] = defaultdict(list)
    with (folder / "contributions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["track"] == "forum" and row["kind"] == "answer":
                day = date.fromisoformat(row["occurred_at"][:10])
                people[row["mvp_id"]].append((day, row["accepted"].lower() == "true"))
    days = sorted(day for answers in people.values() for day, _ in answers)
    fitted_until = days[int(FITTED_SHARE * len(days))]
    for answers in people.values():
        first, last = min(answers)[0], max(answers)[0]
        as_of = first - timedelta(days=1)
        while as_of < last:
            if any(as_of < day <= as_of + AHEAD for day, _ in answers):
                yield _case(folder.name, answers, as_of, fitted_until)
            as_of += AHEAD


def _case(
    community: str, answers: list[tuple[date, bool]], as_of: date, fitted_until: date
) -> Case:
    weights = [
        (2 ** (-(as_of - day).days / HALF_LIFE_DAYS), is_accepted)
        for day, is_accepted in answers
        if day <= as_of
    ]
    year = [is_accepted for day, is_accepted in answers if date(as_of.year, 1, 1) <= day <= as_of]
    ahead = [is_accepted for day, is_accepted in answers if as_of < day <= as_of + AHEAD]
    return Case(
        community,
        fsum(weight for weight, is_accepted in weights if is_accepted),
        fsum(weight for weight, is_accepted in weights if not is_accepted),
        len(year),
        sum(year),
        len(ahead),
        sum(ahead),
        as_of + AHEAD <= fitted_until,
    )


def log_probability(case: Case, count: int, prior: Prior) -> float:
    """The logarithm of the chance that exactly `count` of the next answers are accepted."""
    a, b, m = (
        prior[0] + case.accepted_weight,
        prior[1] + case.not_accepted_weight,
        case.next_answers,
    )
    ways = lgamma(m + 1) - lgamma(count + 1) - lgamma(m - count + 1)
    beta = lgamma(a + count) + lgamma(b + m - count) - lgamma(a + b + m)
    return ways + beta - (lgamma(a) + lgamma(b) - lgamma(a + b))


def chance(case: Case, share: tuple[int, int], prior: Prior) -> float:
    """The chance that the share holds after the next answers."""
    total = case.answers + case.next_answers
    needed = max(0, -(-total * share[0] // share[1]) - case.accepted)
    if needed > case.next_answers:
        return 0.0
    return 1 - fsum(exp(log_probability(case, count, prior)) for count in range(needed))


def fit(cases: list[Case]) -> Prior:
    """The prior under which the cases are most likely, with equal weight for each community."""
    sizes: dict[str, int] = defaultdict(int)
    for case in cases:
        sizes[case.community] += 1

    def likelihood(prior: Prior) -> float:
        return fsum(
            log_probability(case, case.next_accepted, prior) / sizes[case.community]
            for case in cases
        )

    best, best_likelihood, step = (1.0, 1.0), -inf, 1.0
    while step > 0.001:  # try both neighbors of each number; when none is better, closer ones
        near = [
            (best[0] * exp(step * x), best[1] * exp(step * y))
            for x, y in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
        ]
        found = max(near, key=likelihood)
        if likelihood(found) > best_likelihood:
            best, best_likelihood = found, likelihood(found)
        else:
            step /= 2
    return best


def score(cases: list[Case], share: tuple[int, int], prior: Prior) -> str:
    """A row of the table: cases, how many held after, and Brier scores of three chances."""
    errors = []
    for case in cases:
        held = case.accepted * share[1] >= case.answers * share[0]
        total, accepted = case.answers + case.next_answers, case.accepted + case.next_accepted
        outcome = accepted * share[1] >= total * share[0]
        errors.append([outcome - c for c in (chance(case, share, prior), 1.0, float(held))])
    brier = [
        fsum(error**2 for error in column) / len(cases) for column in zip(*errors, strict=True)
    ]
    held_after = sum(error[1] == 0 for error in errors)
    return f"| {share[0]} in {share[1]} | {len(cases)} | {held_after} | " + " | ".join(
        f"{value:.3f}" for value in brier
    )


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
def run(folders: tuple[Path, ...]) -> None:
    """Fit the prior on the answers in FOLDERS, and score the chances of several shares."""
    cases = [case for folder in folders for case in cases_of(folder)]
    earlier, later = [c for c in cases if c.is_fitted], [c for c in cases if not c.is_fitted]
    prior = fit(earlier)
    click.echo(f"fitted on {len(earlier)} earlier cases: {prior[0]:.3f}, {prior[1]:.2f}")
    click.echo("| share | cases | held | this model | always 1 | as it is now")
    for fewest in (0, 1, 10):
        click.echo(f"with at least {fewest} answers so far")
        for share in SHARES:
            click.echo(score([case for case in later if case.answers >= fewest], share, prior))
    everything = fit(cases)
    click.echo(f"fitted on all {len(cases)} cases: {everything[0]:.3f}, {everything[1]:.2f}")


if __name__ == "__main__":
    run()
