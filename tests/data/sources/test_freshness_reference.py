"""Snapshots of raw exports equal the independent reading, which knows how far exports reach."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from data.build.build import build
from data.build.contract_files import write_contract_files
from data.days.day import Day
from data.days.scope import Scope
from data.outputs.snapshot import snapshot_files
from tests import reference
from tests.data.folders import accepting, written

BUILT_AS_OF = date(2025, 12, 31)
MAPPING = """
[match]
columns = ["id", "who", "mail", "at"]

[contributions]
contribution_id = "id"
account = "who"
email = "mail"
track = { value = "forge" }
kind = { value = "component" }
occurred_at = "at"
"""
# Ana is linked by her account and Ben by his e-mail address. Strangers have the first and the last
# row; that of 2026 is dated after the build.
POSTS = """id,who,mail,at
1,nobody,,2023-04-01
2,ANA_T,,2024-02-10T23:30:00Z
3,ana_t,,2025-03-02
4,,Ben@Example.org,2025-08-20
5,nobody,,2025-11-10
6,nobody,,2026-01-15
"""
FILES = {
    "mvps.csv": "mvp_id,name,email,entered_on,timezone,nda_signed_on\n"
    "ana,Ana,ana@example.org,2023-02-01,Asia/Tokyo,2023-02-01\n"
    "ben,Ben,ben@example.org,2024-06-01,,2024-06-01\n",
    "accounts.csv": "source,account,mvp_id\nforge,ana_t,ana\n",
    "commitments.csv": "mvp_id,year,track\nana,2024,forge\nana,2025,forge\nana,2025,content\n"
    "ben,2025,forge\n",
    "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at\n"
    "c1,ana,content,article,2025-02-01\nc2,ben,content,article,2025-10-01\n",
    "sources/forge.toml": MAPPING,
    "raw/forge/list.csv": POSTS,
}
# 2025-11-24 is 14 days after the last row of a stranger, and 96 days after Ben's. The longest pause
# of the year before is that from Ana's row to Ben's, 171 days, so nothing is stale before May 2026.
AS_OF = ["2024-12-31", "2025-07-31", "2025-11-24", "2026-04-30", "2026-05-01"]


@pytest.fixture(scope="module", params=["exports", "contract files"])
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as raw exports, and as the contract files that they amount to."""
    folder = tmp_path_factory.mktemp("freshness")
    raw = written(folder / "input", FILES)
    if request.param == "exports":
        return raw
    write_contract_files(raw, folder / "contract", BUILT_AS_OF, accepting(1.0))
    return folder / "contract"


@pytest.fixture(scope="module")
def database(source: Path) -> Path:
    return build(source, source.parent / "mvp.duckdb", BUILT_AS_OF, accepting(1.0)).path


@pytest.mark.parametrize("as_of", AS_OF)
def test_the_snapshot_equals_the_reference(source, database, as_of):
    day = date.fromisoformat(as_of)
    files, _ = snapshot_files(Day(database, day), Scope(everybody=True))
    expected = reference.snapshot(source, day, built_as_of=BUILT_AS_OF)
    for name, rows in expected.items():
        assert list(csv.DictReader(io.StringIO(files[name], newline=""))) == rows, name


def test_the_last_row_of_a_stranger_says_how_far_the_data_reaches(database):
    answer = Day(database, BUILT_AS_OF).query(
        Scope(everybody=True),
        "select complete_from, complete_until, longest_pause from data_spans where track = 'forge'",
    )
    assert answer.fetchall() == [(date(2023, 1, 1), date(2025, 11, 10), 171)]
