"""A new program: an empty folder with what is needed to bring exports into it (docs/sources.md)."""

import csv
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from data.errors import ProgramError
from data.inputs.accounts import MAPPINGS
from data.inputs.contract import INPUTS, Input
from data.settings.files import OWN_SETTINGS
from data.sources.connect.known import Template, templates
from data.sources.formats.files import RAW
from data.store.os_errors import as_program_error

HEADERS = "_headers"  # not read: a contract file of a header alone says that there is nothing
# Exports whose columns everybody chooses: they have no template, and `connect` proposes one.
PROPOSED = {
    "forms": "Answers of Google Forms or Microsoft Forms",
    "people": "A workbook or a list of the MVPs",
    "exams": "Reports of an exam vendor",
}
_SETTINGS = """\
# What differs from the standard program. Remove the # of what you change.
# docs/own-program.md in the dashboard's own folder explains every setting.

[words]  # what pages and letters call it all
# program = "Ambassador circle"
# person = "ambassador"
# people = "ambassadors"

[letters]  # whom an MVP can ask about a wrong number; without it, there are no letters
# contact = "somebody@example.org"

[year]
# start = "01-01"  # with another start, write the checkpoints in their order from then on
# checkpoints = ["03-31", "07-31", "09-30", "12-31"]  # the last one ends the year
# named_after = "end"  # the year 2025/26 is 2026 in files; with "start" it is 2025

[membership]
# nda = "off"  # "required", "off", or "auto": required as soon as one MVP has signed

[parts]  # what your program lacks
# certification = "off"  # or "shown": certificates are listed, and nobody has to pass an exam
# nominations = false
# benefits = false
# renewal = false
# letters = false

[benefits]  # what every active MVP should have: whoever lacks one of these is listed as missing it
# standard = ["slack", "release_notes", "exam_voucher", "moderator", "swag", "badge"]

# Tracks of your own: a table for each. The standard program has forum, forge, content and meetup.
# [tracks.podcasts]
# counts = ["episode"]  # the kinds of contribution that count
# cadence_months = 1  # one is expected each month; "10 a year" is per_year = 10
# unit = ["episode", "episodes"]  # one, and several

# [tracks.forum]
# use = false  # this standard track is not one of yours

# Rules that change on a date come last: a date, and tables whose names begin with from.
# [[from]]
# date = "2027-01-01"
# [from.levels]
# ahead = "3/2"
"""
_README = Path(__file__).with_name("new_program_readme.txt")


def source_lines() -> list[str]:
    """A line for each name that a new program can be made with: the name, and what it is of."""
    about = {name: template.about for name, template in templates().items()} | PROPOSED
    return [f"{name.ljust(max(map(len, about)))}  {about[name]}" for name in sorted(about)]


def write_program(folder: Path, names: Sequence[str]) -> list[Template]:
    """Write an empty program to `folder`, with a folder in raw/ for each of `names`.

    A name is that of a template, or what several begin with, as in `github`; or one of PROPOSED.
    Returns the templates that were copied into sources/.

    Raises ProgramError for an unknown name, and when `folder` holds anything.
    """
    chosen = {name: _chosen(name) for name in names}
    with as_program_error(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise ProgramError(f"{folder}: is not empty; name a new folder for the program")
        for part in (RAW, MAPPINGS, HEADERS, *(f"{RAW}/{name}" for name in chosen)):
            (folder / part).mkdir(parents=True)
        for spec in INPUTS:
            _write_header(folder / HEADERS / f"{spec.name}.csv", spec)
            if spec.name == "accounts":
                _write_header(folder / "accounts.csv", spec)
        copied = {template.name: template for found in chosen.values() for template in found}
        for template in copied.values():
            path = folder / MAPPINGS / f"{template.name}.toml"
            path.write_text(template.text, encoding="utf-8", newline="")
        (folder / OWN_SETTINGS).write_text(_SETTINGS, encoding="utf-8", newline="")
        readme = _README.read_text(encoding="utf-8").format(folder=folder)
        (folder / "README.md").write_text(readme, encoding="utf-8", newline="")
    return list(copied.values())


def _chosen(name: str) -> list[Template]:
    """The templates of a name; [] when `connect` proposes the mapping."""
    found = [t for t in templates().values() if t.name == name or t.name.startswith(f"{name}-")]
    if not found and name not in PROPOSED:
        known = sorted({*templates(), *PROPOSED})
        near = get_close_matches(name.lower(), known, n=1)
        meant = f"is {near[0]} meant? " if near else ""
        raise ProgramError(
            f"--with {name}: there is no such template; {meant}They are: {', '.join(known)}"
        )
    return [] if name in PROPOSED else found


def _write_header(path: Path, spec: Input) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(spec.column_names)
