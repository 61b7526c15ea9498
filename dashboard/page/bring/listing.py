"""The files of a draft, listed once for a run of the page, since that asks about each file."""

from functools import cached_property

from data.bring.disk import Signature
from data.bring.draft import Draft, changed, fingerprint_of, signatures
from data.bring.places import FileChange


class Listing:
    """What the files of `draft` are in this run; each property raises ProgramError as its function.

    After files of the draft have changed, `forget` lets the next question list them again.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    @cached_property
    def signatures(self) -> dict[str, Signature | None]:
        """The state of each file by its place."""
        return signatures(self.draft)

    @cached_property
    def changes(self) -> list[FileChange]:
        """What the draft changes in the program's folder."""
        return changed(self.draft)

    @property
    def fingerprint(self) -> str:
        """That of the draft."""
        return fingerprint_of(self.signatures)

    def forget(self) -> None:
        """List the files again when somebody asks."""
        for name in ("signatures", "changes"):
            self.__dict__.pop(name, None)
