"""What `python -m data init` writes."""

import csv
import re
from datetime import date

import pytest
from click.testing import CliRunner

from data.__main__ import commands
from data.errors import ProgramError
from data.inputs.contract import INPUTS
from data.settings.files import load
from data.sources.connect.known import templates
from data.sources.new_program import HEADERS, PROPOSED, source_lines, write_program


def names_in(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_empty_program_has_folders_for_what_was_chosen(tmp_path):
    folder = tmp_path / "program"
    write_program(folder, ["github", "luma", "forms"])
    assert names_in(folder) == [
        *("README.md", HEADERS, "accounts.csv", "program.toml", "raw", "sources")
    ]
    assert names_in(folder / "raw") == ["forms", "github", "luma"]
    chosen = ["github-pull-requests", "github-repositories", "luma"]
    assert names_in(folder / "sources") == [f"{name}.toml" for name in chosen]
    for name in chosen:
        text = (folder / "sources" / f"{name}.toml").read_text("utf-8")
        assert text == templates()[name].text


def test_each_contract_file_is_there_with_its_header(tmp_path):
    write_program(tmp_path / "program", [])
    for spec in INPUTS:
        path = tmp_path / "program" / HEADERS / f"{spec.name}.csv"
        assert list(csv.reader(path.open(encoding="utf-8"))) == [list(spec.column_names)]


def test_the_settings_without_their_comment_signs_are_settings(tmp_path):
    """Lines that begin with a blank after the sign are examples, others are explanations."""
    write_program(tmp_path / "program", [])
    path = tmp_path / "program" / "program.toml"
    text = path.read_text("utf-8")
    examples = re.sub(r"^# (?=[a-z_]+ = |\[)", "", text, flags=re.MULTILINE)
    path.write_text(examples, "utf-8")
    settings = load(path)
    assert settings.words.person == "ambassador"
    assert [*settings.sets][1:] == [date(2027, 1, 1)]
    for key in ("[words]", "named_after", "[benefits]", "[[from]]", "docs/own-program.md"):
        assert key in text
    assert "docs/own-program.md" in (path.parent / "README.md").read_text("utf-8")


def test_headers_are_no_input(tmp_path):
    """A contract file without rows would say that there is nothing, and not that it is unknown."""
    folder = tmp_path / "program"
    write_program(folder, [])
    person = "mvp_id,name,email,entered_on\nana,Ana,ana@example.org,2024-01-10\n"
    (folder / "mvps.csv").write_text(person, "utf-8")
    found = CliRunner().invoke(commands, ["check", str(folder)], catch_exceptions=False)
    assert found.exit_code == 0
    assert "No contributions were supplied" in found.output
    assert f"{HEADERS}/" not in found.output


def test_a_folder_that_is_not_empty_is_left_as_it_is(tmp_path):
    (tmp_path / "mvps.csv").write_text("mvp_id\n", "utf-8")
    with pytest.raises(ProgramError, match="is not empty"):
        write_program(tmp_path, ["luma"])
    assert names_in(tmp_path) == ["mvps.csv"]


def test_an_unknown_name_writes_nothing_and_names_the_nearest(tmp_path):
    with pytest.raises(ProgramError, match=r"--with discours: .*is discourse meant"):
        write_program(tmp_path / "program", ["luma", "discours"])
    assert names_in(tmp_path) == []


def test_the_list_has_every_template():
    listed = [line.split()[0] for line in source_lines()]
    assert listed == sorted({*templates(), *PROPOSED})


def test_the_command_says_what_comes_next(tmp_path):
    folder = tmp_path / "my program"
    found = CliRunner().invoke(commands, ["init", str(folder), "--with", "luma, calendar"])
    assert found.exit_code == 0
    assert "Templates in sources: luma, calendar" in found.output
    assert f"python -m data connect '{folder / 'raw'}'" in found.output


def test_the_list_says_what_of_a_template_was_not_confirmed():
    (advocu,) = [line for line in source_lines() if line.startswith("advocu ")]
    assert advocu.endswith("one row per activity (not confirmed: all columns)")
