"""The one kind of error that a person is meant to read."""


class ProgramError(Exception):
    """Something the user can mend; its text is one line: what, where, and what to do."""
