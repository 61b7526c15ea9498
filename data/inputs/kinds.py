"""The kinds of value that a column of an input file can have."""

from enum import StrEnum


class Kind(StrEnum):
    """The kinds of value, by the names they have in docs/contract.md.

    Free text is kept as typed; every other kind is trimmed. checks.py says how each is read.
    """

    TEXT = "free text"
    ID = "id"
    LABEL = "label"
    LOWER_CASE = "lower-case label"
    WORD = "word"  # one of Column.words
    DATE = "date"
    END_DATE = "end date"  # has no latest day
    MOMENT = "date or time"
    YEAR = "year"
    SHARE = "share"  # from 0 to 1
    POINTS = "points"  # read where the track counts points
    SOMEBODY = "somebody else"  # a build keeps a fingerprint of the name
    FLAG = "yes or no"
    EMAIL = "e-mail address"
    EMAILS = "e-mail addresses"  # with `;` between them
    TIMEZONE = "time zone"
    TRACK = "track"
    CONTRIBUTION_KIND = "kind of the track"
    LEVEL = "level"
    MVP = "MVP"
    EVERYONE_OR_MVP = "MVP or everyone"
    NOMINATION = "nomination"
