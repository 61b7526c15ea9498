"""Reads the files of sources/ into mappings; each fault is one line with file, line and key."""

import re
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from data.errors import ProgramError
from data.inputs.accounts import MAPPINGS
from data.inputs.contract import INPUTS, Input
from data.inputs.folder import entries, refuse_unusable
from data.inputs.headers import column_name
from data.nearest import nearest
from data.settings.faults import fault_line, line_of
from data.settings.saying import in_own_words
from data.settings.toml import read_toml
from data.sources.mapping import SECTIONS, Mapping, MappingModel, Section, first_or_later

_COMMENT = re.compile(r"^--\s*(gives|match)\s*:\s*(.+?)\s*$", re.MULTILINE)
_INPUTS = {spec.name: spec for spec in INPUTS}
_MADE_BY_ITSELF = {"contribution_id"}  # a digest of the whole row, where nothing is said


def read_mappings(folder: Path) -> tuple[list[Mapping], list[str]]:
    """The mappings in `folder`/sources by name, and a line for each file that is none.

    NAME.toml and NAME.sql are one mapping: the first reads, the second selects. A file that only
    says where exports are fetched is left out.
    """
    mappings, faults = all_mappings(folder)
    faults = [f"{fault}; the files that it would read are left out" for fault in faults]
    return [mapping for mapping in mappings if mapping.match], faults


def all_mappings(folder: Path) -> tuple[list[Mapping], list[str]]:
    """All mappings, also those that only say where exports are fetched, and a line per fault."""
    paths = sorted(entries(folder / MAPPINGS)) if (folder / MAPPINGS).is_dir() else []
    files: dict[str, dict[str, Path]] = {}
    for path in paths:
        if path.suffix.lower() in (".toml", ".sql") and not path.name.startswith((".", "_", "~")):
            files.setdefault(path.stem, {})[path.suffix.lower()] = path
    mappings, faults = [], []
    for name, by_suffix in files.items():
        try:
            for path in by_suffix.values():
                refuse_unusable(path, folder)
            mappings.append(_mapping(name, by_suffix, folder))
        except ProgramError as error:
            faults.append(str(error))
    return mappings, faults


def read_mapping(path: Path, folder: Path) -> Mapping:
    """The mapping in the TOML file at `path`; errors name it by its path in `folder`.

    Raises ProgramError with the file, the line, the key, and what is wrong with it.
    """
    return _mapping(path.stem, {".toml": path}, folder)


def _mapping(name: str, files: dict[str, Path], folder: Path) -> Mapping:
    toml, sql = files.get(".toml"), files.get(".sql")
    path = toml or files[".sql"]
    shown = path.relative_to(folder).as_posix()
    said: Any = _model(toml, shown) if toml else MappingModel()
    select = _text(sql, sql.relative_to(folder).as_posix()) if sql else None
    stated = dict(_COMMENT.findall(select)) if select is not None else {}
    match = said.match.columns if said.match else _listed(stated.get("match", ""))
    sections = {key: parts for key in SECTIONS if (parts := getattr(said, key))}
    is_only_fetched = said.fetch is not None and not (match or sections or sql)
    if not match and not is_only_fetched:
        wanted = "a line `-- match: column, column`" if not toml else "match.columns"
        raise ProgramError(f"{shown}: needs {wanted}: the columns by which its files are known")
    if select is not None and sections:
        raise ProgramError(
            f"{shown}: [{next(iter(sections))}] and {name}.sql both make rows: keep one"
        )
    if select is None and not sections and not is_only_fetched:
        raise ProgramError(f"{shown}: makes no rows; it needs a section such as [contributions]")
    gives = stated.get("gives", "contributions")
    if gives not in SECTIONS:
        raise ProgramError(f"{shown}: `-- gives: {gives}` is no input{nearest(gives, SECTIONS)}")
    for input_name, parts in sections.items():
        for number, section in enumerate(parts):
            _refuse_incomplete(shown, _text(path, shown), _INPUTS[input_name], section, number)
        _refuse_two_series(shown, _INPUTS[input_name], parts)
    return Mapping(
        name=name,
        path=path,
        source=said.source,
        cap=said.cap,
        match=tuple(column_name(column) for column in match),
        read=said.read,
        only=said.only,
        sections=sections,
        select=select,
        select_path=sql,
        select_gives=gives,
        fetch=said.fetch,
    )


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _text(path: Path, shown: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ProgramError(f"{shown}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ProgramError(f"{shown}: is not UTF-8 text; save it as UTF-8") from None


def _model(path: Path, shown: str) -> Any:
    text = _text(path, shown)
    try:
        return MappingModel.model_validate(read_toml(text, shown))
    except ValidationError as error:
        raise ProgramError(f"{shown}{fault_line(error.errors()[0], text, MappingModel)}") from None


def _refuse_two_series(shown: str, spec: Input, sections: list[Section]) -> None:
    """Raise ProgramError when several sections of an input have a cell with first and later."""
    if sum(first_or_later(section.cells(spec)) is not None for section in sections) > 1:
        raise ProgramError(f"{shown}: {spec.name}: only one section can have first and later")


def _refuse_incomplete(shown: str, text: str, spec: Input, section: Section, number: int) -> None:
    """Raise ProgramError when a required column of the contract is not made by the section."""
    made = {*section.cells(spec), *_MADE_BY_ITSELF}
    is_about_mvps = "mvp_id" in spec.column_names
    if spec.name == "mvps" or section.account or (section.email and "email" not in made):
        made.add("mvp_id")
    if spec.name == "contributions" and "kind" in made:
        made.add("track")  # that of the kind
    missing = [c.name for c in spec.columns if c.is_required and c.name not in made]
    where = f"{shown}{line_of([spec.name], text, number)}: {spec.name}"
    if missing == ["mvp_id"] and is_about_mvps:
        raise ProgramError(f"{where}: says nobody's rows: add account, email or mvp_id")
    if missing:
        raise ProgramError(f"{where}: lacks {', '.join(missing)}, which the contract requires")
    if section.same_link and spec.name != "contributions":
        raise ProgramError(f"{where}: same_link is for contributions only")
    if (section.account or section.email) and not is_about_mvps and "email" not in made:
        said = in_own_words("its rows are about no MVP: leave out account and email")
        raise ProgramError(f"{where}: {said}")
