"""The templates: each is recognized by its example, and makes the rows that are written here."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from data.build.contract_files import write_contract_files
from data.inputs.headers import RAW_PLACE
from data.settings.files import load
from data.sources.connect.connect import connect
from data.sources.connect.known import TEMPLATES, templates

RAW_FILE = RAW_PLACE[0]
AS_OF = date(2026, 11, 20)
CLOUD = "Professional Cloud Developer"
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

# The rows of contributions: MVP, day, kind, title, url, accepted. Ana's days are those of Tokyo,
# which is nine hours ahead of UTC; Ben's are those of UTC.
CONTRIBUTIONS = {
    "discourse.csv": [
        "ana|2026-03-02|answer|How do I page a list?||true",
        "ben|2026-03-03|answer|Which theme is the lightest?||false",
    ],
    "discourse.json": [
        "ana|2026-03-02|answer|||true",
        "ben|2026-03-03|answer|||false",
    ],
    "discourse-posts.json": ["ana|2026-03-02|answer|How do I page a list?||true"],
    "discourse-search.json": ["ana|2026-03-02|answer|||"],
    "discourse-user-actions.json": ["ana|2026-03-02|answer|How do I page a list?||"],
    # 1772442900 is 2026-03-02 09:15 UTC, 1772582400 is midnight of March 4.
    "stack-exchange.json": [
        "ana|2026-03-02|answer|||true",
        "ben|2026-03-04|answer|||false",
    ],
    "stack-exchange-data-explorer.csv": [
        "ana|2026-03-02|answer|||true",
        "ben|2026-03-04|answer|||false",
    ],
    "github-pull-requests.json": [
        "ana|2026-03-05|documentation|Explain paging|https://github.com/example/docs/pull/12|"
    ],
    "github-repositories.json": [
        "ana|2026-02-01|component|ana-l/pager|https://github.com/ana-l/pager|"
    ],
    "luma.csv": ["ana|2026-03-11|attended|||"],
    "meetup-attendees.csv": ["ana|2026-03-02|organized|||", "ben|2026-03-03|attended|||"],
    # 1773165600000 is 2026-03-10 18:00 UTC, March 11 in Tokyo.
    "meetup-rsvps.json": [
        "ana|2026-03-11|organized|Spring meetup||",
        "ben|2026-03-10|attended|Spring meetup||",
    ],
    "sessionize.csv": [
        "ana|2026-03-11|spoke|Paging at scale||",
        "ben|2026-03-10|spoke|Paging at scale||",
    ],
    "calendar.ics": [
        "ana|2026-03-11|organized|Spring meetup||",
        "ben|2026-03-10|attended|Spring meetup||",
    ],
    "feed.xml": [
        "ana|2026-03-02|article|Two voices|https://blog.example.org/two|",
        "ben|2026-03-02|article|Two voices|https://blog.example.org/two|",
    ],
    "youtube.xml": ["ana|2026-03-02|video|Paging & more|https://www.youtube.com/watch?v=aaa|"],
    "medium.xml": [
        "ana|2026-03-02|article|On paging|https://medium.com/@ana/on-paging-1?source=rss|"
    ],
    "devto.xml": ["ben|2026-03-03|article|Light themes|https://dev.to/ben/light-themes-1|"],
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
    # 15:20 on February 4, five hours behind UTC, is February 5 in Tokyo.
    "credly.json": ["ana|Professional Cloud Developer|professional|2026-02-05|true|2028-02-04"],
    "exams-certiverse.csv": [
        "ana|Professional Developer|professional|2026-03-02|true|",
        "ben|Associate Developer|associate|2026-03-03|false|",
    ],
    "exams-pearson-vue.csv": [
        "ana|Professional-DEV|professional|2026-03-05|true|",
        "ben|Associate Developer|associate|2026-03-06|false|",
    ],
}
TRACK_OF_KIND = {
    **dict.fromkeys(("answer",), "forum"),
    **dict.fromkeys(("component", "release"), "forge"),
    **dict.fromkeys(("article", "documentation", "video"), "content"),
    **dict.fromkeys(("organized", "spoke", "attended"), "meetup"),
}


@pytest.fixture(scope="module")
def contract_files(tmp_path_factory) -> dict[str, list[dict[str, str]]]:
    """The contract files that a program with all examples amounts to, by the templates alone."""
    folder = tmp_path_factory.mktemp("templates") / "program"
    shutil.copytree(TEMPLATES, folder / "sources")
    for example in (*CONTRIBUTIONS, *CERTIFICATIONS):
        copied(folder, example)
    accounts = [
        f"{source},{account},{mvp}\n"
        for source in templates()
        for mvp, known in ACCOUNTS.items()
        for account in known
    ]
    (folder / "mvps.csv").write_text(MVPS, "utf-8")
    (folder / "accounts.csv").write_text("source,account,mvp_id\n" + "".join(accounts), "utf-8")
    # The levels of these exams are not in the templates: `connect` would add them.
    for source, exam in {"credly": CLOUD, "exams-pearson-vue": "Professional-DEV"}.items():
        with (folder / "sources" / f"{source}.toml").open("a", encoding="utf-8") as file:
            file.write(f'"{exam}" = "professional"\n')
    _, report = write_contract_files(folder, folder.parent / "out", AS_OF, load())
    assert report.rejects == []
    assert report.warnings == []
    assert [notice for notice in report.notices if "not read" in notice] == []
    return {
        path.stem: list(csv.DictReader(path.open(encoding="utf-8", newline="")))
        for path in (folder.parent / "out").glob("*.csv")
    }


def copied(folder: Path, example: str) -> Path:
    """An example as the export of a source that has the name of its template."""
    raw = folder / "raw" / folder_of(example) / example
    raw.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(EXAMPLES / example, raw)
    return raw


def folder_of(example: str) -> str:
    """A folder of its own for each example; accounts are those of the template."""
    return Path(example).stem


def of_example(rows: list[dict[str, str]], example: str, columns: tuple[str, ...]) -> list[str]:
    return sorted(
        "|".join(row[c] for c in columns) for row in rows if f"/{example}" in row[RAW_FILE]
    )


def test_every_template_has_an_example_and_every_example_a_template():
    tested = {Path(name).stem for name in (*CONTRIBUTIONS, *CERTIFICATIONS)}
    assert tested == set(templates())
    assert {path.name for path in EXAMPLES.iterdir()} == {*CONTRIBUTIONS, *CERTIFICATIONS}


@pytest.mark.parametrize("example", CONTRIBUTIONS)
def test_an_example_of_contributions_gives_its_rows(example, contract_files):
    columns = ("mvp_id", "occurred_at", "kind", "title", "url", "accepted")
    rows = contract_files["contributions"]
    assert of_example(rows, example, columns) == CONTRIBUTIONS[example]


def test_each_kind_is_in_its_track(contract_files):
    rows = contract_files["contributions"]
    assert [row["track"] for row in rows] == [TRACK_OF_KIND[row["kind"]] for row in rows]


@pytest.mark.parametrize("example", CERTIFICATIONS)
def test_an_example_of_exams_gives_its_rows(example, contract_files):
    columns = ("mvp_id", "certification", "level", "taken_on", "passed", "expires_on")
    rows = contract_files["certifications"]
    assert of_example(rows, example, columns) == CERTIFICATIONS[example]


@pytest.mark.parametrize("example", [*CONTRIBUTIONS, *CERTIFICATIONS])
def test_an_example_is_recognized(example, tmp_path):
    raw = copied(tmp_path, example)
    (found,) = connect(raw, tmp_path, None, load(), AS_OF)
    template = templates()[Path(example).stem]
    assert found.lines[0] == f"is known: {template.about}"
    assert found.mapping.read_text("utf-8").startswith(template.text)


def test_levels_in_the_names_of_exams_are_added(tmp_path):
    (found,) = connect(copied(tmp_path, "credly.json"), tmp_path, None, load(), AS_OF)
    assert found.mapping.read_text("utf-8").splitlines()[-1] == f'"{CLOUD}" = "professional"'


@pytest.mark.parametrize("name", sorted(templates()))
def test_a_template_says_in_its_first_line_what_it_is_of(name):
    first = templates()[name].text.splitlines()[0]
    assert first.startswith("# ")
    assert first.endswith(".")
