"""The record of an MVP: its files, what it says of each checkpoint, and that it is of one alone."""

import csv
import io
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from data.__main__ import commands
from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.record import record_zip
from data.outputs.snapshot import snapshot_files
from data.settings.files import load_program
from data.store.publishing import current
from tests.conftest import Program
from tests.leak_search import Roster, file_texts

from .folders import build_files, written
from .published_program import INPUT, JULY, LATE, TODAY
from .published_program import Program as Ben

OF_SNAPSHOT = ("members", "progress", "risk", "certifications", "renewals", "benefits")
EVERYBODY = Scope(everybody=True)
NASTY = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


class Page(HTMLParser):
    """A page as it is read: its tags with their attributes, its links, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def links(self) -> list[str]:
        """The addresses outside the page that its links lead to."""
        found = [attributes["href"] for tag, attributes in self.tags if tag == "a"]
        return [href for href in found if not href.startswith("#")]


def files(content: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def record(day: Day, mvp_id: str) -> dict[str, str]:
    return files(record_zip(day, Scope(mvp_id=mvp_id)))


def page_of(day: Day, mvp_id: str) -> Page:
    return Page(record(day, mvp_id)["record.html"])


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def tiny(tiny_program: Program) -> Day:
    return Day(current(tiny_program.database), tiny_program.as_of)


@pytest.fixture(scope="module")
def of_people(people: Program) -> Day:
    """The program with people of every status."""
    return Day(current(people.database), people.as_of)


def test_a_record_has_its_files_in_the_order_of_their_names_and_with_a_fixed_time(tiny):
    with ZipFile(io.BytesIO(record_zip(tiny, Scope(mvp_id="A05")))) as archive:
        names, times = archive.namelist(), {info.date_time for info in archive.infolist()}
    own = ("README.txt", "record.html", "record.json")
    csvs = (*OF_SNAPSHOT, "accounts", "checkpoints", "contributions")
    assert names == sorted([*own, *(f"{name}.csv" for name in csvs)])
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_whoever_may_see_the_mvp_gets_the_same_bytes_each_time(tiny_program, tiny):
    scopes = [
        Scope(mvp_id="A01"),
        Scope(everybody=True, only_mvp="A01"),
        Scope(teams=("North",), only_mvp="A01"),
    ]
    again = Day(current(tiny_program.database), tiny_program.as_of)
    assert len({record_zip(day, scope) for day in (tiny, again) for scope in scopes}) == 1


@pytest.mark.parametrize("scope", [Scope(), EVERYBODY, Scope(teams=("North",), only_mvp="A05")])
def test_a_scope_without_exactly_one_mvp_has_no_record(tiny, scope):
    with pytest.raises(ProgramError, match="a record is of one MVP"):
        record_zip(tiny, scope)


def test_the_files_of_a_snapshot_have_the_rows_of_the_mvp(tiny):
    whole, _ = snapshot_files(tiny, EVERYBODY)
    for mvp_id in ("A01", "A04", "A06"):
        found = record(tiny, mvp_id)
        for name in OF_SNAPSHOT:
            of_all, of_one = whole[f"{name}.csv"], found[f"{name}.csv"]
            assert of_one.splitlines()[0] == of_all.splitlines()[0]
            assert table(of_one) == [row for row in table(of_all) if row["mvp_id"] == mvp_id]


def test_the_readme_has_two_sentences(tiny):
    text = record(tiny, "A06")["README.txt"]
    assert "of Frank O'Hara in the MVP program as of August 20, 2024" in text
    assert text.replace("record.html", "").replace("record.json", "").count(".") == 2


# Each checkpoint is what the rules say as of that day.


@pytest.mark.parametrize("program", ["tiny_program", "sample_program"])
def test_each_checkpoint_has_the_figures_of_that_day(program, request):
    program = request.getfixturevalue(program)
    location = current(program.database)
    rows = Day(location, program.as_of).query(
        EVERYBODY,
        "select day, mvp_id, track, status, mvp_level, goals_met, certification, valid_until, "
        "is_committed, done, expected, target, level, goal_met from checkpoint_progress",
    )
    found = rows.fetchall()
    days = sorted({day for day, *_ in found})
    assert len(days) >= 4
    for day in days[:: max(1, len(days) // 5)]:
        asked = Day(location, day).query(
            EVERYBODY,
            "select dates.as_of, mvp_id, track, members.status, members.level, members.goals_met, "
            "members.certification, valid_until, is_committed, done, expected, target, "
            "progress.level, goal_met "
            "from progress join members using (mvp_id) join dates on true "
            "left join certification_status using (mvp_id) "
            "where is_judged and members.status != 'left'",
        )
        assert {row for row in found if row[0] == day} == set(asked.fetchall())


def test_the_days_are_the_checkpoints_of_years_with_data_and_the_day_itself(tiny):
    rows = table(record(tiny, "A05")["checkpoints.csv"])
    days = {(row["day"], row["checkpoint"]) for row in rows}
    # All of 2023 and 2024: A05 entered in 2023, and the data of the program begins then.
    assert days == {
        *((f"2023-{day}", "true") for day in ("03-31", "07-31", "09-30", "12-31")),
        *((f"2024-{day}", "true") for day in ("03-31", "07-31")),
        ("2024-08-20", "false"),
    }


def test_a_day_on_which_the_mvp_had_left_is_left_out(tiny):
    # A06 left on June 15.
    assert max(row["day"] for row in table(record(tiny, "A06")["checkpoints.csv"])) == "2024-03-31"
    assert "to June 14, 2024" in page_of(tiny, "A06").text


def test_who_has_not_entered_yet_has_a_record_without_a_year(tiny):
    text = page_of(tiny, "a00").text
    assert "In the program not yet" in text
    assert table(record(tiny, "a00")["checkpoints.csv"]) == []


# What was published is beside what is known.


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Ben's program: told 5 of 6, corrected once, and one more component arrived since."""
    program = Ben(tmp_path_factory.mktemp("told"))
    program.built(INPUT)
    program.freeze()
    program.freeze(reason="The first list was of June")
    program.built({"contributions-late.csv": LATE})
    return Day(program.published, TODAY)


