"""The errors that people read."""


class ProgramError(Exception):
    """An error that the user can fix. Its text is one line: what, where, and what to do."""


class NoDatabaseError(ProgramError):
    """There is no database to read from.

    `why` is one of `missing`, `unreachable` (a database URL), `unreadable` and `outdated`.
    """

    def __init__(self, why: str, text: str) -> None:
        super().__init__(text)
        self.why = why
