"""What the raw files of a folder are recognized as, and what people should decide about each."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data.bring.choices import choices
from data.bring.mapping_document import alone
from data.bring.mapping_model import EditableMapping, FoundText
from data.errors import ProgramError
from data.inputs.folder import files_below
from data.inputs.inputs_of_parts import inputs_in
from data.settings.model import Settings
from data.sources.choose import choose
from data.sources.connect.connect import connect
from data.sources.connect.undecided import unknown_words
from data.sources.formats.files import RAW, RawFile, raw_files
from data.sources.formats.one_look import one_look
from data.sources.formats.read import header_of
from data.sources.mapping import Mapping
from data.sources.mapping_file import read_mappings

_SHOWN = 3  # texts in a question


@dataclass(frozen=True)
class Recognized:
    """A raw file by its `place`, such as `raw/people/list.xlsx, sheet Members`.

    `file` is its path in the folder. `sentence` says what it is, or why it is not read. `mapping`
    is the name of the mapping that reads it, None when none does, and `inputs` are what it feeds.
    `fitting` are the names of all mappings that fit. `questions` say what people should decide.
    `columns` are those of the file, () where they cannot be told. `is_hidden`: it is a hidden
    sheet, which nobody has to decide about.
    """

    place: str
    file: str
    sentence: str
    mapping: str | None = None
    inputs: tuple[str, ...] = ()
    fitting: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    is_hidden: bool = False


@one_look()
def recognize(
    folder: Path, settings: Settings, as_of: date, files: Collection[str] | None = None
) -> list[Recognized]:
    """Connect the raw files that nothing reads yet, and say what each of them is.

    `folder` is that of a draft, and `files` are paths in it; None: all files in raw/. A file that
    holds several tables, such as sheets, has an item for each.

    Raises ProgramError when the folder cannot be listed or a mapping cannot be written.
    """
    if not any(files_below(folder / RAW)):
        return []
    with alone(folder):
        connected = connect(folder / RAW, folder, None, settings, as_of, with_rows=False)
        said = {one.place: one.said for one in connected}
    mappings, _ = read_mappings(folder)
    found = [
        _recognized(file, mappings, said.get(file.place, ""), settings)
        for file in raw_files(folder)
        if files is None or file.path.relative_to(folder).as_posix() in files
    ]
    names = {one.mapping for one in found if one.mapping}
    asked = {
        mapping.name: (
            *open_questions(choices(folder, mapping.name, settings, as_of)),
            *unknown_words(mapping, settings),
        )
        for mapping in mappings
        if mapping.name in names
    }
    return [replace(one, questions=asked[one.mapping]) if one.mapping else one for one in found]


def _recognized(
    file: RawFile, mappings: list[Mapping], said: str, settings: Settings
) -> Recognized:
    choice = choose(file, mappings)
    here = Recognized(file.place, file.path.relative_to(file.folder).as_posix(), said)
    if choice is None:
        return replace(here, is_hidden=True)
    with suppress(ProgramError):  # `said` has the reason, or the mapping says where the rows are
        here = replace(
            here,
            fitting=tuple(mapping.name for mapping in choice.fitting or ()),
            columns=tuple(header_of(file)),
        )
    if choice.mapping is None:
        is_known = here.fitting and choice.not_read_because
        return replace(here, sentence=choice.not_read_because if is_known else said)
    read = {spec.name for spec in inputs_in(settings.has)}
    inputs = tuple(name for name in choice.mapping.inputs if name in read)
    rows = f"rows of {_listed(inputs)}" if inputs else "no rows that this program reads"
    sentence = f"has {rows}, read by {choice.mapping.file}"
    return replace(here, sentence=sentence, mapping=choice.mapping.name, inputs=inputs)


def _listed(names: Collection[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def open_questions(mapping: EditableMapping) -> tuple[str, ...]:
    """What people should decide about a mapping, such as what texts mean that it does not name."""
    questions = []
    for section in mapping.sections:
        for cell in section.cells:
            name = f"{section.input}.{cell.column}"
            unknown = [text for text in cell.texts if text.meaning is None]
            if cell.is_required and cell.value == "":
                questions.append(f"{name}: which column it is")
            if cell.has_values and unknown and cell.other is None:
                questions.append(f"{name}: what {_quoted(unknown)} means")
            if cell.is_ambiguous:
                questions.append(f"{name}: whether its dates begin with the day or with the month")
    return tuple(dict.fromkeys(questions))


def _quoted(texts: list[FoundText]) -> str:
    shown = ", ".join(f'"{text.text[:60]}" ({text.times:,})' for text in texts[:_SHOWN])
    more = len(texts) - _SHOWN
    return f"{shown} and {more:,} more" if more > 0 else shown
