"""What `python -m data connect` proposes for exports that it has not seen before."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.build.contract_files import write_contract_files
from data.errors import ProgramError
from data.settings.files import load
from data.sources.connect.connect import connect, program_folder, take_in
from data.sources.connect.connected import Connected

AS_OF = date(2026, 11, 20)
PEOPLE = """Name;E-mail;MVP since;Time zone;Commitments 2026
"Lopes, Ana";ana@example.org;2024-03-01;Europe/Lisbon;Forum, Content
"Braun, Jörg";joerg@example.org;01.07.2025;Europe/Berlin;Meetups
"""


def connected(folder: Path, place: str, text: str) -> tuple[Connected, dict[str, Any]]:
    """What connecting a raw file says, and the mapping that it wrote; {} when it wrote none."""
    path = folder / "raw" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    (found,) = connect(path, folder, None, load(), AS_OF)
    return found, tomllib.loads(found.mapping.read_text("utf-8")) if found.mapping else {}


def rows(folder: Path, name: str) -> list[str]:
    """The rows of a contract file that the folder amounts to, without their places."""
    out = folder.parent / "contract"
    write_contract_files(folder, out, AS_OF, load())
    lines = (out / f"{name}.csv").read_text("utf-8").splitlines()
    return [line.rpartition(",raw/")[0] for line in lines[1:]]


def test_a_list_of_people_gives_people_and_commitments(tmp_path: Path) -> None:
    _, mapping = connected(tmp_path / "p", "people/list.csv", PEOPLE)
    assert mapping["mvps"]["name"] == {"column": "Name", "name_order": "last-first"}
    assert mapping["mvps"]["entered_on"] == "MVP since"
    assert mapping["mvps"]["timezone"] == "Time zone"
    assert "team" not in mapping["mvps"]
    assert mapping["commitments"]["year"] == {"value": 2026}
    assert [line.split(",")[:3] for line in rows(tmp_path / "p", "mvps")] == [
        ["ana@example.org", "Ana Lopes", "ana@example.org"],
        ["joerg@example.org", "Jörg Braun", "joerg@example.org"],
    ]
    assert rows(tmp_path / "p", "commitments") == [
        "ana@example.org,2026,content",
        "ana@example.org,2026,forum",
        "joerg@example.org,2026,meetup",
    ]


def test_a_form_in_portuguese_is_understood(tmp_path: Path) -> None:
    text = (
        "Carimbo de data/hora,Endereço de e-mail,O que você fez?,Quando foi?,Link\n"
        "20/03/2026 10:00:00,ana@example.org,Artigo no blog,18/03/2026,https://a.example/1\n"
        "21/03/2026 10:00:00,ANA@example.org,Palestra,15/02/2026,\n"
        "22/03/2026 10:00:00,ana@example.org,Artigo no blog,05/03/2026,https://a.example/2\n"
        "23/03/2026 10:00:00,ana@example.org,Palestra,06/03/2026,\n"
    )
    connected(tmp_path / "p", "people/list.csv", PEOPLE)
    _, mapping = connected(tmp_path / "p", "form/respostas.csv", text)
    section = mapping["contributions"]
    assert section["occurred_at"] == {"column": "Quando foi?", "order": "day-first"}
    assert section["email"] == "Endereço de e-mail"
    assert section["kind"] == {
        "column": "O que você fez?",
        "values": {"Artigo no blog": "article", "Palestra": "spoke"},
    }
    days = sorted(line.split(",")[1:5] for line in rows(tmp_path / "p", "contributions"))
    assert days == [
        ["ana@example.org", "content", "article", "2026-03-05"],
        ["ana@example.org", "content", "article", "2026-03-18"],
        ["ana@example.org", "meetup", "spoke", "2026-02-15"],
        ["ana@example.org", "meetup", "spoke", "2026-03-06"],
    ]


def test_a_report_of_exams_in_german_is_understood(tmp_path: Path) -> None:
    text = (
        "Kandidat;Prüfung;Ergebnis;Datum\n"
        "Lopes, Ana;Professional Developer;bestanden;03.02.2026\n"
        "Braun, Jörg;Expert Architect;nicht bestanden;04.02.2026\n"
    )
    _, mapping = connected(tmp_path, "exams/report.csv", text)
    section = mapping["certifications"]
    assert section["account"] == "Kandidat"
    assert section["passed"]["values"] == {"bestanden": "true", "nicht bestanden": "false"}
    assert section["level"]["values"] == {
        "Professional Developer": "professional",
        "Expert Architect": "expert",
    }


def test_versions_of_components_are_told_from_new_ones(tmp_path: Path) -> None:
    text = (
        "Component,Author,Version,Published,Link\n"
        "Grid,ana-l,1.0,2026-02-01,https://f.example/grid\n"
        "Grid,ana-l,1.1,2026-03-01,https://f.example/grid\n"
    )
    _, mapping = connected(tmp_path, "forge/list.csv", text)
    section = mapping["contributions"]
    assert section["kind"] == {"first": "component", "later": "release", "of": ["Link"]}
    assert section["same_link"] == "keep"


def test_ids_that_look_like_days_of_a_spreadsheet_stay_ids(tmp_path: Path) -> None:
    text = "post_id,member,created_at,is_accepted_answer\n" + "".join(
        f"{41000 + n},ana,2026-01-{n:02}T10:00:00Z,false\n" for n in range(1, 20)
    )
    _, mapping = connected(tmp_path, "forum/answers.csv", text)
    assert mapping["contributions"]["contribution_id"] == "post_id"
    assert mapping["contributions"]["occurred_at"] == "created_at"


def test_a_user_name_is_the_account_and_an_address_links_by_itself(tmp_path: Path) -> None:
    text = "Username,E-mail,Name,Created at\nana_l,ana@example.org,Ana Lopes,2026-03-01\n"
    _, mapping = connected(tmp_path, "forum/users.csv", text)
    assert mapping["contributions"]["account"] == "Username"
    assert mapping["contributions"]["email"] == "E-mail"


def test_a_list_of_leaves_is_understood(tmp_path: Path) -> None:
    text = "Name,E-mail,Away from,Away until,Reason\nAna,ana@example.org,2026-08-01,2026-08-14,x\n"
    _, mapping = connected(tmp_path, "leave/absences.csv", text)
    assert mapping["leaves"]["from_on"] == "Away from"
    assert mapping["leaves"]["to_on"] == "Away until"


def test_dates_of_both_orders_are_left_to_a_person(tmp_path: Path) -> None:
    text = "Author,Date,Title\na,25/03/2026,One\nb,03/25/2026,Two\nc,03/04/2026,Three\n"
    found, mapping = connected(tmp_path, "blog/posts.csv", text)
    assert mapping["contributions"]["occurred_at"] == "Date"
    assert found.mapping
    assert any("its other dates have both orders" in line for line in found.lines)


def test_what_a_value_means_is_asked_and_not_guessed(tmp_path: Path) -> None:
    text = "Who,Type,Date\n" + "".join(
        f"{who},{kind},2026-03-0{day}\n"
        for day, (who, kind) in enumerate(
            [("a", "Video"), ("b", "Blog post"), ("a", "Juggling"), ("b", "Video")] * 2, start=1
        )
    )
    found, mapping = connected(tmp_path, "form/log.csv", text.replace("Who", "Author"))
    assert mapping["contributions"]["kind"]["values"] == {"Video": "video", "Blog post": "article"}
    assert found.mapping
    assert '# "Juggling" = ""' in found.mapping.read_text("utf-8")


def test_a_file_without_people_and_dates_gets_no_mapping(tmp_path: Path) -> None:
    found, mapping = connected(tmp_path, "x/prices.csv", "Product,Price\nTea,3\nSoap,4\n")
    assert not found.is_read
    assert not mapping
    assert "Its columns: Product, Price" in found.lines[0]


def test_a_file_that_a_mapping_reads_gets_no_second_one(tmp_path: Path) -> None:
    connected(tmp_path, "people/2025.csv", PEOPLE)
    found, mapping = connected(tmp_path, "people/2026.csv", PEOPLE)
    assert found.lines[0] == "is read by sources/people.toml"
    assert not mapping


def test_a_file_that_two_mappings_fit_gets_no_third_one_whatever_they_are_called(
    tmp_path: Path,
) -> None:
    connected(tmp_path, "people/2025.csv", PEOPLE)
    first = tmp_path / "sources" / "people.toml"
    first.with_name("no mapping.toml").write_bytes(first.read_bytes())
    found, mapping = connected(tmp_path, "list.csv", PEOPLE)
    said = "no mapping.toml and people.toml in sources/ fit it equally well"
    assert found.lines[0].startswith(said)
    assert not mapping


def test_a_file_from_elsewhere_is_copied_into_raw(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(PEOPLE, "utf-8")
    folder = program_folder(tmp_path / "list.csv", tmp_path / "program")
    assert take_in(tmp_path / "list.csv", folder, "people") == folder / "raw/people/list.csv"
    assert (folder / "raw/people/list.csv").read_text("utf-8") == PEOPLE
    (tmp_path / "list.csv").write_text("Name\n", "utf-8")
    with pytest.raises(ProgramError, match="is there already with other content"):
        take_in(tmp_path / "list.csv", folder, "people")
    assert (folder / "raw/people/list.csv").read_text("utf-8") == PEOPLE


def test_a_file_of_no_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match="name the program's folder with --folder"):
        program_folder(tmp_path / "list.csv", None)


UNDECIDED = "Author email,Day,Title,Type\nana@example.org,03/04/2026,On paging,Blog post\n"


def test_an_undecided_order_of_day_and_month_is_asked_in_the_mapping_and_on_the_screen(tmp_path):
    found, mapping = connected(tmp_path, "posts/posts.csv", UNDECIDED)
    assert mapping["contributions"]["occurred_at"] == "Day"
    (asked,) = [line for line in found.lines if line.startswith("To decide: ")]
    assert 'contributions.occurred_at: is the day or the month first in "Day", as in' in asked
    assert '{ column = "Day", order = "day-first" }, or "month-first"' in asked
    comment = found.mapping.read_text("utf-8").partition("[match]")[0]
    assert asked in " ".join(comment.replace("# ", "").split())


def test_a_known_shape_asks_for_the_order_of_day_and_month_too(tmp_path):
    text = (
        "Activity type,Title,Email,Activity date\n"
        "Article,On paging,ana@example.org,03/04/2026\n"
        "Article,On grids,ana@example.org,05/04/2026\n"
    )
    found, _ = connected(tmp_path, "advocu/list.csv", text)
    assert any(line.startswith("To decide: contributions.occurred_at") for line in found.lines)
    assert "# To decide: contributions.occurred_at" in found.mapping.read_text("utf-8")


def test_a_file_that_a_mapping_reads_already_shows_its_first_rows_and_what_is_undecided(tmp_path):
    connected(tmp_path, "posts/posts.csv", UNDECIDED)
    later = UNDECIDED.replace("On paging", "On grids")
    path = tmp_path / "raw/posts/later.csv"
    path.write_text(later)
    (found,) = connect(path, tmp_path, None, load(), AS_OF)
    assert found.said == "is read by sources/posts.toml"
    assert found.mapping is None
    assert found.tables[0].input == "contributions"
    assert found.tables[0].rows[0][-1] == "On grids"
    assert any(line.startswith("To decide: contributions.occurred_at") for line in found.lines)
    mapping = tmp_path / "sources/posts.toml"
    before = 'occurred_at = "Day"'
    after = 'occurred_at = { column = "Day", order = "month-first" }'
    mapping.write_text(mapping.read_text().replace(before, after))
    (found,) = connect(path, tmp_path, None, load(), AS_OF)
    assert not any(line.startswith("To decide") for line in found.lines)


def test_a_file_that_a_select_reads_shows_its_first_rows_too(tmp_path):
    sources = tmp_path / "sources"
    sources.mkdir()
    select = (
        "-- match: Author email, Day\nselect line, author_email as email, 'content' as track, "
        "'article' as kind, day as occurred_at, line as contribution_id from raw\n"
    )
    (sources / "posts.sql").write_text(select)
    found, _ = connected(tmp_path, "posts/posts.csv", UNDECIDED)
    assert found.tables[0].rows[0][:2] == ["2", "ana@example.org"]
    (sources / "posts.sql").write_text(select.rstrip() + " join mvps using (email)\n")
    (found,) = connect(tmp_path / "raw/posts/posts.csv", tmp_path, None, load(), AS_OF)
    assert found.lines[-1].startswith("`python -m data contract` shows its rows")