def test_a_frozen_checkpoint_has_the_published_figures_beside_those_of_now(told):
    rows = table(record(told, "ben")["checkpoints.csv"])
    (july,) = [row for row in rows if row["day"] == str(JULY)]
    assert {name: july[name] for name in ("done", "expected", "target", "level")} == {
        "done": "6", "expected": "6", "target": "11", "level": "on_track",
    }  # fmt: skip
    assert {name: value for name, value in july.items() if name.startswith("published_")} == {
        "published_mvp_level": "behind",
        "published_goals_met": "false",
        "published_done": "5",
        "published_expected": "6",
        "published_target": "11",
        "published_level": "behind",
        "published_goal_met": "false",
    }
    assert (july["correction"], july["reason"]) == ("2", "The first list was of June")
    others = [row for row in rows if row["day"] != str(JULY)]
    assert others
    assert {row[name] for row in others for name in row if name.startswith("published_")} == {""}
    said = "● on track as published: 5 of 6, behind (corrected: The first list was of June)"
    assert said in page_of(told, "ben").text


def test_a_checkpoint_of_somebody_who_is_not_on_its_roster_any_more_keeps_what_was_told(tmp_path):
    program = Ben(tmp_path)
    program.built(INPUT)
    program.freeze()
    later = INPUT["mvps.csv"].replace("2025-02-01,North", "2025-08-01,North")
    program.built({"mvps.csv": later})
    day = Day(program.published, TODAY)
    (july,) = [
        row for row in table(record(day, "ben")["checkpoints.csv"]) if row["day"] == "2025-07-31"
    ]
    assert (july["done"], july["published_done"]) == ("", "5")
    assert "not known any more as published: 5 of 6, behind" in page_of(day, "ben").text


# Contributions of all years, each by the rules of its year.

CHANGED = """
[[from]]
date = "2025-07-01"
[from.tracks.meetup]
use = false
[from.tracks.content]
counts = ["video"]
"""


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Ana's three years; since July 2025 meetups are no track, and articles do not count."""
    source = written(
        tmp_path_factory.mktemp("changed") / "input",
        {
            "program.toml": CHANGED,
            "mvps.csv": "mvp_id,name,email,entered_on\nana,Ana,ana@example.org,2024-03-01\n",
            "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at,title\n"
            "c1,ana,content,article,2024-05-01,Old article\n"
            "c2,ana,meetup,organized,2024-06-01,Old meetup\n"
            "c3,ana,content,article,2025-05-01,New article\n"
            "c4,ana,meetup,organized,2025-05-01,New meetup\n"
            "c5,ana,content,video,2025-09-01,Video\n"
            "c6,ana,content,article,2024-01-05,Early article\n"
            "c7,ana,content,video,2025-12-30,Later video\n",
        },
    )
    as_of = date(2025, 12, 1)
    built = build(source, source.parent / "mvp.duckdb", as_of, load_program(source))
    return Day(built.path, as_of)


