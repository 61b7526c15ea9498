"""The commands that send: letters, digests and reminders (docs/contract.md, Output: sending)."""

import os
from datetime import date
from pathlib import Path

import click

from data import arguments
from data.arguments import today
from data.errors import ProgramError
from data.frozen.past_checkpoints import refuse_unless_past
from data.outputs.digest.chat import CHATS
from data.sending.chat import WEBHOOK, ChatTransport
from data.sending.log import State, open_log, read_log
from data.sending.mailings import (
    Mailing,
    digest_to_chat,
    digests_to_leads,
    letters_to_send,
    reminders_to_send,
)
from data.sending.outgoing import Transport
from data.sending.report import preview_lines, refuse_unless_all_sent, report_lines
from data.sending.run import Limits, send_all
from data.sending.settings import MailSettings, mail_settings
from data.sending.smtp import SmtpTransport
from data.store.locations import Location
from data.terminal import day_of, print_lines, show_over

_POSTS_A_MINUTE = 60


@click.group("send")
def send_commands() -> None:
    """Send letters, digests and reminders, each of them once."""


@send_commands.command("letters")
@arguments.shown_database
@arguments.checkpoint
@arguments.mvp_page
@click.option("--mvp", "mvp_id", metavar="MVP", help="Only the letter to this MVP.")
@arguments.sent
@arguments.again
@arguments.dry_run
def send_letters(
    database: Location,
    checkpoint: date,
    mvp_page: str | None,
    mvp_id: str | None,
    sent: Path | None,
    again: bool,
    dry_run: bool,
) -> None:
    """Send the letter of a checkpoint to each MVP by mail."""
    now = today()
    day = day_of(database, min(checkpoint, now))
    refuse_unless_past(day, checkpoint, now)
    settings = mail_settings(day)
    mailing = letters_to_send(day, settings, mvp_page, mvp_id)
    _send_mails(mailing, settings, _log_folder(database, sent), again, dry_run)


@send_commands.command("digest")
@arguments.shown_database
@arguments.as_of
@arguments.dashboard
@click.option("--chat", type=click.Choice(CHATS), help="Post to a chat, instead of mails to leads.")
@click.option("--team", metavar="NAME", help="With --chat: only this team.")
@arguments.sent
@arguments.again
@arguments.dry_run
def send_digest(
    database: Location,
    as_of: date,
    dashboard: str | None,
    chat: str | None,
    team: str | None,
    sent: Path | None,
    again: bool,
    dry_run: bool,
) -> None:
    """Send each lead the week of their teams by mail, or the week to a chat."""
    if team is not None and chat is None:
        raise click.UsageError("--team goes with --chat; a mail has the teams of its reader")
    _refuse_ahead(as_of)
    day = day_of(database, as_of)
    folder = _log_folder(database, sent)
    if chat is None:
        settings = mail_settings(day)
        mailing = digests_to_leads(day, settings, dashboard)
        _send_mails(mailing, settings, folder, again, dry_run)
    else:
        _post(digest_to_chat(day, chat, team), folder, again, dry_run)


@send_commands.command("reminders")
@arguments.shown_database
@arguments.as_of
@arguments.mvp_page
@arguments.sent
@arguments.again
@arguments.dry_run
def send_reminders(
    database: Location,
    as_of: date,
    mvp_page: str | None,
    sent: Path | None,
    again: bool,
    dry_run: bool,
) -> None:
    """Remind MVPs by mail whose certificate ends soon."""
    _refuse_ahead(as_of)
    day = day_of(database, as_of)
    settings = mail_settings(day)
    mailing = reminders_to_send(day, settings, mvp_page)
    _send_mails(mailing, settings, _log_folder(database, sent), again, dry_run)


def _send_mails(
    mailing: Mailing, settings: MailSettings, folder: Path, again: bool, dry_run: bool
) -> None:
    path = _log_of(mailing, folder)
    if dry_run:
        _preview(mailing, path, again)
        return
    with SmtpTransport(settings.server(os.environ)) as transport:
        _send(mailing, transport, path, Limits(settings.per_minute), again)


def _post(mailing: Mailing, folder: Path, again: bool, dry_run: bool) -> None:
    path = _log_of(mailing, folder)
    if dry_run:
        _preview(mailing, path, again)
        return
    if not (webhook := os.environ.get(WEBHOOK)):
        raise ProgramError(
            f"the environment variable {WEBHOOK} is not set; set it to the address of the chat's "
            "webhook"
        )
    _send(mailing, ChatTransport(webhook), path, Limits(_POSTS_A_MINUTE), again)


def _send(mailing: Mailing, transport: Transport, path: Path, limits: Limits, again: bool) -> None:
    """Send, print what became of it, and raise ProgramError unless all of it was sent."""
    with open_log(path) as log:
        outcome = send_all(mailing.outgoing, transport, log, limits, again, show_over)
    show_over("")
    print_lines(report_lines(mailing, outcome, str(path)))
    refuse_unless_all_sent(mailing, outcome)


def _preview(mailing: Mailing, path: Path, again: bool) -> None:
    states = read_log(path)
    print_lines(list(preview_lines(mailing, lambda key: states.get(key, State()), again)))


def _log_of(mailing: Mailing, folder: Path) -> Path:
    return folder / f"{mailing.log}.jsonl"


def _log_folder(database: Location, named: Path | None) -> Path:
    """The folder of the logs: the one that is named, or the one beside the database."""
    if named is not None:
        return named
    if isinstance(database, Path):
        return database.with_name(f"{database.stem}-sent")
    raise ProgramError(
        f"{database}: a database URL has no folder beside it; say with --sent where to keep what "
        "was sent"
    )


def _refuse_ahead(as_of: date) -> None:
    if as_of > today():
        raise ProgramError(f"{as_of} has not come yet; try again on that day")
