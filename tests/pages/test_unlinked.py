"""MVPs whom no raw export of their track knows: what Overview, their page and reports say."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import page
from data.build.build import check
from data.days.day import Day
from data.days.scope import Scope
from data.inputs.report_lines import report_lines
from data.sql.files import sql
from tests.data.folders import Outcome, accepting, build_files
from tests.data.forum_program import COMMITMENTS, MVPS, build_with_forum
from tests.people import signed_in

APP = Path(__file__).parents[2] / "dashboard" / "main.py"
AS_OF = date(2025, 12, 31)
WAY_OUT = (
    "so nothing done there counts: {names}. The program team links accounts on the page Bring "
    "data or in accounts.csv; `python -m data accounts` proposes whose they are"
)
CEM = (
    "1 of 3 MVPs committed to forum has no linked account in the exports that feed it (forum), "
    + WAY_OUT.format(names="Cem")
)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Ana has rows, Ben an account, and Cem an account on another source only."""
    work = tmp_path_factory.mktemp("unlinked")
    build_with_forum(work)
    leads = "email,role,team\nnorth@example.org,lead,North\nsouth@example.org,lead,South\n"
    names = ("mvps.csv", "commitments.csv", "accounts.csv", "contributions.csv")
    files = {name: (work / "input" / name).read_text(encoding="utf-8") for name in names}
    return build_files(work, files | {"access.csv": leads}, as_of=AS_OF)


@pytest.fixture(autouse=True)
def database(outcome: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MVP_DATABASE", str(outcome.built.path))


def warnings_on(name: str, email: str | None = None, **query: str) -> list[str]:
    """The warnings on a page, as the program team or as somebody who has signed in."""
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params.update(query | {"as_of": str(AS_OF)})
    if email:
        app.user = signed_in(email)
    app.switch_page(page(name).file).run()
    assert not app.exception
    return [warning.value for warning in app.warning]


def test_overview_says_who_has_no_linked_account_and_the_way_out():
    assert warnings_on("overview") == [f"{CEM}."]


def test_a_lead_is_told_of_their_own_people_alone(outcome):
    """Cem is of South, where nobody else has committed to the forum."""
    day = Day(outcome.built.path, AS_OF)

    def found(scope: Scope) -> list[tuple]:
        return day.query(scope, sql("pages/shared/unlinked")).fetchall()

    assert found(Scope(teams=("North",))) == []
    assert found(Scope(teams=("South",))) == [("forum", "forum", 1, ["Cem"])]
    assert found(Scope(mvp_id="ben")) == []
    assert found(Scope()) == []


def test_the_page_of_an_mvp_says_it_too():
    assert warnings_on("mvp", mvp="cem") == [
        "No account of this MVP is linked in the exports that feed forum (forum), so nothing done "
        "there counts here. Tell the program team which account is theirs."
    ]
    assert warnings_on("mvp", mvp="ben") == []


def test_the_reports_of_a_build_and_of_check_have_a_line(outcome, tmp_path):
    source = outcome.built.path.parents[1] / "input"
    checked = check(source, AS_OF, accepting(1.0))
    for report in (outcome.built.report, checked):
        assert [line for line in report_lines(report) if "no linked account" in line] == [CEM]


def test_when_nobody_is_linked_everybody_is_named_up_to_five(tmp_path):
    """Without any link all rows are of strangers, and they still show what feeds the track."""
    build_with_forum(tmp_path / "with")
    source = tmp_path / "with" / "input"
    for name in ("accounts.csv", "contributions.csv"):
        (source / name).unlink()
    people = "".join(f"p{n},Person {n},p{n}@example.org,2024-01-10,North\n" for n in range(1, 5))
    committed = "".join(f"p{n},2025,forum\n" for n in range(1, 5))
    files = {"mvps.csv": MVPS + people, "commitments.csv": COMMITMENTS + committed}
    report = build_files(tmp_path / "with", files, as_of=AS_OF).built.report
    assert report.unlinked == [
        "7 of 7 MVPs committed to forum have no linked account in the exports that feed it "
        "(forum), " + WAY_OUT.format(names="Ana, Ben, Cem, Person 1, Person 2, and 2 more")
    ]


def test_without_raw_exports_nobody_lacks_an_account(tmp_path):
    files = {"mvps.csv": MVPS, "commitments.csv": COMMITMENTS}
    assert build_files(tmp_path, files, as_of=AS_OF).built.report.unlinked == []