def test_contributions_are_of_all_years_each_by_the_rules_of_its_year(changed):
    found = table(record(changed, "ana")["contributions.csv"])
    columns = ("contribution_id", "counted", "not_counted_because")
    assert [tuple(row[column] for column in columns) for row in found] == [
        ("c1", "true", ""),
        ("c2", "true", ""),
        ("c3", "false", "kind"),
        ("c4", "false", "kind"),
        ("c5", "true", ""),
        ("c6", "false", "before_start"),
    ]  # fmt: skip
    of_snapshot = snapshot_files(changed, EVERYBODY)[0]["contributions.csv"]
    assert list(found[0]) == of_snapshot.splitlines()[0].split(",")


def test_the_page_lists_them_by_year_with_the_reason(changed):
    text = page_of(changed, "ana").text
    assert text.index("3 contributions, 1 counted") < text.index("3 contributions, 2 counted")
    assert "New article content, article no: its kind does not count" in text
    assert "Early article content, article no: from before the first day in the program" in text
    assert "Later video" not in text


# It is of one person alone, and safe to open.


def test_a_record_names_nobody_else(of_people, people, roster: Roster):
    of_day = of_people.query(EVERYBODY, "select mvp_id, status from membership").fetchall()
    assert {status for _, status in of_day} == {"upcoming", "active", "awaiting_nda", "left"}
    rare = [mvp_id for mvp_id, _ in of_day if mvp_id.startswith("mvp90")]
    for mvp_id in [*rare, *[mvp_id for mvp_id, _ in of_day][:10]]:
        texts = file_texts(record_zip(of_people, Scope(everybody=True, only_mvp=mvp_id)))
        named = roster.named(texts)
        assert named & {word.casefold() for word in roster.mvps[mvp_id].words}
        assert roster.others(named, {mvp_id}) == set(), mvp_id


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Somebody whose name, team and titles are markup, and whose addresses are no web pages."""
    cell = NASTY.replace('"', '""')
    lines = [
        f'n1,ana,content,article,2025-03-01,"{cell}",https://a.example/?x="><b>&y=1',
        "n2,ana,content,article,2025-03-02,=1+1,javascript:alert(3)",
        "n3,ana,content,article,2025-03-03,,data:text/html;base64,PHA+",
        "n4,ana,content,article,2025-03-04,Plain,a.example/plain",
        "n5,ana,content,article,2025-03-05,,http://b.example/untitled",
    ]
    outcome = build_files(
        tmp_path_factory.mktemp("nasty"),
        {
            "mvps.csv": "mvp_id,name,email,entered_on,team,country\n"
            f'ana,"{cell}",ana@example.org,2025-01-01,"{cell}","{cell}"\n',
            "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at,title,url\n"
            + "\n".join(lines).replace('x="><b>', "x='><b>"),
        },
    )
    return Day(outcome.built.path, date(2025, 6, 1))


def test_markup_in_the_data_is_text_on_the_page(nasty):
    page = page_of(nasty, "ana")
    assert {tag for tag, _ in page.tags}.isdisjoint(
        {"script", "img", "b", "link", "iframe", "base"}
    )
    assert page.text.count(NASTY) == 5  # title of the page, name, team, country, and a contribution
    assert not [name for _, attributes in page.tags for name in attributes if name[:2] == "on"]


def test_only_web_addresses_are_links_and_they_say_nothing_of_the_page(nasty):
    page = page_of(nasty, "ana")
    assert {urlsplit(link).netloc for link in page.links} == {"a.example", "b.example"}
    assert len(page.links) == 2
    outside = [
        attributes for tag, attributes in page.tags if tag == "a" and attributes["href"][0] != "#"
    ]
    assert {attributes["rel"] for attributes in outside} == {"noreferrer noopener"}


def test_a_page_loads_nothing(of_people, active_mvp):
    page = page_of(of_people, active_mvp)
    assert page.links
    names = {name for _, attributes in page.tags for name in attributes}
    assert names.isdisjoint({"src", "srcset", "data", "poster", "action", "background"})
    assert "url(" not in record(of_people, active_mvp)["record.html"].partition("</style>")[0]


def test_cells_are_safe_in_a_spreadsheet(nasty):
    assert ",'=1+1," in record(nasty, "ana")["contributions.csv"]


# A program that lacks parts lacks them here.


def test_a_program_without_parts_has_no_file_column_or_word_of_them(tmp_path):
    parts = ("nominations", "benefits", "renewal", "letters")
    off = "".join(f"{part} = false\n" for part in parts)
    source = written(
        tmp_path / "input",
        {
            "program.toml": f'[parts]\ncertification = "off"\n{off}',
            "mvps.csv": "mvp_id,name,email,entered_on\nana,Ana,ana@example.org,2025-01-01\n",
            "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at\n"
            "c1,ana,content,article,2025-03-01\n",
        },
    )
    built = build(source, tmp_path / "mvp.duckdb", TODAY, load_program(source))
    found = record(Day(built.path, TODAY), "ana")
    assert {f"{name}.csv" for name in ("certifications", "renewals", "benefits")}.isdisjoint(found)
    header = found["checkpoints.csv"].splitlines()[0].split(",")
    assert {"certification", "valid_until"}.isdisjoint(header)
    assert "ertif" not in found["record.html"]


def test_a_contribution_says_what_it_counts_in_the_unit_of_its_track(tmp_path):
    mentoring = 'counts = ["session"]\nmeasure = "points"\nunit = ["hour", "hours"]\n'
    source = written(
        tmp_path / "input",
        {
            "program.toml": f"[tracks.mentoring]\n{mentoring}pieces = 4\ncadence_months = 1\n",
            "mvps.csv": "mvp_id,name,email,entered_on\nana,Ana,ana@example.org,2025-01-01\n",
            "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at,points\n"
            "c1,ana,mentoring,session,2025-03-01,1200\nc2,ana,mentoring,session,2025-03-02,\n"
            "c3,ana,content,article,2025-03-03,7\n",
        },
    )
    built = build(source, tmp_path / "mvp.duckdb", TODAY, load_program(source))
    words = [word.strip() for word in page_of(Day(built.path, TODAY), "ana").words if word.strip()]
    counted = [words[words.index(f"2025-03-0{day}") + 2] for day in (1, 2, 3)]
    assert counted == ["1,200 hours", "1 hour", "yes"]


# The command.


def run(*words: object) -> tuple[int, str]:
    ended = CliRunner().invoke(commands, [*map(str, words)])
    return ended.exit_code, f"{ended.output}{ended.exception or ''}"


def test_passport_writes_the_record_of_an_mvp(tiny_program, tiny, tmp_path: Path):
    out = tmp_path / "record.zip"
    shown = ("--database", tiny_program.database, "--as-of", tiny_program.as_of, "--out", out)
    assert run("passport", "A06", *shown) == (0, f"Wrote the record of Frank O'Hara to {out}\n")
    assert out.read_bytes() == record_zip(tiny, Scope(mvp_id="A06"))


def test_passport_replaces_an_older_record_and_nothing_else(tiny_program, tmp_path):
    out, database = tmp_path / "record.zip", tmp_path / "mvp.duckdb"
    shown = ("--database", tiny_program.database, "--as-of", tiny_program.as_of, "--out")
    out.write_bytes(b"PK of an older record")
    assert run("passport", "A06", *shown, out)[0] == 0
    database.write_bytes(b"a database")
    status, said = run("passport", "A06", *shown, database)
    assert (status, said) == (
        1,
        f"{database}: there is another file with this name; name a new one",
    )
    assert database.read_bytes() == b"a database"


def test_passport_says_when_there_is_no_such_mvp_and_writes_nothing(tiny_program, tmp_path):
    out = tmp_path / "record.zip"
    shown = ("--database", tiny_program.database, "--as-of", tiny_program.as_of, "--out", out)
    status, said = run("passport", "a05", *shown)
    assert (status, said) == (1, "a05: no MVP has this mvp_id")
    assert not out.exists()
