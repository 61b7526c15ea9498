"""Programs that lack parts: nothing of a part that is off is said anywhere."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.page.catalog import entries_in
from dashboard.registry import PAGES, Page, page
from dashboard.viewers.access import VIEW_AS
from data.build.build import Built, build
from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.inputs.report_lines import report_lines
from data.lineage.docs import DOCS, section
from data.outputs.digest.markdown import markdown_digest
from data.outputs.letters import letters
from data.outputs.snapshot import snapshot_files
from data.settings.files import load_program
from data.settings.parts import PARTS
from tests.data.folders import written
from tests.leak_search import sent_texts
from tests.tiles import unfolded

APP = Path(__file__).parents[2] / "dashboard" / "main.py"
AS_OF, FINAL = date(2026, 3, 1), date(2025, 12, 31)
EVERYBODY = Scope(everybody=True)
LETTERS = '[letters]\ncontact = "program@example.org"\n'
WITHOUT_PARTS = '[membership]\nnda = "off"\n[parts]\ncertification = "off"\n' + "".join(
    f"{part} = false\n" for part in ("nominations", "benefits", "renewal")
)
OF_PARTS = re.compile(r"certif|\bexams?\b|\bnda|nomin(?!al)|benefit|renew", re.IGNORECASE)
LETTERS_OF = re.compile(r"\bletters?\b(?!, digits)")
EXAMS = re.compile(r"\bexams?\b|exam_|attempt")
FILES = {
    "mvps.csv": "mvp_id,name,email,team,entered_on,left_on,nda_signed_on\n"
    "ana,Ana,ana@x.test,North,2025-01-01,,no date at all\n"
    "ben,Ben,ben@x.test,South,2025-01-01,,\n"
    "eva,Eva,eva@x.test,South,2025-01-01,2026-02-01,\n"
    "kim,Kim,kim@x.test,South,2026-05-01,,\n",
    "access.csv": "email,role,team\nlead@x.test,lead,South\n",
    "commitments.csv": "mvp_id,year,track\nana,2025,forge\nana,2026,forge\nben,2026,forum\n",
    "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at,accepted\n"
    + "".join(f"c{n},ana,forge,component,2025-{n:02}-10,\n" for n in range(1, 13))
    + "c13,ana,forge,component,2026-02-10,\nq1,ben,forum,answer,2026-02-20,true\n",
}


def built(folder: Path, settings: str, more: dict[str, str]) -> Built:
    source = written(folder / "input", FILES | more | {"program.toml": LETTERS + settings})
    return build(source, folder / "mvp.duckdb", AS_OF, load_program(source))


@pytest.fixture(scope="module")
def without_parts(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A program without any part but letters."""
    return built(tmp_path_factory.mktemp("without"), WITHOUT_PARTS, {})


def opened(
    built: Built, page: Page, viewer: str | None, monkeypatch: pytest.MonkeyPatch
) -> AppTest:
    monkeypatch.setenv("MVP_DATABASE", str(built.path))
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["as_of"] = AS_OF.isoformat()
    if viewer:
        app.session_state[VIEW_AS] = viewer
    app.switch_page(page.file).run()
    assert not app.exception
    assert not app.error
    return unfolded(app)


def texts(app: AppTest) -> list[str]:
    """Everything that the page sends, but the SQL: it is the same for every program."""
    return [
        text
        for block in (app.main, app.sidebar)
        for element in block
        if getattr(element, "proto", None) is not None
        and not (element.type == "code" and element.proto.code_text.startswith("-- "))
        for text in sent_texts(element.proto)
    ]


def found(pattern: re.Pattern[str], said: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """What each page says that has one of the words; without the pages that say nothing of it."""
    having = {name: {text for text in said[name] if pattern.search(text)} for name in said}
    return {name: those for name, those in having.items() if those}


def pages_of(viewer: str | None, parts: frozenset[str]) -> list[Page]:
    role = {None: "program", "ana@x.test": "mvp"}.get(viewer, "lead")
    return [page for page in PAGES if page.is_in(parts) and role in page.roles]


def said_on_pages(
    built: Built, parts: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, list[str]]]:
    """What each page says to the program team, a lead and an MVP."""
    for viewer in (None, "lead@x.test", "ana@x.test"):
        for each in pages_of(viewer, parts):
            yield f"{each.name} {viewer}", texts(opened(built, each, viewer, monkeypatch))


def test_no_page_says_anything_of_parts_that_are_off(
    without_parts: Built, monkeypatch: pytest.MonkeyPatch
):
    said = dict(said_on_pages(without_parts, frozenset(["letters"]), monkeypatch))
    assert len(said) > 12
    assert found(OF_PARTS, said) == {}


def test_definitions_say_nothing_of_parts_that_are_off(
    without_parts: Built, monkeypatch: pytest.MonkeyPatch
):
    app = opened(without_parts, page("definitions"), None, monkeypatch)
    said: dict[str, list[str]] = {}
    for name in entries_in(frozenset(["letters"])):
        app.selectbox(key="figure").set_value(name).run()
        assert not app.exception, name
        said[name] = texts(app)
    assert found(OF_PARTS, said) == {}


def test_no_section_of_the_rules_says_anything_of_parts_that_are_off():
    """Of all sections, also those that no figure cites today."""
    numbers = re.findall(r"^## (\d+)\.", (DOCS / "rules.md").read_text(), re.MULTILINE)
    assert len(numbers) > 15
    said = {number: [section(number, frozenset())[1]] for number in numbers}
    assert found(OF_PARTS, said) == {}
    assert found(LETTERS_OF, said) == {}


