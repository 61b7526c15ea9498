"""A build of raw files in each format: the mapping names columns, and the format does the rest."""

from datetime import date

import pytest

from tests.data.folders import Outcome, build_files
from tests.data.sources.test_raw_calendar import event, ics
from tests.data.sources.test_raw_feed import atom
from tests.data.sources.test_raw_files import zipped
from tests.data.sources.test_raw_workbook import workbook

ACCOUNTS = "source,account,mvp_id\nforum,Ana L,ana\nforum,Ben,ben\n"
MAPPING = """
[match]
columns = {match}
{read}
[contributions]
{who}
track = {{ value = "content" }}
kind = {{ value = "article" }}
occurred_at = "{at}"
title = "{title}"
"""
NAMED = {"match": '["who", "at"]', "read": "", "who": 'account = "who"', "at": "at", "title": "t"}
FEED = {"match": '["author", "link"]', "who": 'account = "author"', "at": "published"}
CALENDAR = {"match": '["uid", "role"]', "who": 'email = "email"', "at": "start"}
RECORDS = '{"who": "ana l", "at": "2025-03-01", "t": "A"}, {"who": "Ben", "at": "2025-03-02"}'
LISTS = f'{{"users": [{{"who": "x"}}], "posts": [{RECORDS}], "has_more": true}}'
BEN = "ORGANIZER;CN=B:mailto:ben@example.org"
ENTRY = "<title>{}</title><author><name>{}</name></author><published>{}</published>"


def built(folder, name: str, content: str | bytes, mapping: dict[str, str]) -> Outcome:
    files = {
        "accounts.csv": ACCOUNTS,
        "sources/forum.toml": MAPPING.format(**NAMED | mapping),
        f"raw/forum/{name}": content,
    }
    for path in files:
        (folder / "input" / path).parent.mkdir(parents=True, exist_ok=True)
    return build_files(folder, files)


@pytest.mark.parametrize(
    ("name", "content", "mapping"),
    [
        ("a.csv", "A report\n\nt;who;at\nA;ANA L;2025-03-01\n;Ben;2025-03-02\n", {}),
        (
            "a.xlsx",
            workbook(
                {
                    "Old": {"A1": ["t", "who", "at"], "A2": ["A", "Ben", date(2025, 1, 1)]},
                    "New": {
                        "A1:C1": "A report",
                        "A3": ["t", "who", "at"],
                        "A4": ["A", " ana l\u00a0", date(2025, 3, 1)],
                        "A5": ["", "Ben", date(2025, 3, 2)],
                    },
                },
                hidden=("Old",),
            ),
            {},
        ),
        ("a.json", LISTS, {"read": '[read]\nitems = "posts"'}),
        ("a.zip", zipped({"x/a.jsonl": RECORDS.replace("}, {", "}\n{")}), {}),
        (
            "a.xml",
            atom(
                ENTRY.format("A", "Ana L", "2025-02-28T20:00:00Z"),
                ENTRY.format("", "Ben", "2025-03-02"),
            ),
            FEED | {"title": "title"},
        ),
        (
            "a.ics",
            ics(
                event(
                    "ORGANIZER:mailto:ana@example.org",
                    "SUMMARY:A",
                    start="DTSTART:20250228T200000Z",
                ),
                event(BEN, start="DTSTART;VALUE=DATE:20250302", uid="2"),
            ),
            CALENDAR | {"title": "summary"},
        ),
    ],
    ids="csv workbook json zip feed calendar".split(),
)
def test_each_format_gives_the_same_contributions(tmp_path, name, content, mapping):
    outcome = built(tmp_path, name, content, mapping)
    assert outcome.rejects == []
    assert outcome.rows("select mvp_id, day, title from contributions order by day") == [
        ("ana", date(2025, 3, 1), "A"),
        ("ben", date(2025, 3, 2), None),
    ]


def test_a_last_page_that_is_not_the_last_one_is_told(tmp_path):
    outcome = built(tmp_path, "a.json", LISTS, {"read": '[read]\nitems = "posts"'})
    assert (
        "raw/forum/a.json: says that more rows follow on a next page: download that too"
        in outcome.notices
    )


def test_a_line_that_cannot_be_read_is_rejected_with_its_place(tmp_path):
    broken = 'ATTENDEE;CN="Ben:mailto:ben@example.org'
    content = ics(event(BEN, broken, start="DTSTART:20250302T100000Z"))
    outcome = built(tmp_path, "a.ics", content, CALENDAR | {"title": "summary"})
    ((file, line, _, _, reason, row),) = outcome.rejects
    assert (file, line, reason, row) == ("raw/forum/a.ics", "7", "unreadable_row", broken)


def test_a_file_that_cannot_be_read_costs_only_itself(tmp_path):
    (tmp_path / "input" / "raw" / "forum").mkdir(parents=True)
    (tmp_path / "input" / "raw" / "forum" / "scan.csv").write_bytes(b"%PDF-1.7")
    outcome = built(tmp_path, "a.csv", "t,who,at\nA,Ben,2025-03-02\n", {})
    assert [mvp_id for (mvp_id,) in outcome.rows("select mvp_id from contributions")] == ["ben"]
    assert [notice for notice in outcome.notices if "scan" in notice] == [
        "raw/forum/scan.csv: is a PDF document; export the data behind it as CSV"
    ]
