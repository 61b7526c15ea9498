"""Which mapping reads a file, and mappings for another input, where people say so."""

from pathlib import Path

import pytest

from data.bring.mapping_document import text
from data.bring.readers import propose_again, set_reader
from data.bring.recognized import recognize
from data.errors import ProgramError
from data.inputs.contract import INPUTS
from data.settings.files import load
from data.sources.mapping import SECTIONS
from tests.data.bring.programs import AS_OF, FORM, PEOPLE, connected, folder_with

MAPPING = """\
# Ours.
[match]
columns = ["Name", "E-mail"]

[mvps]
name = "Name"
email = "E-mail"
entered_on = "MVP since"
"""


def reader(folder: Path, place: str) -> str | None:
    (found,) = (one for one in recognize(folder, load(), AS_OF) if one.place == place)
    return found.mapping


def test_of_two_that_fit_equally_well_somebody_chooses(tmp_path: Path) -> None:
    files = {f"sources/{name}.toml": MAPPING for name in ("one", "two")}
    folder = folder_with(tmp_path, {"raw/list.csv": PEOPLE, **files})
    assert reader(folder, "raw/list.csv") is None
    for name in ("one", "two", "two"):
        set_reader(folder, "raw/list.csv", name)
        assert reader(folder, "raw/list.csv") == name
    with pytest.raises(ProgramError, match="too few columns to tell it from the other mappings"):
        set_reader(folder, "raw/list.csv", "one")
    assert text(folder, "two").startswith("# Ours.\n")


def test_the_mapping_of_another_folder_is_chosen(tmp_path: Path) -> None:
    files = {f"sources/{name}.toml": MAPPING for name in ("people", "two")}
    folder = folder_with(tmp_path, {"raw/people/list.csv": PEOPLE, **files})
    assert reader(folder, "raw/people/list.csv") == "people"
    set_reader(folder, "raw/people/list.csv", "two")
    assert reader(folder, "raw/people/list.csv") == "two"


def test_a_mapping_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    files = {"sources/one.toml": MAPPING, "sources/form.toml": MAPPING.replace("Name", "Full")}
    folder = folder_with(tmp_path, {"raw/list.csv": PEOPLE, **files})
    with pytest.raises(ProgramError, match=r"^raw/list\.csv: sources/form\.toml does not fit it"):
        set_reader(folder, "raw/list.csv", "form")


def test_a_file_is_taken_for_rows_of_another_input(tmp_path: Path) -> None:
    folder = connected(tmp_path, {"raw/form/answers.csv": FORM})
    path = folder / "sources/form.toml"
    path.write_text("cap = 500\n" + path.read_text("utf-8"), encoding="utf-8")
    name = propose_again(folder, "raw/form/answers.csv", "certifications", load(), AS_OF)
    (found,) = recognize(folder, load(), AS_OF)
    assert (name, found.mapping, found.inputs) == ("form", "form", ("certifications",))
    assert "cap = 500" in text(folder, "form")
    assert "certifications.level: which column it is" in found.questions


@pytest.mark.parametrize("name", [spec.name for spec in INPUTS if spec.name != "access"])
def test_any_input_can_be_named_for_a_file_that_nothing_reads(tmp_path: Path, name: str) -> None:
    folder = folder_with(tmp_path, {"raw/shop/prices.csv": "Product,Price\nTea,3\nCoffee,4\n"})
    assert propose_again(folder, "raw/shop/prices.csv", name, load(), AS_OF) == "shop"
    (found,) = recognize(folder, load(), AS_OF)
    assert (found.mapping, found.inputs) == ("shop", (name,))


def test_no_export_says_who_may_see_what(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, {"raw/shop/prices.csv": "Product,Price\nTea,3\nCoffee,4\n"})
    with pytest.raises(ProgramError, match="access: unknown key"):
        propose_again(folder, "raw/shop/prices.csv", "access", load(), AS_OF)
    assert "access" not in SECTIONS
