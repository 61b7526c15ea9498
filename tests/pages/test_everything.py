"""A program of its own in which everything was said: its parts, words and years, everywhere."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from dashboard.page.requests import away, steps
from dashboard.registry import PROJECT, page
from data.__main__ import commands
from data.build.build import Built
from data.days.day import Day
from data.days.scope import Scope
from data.outputs.calendar import calendar_file
from data.outputs.reminders import reminders
from data.settings.words import LISTS
from tests.everything import ANA, AS_OF, FINAL, LEAD, TEAM, WITHOUT_PARTS, everything, show
from tests.leak_search import file_texts
from tests.people import signed_in
from tests.tiles import menus_open, tabs_of, unfolded

from .test_lacking_parts import OF_PARTS, texts

EVERYBODY, OF_ANA = Scope(everybody=True), Scope(mvp_id="ana")
# Words of the rules that are also plain English, or the title of a page.
_PLAIN = {"at risk", "exam due", "goals met", "to revoke"}
_LABELS = {word.replace("_", " ") for words in LISTS for word in words if "_" in word} - _PLAIN
STANDARD = re.compile(rf"\b(?:MVPs?|leads?|checkpoints?|{'|'.join(_LABELS)})\b", re.IGNORECASE)
A_YEAR = re.compile(r"\b(?:in|of|for|year|cycle) 20\d\d\b(?![/-])", re.IGNORECASE)
LETTERS = re.compile(r"\bletters?\b(?!, digits)", re.IGNORECASE)
ID = re.compile(r"\$\$|[{[?]|figure=|[\w/.@-]+$")  # of a figure, a file or a page, and JSON
CODE = re.compile(r"=>|// |schema metadata")
STAGES = re.compile(r"\bstages?\b", re.IGNORECASE)
# The pages with something of what people said, with plans and with explanations; who opens them.
PLACES = (
    *((TEAM, "mvp", tab) for tab in tabs_of("mvp")),
    *((ANA, "mvp", tab) for tab in tabs_of("mvp")),
    *((TEAM, name, "") for name in ("requests", "rehearsal", "overview", "over_the_years")),
    *((LEAD, name, "") for name in ("at_risk", "requests")),
    (TEAM, "data_health", "patterns"),
    (TEAM, "definitions", ""),
)
OF_PARTS_ALONE = (
    *((email, "mvp", "title") for email in (TEAM, ANA)),
    *((TEAM, name, "") for name in ("renewals", "rehearsal")),
)
FOLDED = (
    *("moved since checkpoint ana", "moved since build ana", "plan ana"),
    *(away.TELL, steps.RECORD),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The program with all parts."""
    return everything(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def without_parts(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same people and events in a program that lacks every part."""
    return everything(tmp_path_factory.mktemp("without"), WITHOUT_PARTS)


def opened(email: str, name: str, tab: str) -> AppTest:
    """A page with everything on it unfolded; the link has a plan and a setting to try."""
    app = AppTest.from_file(PROJECT / "dashboard" / "main.py", default_timeout=60)
    app.secrets.update({"auth": {"client_id": "tests"}})
    app.user = signed_in(email)
    app.query_params.update({"mvp": "ana", "plan-streams": "5", "levels.ahead": "3"})
    app.query_params.update({"tab": tab} if tab else {})
    for key in FOLDED:
        app.session_state[key] = True
    app = unfolded(menus_open(app.switch_page(page(name).file).run()))
    assert not app.exception, (name, tab)
    assert not app.error, (name, tab)
    return app


def said_on_pages(*places: tuple[str, str, str]) -> Iterator[tuple[str, str]]:
    """Each text that a page sends to somebody, but ids, and names of files and columns."""
    for place in places:
        for text in texts(opened(*place)):
            if not ID.match(text) and not CODE.search(text):
                yield " ".join(filter(None, place)), re.sub(r"`[^`]*`|\S+@\S+", "", text)


def command(*words: object) -> str:
    """What a command prints, or why it fails, without names of folders and options."""
    ended = CliRunner().invoke(commands, [*map(str, words)])
    return re.sub(r"/\S*/\S+|\S+@\S+|--\w+", "", f"{ended.output}{ended.exception or ''}")


def said_elsewhere(built: Built, folder: Path) -> Iterator[tuple[str, str]]:
    """What commands print and files say that are for people: their names, lines and entries."""
    shown = ("--database", built.path.with_name("mvp.duckdb"))
    (folder / "try.toml").write_text('[levels]\nahead = "3"\n[risk]\nlow = 0.9\n')
    for words in (
        ("explain", "ana", "--from", FINAL, "--to", AS_OF),
        ("explain", "ana", "--from", "before", "--to", AS_OF),
        ("rehearse", "--settings", folder / "try.toml", "--as-of", AS_OF),
        ("digest", "--as-of", AS_OF),
        ("send", "digest", "--dry-run", "--as-of", AS_OF),
        ("send", "letters", "--dry-run", "--checkpoint", FINAL),
        ("passport", "ana", "--as-of", AS_OF, "--out", folder / "record.zip"),
        ("passport", "nobody", "--as-of", AS_OF, "--out", folder / "nobody.zip"),
        ("explain", "nobody", "--from", FINAL),
    ):
        for line in command(*words, *shown).splitlines():
            yield words[0], line
    for text in file_texts((folder / "record.zip").read_bytes()):
        if not re.match(r"{|\w+,\w+|\w+\.\w+$", text):  # neither JSON, nor CSV, nor a name
            for line in re.sub("<[^>]*>", "", text.partition("</style>")[2] or text).splitlines():
                yield "record", line
    for as_of, scope, is_own in (
        *((AS_OF, scope, is_own) for scope, is_own in ((OF_ANA, True), (EVERYBODY, False))),
        (date(2025, 12, 10), OF_ANA, True),  # while the year before is decided
    ):
        calendar = calendar_file(Day(built.path, as_of), scope, "me", is_own).decode()
        for line in calendar.replace("\r\n ", "").splitlines():
            if not line.startswith(("UID", "PRODID")):
                yield "calendar", line


def found(said: Iterator[tuple[str, str]], *patterns: re.Pattern[str]) -> set[tuple[str, str]]:
    return {(where, text) for where, text in said if any(p.search(text) for p in patterns)}


def test_pages_say_nothing_of_parts_that_are_off_and_no_standard_word(
    without_parts: Built, monkeypatch: pytest.MonkeyPatch
):
    show(without_parts, monkeypatch)
    said = [*said_on_pages(*PLACES)]
    assert found(iter(said), OF_PARTS, LETTERS, STAGES, STANDARD, A_YEAR) == set()
    for text in (
        "Level in Streams",  # a rehearsal
        "What moved since the last review, November 15, 2025",
        "5 more",  # a plan
        "Needs leave",  # a call
        "many answers to one person",  # a pattern
        "Tell the program team",
    ):
        assert text in {text for _, text in said}, text


def test_commands_and_files_say_nothing_of_parts_that_are_off_and_no_standard_word(
    without_parts: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    show(without_parts, monkeypatch)
    said = [
        each for each in said_elsewhere(without_parts, tmp_path) if "parts.letters" not in each[1]
    ]
    assert len(said) > 150
    assert found(iter(said), OF_PARTS, LETTERS, STAGES, STANDARD, A_YEAR) == set()


def test_a_whole_program_says_no_standard_word_and_no_bare_year(
    whole: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    show(whole, monkeypatch)
    said = [*said_on_pages(*OF_PARTS_ALONE), *said_elsewhere(whole, tmp_path)]
    day = Day(whole.path, date(2026, 3, 10))  # the certificate ends in 52 days
    said += [("reminder", f"{each.subject}\n{each.text}") for each in reminders(day, EVERYBODY)]
    assert found(iter(said), STANDARD, A_YEAR) == set()
    lines = {text for _, text in said}
    assert any("Your decision" in line for line in lines)  # of a letter
    assert any("commitments (committed to Field notes in 2025/26)" in line for line in lines)
    assert any(line.startswith("Guild of makers: your certificate ends") for line in lines)
    assert any("Last day to decide about another year" in line for line in lines)  # of a calendar
