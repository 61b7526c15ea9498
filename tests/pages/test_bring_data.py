"""The page Bring data: who may change anything on it, and what it says where nobody can."""

import ast
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.page.bring import answers
from dashboard.page.bring.closed import mappings_zip
from dashboard.registry import page
from data.bring.draft import open_draft
from data.bring.uploads import add
from data.build.build import build
from tests.conftest import Program
from tests.data.folders import accepting
from tests.people import signed_in

ROOT = Path(__file__).parents[2]
APP = ROOT / "dashboard" / "main.py"
PARTS = sorted((ROOT / "dashboard" / "page" / "bring").glob("*.py"))
# What changes files of the program, or starts something that does.
CHANGES = {
    *("add", "remove_file", "move_file", "discard", "opened_draft", "settle", "job.start"),
    *("set_cells", "set_values", "set_only", "set_reader", "propose_again"),
    *("mapping_document.set_text", "first_run.begin_program"),
}
BRINGS = page("bring_data").file


def opened(email: str | None = None) -> AppTest:
    """The page, for somebody who signed in; in local mode without an address."""
    app = AppTest.from_file(APP, default_timeout=60)
    if email is not None:
        app.secrets.update({"auth": {"client_id": "tests"}})
        app.user = signed_in(email)
    app.switch_page(BRINGS).run()
    return app


def texts(app: AppTest) -> str:
    """All texts of the page."""
    return "\n".join(str(each.value) for each in (*app.markdown, *app.info, *app.code))


@pytest.fixture
def own(people: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A copy of the program of everybody, as the app's database; its folder may be changed."""
    folder = tmp_path / "program"
    folder.mkdir()
    for path in people.source.glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    database = tmp_path / "served" / "mvp.duckdb"
    build(folder, database, people.as_of, accepting(1.0))
    monkeypatch.setenv("MVP_DATABASE", str(database))
    return Program(database, folder, people.as_of)


def calls_outside(tree: ast.AST, is_inside: bool = False) -> Iterator[str]:
    """The calls of CHANGES that are not in a block `with changing(…)`."""
    if isinstance(tree, ast.Call) and ast.unparse(tree.func).removeprefix("place.") in CHANGES:
        yield from () if is_inside else (ast.unparse(tree.func),)
    if isinstance(tree, ast.With):
        is_inside |= ast.unparse(tree.items[0].context_expr).startswith("changing(")
    for child in ast.iter_child_nodes(tree):
        yield from calls_outside(child, is_inside)


def test_nothing_is_changed_without_asking_who_the_viewer_is():
    assert len(PARTS) > 5
    called = "\n".join(path.read_text(encoding="utf-8") for path in PARTS)
    assert [name for name in CHANGES if f"{name}(" not in called] == []
    outside = {
        path.name: list(calls_outside(ast.parse(path.read_text(encoding="utf-8"))))
        for path in PARTS
    }
    assert {name: calls for name, calls in outside.items() if calls} == {}


def change_a_file(target: str) -> None:
    """A part of the page that runs by itself, and writes a file of the program."""
    from datetime import date
    from pathlib import Path

    from dashboard.page.bring.changing import changing
    from dashboard.page.bring.workplace import Workplace
    from dashboard.page.in_url import begin_page
    from data.settings.files import load

    begin_page("bring_data")
    folder = Path(target).parent
    place = Workplace(folder, None, folder / "mvp.duckdb", date(2026, 1, 1), load())
    if not Path(target).exists():
        with changing(place, "wrote a file"):
            Path(target).write_text("changed")


@pytest.mark.parametrize(
    ("email", "is_written"),
    [
        ("program@example.org", True),
        ("lead1@example.org", False),
        ("mvp903@example.org", False),
        ("nobody@example.org", False),
        (None, False),  # signed out
    ],
)
def test_only_the_program_team_changes_a_file(
    own: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, email, is_written
):
    monkeypatch.setenv("MVP_AUDIT_LOG", str(tmp_path / "audit.jsonl"))
    target = own.source / "target"
    app = AppTest.from_function(change_a_file, args=(str(target),), default_timeout=60)
    app.secrets.update({"auth": {"client_id": "tests"}})
    app.user = signed_in(email) if email else {"is_logged_in": False}
    app.run()
    assert not app.exception
    assert target.exists() == is_written
    assert bool(app.error) != is_written
    log = tmp_path / "audit.jsonl"
    lines = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    changes = [(line["who"], line["what"]) for line in lines if line["event"] == "changed"]
    assert changes == ([(email, "wrote a file")] if is_written else [])


def test_a_role_that_is_lost_changes_nothing_any_more(own: Program):
    (own.source / "raw" / "forum").mkdir(parents=True)
    (own.source / "raw" / "forum" / "posts.csv").write_text("id\n1\n")
    app = opened("program@example.org")
    access = own.source / "access.csv"
    access.write_text(access.read_text().replace("program@example.org", "other@example.org"))
    build(own.source, own.database, own.as_of, accepting(1.0))
    app.button(key="bring begin").click().run()
    assert not (own.source / ".draft").exists()
    assert page("bring_data").question not in texts(app)
    opened("other@example.org").button(key="bring begin").click().run()
    assert (own.source / ".draft").exists()


def test_an_empty_draft_is_discarded_after_one_question(own: Program):
    (own.source / "raw" / "forum").mkdir(parents=True)
    app = opened().button(key="bring begin").click().run()
    assert (own.source / ".draft").is_dir()
    app.button(key="bring discard").click().run()
    assert (own.source / ".draft").is_dir()
    app.button(key="bring discard yes").click().run()
    assert not app.exception
    assert not (own.source / ".draft").exists()
    assert [each.value for each in app.success] == ["The draft is gone."]


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("MVP_SOURCE", "/nowhere", "MVP\\_SOURCE names /nowhere, which is not a folder here"),
        ("MVP_REPLICAS", "2", "several replicas"),
    ],
)
def test_where_nobody_can_work_it_says_why_and_what_to_do(
    own: Program, monkeypatch: pytest.MonkeyPatch, variable, value, says
):
    monkeypatch.setenv(variable, value)
    app = opened()
    assert not app.exception
    assert says in app.info[0].value
    assert "python -m data" in app.code[0].value
    assert not [button for button in app.button if (button.key or "").startswith("bring")]


