"""The page Data health, for a folder with known mistakes and for several builds."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.reading import builds
from dashboard.reading.rows import ViewContext, read
from dashboard.registry import page
from data.build.build import build
from data.days.scope import Scope
from data.inputs.contradictions import TO_DO
from data.outputs.snapshot import frame_csv
from tests.data.folders import HEADERS, accepting
from tests.tiles import absences

APP = Path(__file__).parents[2] / "dashboard" / "main.py"
AS_OF = date(2026, 7, 1)
MVPS = "mvp_id,name,email,entered_on,nda_signed_on\nana,Ana,ana@example.org,2026-01-01,2026-01-01\n"
FILES = {
    "mvps.csv": MVPS,
    # two rejected for one reason, a third for another; the fourth is good
    "commitments.csv": "mvp_id,year,track\nbo,2026,forum\n=bo(),2026,forum\nana,26,forum\n"
    "ana,2026,forum\n",
    # forum is complete up to 14 days before the day, which is allowed; forge up to 15 days before;
    # meetup up to the day after, which nobody can know yet
    "sources.csv": "track,complete_until\nforum,2026-06-17\nforge,2026-06-16\n"
    "content,2026-07-01\nmeetup,2026-07-02\n",
}


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The app's database, in an empty folder."""
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    return tmp_path / "mvp.duckdb"


def publish(database: Path, files: dict[str, str]) -> None:
    """Publish a build of these files."""
    source = database.parent / "input"
    source.mkdir(exist_ok=True)
    for name, text in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text, encoding="utf-8")
    build(source, database, AS_OF, accepting(1.0))


def rows(name: str) -> list[tuple]:
    """The rows of a table of the page."""
    found = read(
        ViewContext(builds.newest_build(), AS_OF, Scope(everybody=True)), f"data_health/{name}"
    )
    return list(found.astype(object).where(found.notna(), None).itertuples(index=False, name=None))


def opened() -> AppTest:
    """The page, as of the build's day."""
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["as_of"] = str(AS_OF)
    app.run()
    return app.switch_page(page("data_health").file).run()


def test_a_warning_says_how_often_what_it_means_and_what_to_do(database):
    publish(database, FILES)
    app = opened()
    assert app.header[0].value == (  # 3 of 1 MVP, 4 commitments and 4 sources; forge is too old
        "Before you trust today's numbers: the data of forge is too old, so nobody is flagged "
        "there; 3 of 9 rows are in no figure; 1 row contradicts itself or another."
    )
    assert [warning.value for warning in app.warning] == [
        "**Rows of unknown people: 2.** They are in no figure. If one of them is an MVP, correct "
        "the mvp_id or add the MVP; “People and accounts” below lists them.",
        "**Contradictory rows: 1.** They are used as far as they make sense; “Rows to fix” below "
        "says how. Correct them in their files, and build again.",
        "**Rejected rows: 1.** They are in no figure. Fix them in their files as “Rows to fix” "
        "below says, and build again.",
        "**Tracks with old data: 1.** Nobody is flagged on them. Export them again, or enter in "
        "sources up to when they are complete.",
    ]


def test_unknown_people_are_listed_with_the_number_of_their_rows(database):
    publish(database, FILES)
    assert rows("unknown_people") == [
        ("=bo()", 1, "commitments.csv", 3),
        ("bo", 1, "commitments.csv", 2),
    ]


def test_contradictory_rows_are_listed_with_file_line_and_what_to_do(database):
    publish(database, {**FILES, "leaves.csv": "mvp_id,from_on,to_on\nana,2026-03-31,2026-03-01\n"})
    assert rows("contradictions") == [
        (
            "leaves.csv",
            2,
            "ends before it begins",
            "2026-03-31 to 2026-03-01",
            1,
            TO_DO["ends_before_it_begins"],
        ),
        (
            "sources.csv",
            5,
            "complete in the future",
            "meetup: 2026-07-02",
            1,
            TO_DO["complete_in_the_future"],
        ),
    ]
    assert any(
        warning.value.startswith("**Contradictory rows: 2.**") for warning in opened().warning
    )


def test_rows_with_words_without_a_meaning_are_apart_from_contradictory_rows(database):
    """They are not used, so the banner of contradictory rows would be wrong about them."""
    mapping = """
match = { columns = ["who", "what", "day"] }
[contributions]
contribution_id = { digest = ["who", "what", "day"] }
account = "who"
track = { value = "meetup" }
kind = { column = "what", values = { Talk = "spoke" } }
occurred_at = "day"
"""
    answers = "who,what,day\nx,Talk,2026-03-01\nx,Panel,2026-03-02\ny,panel,2026-03-03\n"
    raw = {"sources/forms.toml": mapping, "raw/forms/answers.csv": answers}
    publish(database, {"mvps.csv": MVPS, **raw})
    hint = (
        "add it to `kind.values` under [contributions] in sources/forms.toml, or leave such rows "
        "out with `only`"
    )
    assert rows("unmapped") == [("forms", "what", "Panel", 2, hint, "raw/forms/answers.csv", 3)]
    assert rows("contradictions") == []
    said = [warning.value for warning in opened().warning]
    assert (
        "**Rows not used: words without a meaning: 2.** Their mappings do not say what these words "
        "mean. Add the words to the mappings as “Rows to fix” below says, and build again."
    ) in said
    assert not any("Contradictory" in sentence for sentence in said)


