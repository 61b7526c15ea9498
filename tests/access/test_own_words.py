"""A program with words and labels of its own: no page, letter or report says the standard ones."""

import re
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest

from dashboard.registry import PAGES
from data.__main__ import commands
from tests.access.conftest import APP, AUTH, PROJECT, Wire
from tests.conftest import TINY, Program
from tests.leak_search import file_texts, sent_texts
from tests.people import add_rows, signed_in
from tests.tiles import unfolded

AS_OF = date(2024, 8, 20)
SETTINGS = """
[letters]
contact = "circle@example.org"

[words]
program = "Ambassador circle"
person = "ambassador"
people = "ambassadors"
lead = "captain"
leads = "captains"
checkpoint = "review"
checkpoints = "reviews"

[words.labels]
on_track = "in tune"
off_track = "out of tune"
out_of_reach = "too far"
second_chance = "one more try"
goals_missed = "not this year"
awaiting_nda = "unsigned"
not_selected = "turned down"
before_start = "too early"
"""
STANDARD = re.compile(
    r".{0,40}(?:\bMVPs?\b|\b[Ll]eads?\b|\b[Cc]heckpoints?\b"
    r"|[Oo]n track|[Oo]ff track|[Oo]ut of reach|second chance|goals missed|awaiting nda"
    r"|not selected|before start).{0,40}"
)
NAME, TITLE = "MVP Lead", "Out of reach at an MVP checkpoint"  # data that has these words too
ROLES = {
    "program": "program@example.org",
    "lead": "lead.north@example.org",
    "mvp": "x1@example.org",
}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The hand-made program with words of its own, and with people and titles that have others."""
    folder = tmp_path_factory.mktemp("words")
    source, database = folder / "input", folder / "mvp.duckdb"
    shutil.copytree(TINY / "input", source)
    (source / "program.toml").write_text(SETTINGS, encoding="utf-8")
    add_rows(
        source / "mvps.csv",
        {
            **{"mvp_id": "X1", "email": "x1@example.org", "name": NAME, "team": "North"},
            **{"entered_on": "2024-01-01", "nda_signed_on": "2024-01-01"},
        },
    )
    add_rows(
        source / "contributions.csv",
        {
            **{"contribution_id": "x1", "mvp_id": "X1", "track": "content", "kind": "article"},
            **{"occurred_at": "2024-08-01", "title": TITLE},
        },
    )
    said = command("build", "--source", source, "--database", database, "--as-of", AS_OF)
    assert "Published" in said
    return Program(database, source, AS_OF)


def command(*words: object) -> str:
    """What a command prints, or why it fails."""
    ended = CliRunner().invoke(commands, [*map(str, words)])
    return f"{ended.output}{ended.exception or ''}"


def standard(texts: Iterable[str]) -> set[str]:
    """The passages that say a standard word, without those that are data."""
    said = (re.sub(rf"{NAME}|{TITLE}|\S+@\S+", "", text) for text in set(texts))
    return {passage for text in said for passage in STANDARD.findall(text)}


def read_by_people(messages: list[ForwardMsg]) -> Iterator[str]:
    """The texts of messages without ids, names of columns and SQL, of which only comments count."""
    for message in messages:
        element = message.delta.new_element
        if element.WhichOneof("type") == "code":
            yield from re.findall(r"--.*", element.code.code_text)
            continue
        for text in sent_texts(message):
            is_id = text.startswith(("$$", "{", "[")) or re.fullmatch(r"[a-z_/.-]+", text)
            if not is_id and "pandas" not in text:
                yield re.sub(r"`[^`]*`", "", text)


@pytest.fixture
def visit(program: Program, monkeypatch: pytest.MonkeyPatch):
    """Open a page as somebody, with the tables of its charts open."""
    monkeypatch.setenv("MVP_DATABASE", str(program.database))

    def open_at(user: dict, file: str | None = None, **query: str) -> AppTest:
        app = AppTest.from_file(APP, default_timeout=60)
        app.secrets.update(AUTH)
        app.user = user
        app.query_params.update({"as_of": AS_OF.isoformat()} | query)
        if file:
            app.switch_page(str(PROJECT / file))
        app = unfolded(app.run())
        assert not app.exception
        return app

    return open_at


@pytest.mark.parametrize("role", ROLES)
def test_no_page_says_a_standard_word(role: str, visit, wire: Wire) -> None:
    found = {}
    for page in PAGES:
        if role in page.roles:
            wire.messages.clear()
            app = visit(signed_in(ROLES[role]), page.file, mvp="X1")
            assert not app.error
            if said := standard(read_by_people(wire.messages)):
                found[page.name] = said
    assert found == {}
    if role == "program":
        assert "Ambassadors" in str(wire.texts())


@pytest.mark.parametrize(
    "query",
    [
        {"figure": "at_risk/calls"},
        {"figure": "at_risk/capacity"},
        {"figure": "overview/headline"},
        {"figure": "snapshot/progress"},
        {"figure": "track_record/calibration"},
    ],
    ids=lambda query: query["figure"],
)
def test_the_rules_of_a_figure_are_in_own_words(query: dict[str, str], visit, wire: Wire) -> None:
    visit(signed_in(ROLES["program"]), "pages/records/definitions.py", **query)
    assert standard(read_by_people(wire.messages)) == set()
    assert "`on_track` is “in tune”, " in "".join(wire.texts())


def test_those_without_access_read_own_words(visit, wire: Wire) -> None:
    for user in (
        {"is_logged_in": False},
        signed_in("who@example.org"),
        signed_in("x1@example.org", exp=1),
        signed_in("frank@example.org"),
    ):
        visit(user)
    visit(signed_in("x1@example.org"), "pages/program/overview.py")
    visit(signed_in("lead.north@example.org"), "pages/people/mvp.py", mvp="A05")
    assert standard(read_by_people(wire.messages)) == set()
    assert "Ambassador circle" in wire.texts()


def test_a_record_is_in_own_words(program: Program, tmp_path: Path) -> None:
    out = tmp_path / "record.zip"
    shown = ("--database", program.database, "--as-of", AS_OF, "--out", out)
    said = command("passport", "X1", *shown)
    assert "Wrote the record" in said
    files = dict(zip(*[iter(file_texts(out.read_bytes()))] * 2, strict=True))
    page = re.sub("<[^>]*>", "", files["record.html"])  # markup is not read
    assert standard([said, files["README.txt"], *page.splitlines()]) == set()
    assert "Progress at each review" in page
    assert "tells ambassadors how they are doing" in page
    assert "called ahead, in tune, behind and out of tune, and unknown" in page
    assert "the record of MVP Lead in the Ambassador circle" in files["README.txt"]


def test_letters_and_the_digest_are_in_own_words(program: Program, tmp_path: Path) -> None:
    shown = ("--database", program.database)
    out = tmp_path / "letters"
    said = [command("letters", *shown, "--checkpoint", "2024-07-31", "--out", out)]
    said += [path.read_text() for path in out.glob("*.eml")]
    said += [
        command("digest", *shown, "--as-of", AS_OF),
        command("backtest", *shown, "--as-of", AS_OF),
    ]
    said += [command("letters", *shown, "--checkpoint", "2024-07-30", "--out", out)]
    assert standard(said) == set()
    assert any("Your Ambassador circle team" in text for text in said)
    assert f"Hello {NAME}," in "".join(said)


def test_reports_are_in_own_words(program: Program, tmp_path: Path) -> None:
    shutil.copytree(program.source, folder := tmp_path / "input")
    add_rows(folder / "commitments.csv", {"mvp_id": "nobody", "year": "2024", "track": "forum"})
    add_rows(folder / "access.csv", {"email": "l@example.org", "role": "lead", "team": ""})
    said = command("check", folder, "--as-of", AS_OF)
    assert "a captain without a team sees nobody" in said
    assert "add or correct the ambassador" in said
    assert standard(re.sub(r"lead_without_team|--\w+", "", said).splitlines()) == set()
