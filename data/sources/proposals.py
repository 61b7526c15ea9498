"""Who the strangers may be: likely links of accounts to MVPs, each with its reason in words.

A proposal is never applied by itself. Somebody accepts it, which is a row of accounts.csv, or
refuses it, which is a row of refusals.csv (docs/contract.md, Proposed links).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb

from data.inputs.accounts import ACCOUNT_KEY
from data.settings.saying import in_own_words
from data.sources.names import WHOLE_WORD, words
from data.sources.people import SIMILAR, STRENGTH, People, Person

MOST_CANDIDATES = 5  # of an account; more are no help
_LIKENESS = 0.93  # of two names, from 0 to 1, by the measure of Jaro and Winkler
_MOST_COMPARED = 5_000  # strangers whose names are compared letter by letter


@dataclass(frozen=True)
class Stranger:
    """An account that is linked to nobody, its number of rows and their days, and a place."""

    source: str
    account: str
    rows: int
    first_on: date | None = None
    last_on: date | None = None
    example: str | None = None


@dataclass(frozen=True)
class Candidate:
    """An MVP who may have an account, and why."""

    mvp_id: str
    name: str
    reason: str


@dataclass(frozen=True)
class Proposal:
    """A stranger and the MVPs who it may be, the likeliest first; at least one."""

    stranger: Stranger
    candidates: tuple[Candidate, ...]


def propose(con: duckdb.DuckDBPyConnection) -> list[Proposal]:
    """The proposals for the strangers of a build, those with the most rows first.

    `con` has the tables strangers, mvps, accounts and refusals. There is no proposal for an account
    that looks like nobody, for one that could be that of more than MOST_CANDIDATES people, and for
    one whose proposals were all refused.
    """
    con.execute(ACCOUNT_KEY)
    strangers, people = read_strangers(con), _read_people(con)
    likely = {each: people.likely(each.source, each.account) for each in strangers}
    unlike = [stranger for stranger in strangers if not likely[stranger]]
    for number, mvp_id in _similar(con, unlike[:_MOST_COMPARED], people):
        likely[unlike[number]][mvp_id] = SIMILAR
    refused = _refused(con)
    proposals = []
    for stranger, reasons in likely.items():
        no = refused[stranger.source, stranger.account]
        if None in no or len(reasons) > MOST_CANDIDATES:
            continue
        left = tuple(each for each in _candidates(reasons, people) if each.mvp_id not in no)
        proposals += [Proposal(stranger, left)] if left else []
    return proposals


def read_strangers(con: duckdb.DuckDBPyConnection) -> list[Stranger]:
    """The strangers of a build, those with the most rows first."""
    rows = con.execute("""
        select source, account, rows, first_on, last_on, example from strangers
        order by rows desc, source, account""").fetchall()
    return [Stranger(*row) for row in rows]


def _read_people(con: duckdb.DuckDBPyConnection) -> People:
    accounts = defaultdict(list)
    for mvp_id, source, account in con.execute(
        "select mvp_id, source, account from accounts order by all"
    ).fetchall():
        accounts[mvp_id].append((source, account))
    rows = con.execute("select mvp_id, name, email, other_emails from mvps order by mvp_id")
    return People(
        Person(mvp_id, name, (email, *(more or "").split(";")), tuple(accounts[mvp_id]))
        for mvp_id, name, email, more in rows.fetchall()
    )


def _candidates(reasons: dict[str, str], people: People) -> Iterator[Candidate]:
    """The MVPs with their reasons; each says whether there are others, also of the same name."""
    for mvp_id in sorted(reasons, key=lambda each: (STRENGTH[reasons[each]], each)):
        if len(reasons) > 1:
            others = f"one of {len(reasons)} candidates"
        elif people.namesakes(mvp_id):
            others = in_own_words("{count} MVPs have this name", count=people.namesakes(mvp_id) + 1)
        else:
            others = "one candidate"
        yield Candidate(mvp_id, people.by_id[mvp_id].name, f"{reasons[mvp_id]}, {others}")


def _similar(
    con: duckdb.DuckDBPyConnection, strangers: list[Stranger], people: People
) -> list[tuple[int, str]]:
    """The strangers, by their number, with a name that differs from an MVP's by few letters."""
    named = {number: " ".join(words(each.account)) for number, each in enumerate(strangers)}
    names = [
        {"mvp_id": mvp_id, "name": " ".join(sorted(name))}
        for mvp_id, spelled in people.names.items()
        for name in spelled
        if len(name) > 1
    ]
    accounts = [
        {"number": number, "name": name}
        for number, name in named.items()
        if " " in name and len(name) > 2 * WHOLE_WORD
    ]
    if not names or not accounts:
        return []
    return con.execute(
        """
        with names as (select unnest($names, recursive := true)),
        accounts as (select unnest($accounts, recursive := true))
        select distinct number, mvp_id
        from accounts
        join names on names.name[1] = accounts.name[1]
        where
            jaro_winkler_similarity(names.name, accounts.name) >= $likeness
            or damerau_levenshtein(names.name, accounts.name) = 1
        order by all""",
        {"names": names, "accounts": accounts, "likeness": _LIKENESS},
    ).fetchall()


def _refused(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], set[str | None]]:
    """The MVPs who an account is not, by the account; None among them: it is no MVP at all."""
    refused: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    rows = con.execute("""
        select strangers.source, strangers.account, refusals.mvp_id
        from strangers
        join refusals
            on account_key(refusals.source) = account_key(strangers.source)
            and account_key(refusals.account) = account_key(strangers.account)""")
    for source, account, mvp_id in rows.fetchall():
        refused[source, account].add(mvp_id)
    return refused