def test_known_ids_and_accounts_of_strangers_are_told_apart(database):
    """Both are true at once: every mvp_id is known, and an account is linked to nobody."""
    mapping = """
match = { columns = ["who", "day"] }
[contributions]
contribution_id = { digest = ["who", "day"] }
account = "who"
track = { value = "forum" }
kind = { value = "answer" }
occurred_at = "day"
"""
    raw = {"sources/forum.toml": mapping, "raw/forum/a.csv": "who,day\nx,2026-03-01\n"}
    publish(database, {"mvps.csv": MVPS, **raw})
    app = opened()
    titles = [title.value for title in app.subheader]
    assert titles.index("Accounts that are linked to nobody") == (
        titles.index("Ids of unknown people") + 1
    )
    assert [said for said in absences(app) if "next table" in said] == [
        "Every id in the files is that of somebody in them. Raw exports name people by "
        "account; the next table has the accounts that are linked to nobody."
    ]
    assert [row[:3] for row in rows("strangers")] == [("forum", "x", 1)]


def test_a_program_without_mistakes_has_no_warnings(database):
    up_to_date = "track,complete_until\n" + "".join(
        f"{track},{AS_OF}\n" for track in ("forum", "forge", "content", "meetup")
    )
    committed = "mvp_id,year,track\nana,2026,forum\n"
    publish(
        database,
        HEADERS | {"mvps.csv": MVPS, "commitments.csv": committed, "sources.csv": up_to_date},
    )
    app = opened()
    assert app.header[0].value.startswith("Today's numbers can be trusted: ")
    assert [message.value for message in app.success] == ["There is nothing to warn about."]
    assert not app.warning


def test_what_was_never_supplied_is_said(database):
    """Contributions, commitments and the NDA are there; a file with a header alone is supplied."""
    files = {**FILES, "contributions.csv": HEADERS["contributions.csv"]}
    publish(database, {**files, "benefits.csv": HEADERS["benefits.csv"]})
    assert opened().info[0].value == (
        "No certifications were supplied, so every certification is unknown. "
        "No nominations were supplied, so nominees are unknown. "
        "No renewals were supplied, so invitations and decisions are unknown."
    )


def test_the_age_of_a_track_is_counted_up_to_the_as_of_date(database):
    publish(database, FILES)
    assert [(track, days, says) for track, _, _, days, *_, says in rows("reach")] == [
        ("forge", 15, "too old: nobody is flagged on this track"),
        ("forum", 14, "complete enough"),
        ("content", 0, "complete enough"),
        ("meetup", 0, "complete enough"),
    ]


def test_identical_mistakes_are_one_row_with_a_count_and_a_hint(database):
    publish(database, FILES)
    counted = [(times, fault, file, column) for times, fault, _, file, column in rows("reasons")]
    assert counted == [
        (2, "unknown mvp", "commitments.csv", "mvp_id"),
        (1, "bad number", "commitments.csv", "year"),
    ]
    assert all(hint for _, _, hint, _, _ in rows("reasons"))


def test_the_download_is_rejects_csv_made_safe_for_spreadsheets(database):
    publish(database, FILES)
    look = ViewContext(builds.newest_build(), AS_OF, Scope(everybody=True))
    text = frame_csv(read(look, "data_health/rejects"))
    written = database.with_name("rejects.csv").read_text(encoding="utf-8")
    header, *downloaded = csv.reader(io.StringIO(text))
    assert header == next(csv.reader(io.StringIO(written)))
    assert [line[:5] for line in downloaded] == [
        ["commitments.csv", "2", "mvp_id", "bo", "unknown_mvp"],
        ["commitments.csv", "3", "mvp_id", "'=bo()", "unknown_mvp"],
        ["commitments.csv", "4", "year", "26", "bad_number"],
    ]


def test_builds_are_listed_newest_first_with_changes_from_the_one_before(database):
    publish(database, {"mvps.csv": MVPS})
    publish(database, {"mvps.csv": MVPS + "bo,Bo,bo@example.org,2026-02-01,2026-02-01\n"})
    publish(database, FILES)
    # The third build read 1 MVP, 4 commitments and 4 sources; the second 2 MVPs, the first 1.
    assert [row[2:7] for row in rows("builds")] == [
        (9, 7, 3, 1, -1),
        (2, 1, 0, 2, 1),
        (1, None, 0, 1, None),
    ]
