"""The commands that settle whose an account is, on the files of a program's folder."""

import shlex
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from data.build.build import refuse_unknown_day
from data.build.read_folder import read_folder
from data.errors import ProgramError
from data.inputs.progress import ReportProgress, no_progress
from data.nearest import likely
from data.settings.model import Settings
from data.settings.saying import in_own_words, speaking
from data.sources.decisions import accept, refuse
from data.sources.folder import size_of_files
from data.sources.formats.one_look import one_look
from data.sources.names import folded
from data.sources.proposals import Proposal, Stranger, propose, read_strangers
from data.store.confined import new_database
from data.store.os_errors import as_program_error

Account = tuple[str, str]  # source and account


@dataclass(frozen=True)
class Found:
    """The accounts in a folder that are linked to nobody, who they may be, and all mvp_ids."""

    strangers: list[Stranger]
    proposals: list[Proposal]
    mvp_ids: frozenset[str]


def find_strangers(
    folder: Path,
    as_of: date,
    settings: Settings,
    report_progress: ReportProgress = no_progress,
    events: Path | None = None,
) -> Found:
    """What the raw files in `folder` have of accounts that are linked to nobody.

    Whose an account is by what people said, in the folder `events`, is known as in a build.

    Raises ProgramError when a build could not read the folder.
    """
    with _read(folder, as_of, settings, report_progress, events) as con:
        mvp_ids = con.execute("select mvp_id from mvps").fetchall()
        return Found(read_strangers(con), propose(con), frozenset(mvp_id for (mvp_id,) in mvp_ids))


@contextmanager
def _read(
    folder: Path,
    as_of: date,
    settings: Settings,
    report_progress: ReportProgress,
    events: Path | None,
) -> Iterator[duckdb.DuckDBPyConnection]:
    refuse_unknown_day(as_of)
    with (
        one_look(),
        speaking(settings.words),
        as_program_error(folder),
        tempfile.TemporaryDirectory() as work,
        new_database(Path(work) / "accounts.building", size_of_files(folder), folder) as con,
    ):
        read_folder(con, folder, as_of, settings, report_progress, events=events)
        yield con


def proposal_lines(found: Found, folder: Path) -> list[str]:
    """The proposals in words: for each account its candidates, and the command that links it."""
    strangers, proposals = found.strangers, found.proposals
    if not strangers:
        return [in_own_words("Every account of the raw files is linked to an MVP.")]
    rows = sum(stranger.rows for stranger in strangers)
    are = "is" if len(strangers) == 1 else "are"
    what = f"{_counted(len(strangers), 'account')} with {_counted(rows, 'row')}"
    lines = [f"{what} {are} linked to nobody."]
    if not proposals:
        return [*lines, in_own_words("None of them looks like an MVP's.")]
    text = "{count:,} of them may be an MVP's; nothing is linked until you say so:"
    lines.append(in_own_words(text, count=len(proposals)))
    for proposal in proposals:
        stranger = proposal.stranger
        lines.append(f"{stranger.source}, {stranger.account}: {_days(stranger)}")
        for each in proposal.candidates:
            lines.append(f"    {each.mvp_id} ({each.name}): {each.reason}")
            lines.append(f"      {_command(folder, proposal, each.mvp_id)}")
    lines.append("If it is not theirs: the same command with --no instead of --yes.")
    if single := len(single_candidates(found)):
        lines.append(f"--yes-to-single links {_counted(single, 'account')} with one candidate.")
    return lines


def _command(folder: Path, proposal: Proposal, mvp_id: str) -> str:
    """The command that links an account to an MVP, to be pasted."""
    stranger = proposal.stranger
    options = ["--yes", stranger.source, stranger.account, "--mvp", mvp_id]
    return shlex.join(["python", "-m", "data", "accounts", str(folder), *options])


def single_candidates(found: Found, answered: Collection[Account] = ()) -> list[Account]:
    """The accounts that may be those of exactly one MVP, without those that are `answered`.

    Upper and lower case of an answer make no difference, as in `settle`.
    """
    keys = {_key(*account) for account in answered}
    single = [each.stranger for each in found.proposals if len(each.candidates) == 1]
    accounts = [(stranger.source, stranger.account) for stranger in single]
    return [account for account in accounts if _key(*account) not in keys]


def _days(stranger: Stranger) -> str:
    days = f", {stranger.first_on} to {stranger.last_on}" if stranger.first_on else ""
    return f"{_counted(stranger.rows, 'row')}{days}"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def settle(
    folder: Path,
    found: Found,
    yes: Sequence[Account],
    no: Sequence[Account],
    mvp_id: str | None,
) -> list[str]:
    """Keep the answers about accounts in the files of `folder`; returns a line for each.

    Nothing is written unless all of them are clear. Raises ProgramError for an account that is not
    among the strangers of `found`, for an MVP who does not exist, and for a yes without an MVP.
    """
    strangers, proposals = found.strangers, found.proposals
    if mvp_id and mvp_id not in found.mvp_ids:
        meant = likely(mvp_id, sorted(found.mvp_ids))
        raise ProgramError(f"{mvp_id}: {in_own_words('there is no such MVP')}{meant}")
    candidates = {_key(each.stranger.source, each.stranger.account): each for each in proposals}
    written = {_key(each.source, each.account): each for each in strangers}
    answers = [
        (is_yes, written.get(_key(*account)) or _no_stranger(account, strangers))
        for is_yes, accounts in ((True, yes), (False, no))
        for account in accounts
    ]
    people = [
        mvp_id or (_only_candidate(each, candidates) if is_yes else None)
        for is_yes, each in answers
    ]
    lines = []
    for (is_yes, each), person in zip(answers, people, strict=True):
        if is_yes and person:
            path = accept(folder, each.source, each.account, person)
            lines.append(f"{each.source}, {each.account} is {person}: added to {path}")
        else:
            path = refuse(folder, each.source, each.account, person)
            whose = person or in_own_words("an MVP")
            lines.append(f"{each.source}, {each.account} is not {whose}: kept in {path}")
    return lines


def _key(source: str, account: str) -> Account:
    return folded(source.strip()), folded(account.strip())


def _no_stranger(account: Account, strangers: Sequence[Stranger]) -> Stranger:
    source, name = account
    others = [each.account for each in strangers if _key(each.source, "") == _key(source, "")]
    said = in_own_words("no such account is without an MVP")
    raise ProgramError(f"{source}, {name}: {said}{likely(name, others)}")


def _only_candidate(stranger: Stranger, proposals: dict[Account, Proposal]) -> str:
    what = f"{stranger.source}, {stranger.account}"
    proposal = proposals.get(_key(stranger.source, stranger.account))
    if proposal is None:
        said = in_own_words("looks like no MVP; say who it is with --mvp")
        raise ProgramError(f"{what}: {said}")
    if len(proposal.candidates) > 1:
        ids = ", ".join(each.mvp_id for each in proposal.candidates)
        raise ProgramError(f"{what}: has several candidates; say which with --mvp: {ids}")
    return proposal.candidates[0].mvp_id
