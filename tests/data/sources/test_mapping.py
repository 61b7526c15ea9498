"""Faults of a mapping: one line with the file, the line, the key and the nearest right one."""

import pytest

from data.errors import ProgramError
from data.sources.mapping_file import read_mapping, read_mappings
from tests.data.folders import written

from .exports import MAPPING, MATCH, SECTION, built, values

EXPORT = "id,who,at\n1,ana_t,2025-03-01\n"
FAULTS = {
    "unknown key of a section": (
        MAPPING.replace("occurred_at", "occured_at"),
        "sources/forum.toml line 8: contributions.occured_at: unknown key; is occurred_at meant?",
    ),
    "unknown key of a cell": (
        MAPPING.replace('"at"', '{ column = "at", zon = "UTC" }', 2).replace(
            '["id", "who", { column = "at", zon = "UTC" }]', '["id", "who", "at"]'
        ),
        "sources/forum.toml line 8: contributions.occurred_at.zon: unknown key; is zone meant?",
    ),
    "unknown section": (
        MAPPING.replace("[contributions]", "[contribution]"),
        "sources/forum.toml line 3: contribution: unknown key; is contributions meant?",
    ),
    "unknown order": (
        MAPPING + 'title = { column = "t", order = "dayfirst" }\n',
        'sources/forum.toml line 9: contributions.title.order: "dayfirst" is not one of '
        '"day-first" or "month-first"; is "day-first" meant?',
    ),
    "no time zone": (
        MAPPING + 'title = { column = "t", zone = "Lisbon" }\n',
        'sources/forum.toml line 9: contributions.title.zone: "Lisbon" is not a time zone such '
        "as Europe/Lisbon",
    ),
    "a cell made in no way": (
        MAPPING + 'title = { order = "day-first" }\n',
        "sources/forum.toml line 9: contributions.title: needs one of column, columns, join, "
        "value, digest, first; it has none of them",
    ),
    "a cell made in two ways": (
        MAPPING + 'title = { column = "t", value = "x" }\n',
        "sources/forum.toml line 9: contributions.title: needs one of column, columns, join, "
        "value, digest, first; it has column and value",
    ),
    "first without later": (
        MAPPING + 'title = { first = "x" }\n',
        "sources/forum.toml line 9: contributions.title: first needs later and of as well",
    ),
    "other without values": (
        MAPPING + 'title = { column = "t", other = "x" }\n',
        "sources/forum.toml line 9: contributions.title: other needs values as well",
    ),
    "two cells that are split": (
        MAPPING.replace('"who"\n', '{ column = "who", split = ";" }\n')
        + 'title = { column = "t", split = ";" }\n',
        "sources/forum.toml line 3: contributions: only one column can be split, "
        "not account and title",
    ),
    "a required column that is not made": (
        MAPPING.replace('occurred_at = "at"\n', ""),
        "sources/forum.toml line 3: contributions: lacks occurred_at, which the contract requires",
    ),
    "nobody's rows": (
        MAPPING.replace('account = "who"\n', ""),
        "sources/forum.toml line 3: contributions: says nobody's rows: "
        "add account, email or mvp_id",
    ),
    "no match": (
        SECTION,
        "sources/forum.toml: needs match.columns: the columns by which its files are known",
    ),
    "no section": (
        MATCH,
        "sources/forum.toml: makes no rows; it needs a section such as [contributions]",
    ),
    "same_link elsewhere": (
        MATCH + '[benefits]\nemail = "who"\nbenefit = "id"\nsame_link = "keep"\n',
        "sources/forum.toml line 3: benefits: same_link is for contributions only",
    ),
    "only with other words": (
        MATCH + '[only]\n"id" = { is = "x" }\n' + SECTION,
        'sources/forum.toml line 4: only.id: write a list of values, or { not = ["…"] }',
    ),
    "not TOML": (
        "[match\n",
        "sources/forum.toml line 1: the name of a table stands alone on its line in brackets, "
        "such as [name]",
    ),
    "not UTF-8": (
        b"\xff\xfe\xfa",
        "sources/forum.toml: is not UTF-8 text; save it as UTF-8",
    ),
}


@pytest.mark.parametrize(("text", "said"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_of_a_mapping_is_one_line(tmp_path, text, said):
    written(tmp_path, {"sources/forum.toml": text})
    with pytest.raises(ProgramError) as raised:
        read_mapping(tmp_path / "sources" / "forum.toml", tmp_path)
    assert str(raised.value) == said


def test_a_faulty_mapping_leaves_out_its_own_files_only(tmp_path):
    outcome = built(
        tmp_path,
        MAPPING.replace("occurred_at", "occured_at"),
        EXPORT,
        **{
            "sources__blog.toml": MAPPING.replace('"who"', '"author"'),
            "raw__blog__b.csv": "id,author,at\n7,ana_t,2025-03-01\n",
            "accounts.csv": "source,account,mvp_id\nblog,ana_t,ana\n",
        },
    )
    assert values(outcome, "contribution_id") == ["blog:7"]
    assert (
        "sources/forum.toml line 8: contributions.occured_at: unknown key; is occurred_at meant?; "
        "the files that it would read are left out" in outcome.notices
    )


def test_files_that_are_no_mappings_are_passed_over(tmp_path):
    names = ["a.toml", "_b.toml", ".c.toml", "~d.toml", "e.txt", "F.TOML"]
    written(tmp_path, {f"sources/{name}": MAPPING for name in names})
    mappings, faults = read_mappings(tmp_path)
    assert ([mapping.name for mapping in mappings], faults) == (["F", "a"], [])


def test_a_mapping_that_is_a_link_out_of_the_folder_is_refused(tmp_path):
    source = written(tmp_path / "input", {"sources/a.toml": MAPPING})
    written(tmp_path, {"secret.toml": MAPPING})
    (source / "sources" / "b.toml").symlink_to(tmp_path / "secret.toml")
    mappings, faults = read_mappings(source)
    assert [mapping.name for mapping in mappings] == ["a"]
    assert "is a link to a place outside" in faults[0]
