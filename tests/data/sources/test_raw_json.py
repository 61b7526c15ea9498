"""Raw JSON as a table of text: records, pages, tables and lines."""

import pytest

from data.sources.formats import json_stream
from data.sources.formats.rows import ReadOptions
from tests.data.sources.raw_folder import read_one, refusal

RECORDS = [("1", "Ana"), ("2", "Ben")]


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": 1, "who": "Ana"}, {"id": 2, "who": "Ben"}]',
        '{"posts": [{"id": 1, "who": "Ana"}, {"id": 2, "who": "Ben"}], "users": [], "total": 2}',
        '{"data": {"posts": {"edges": [{"id": 1, "who": "Ana"}, {"id": 2, "who": "Ben"}]}}}',
        '{"id": 1, "who": "Ana"}\n\n{"id": 2, "who": "Ben"}\n',
        '{"success": true, "errors": [], "columns": ["id", "who"], "relations": {"user": '
        '[{"x": 1}]}, "rows": [[1, "Ana"], [2, "Ben"]]}',
        '{"values": [["id", "who"], [1, "Ana"], [2, "Ben"]]}',
        '\ufeff[{"id": 1, "who": "Ana"}, {"id": 2, "who": "Ben"}]',
        '[{"id": 1, "who": "Ana"}, {"id": 2, "who": "Ben"}]'.encode("utf-16"),
    ],
    ids="list page nested lines table sheet mark utf-16".split(),
)
def test_every_shape_has_the_same_rows(tmp_path, text):
    table = read_one(tmp_path, "a.txt", text)
    assert (table.header, table.cells()) == (["id", "who"], RECORDS)
    assert table.found.notices == []


def test_values_are_text_as_they_are_written(tmp_path):
    text = """[{"id": 12345678901234567890123, "big": 9007199254740993, "share": 1.10,
        "exp": 1e3, "ok": true, "no": false, "none": null, "nan": NaN, "inf": -Infinity,
        "text": " a \\u00e9 ", "empty": ""}]"""
    assert read_one(tmp_path, "a.json", text).cells() == [
        (
            *("12345678901234567890123", "9007199254740993", "1.10", "1e3", "true", "false"),
            *(None, None, None, " a é ", None),
        )
    ]


def test_records_in_records_become_columns_and_lists_of_values_are_joined(tmp_path):
    text = """[
        {"id": 1, "user": {"name": "Ana", "org": {"id": 7}}, "tags": ["a", 2, null, true]},
        {"id": 2, "user": null, "labels": [{"name": "x"}], "tags": []}]"""
    table = read_one(tmp_path, "a.json", text)
    assert table.header == ["id", "user.name", "user.org.id", "tags", "user", "labels"]
    assert table.cells() == [
        ("1", "Ana", "7", "a; 2; true", None, None),
        ("2", None, None, None, None, None),
    ]
    assert table.found.notices == [
        "raw/forum/a.json: left out, because their cells hold lists of records: labels"
    ]


def test_a_column_that_turns_up_in_a_later_record_is_read(tmp_path):
    records = [f'{{"id": {number}}}' for number in range(25_000)] + ['{"id": 7, "late": "x"}']
    table = read_one(tmp_path, "a.json", f"[{','.join(records)}]")
    assert table.cells("id", "late")[-2:] == [("24999", None), ("7", "x")]
    assert table.cells("_line")[-1] == (25_001,)


def test_the_key_of_the_rows_is_asked_for_when_there_are_several_lists(tmp_path):
    text = '{"posts": [{"id": 1}], "data": {"users": [{"id": 2}, {"id": 3}]}}'
    assert refusal(tmp_path, "a.json", text) == (
        'has several lists of records; write [read] items = "posts" into the mapping to read '
        "that one; its lists are: posts (1), data.users (2)"
    )
    options = ReadOptions(items="data.users")
    assert read_one(tmp_path, "a.json", text, options).cells() == [("2",), ("3",)]
    assert refusal(tmp_path, "a.json", text, ReadOptions(items="nobody")) == (
        "has no list under nobody; its lists are: posts (1), data.users (2)"
    )


