"""The errors that people read."""

BUILD_AGAIN = "build it again with python -m data build"
LONGEST_LINE = 3_000  # characters of a message; the middle of a longer one is left out
_KEPT_AT_END = 1_000  # where a message says what to do


def one_line(text: str) -> str:
    """`text` as one line for a terminal or a log: without control characters, and not endless."""
    if len(text) > LONGEST_LINE:
        text = f"{text[: LONGEST_LINE - _KEPT_AT_END]} … {text[-_KEPT_AT_END:]}"
    return "".join(letter if letter.isprintable() else " " for letter in text)


class ProgramError(Exception):
    """An error that the user can fix. Its text is one line: what, where, and what to do.

    Where several things are wrong together, each of `listed` is a further line.
    """

    def __init__(self, text: str, *listed: str) -> None:
        super().__init__("\n  ".join(map(one_line, (text, *listed))))


class NoDatabaseError(ProgramError):
    """There is no database to read from.

    `why` is one of `missing`, `unreachable` (a database URL), `unreadable` and `outdated`.
    """

    def __init__(self, why: str, text: str) -> None:
        super().__init__(text)
        self.why = why
