"""The input files of docs/contract.md: their columns, the kind of value of each, and their keys.

A test compares this module with docs/contract.md and with queries/schema, both ways.
"""

from dataclasses import dataclass

from data.inputs.kinds import Kind

__all__ = ["INPUTS", "Column", "Input", "Kind"]


@dataclass(frozen=True)
class Column:
    """One input column; a Kind.WORD has its `words`, and the reject `reason` for others.

    `part` is the part of a program that it belongs to (data/settings/parts.py): in a program
    without it, the cells of the column are taken to be empty (`is_ignored`).
    """

    name: str
    kind: Kind = Kind.LABEL
    is_required: bool = False
    words: tuple[str, ...] = ()
    reason: str = ""
    part: str | None = None
    is_ignored: bool = False


@dataclass(frozen=True)
class Input:
    """One kind of input file: its columns in the order of docs/contract.md, and its key.

    `is_required` says whether a folder must have such a file. `owner` are columns in which the rows
    of different files with the same key agree, unless they are about different things. `end` is the
    last day of what a row is about: a row with the same key and a later end extends it.
    `is_of_anybody`: rows may well be about people who are not in the program, or not any more.
    `part` is the part of a program that it belongs to: one without it does not read the input.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    is_required: bool = False
    owner: tuple[str, ...] = ()
    end: str = ""
    is_of_anybody: bool = False
    part: str | None = None

    @property
    def column_names(self) -> list[str]:
        """The names of all columns, in order."""
        return [column.name for column in self.columns]


def _required(name: str, kind: Kind = Kind.LABEL) -> Column:
    return Column(name, kind, is_required=True)


def _decision(name: str, *words: str) -> Column:
    return Column(name, Kind.WORD, words=words, reason="unknown_decision")


# An input comes after the inputs that its rows refer to.
INPUTS = (
    Input(
        "mvps",
        (
            _required("mvp_id", Kind.ID),
            _required("name", Kind.TEXT),
            _required("email", Kind.EMAIL),
            _required("entered_on", Kind.DATE),
            Column("team"),
            Column("country"),
            Column("timezone", Kind.TIMEZONE),
            Column("using_since", Kind.DATE),
            Column("nda_signed_on", Kind.DATE, part="nda"),
            Column("left_on", Kind.DATE),
            Column("left_reason", Kind.TEXT),
            Column("other_emails", Kind.EMAILS),
        ),
        key=("mvp_id",),
        is_required=True,
    ),
    Input(
        "accounts",
        (
            _required("source"),
            _required("account", Kind.ID),
            _required("mvp_id", Kind.MVP),
            Column("from_on", Kind.DATE),
            Column("to_on", Kind.END_DATE),
        ),
        key=("source", "account", "from_on"),
        is_of_anybody=True,
    ),
    Input(
        "refusals",
        (_required("source"), _required("account", Kind.ID), Column("mvp_id", Kind.MVP)),
        key=("source", "account", "mvp_id"),
        is_of_anybody=True,
    ),
    Input(
        "memberships",
        (
            _required("mvp_id", Kind.MVP),
            _required("from_on", Kind.DATE),
            Column("to_on", Kind.END_DATE),
            Column("reason", Kind.TEXT),
            Column("agreed_on", Kind.DATE),
        ),
        key=("mvp_id", "from_on"),
    ),
    Input(
        "commitments",
        (
            _required("mvp_id", Kind.MVP),
            _required("year", Kind.YEAR),
            _required("track", Kind.TRACK),
        ),
        key=("mvp_id", "year", "track"),
    ),
    Input(
        "contributions",
        (
            _required("contribution_id", Kind.ID),
            _required("mvp_id", Kind.MVP),
            _required("track", Kind.TRACK),
            _required("kind", Kind.CONTRIBUTION_KIND),
            _required("occurred_at", Kind.MOMENT),
            Column("title", Kind.TEXT),
            Column("url"),
            Column("accepted", Kind.FLAG),
            Column("is_own_question", Kind.FLAG),
            Column("points", Kind.POINTS),
            Column("asker", Kind.SOMEBODY),
        ),
        key=("contribution_id",),
        owner=("mvp_id", "track"),
        is_of_anybody=True,
    ),
    Input(
        "leaves",
        (
            _required("mvp_id", Kind.EVERYONE_OR_MVP),
            _required("from_on", Kind.DATE),
            Column("to_on", Kind.END_DATE),
            Column("reason", Kind.TEXT),
            Column("agreed_on", Kind.DATE),
            Column("cancelled_on", Kind.DATE),
            Column("share", Kind.SHARE),
            Column("status", Kind.LOWER_CASE),
            Column("day_length", Kind.LOWER_CASE),
        ),
        key=("mvp_id", "from_on"),
        is_of_anybody=True,
    ),
    Input(
        "certifications",
        (
            _required("mvp_id", Kind.MVP),
            _required("certification"),
            _required("level", Kind.LEVEL),
            _required("taken_on", Kind.DATE),
            _required("passed", Kind.FLAG),
            Column("expires_on", Kind.END_DATE),
        ),
        key=("mvp_id", "certification", "level", "taken_on", "passed"),
        end="expires_on",
        part="certification",
    ),
    Input(
        "renewals",
        (
            _required("mvp_id", Kind.MVP),
            _required("year", Kind.YEAR),
            Column("invited_on", Kind.DATE),
            _decision("decision", "extend", "decline"),
            Column("decided_on", Kind.DATE),
            Column("renewed_on", Kind.DATE),
        ),
        key=("mvp_id", "year"),
        part="renewal",
    ),
    Input(
        "nominations",
        (
            _required("nomination_id", Kind.ID),
            _required("nominee_name", Kind.TEXT),
            _required("nominee_email", Kind.EMAIL),
            _required("nominated_by"),
            _required("nominated_on", Kind.DATE),
            Column("reason", Kind.TEXT),
            Column("using_since", Kind.DATE),
            Column("certification_level", Kind.LEVEL, part="certification"),
            _decision("decision", "selected", "not_selected"),
            Column("decided_on", Kind.DATE),
            Column("mvp_id", Kind.MVP),
        ),
        key=("nomination_id",),
        part="nominations",
    ),
    Input(
        "feedback",
        (
            _required("nomination_id", Kind.NOMINATION),
            _required("reviewer"),
            _required("given_on", Kind.DATE),
            _decision("recommendation", "yes", "no", "unsure"),
            Column("comment", Kind.TEXT),
        ),
        key=("nomination_id", "reviewer", "given_on"),
        is_of_anybody=True,
        part="nominations",
    ),
    Input(
        "benefits",
        (
            _required("mvp_id", Kind.MVP),
            _required("benefit", Kind.LOWER_CASE),
            Column("granted_on", Kind.DATE),
            Column("revoked_on", Kind.DATE),
        ),
        key=("mvp_id", "benefit"),
        is_of_anybody=True,
        part="benefits",
    ),
    Input(
        "sources",
        (
            _required("track", Kind.TRACK),
            Column("complete_until", Kind.DATE),
            Column("complete_from", Kind.DATE),
            Column("first_row_on", Kind.DATE),
            Column("newest_row_on", Kind.DATE),
        ),
        key=("track", "complete_until"),
    ),
    Input(
        "access",
        (
            _required("email", Kind.EMAIL),
            Column("role", Kind.WORD, True, words=("program", "lead"), reason="unknown_role"),
            Column("team"),
        ),
        key=("email", "role", "team"),
    ),
)
