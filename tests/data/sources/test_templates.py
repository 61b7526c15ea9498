"""The templates: each is recognized by its example, and makes the rows that are written here."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from data.build.contract_files import write_contract_files
from data.settings.model import load
from data.sources.connect.connect import connect
from data.sources.connect.known import templates

AS_OF = date(2026, 11, 20)
EXAMPLES = Path(__file__).with_name("examples")
MVPS = """\
mvp_id,name,email,entered_on,timezone
ana,Ana Lopes,ana@example.org,2024-01-10,Asia/Tokyo
ben,Ben Braun,ben@example.org,2024-02-29,
"""
ACCOUNTS = {
    "ana": ["ana.l", "7001", "ana-l", "user 41", "41", "Ana L", "Ana builds", "C1"],
    "ben": ["ben_b", "7002", "benb", "user 42", "42", "Ben", "C2"],
}
ANA, BEN = ("ana", "2026-03-02"), ("ben", "2026-03-03")

# The rows of contributions: MVP, when, kind, title, url, accepted. Moments are in UTC.
CONTRIBUTIONS = {
    "discourse.csv": [
        "ana|2026-03-02T09:15:00Z|answer|How do I page a list?||true",
        "ben|2026-03-03T22:40:00Z|answer|Which theme is the lightest?||false",
    ],
    "discourse.json": [
        "ana|2026-03-02T09:15:00Z|answer|||true",
        "ben|2026-03-03T22:40:00Z|answer|||false",
    ],
    "discourse-posts.json": ["ana|2026-03-02T09:15:00Z|answer|How do I page a list?||true"],
    "discourse-search.json": ["ana|2026-03-02T09:15:00Z|answer|||"],
    "discourse-user-actions.json": ["ana|2026-03-02T09:15:00Z|answer|How do I page a list?||"],
    # 1772442900 is 2026-03-02 09:15 UTC, 1772582400 is midnight of March 4.
    "stack-exchange.json": [
        "ana|2026-03-02T09:15:00Z|answer|||true",
        "ben|2026-03-04T00:00:00Z|answer|||false",
    ],
    "stack-exchange-data-explorer.csv": [
        "ana|2026-03-02T09:15:00Z|answer|||true",
        "ben|2026-03-04T00:00:00Z|answer|||false",
    ],
    "github-pull-requests.json": [
        "ana|2026-03-05T10:00:00Z|documentation|Explain paging"
        "|https://github.com/example/docs/pull/12|"
    ],
    "github-repositories.json": [
        "ana|2026-02-01T10:00:00Z|component|ana-l/pager|https://github.com/ana-l/pager|"
    ],
    "luma.csv": ["ana|2026-03-10T18:05:00Z|attended|||"],
    "meetup-attendees.csv": ["ana|2026-03-02|organized|||", "ben|2026-03-03|attended|||"],
    # 1773165600000 is 2026-03-10 18:00 UTC.
    "meetup-rsvps.json": [
        "ana|2026-03-10T18:00:00Z|organized|Spring meetup||",
        "ben|2026-03-10T18:00:00Z|attended|Spring meetup||",
    ],
    "sessionize.csv": [
        "ana|2026-03-10T18:00:00Z|spoke|Paging at scale||",
        "ben|2026-03-10T18:00:00Z|spoke|Paging at scale||",
    ],
    "calendar.ics": [
        "ana|2026-03-10T18:00:00Z|organized|Spring meetup||",
        "ben|2026-03-10T18:00:00Z|attended|Spring meetup||",
    ],
    "feed.xml": [
        "ana|2026-03-02T09:15:00Z|article|Two voices|https://blog.example.org/two|",
        "ben|2026-03-02T09:15:00Z|article|Two voices|https://blog.example.org/two|",
    ],
    "youtube.xml": [
        "ana|2026-03-02T09:15:00Z|video|Paging & more|https://www.youtube.com/watch?v=aaa|"
    ],
    "medium.xml": [
        "ana|2026-03-02T09:15:00Z|article|On paging"
        "|https://medium.com/@ana/on-paging-1?source=rss|"
    ],
    "devto.xml": [
        "ben|2026-03-03T22:40:00Z|article|Light themes|https://dev.to/ben/light-themes-1|"
    ],
    "components.csv": [
        "ana|2026-02-05|component|Pager|https://forge.example.org/pager|",
        "ana|2026-03-05|release|Pager|https://forge.example.org/pager|",
        "ben|2026-03-01|component|Theme|https://forge.example.org/theme|",
    ],
    "advocu.csv": [
        "ana|2026-03-10|spoke|Paging at scale||",
        "ben|2026-03-11|video|Light themes|https://video.example.org/1|",
    ],
}
# The rows of certifications: MVP, exam, level, day, passed, end.
CERTIFICATIONS = {
    "credly.json": ["ana|Professional Cloud Developer|professional|2026-02-04|true|2028-02-04"],
    "exams-certiverse.csv": [
        "ana|Professional Developer|professional|2026-03-02|true|",
        "ben|Associate Developer|associate|2026-03-03|false|",
    ],
    "exams-pearson-vue.csv": [
        "ana|Professional-DEV|professional|2026-03-02|true|",
        "ben|Associate Developer|associate|2026-03-03|false|",
    ],
}
TRACK_OF_KIND = {
    **dict.fromkeys(("answer",), "forum"),
    **dict.fromkeys(("component", "release"), "forge"),
    **dict.fromkeys(("article", "documentation", "video"), "content"),
    **dict.fromkeys(("organized", "spoke", "attended"), "meetup"),
}


def program(folder: Path, example: str) -> Path:
    """A program of Ana and Ben with one example as its only export; returns the raw file."""
    raw = folder / "raw" / Path(example).stem / example
    raw.parent.mkdir(parents=True)
    shutil.copyfile(EXAMPLES / example, raw)
    (folder / "mvps.csv").write_text(MVPS, encoding="utf-8")
    accounts = [
        f"{raw.parent.name},{account},{mvp}\n"
        for mvp, known in ACCOUNTS.items()
        for account in known
    ]
    (folder / "accounts.csv").write_text("source,account,mvp_id\n" + "".join(accounts), "utf-8")
    return raw


def built(folder: Path, example: str, name: str) -> list[dict[str, str]]:
    """Connect an example as its template, and return the rows that the program amounts to."""
    raw = program(folder, example)
    (found,) = connect(raw, folder, None, load(), AS_OF)
    assert found.mapping is not None, found.lines
    assert found.lines[0] == f"is known: {templates()[raw.parent.name].about}"
    _, report = write_contract_files(folder, folder.parent / "out", AS_OF, load())
    assert report.rejects == []
    assert report.warnings == []
    with (folder.parent / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_template_has_an_example_and_every_example_a_template():
    tested = {Path(name).stem for name in (*CONTRIBUTIONS, *CERTIFICATIONS)}
    assert tested == set(templates())
    assert {path.name for path in EXAMPLES.iterdir()} == {*CONTRIBUTIONS, *CERTIFICATIONS}


@pytest.mark.parametrize("example", CONTRIBUTIONS)
def test_an_example_of_contributions_is_recognized_and_gives_its_rows(example, tmp_path):
    rows = built(tmp_path / "program", example, "contributions")
    columns = ("mvp_id", "occurred_at", "kind", "title", "url", "accepted")
    assert sorted("|".join(row[c] for c in columns) for row in rows) == CONTRIBUTIONS[example]
    assert [row["track"] for row in rows] == [TRACK_OF_KIND[row["kind"]] for row in rows]


@pytest.mark.parametrize("example", CERTIFICATIONS)
def test_an_example_of_exams_is_recognized_and_gives_its_rows(example, tmp_path):
    rows = built(tmp_path / "program", example, "certifications")
    columns = ("mvp_id", "certification", "level", "taken_on", "passed", "expires_on")
    assert sorted("|".join(row[c] for c in columns) for row in rows) == CERTIFICATIONS[example]


@pytest.mark.parametrize("name", sorted(templates()))
def test_a_template_says_in_its_first_line_what_it_is_of(name):
    first = templates()[name].text.splitlines()[0]
    assert first.startswith("# ")
    assert first.endswith(".")
