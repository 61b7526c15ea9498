"""Which mapping reads which raw file, by the file's header (docs/sources.md)."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.errors import ProgramError
from data.inputs.headers import column_name
from data.sources.formats.files import RawFile
from data.sources.formats.read import header_of
from data.sources.formats.rows import ReadOptions
from data.sources.mapping import Mapping


@dataclass(frozen=True)
class Choice:
    """A raw file and the mapping that reads it; else `not_read_because`, a sentence.

    `fitting` are all mappings that fit; None when the file could not be read.
    """

    file: RawFile
    mapping: Mapping | None
    not_read_because: str = ""
    fitting: tuple[Mapping, ...] | None = None

    @property
    def source(self) -> str:
        """The name of its source in accounts.csv; "" when it has none."""
        own = self.mapping.source or self.file.source or self.mapping.name if self.mapping else None
        return own or self.file.source or ""


def options_of(mapping: Mapping) -> ReadOptions:
    """How the mapping reads a file."""
    read = mapping.read
    return ReadOptions(read.format, read.sheet, read.items, mapping.match)


def choose(file: RawFile, mappings: Sequence[Mapping]) -> Choice | None:
    """The mapping of `mappings` that reads `file`; None for a hidden sheet that none of them names.

    Of several that fit, it is the one that has the name of the file's folder, then the one that
    asks for most columns. When they are equal, the file is not read.
    """
    if file.is_hidden and not _asked(file, mappings):
        return None
    try:
        fitting = _fitting(file, mappings)
    except ProgramError as error:
        return Choice(file, None, str(error).removeprefix(f"{file.place}: "))
    if not fitting:
        path = file.path.relative_to(file.folder).as_posix()
        return Choice(
            file,
            None,
            "no mapping in sources/ reads it; "
            f"`python -m data connect {_shell_quoted(path)}` proposes one",
            fitting,
        )
    own = [m for m in fitting if file.source is not None and file.source in (m.name, m.source)]
    most = max(len(mapping.match) for mapping in own or fitting)
    best = [mapping for mapping in own or fitting if len(mapping.match) == most]
    if len(best) > 1:
        names = " and ".join(sorted(mapping.path.name for mapping in best))
        said = f"{names} in sources/ fit it equally well: add a column to `match` of one"
        return Choice(file, None, said, fitting)
    return Choice(file, best[0], fitting=fitting)


def _shell_quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _asked(file: RawFile, mappings: Sequence[Mapping]) -> list[Mapping]:
    """The mappings that may read such a sheet: a hidden one only when they name it."""
    sheets = (file.sheet,) if file.is_hidden else (None, file.sheet)
    return [mapping for mapping in mappings if mapping.read.sheet in sheets]


def _fitting(file: RawFile, mappings: Sequence[Mapping]) -> tuple[Mapping, ...]:
    """The mappings whose columns are all in the header of `file`.

    The header is first looked for without them: only where that gives none, each mapping looks
    for its own columns below titles, or at the rows that it names.

    Raises ProgramError when the file cannot be read in any of these ways.
    """
    asked = _asked(file, mappings)
    fault: ProgramError | None = None
    found: set[str] = set()
    try:
        found = {column_name(name) for name in header_of(file)}
    except ProgramError as error:  # a mapping may say what is not clear, such as the list of rows
        fault = error
    fitting = [mapping for mapping in asked if found.issuperset(mapping.match)]
    fitting = fitting or [mapping for mapping in asked if _is_in_header(file, mapping)]
    if fault and not fitting:
        raise fault
    return tuple(fitting)


def _is_in_header(file: RawFile, mapping: Mapping) -> bool:
    try:
        header = header_of(file, options_of(mapping))
    except ProgramError:  # the mapping is for another format
        return False
    return {column_name(name) for name in header}.issuperset(mapping.match)
