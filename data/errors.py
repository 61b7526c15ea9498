"""The errors that a person is meant to read."""


class ProgramError(Exception):
    """Something the user can mend; its text is one line: what, where, and what to do."""


class NoDatabaseError(ProgramError):
    """There is no database to answer from; `why` says it in a word.

    The words: `missing`, `unreachable` (an address), `unreadable`, `outdated`.
    """

    def __init__(self, why: str, text: str) -> None:
        super().__init__(text)
        self.why = why