@pytest.mark.parametrize(
    "text",
    [
        '[{"items": [{"id": 1}, {"id": 2}], "other": [{"x": 1}]}, {"items": [{"id": 3}]}]',
        '{"items": [{"id": 1}, {"id": 2}]}\n{"items": []}\n{"items": [{"id": 3}]}\n',
    ],
)
def test_several_pages_in_a_file_are_read_by_the_key_of_their_rows(tmp_path, text):
    table = read_one(tmp_path, "a.json", text, ReadOptions(items="items"))
    assert table.cells("id") == [("1",), ("2",), ("3",)]


@pytest.mark.parametrize(
    ("text", "has_more"),
    [
        ('{"items": [{"id": 1}], "has_more": true, "quota": 5}', True),
        ('{"items": [{"id": 1}], "has_more": false}', False),
        ('{"total_count": 4000, "incomplete_results": true, "items": [{"id": 1}]}', True),
        ('[{"id": 1, "has_more": true}]', False),
    ],
)
def test_a_page_says_that_more_rows_follow(tmp_path, text, has_more):
    assert read_one(tmp_path, "a.json", text).found.has_more is has_more


@pytest.mark.parametrize(
    ("text", "header"),
    [('{"items": []}', []), ('{"columns": ["id"], "rows": []}', ["id"]), ("[]", [])],
)
def test_a_page_without_rows_is_not_wrong(tmp_path, text, header):
    table = read_one(tmp_path, "a.json", text)
    assert (table.header, table.rows) == (header, [])


def test_a_single_record_is_a_row(tmp_path):
    assert read_one(tmp_path, "a.json", '{"id": 1, "tags": ["x", "y"]}').cells() == [("1", "x; y")]


def test_a_line_that_is_no_record_costs_only_itself(tmp_path):
    text = '{"id": 1}\n{"id":\n[2]\n{"id": 3}\n'
    table = read_one(tmp_path, "a.jsonl", text)
    assert table.cells("_line", "id", "_text") == [
        *[(1, "1", None), (2, None, '{"id":'), (3, None, "[2]"), (4, "3", None)]
    ]
    assert table.rows[1]["_hint"] == (
        "is not a record in JSON; write one in each line, between { and }"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[{"id": 1}, {"id": 2', "is not JSON at character 13; it is cut off or damaged: "),
        ('[{"id": 1}] x', "is not JSON at character 13; it is cut off or damaged: "),
        ('{"a" [1]}', "is not JSON at character 6; it is cut off or damaged: "),
        ("[" * 100_000, "has lists or objects that are nested too deep"),
        ('{"a":' * 100_000, "has objects more than 50 deep"),
        (
            "[{" + ",".join(f'"{number}": 1' for number in range(2_001)) + "}]",
            "has more than 2,000 columns, such as 2000",
        ),
        ('[{"a": 1}]'.encode("utf-16")[:-1], "is text that is cut off or damaged; save it again"),
    ],
)
def test_damaged_json_is_one_line(tmp_path, text, why):
    assert refusal(tmp_path, "a.json", text).startswith(why)


def test_a_file_that_is_not_utf_8_is_read_with_a_notice(tmp_path):
    table = read_one(tmp_path, "a.json", '[{"who": "José"}]'.encode("cp1252"))
    assert table.cells() == [("José",)]
    assert table.found.notices == ["raw/forum/a.json: is not UTF-8 and was read as Windows-1252"]


def test_half_a_character_does_no_harm(tmp_path):
    assert read_one(tmp_path, "a.json", '[{"who": "\\ud83d Ana"}]').cells() == [("? Ana",)]


def test_values_that_lie_across_the_pieces_of_a_file_are_whole(tmp_path, monkeypatch):
    text = '{"n": [1, 22], "items": [{"id": 12345, "who": "A\\u00e9\\"x"}, {"id": -1.5e10}]}'
    whole = read_one(tmp_path / "whole", "a.json", text).cells()
    for size in range(1, 20):
        monkeypatch.setattr(json_stream, "_CHUNK", size)
        assert read_one(tmp_path / str(size), "a.json", text).cells() == whole
    assert whole == [("12345", 'Aé"x'), ("-1.5e10", None)]
