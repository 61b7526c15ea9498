"""Names of uploaded files, as people and others may send them."""

import pytest

from data.bring.names import KINDS, family, numbered, safe_name
from data.errors import ProgramError


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("posts.csv", "posts.csv"),
        ("Relatório de março.XLSX", "Relatório de março.xlsx"),
        ("投稿.csv", "投稿.csv"),
        ("posts (2).csv.gz", "posts (2).csv.gz"),
        ("a;b|c$(d).csv", "a-b-c-(d).csv"),
        ("two\u00a0 blanks.csv", "two blanks.csv"),
        # names that a build would not read
        (".posts.csv", "posts.csv"),
        ("_posts.csv", "posts.csv"),
        ("~$posts.xlsx", "posts.xlsx"),
        ("...csv.csv", "csv.csv"),
        ("-.csv", "file.csv"),
        # devices of Windows
        ("CON.csv", "CON-file.csv"),
        ("nul.a.csv", "nul-file.csv"),
        ("com1.csv", "com1-file.csv"),
        ("console.csv", "console.csv"),
        # characters that nobody sees, and letters that look like others
        ("po\u200bs\u202ets.csv", "posts.csv"),
        ("\uff50\uff4f\uff53\uff54\uff53.\uff43\uff53\uff56", "posts.csv"),
        ("cafe\u0301.csv", "café.csv"),
    ],
)
def test_a_name_is_made_safe(name, safe):
    assert safe_name(name) == safe


@pytest.mark.parametrize("letter", ["x", "é", "漢", "😀x"])
def test_a_long_name_is_cut_so_that_a_number_still_fits(letter):
    name = safe_name(letter * 300 + ".csv.gz")
    assert name.endswith(".csv.gz")
    assert 20 < len(name.encode()) < 200


@pytest.mark.parametrize(
    "name",
    [
        *("../mvps.csv", "/etc/a.csv", "..\\a.csv", "C:\\a.csv", "c:a.csv", "raw/a.csv"),
        *("..\uff0fa.csv", "..\u2215a.csv", "..\u2044a.csv", "\uff0e\uff0e\uff0fa.csv"),
    ],
)
def test_a_name_that_leads_to_a_folder_is_refused(name):
    assert refusal(name).endswith("the name has a folder in it; give the file a plain name")


@pytest.mark.parametrize("name", ["a\0.csv", "a\n.csv", "a\x1b[2J.csv", "a\udc80.csv", "a\x7f.csv"])
def test_a_name_with_characters_that_are_not_text_is_refused(name):
    assert refusal(name).endswith("characters that are not text; rename the file")


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "csv", ".csv", "a", "a.exe", "a.csv.exe", "a.py", "a.\u0441sv", "a.tar.gz"],
)
def test_a_name_of_another_kind_is_refused(name):
    said = refusal(name)
    assert "is not of a kind that is read" in said
    assert all(kind in said for kind in KINDS)


def refusal(name: str) -> str:
    with pytest.raises(ProgramError) as refused:
        safe_name(name)
    said = str(refused.value)
    assert said.isprintable()
    return said


def test_exports_of_one_kind_are_one_family_whatever_their_numbers():
    names = [
        "posts.csv",
        "Posts-2026-11.csv",
        "posts (2).csv",
        "posts - Copy.xlsx",
        "posts_7.csv.gz",
    ]
    assert {family(name) for name in names} == {"posts"}
    assert family("2026.csv") == "2026"
    assert family("投稿.csv") != ""


def test_a_number_goes_before_the_ending():
    assert numbered("posts.csv.gz", 2) == "posts-2.csv.gz"
    assert numbered("v1.2 posts.csv", 3) == "v1.2 posts-3.csv"
