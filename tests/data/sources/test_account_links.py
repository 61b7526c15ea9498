"""`python -m data accounts`: proposals in words, and answers that are kept in the folder."""

# ruff: noqa: RUF001 - names of other scripts
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from data.__main__ import commands
from data.events.folder import EventFolder
from tests.data.events.said import decided, said
from tests.data.folders import AS_OF, written

MVPS = """mvp_id,name,email,entered_on
ana,Ana Souza,ana.souza@example.org,2024-01-10
ben,Ben Ashgrove,ben@example.org,2024-01-10
cem,Cem Yıldız,cem@example.org,2024-01-10
eva,Eva Nováková,eva@example.org,2024-01-10
eva2,Eva Novakova,eva2@example.org,2024-01-10
"""
MAPPING = """
[match]
columns = ["post_id", "username", "created_at"]

[contributions]
contribution_id = "post_id"
account = "username"
track = { value = "forum" }
kind = { value = "answer" }
occurred_at = "created_at"
"""
POSTS = """post_id,username,created_at
1,ana,2025-03-01
2,asouza,2025-03-02
3,asouza,2025-05-02
4,cemy,2025-03-02
5,evan,2025-03-02
6,helper-bot,2025-03-02
7,helper-bot,2025-03-03
8,helper-bot,2025-03-04
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A program whose forum has one linked account and four others."""
    program = written(tmp_path / "program", {"mvps.csv": MVPS})
    written(program, {"accounts.csv": "source,account,mvp_id\nforum,ana,ana\n"})
    written(program / "sources", {"forum.toml": MAPPING})
    written(program / "raw" / "forum", {"posts.csv": POSTS})
    return program


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(commands, ["accounts", str(folder), "--as-of", str(AS_OF), *words])


def lines(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def test_proposals_are_listed_with_their_reasons_and_nothing_is_written(folder):
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}
    command = f"      python -m data accounts {folder} --yes forum"
    assert lines(run(folder)) == [
        "4 accounts with 7 rows are linked to nobody.",
        "3 of them may be an MVP's; nothing is linked until you say so:",
        "forum, asouza: 2 rows, 2025-03-02 to 2025-05-02",
        "    ana (Ana Souza): user name made of the name, one candidate",
        f"{command} asouza --mvp ana",
        "forum, cemy: 1 row, 2025-03-02 to 2025-03-02",
        "    cem (Cem Yıldız): user name made of the name, one candidate",
        f"{command} cemy --mvp cem",
        "forum, evan: 1 row, 2025-03-02 to 2025-03-02",
        "    eva (Eva Nováková): user name made of the name, one of 2 candidates",
        f"{command} evan --mvp eva",
        "    eva2 (Eva Novakova): user name made of the name, one of 2 candidates",
        f"{command} evan --mvp eva2",
        "If it is not theirs: the same command with --no instead of --yes.",
        "--yes-to-single links 2 accounts with one candidate.",
    ]
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before


def test_answers_are_kept_for_good(folder):
    answers = ["--yes", "Forum", "ASOUZA", "--yes", "forum", "cemy", "--no", "forum", "helper-bot"]
    assert len(lines(run(folder, *answers))) == 3
    assert (folder / "accounts.csv").read_text() == (
        "source,account,mvp_id\nforum,ana,ana\nforum,asouza,ana\nforum,cemy,cem\n"
    )
    assert (folder / "refusals.csv").read_text() == "source,account,mvp_id\nforum,helper-bot,\n"
    lines(run(folder, "--no", "forum", "evan", "--mvp", "eva"))
    assert lines(run(folder))[:4] == [
        "2 accounts with 4 rows are linked to nobody.",
        "1 of them may be an MVP's; nothing is linked until you say so:",
        "forum, evan: 1 row, 2025-03-02 to 2025-03-02",
        "    eva2 (Eva Novakova): user name made of the name, one of 2 candidates",
    ]
    lines(run(folder, "--yes", "forum", "evan", "--mvp", "ben"))
    assert lines(run(folder)) == [
        "1 account with 3 rows is linked to nobody.",
        "None of them looks like an MVP's.",
    ]
    lines(run(folder, "--yes", "forum", "helper-bot", "--mvp", "ben"))
    assert lines(run(folder)) == ["Every account of the raw files is linked to an MVP."]


def test_a_printed_command_links_the_account_whatever_its_name(folder):
    name = "Ana Souza ($HOME's)"
    posts = POSTS.replace("asouza", name)
    (folder / "raw" / "forum" / "posts.csv").write_text(posts)
    (printed,) = [line for line in lines(run(folder)) if line.endswith("--mvp ana")]
    assert lines(run(folder, *shlex.split(printed)[5:])) == [
        f"forum, {name} is ana: added to {folder / 'accounts.csv'}"
    ]


def test_all_accounts_with_one_candidate_are_linked_in_one_go(folder):
    answers = lines(
        run(folder, "--yes-to-single", "--no", "forum", "cemy", "--no", "forum", "evan")
    )
    assert answers[0].startswith("forum, asouza is ana: ")
    assert answers[-1].startswith("To undo one, delete its row in ")
    assert (folder / "accounts.csv").read_text() == (
        "source,account,mvp_id\nforum,ana,ana\nforum,asouza,ana\n"
    )
    assert lines(run(folder))[1:] == ["None of them looks like an MVP's."]


