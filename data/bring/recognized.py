"""What the raw files of a folder are recognized as, and what people should decide about each."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data.settings.model import Settings


@dataclass(frozen=True)
class Recognized:
    """A raw file by its `place`, such as `raw/people/list.xlsx, sheet Members`.

    `file` is its path in the folder. `sentence` says what it is, or why it is not read. `mapping`
    is the name of the mapping that reads it, None when none does, and `inputs` are what it feeds.
    `fitting` are the names of all mappings that fit. `questions` say what people should decide.
    `is_proposed`: the mapping was written for it just now. `columns` are those of the file.
    """

    place: str
    file: str
    sentence: str
    mapping: str | None = None
    inputs: tuple[str, ...] = ()
    fitting: tuple[str, ...] = ()
    questions: tuple[str, ...] = field(default=())
    is_proposed: bool = False
    columns: tuple[str, ...] = ()


def recognize(
    folder: Path, settings: Settings, as_of: date, files: Collection[str] | None = None
) -> list[Recognized]:
    """Connect the raw files that nothing reads yet, and say what each of them is.

    `folder` is that of a draft, and `files` are paths in it; None: all files in raw/. A file that
    holds several tables, such as sheets, has an item for each.

    Raises ProgramError when the folder cannot be listed or a mapping cannot be written.
    """
    raise NotImplementedError