@pytest.mark.parametrize("name", ["certifications", "nominations", "benefits", "renewals"])
def test_the_address_of_a_page_that_is_off_is_no_page(
    name: str, without_parts: Built, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MVP_DATABASE", str(without_parts.path))
    app = AppTest.from_file(page(name).file, default_timeout=60).run()
    assert [error.value for error in app.error] == ["There is no such page."]
    assert not app.title


def outputs(built: Built) -> Iterator[str]:
    """The texts of the report of a build, a snapshot, letters and digests."""
    yield from report_lines(built.report)
    yield from built.changes
    day = Day(built.path, FINAL)
    for name, text in snapshot_files(day, EVERYBODY)[0].items():
        yield name
        yield text
    for letter in letters(day, EVERYBODY):
        yield from (letter.subject, letter.text, letter.html)
    yield markdown_digest(Day(built.path, AS_OF))
    yield markdown_digest(day)


def test_no_output_says_anything_of_parts_that_are_off(without_parts: Built):
    said = list(outputs(without_parts))
    assert sum("Hello" in text for text in said) == 6  # three letters, as text and as HTML
    assert found(OF_PARTS, {"outputs": said}) == {}


def test_whoever_has_no_nda_is_active_and_a_wrong_day_of_one_rejects_nothing(without_parts: Built):
    assert not without_parts.report.rejects
    day = Day(without_parts.path, AS_OF)
    rows = day.query(EVERYBODY, "select mvp_id, status from membership order by 1").fetchall()
    assert rows == [("ana", "active"), ("ben", "active"), ("eva", "left"), ("kim", "upcoming")]


OF_ALL_PARTS = {
    "certifications.csv": "mvp_id,certification,level,taken_on,passed,expires_on\n"
    "ana,ODC,associate,2025-02-01,true,2026-05-01\nben,ODC,expert,2024-02-01,true,2025-02-01\n"
    "ana,ODC,expert,2025-03-01,false,\n",
    "renewals.csv": "mvp_id,year,invited_on\nana,2025,2026-01-05\n",
    "nominations.csv": "nomination_id,nominee_name,nominee_email,nominated_by,nominated_on\n"
    "n1,Noa,noa@x.test,ana,2026-01-05\n",
    "benefits.csv": "mvp_id,benefit,granted_on\nana,slack,2025-01-05\nnobody,slack,2025-01-05\n",
    "benefits-2026.csv": "no,header,of,benefits\n",
}
SHOWN = '[parts]\ncertification = "shown"\nletters = false\n'


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A program that shows certificates, where nobody has to pass, and without letters."""
    files = {name: text for name, text in OF_ALL_PARTS.items() if "benefits" not in name}
    files["mvps.csv"] = FILES["mvps.csv"].replace("no date at all", "")
    return built(tmp_path_factory.mktemp("shown"), SHOWN, files)


def test_where_certificates_are_shown_nobody_has_to_pass(
    shown: Built, monkeypatch: pytest.MonkeyPatch
):
    parts = frozenset(PARTS) - {"exams", "letters"}
    said = dict(said_on_pages(shown, parts, monkeypatch))
    of_exams = re.compile(f"{EXAMS.pattern}|{LETTERS_OF.pattern}", re.IGNORECASE)
    assert found(of_exams, said) == {}


def test_definitions_say_nothing_of_exams_and_letters_where_there_are_none(
    shown: Built, monkeypatch: pytest.MonkeyPatch
):
    """What certificates are computed from, and what the report of a build says."""
    app = opened(shown, page("definitions"), None, monkeypatch)
    said: dict[str, list[str]] = {}
    for name in ("certifications/people", "overview/headline", "mvp/risks", "snapshot/risk"):
        app.selectbox(key="figure").set_value(name).run()
        assert not app.exception, name
        said[name] = texts(app)
    assert found(re.compile(f"{EXAMS.pattern}|{LETTERS_OF.pattern}"), said) == {}


def test_certificates_are_shown_with_how_long_they_are_valid(shown: Built):
    """Ana's ends within 90 days, whatever its level, and her failed exam changes nothing."""
    files, _ = snapshot_files(Day(shown.path, AS_OF), EVERYBODY)
    assert files["certifications.csv"].splitlines() == [
        "mvp_id,name,team,status,valid_until",
        "ana,Ana,North,expiring,2026-05-01",
        "ben,Ben,South,expired,2025-02-01",
    ]
    assert "certification" not in files["risk.csv"]
    files, _ = snapshot_files(Day(shown.path, date(2026, 1, 10)), EVERYBODY)
    assert "ana,Ana,North,2025,invited,true,certified,2026-01-05,,,\n" in files["renewals.csv"]


def test_a_program_without_letters_says_so(shown: Built):
    with pytest.raises(ProgramError, match=r"this program writes no letters: .*parts.letters"):
        letters(Day(shown.path, FINAL), EVERYBODY)


def test_a_file_of_a_part_that_is_off_is_named_and_not_read(tmp_path: Path):
    report = built(tmp_path, WITHOUT_PARTS, OF_ALL_PARTS).report
    assert not report.rejects
    assert {file.input for file in report.files} == {
        "mvps", "access", "commitments", "contributions"
    }  # fmt: skip
    why = "not read, because the settings of this program switch"
    assert report.notices == [
        f"certifications.csv: {why} certification off (parts.certification)",
        f"renewals.csv: {why} renewal off (parts.renewal)",
        f"nominations.csv: {why} nominations off (parts.nominations)",
        f"benefits.csv and 1 more: {why} benefits off (parts.benefits)",
    ]