@pytest.mark.parametrize("account", [("forum", "cemy"), ("Forum", "CEMY"), (" forum", "cemy ")])
@pytest.mark.parametrize(("answer", "rows"), [("--yes", 1), ("--no", 0)])
def test_an_answer_to_one_account_goes_before_yes_to_all_in_any_case(folder, account, answer, rows):
    answers = lines(run(folder, "--yes-to-single", answer, *account))
    assert sum(line.startswith("forum, cemy ") for line in answers) == 1
    added = (folder / "accounts.csv").read_text().splitlines()
    assert added.count("forum,asouza,ana") == 1
    assert added.count("forum,cemy,cem") == rows
    assert (folder / "refusals.csv").exists() == (answer == "--no")


def test_how_to_undo_is_said_only_when_an_account_was_linked_without_its_name(folder):
    named = ["--yes", "forum", "ASOUZA", "--no", "forum", "Cemy"]
    assert len(lines(run(folder, "--yes-to-single", *named))) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--yes", "forum", "evan"], "has several candidates; say which with --mvp: eva, eva2"),
        (["--yes", "forum", "helper-bot"], "looks like no MVP; say who it is with --mvp"),
        (["--yes", "forum", "asouzza"], "is it one of these: asouza?"),
        (["--no", "forum", "ana"], "forum, ana: no such account is without an MVP"),
        (["--no", "blog", "asouza"], "blog, asouza: no such account is without an MVP"),
        (
            ["--yes", "forum", "evan", "--mvp", "eva3"],
            "no such MVP; is it one of these: eva, eva2?",
        ),
        (["--yes", "forum", "cemy", "--yes", "forum", "evan"], "evan: has several candidates"),
    ],
)
def test_an_answer_that_is_not_clear_writes_nothing(folder, words, said):
    before = (folder / "accounts.csv").read_bytes()
    result = run(folder, *words)
    assert result.exit_code == 1
    assert said in str(result.exception)
    assert (folder / "accounts.csv").read_bytes() == before
    assert not (folder / "refusals.csv").exists()


@pytest.mark.parametrize("words", [["--mvp", "ana"], ["--yes", "forum"]])
def test_wrong_usage_is_said(folder, words):
    assert run(folder, *words).exit_code == 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            b"\xef\xbb\xbfSource;Account;MVP Id;note\r\nforum;ana;ana;since May",
            b"\xef\xbb\xbfSource;Account;MVP Id;note\r\nforum;ana;ana;since May\r\n"
            b"forum;asouza;ana;\r\n",
        ),
        (
            b"mvp_id\tfrom_on\taccount\tsource\nana\t\tana\tforum\n",
            b"mvp_id\tfrom_on\taccount\tsource\nana\t\tana\tforum\nana\t\tasouza\tforum\n",
        ),
    ],
)
def test_a_file_keeps_its_delimiter_columns_and_line_ends(folder, content, expected):
    (folder / "accounts.csv").write_bytes(content)
    lines(run(folder, "--yes", "forum", "asouza"))
    assert (folder / "accounts.csv").read_bytes() == expected
    assert "3 accounts" in run(folder).output


@pytest.mark.parametrize(
    "content",
    [
        "source,account,mvp_id\nforum,ana,ana\n".encode("utf-16"),
        b"The accounts\n\nsource,account,mvp_id\nforum,ana,ana\n",
    ],
)
def test_a_file_that_cannot_take_a_row_stays_and_another_one_is_added(folder, content):
    (folder / "accounts.csv").write_bytes(content)
    lines(run(folder, "--yes", "forum", "asouza"))
    lines(run(folder, "--yes", "forum", "cemy"))
    assert (folder / "accounts.csv").read_bytes() == content
    added = (folder / "accounts-added.csv").read_text()
    assert added.endswith("\nforum,asouza,ana,,\nforum,cemy,cem,,\n")
    assert "2 accounts" in run(folder).output


def test_a_folder_that_cannot_be_written_to_is_named_in_one_line(folder):
    (folder / ".accounts.csv.new").mkdir()  # stands in the way, as a full disk would
    before = (folder / "accounts.csv").read_bytes()
    result = run(folder, "--yes", "forum", "asouza")
    assert result.exit_code == 1
    assert len(str(result.exception).splitlines()) == 1
    assert (folder / "accounts.csv").read_bytes() == before


def test_what_people_said_about_accounts_is_known_as_in_a_build(folder, tmp_path):
    about = {"what": "account", "contribution_id": None, "source": "forum"}
    mine = said("dispute", account="asouza", is_mine="yes", **about)
    not_mine = said("dispute", 1, account="cemy", is_mine="no", mvp_id="cem", **about)
    events = EventFolder(tmp_path / "events")
    for event in (mine, not_mine, decided(mine, 2), decided(not_mine, 3)):
        events.write(event)
    without = run(folder).output
    assert "asouza: 2 rows" in without
    assert "cemy: 1 row" in without
    with_events = run(folder, "--events", str(events.path)).output
    assert "evan: 1 row" in with_events
    assert "asouza" not in with_events
    assert "cemy" not in with_events