def test_mappings_and_answers_are_offered_where_nobody_can_work(
    own: Program, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MVP_REPLICAS", "2")
    buttons = [each.proto for each in opened().get("download_button")]
    (file,) = [button for button in buttons if button.url.endswith(".zip")]
    assert file.label == "Download mappings and answers"


def test_only_mappings_and_answers_of_the_folder_itself_are_offered(tmp_path: Path):
    (folder := tmp_path / "program").mkdir()
    (folder / "sources").mkdir()
    (tmp_path / "secrets.toml").write_text("cookie_secret = 'x'\n")
    (folder / "sources/linked.toml").symlink_to(tmp_path / "secrets.toml")
    (folder / "accounts.csv").symlink_to(tmp_path / "secrets.toml")
    for name in ("forum.toml", "forum.sql", ".env", "notes.txt"):
        (folder / "sources" / name).write_text("of the folder\n")
    (folder / "refusals.csv").write_text("source,account\nforum,=1+1\n")
    with zipfile.ZipFile(io.BytesIO(mappings_zip(folder))) as archive:
        offered = {name: archive.read(name).decode() for name in archive.namelist()}
    assert offered == {
        "sources/forum.toml": "of the folder\n",
        "sources/forum.sql": "of the folder\n",
        "refusals.csv": "source,account\nforum,=1+1\n",
    }


def test_without_a_build_every_address_leads_to_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "program" / "raw").mkdir(parents=True)
    monkeypatch.setenv("MVP_SOURCE", str(tmp_path / "program"))
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    app = AppTest.from_file(APP, default_timeout=60)
    app.run()
    assert not app.exception
    assert [title.value for title in app.title] == ["Bring data"]
    assert "drop exports of your tools" in app.info[0].value


def test_a_file_that_nothing_reads_is_taken_for_what_somebody_picks(own: Program):
    (own.source / "raw" / "talks").mkdir(parents=True)
    draft = open_draft(own.source)
    add(draft, "talks.csv", b"Who,What\nana@example.org,Grids\n", "talks")
    app = opened()
    place = "raw/talks/talks.csv"
    app.session_state[f"bring export {place}"] = True
    app.run()
    assert not app.exception
    (input_,) = [box for box in app.selectbox if box.label == "These are rows of"]
    input_.select("contributions").run()
    assert not app.exception
    assert (draft.work / "sources" / "talks.toml").is_file()


def test_large_files_are_looked_at_in_another_process(
    own: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(answers, "apart", lambda ask: asked.append(ask.func.__name__) or ask())
    draft = open_draft(own.source)
    add(draft, "forum.csv", b"post_id,username,created_at,title\n1,ann,2026-03-31T09:00Z,Grids\n")
    opened()
    assert asked == []
    monkeypatch.setattr(answers, "_LARGE", 10)
    add(draft, "forum.csv", b"post_id,username,created_at,title\n2,ben,2026-04-01T09:00Z,Lines\n")
    opened()
    assert "recognize" in asked
