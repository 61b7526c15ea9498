"""This is not mine, this is mine, this figure is wrong: what is said, decided and built."""

from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.reading.builds import build_at
from dashboard.reading.rows import ViewContext, read
from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.events.folder import EventFolder
from data.frozen.freeze import freeze
from data.outputs.letters import letters
from data.settings.files import load_program
from tests.asking import (
    ANA,
    BEN,
    COUNTED,
    FILES,
    LEAD,
    TEAM,
    asks,
    click,
    copied,
    fill,
    opened,
    said,
    typed,
)
from tests.conftest import Program
from tests.data.folders import written
from tests.people import signed_in

MARCH = date(2026, 3, 31)
BEFORE = {
    **FILES,
    "accounts.csv": "source,account,mvp_id\nforum,ana.s,ana\nforum,benny,ben\n",
    "commitments.csv": "mvp_id,year,track\nana,2026,content\nben,2026,content\n",
    "program.toml": '[letters]\ncontact = "team@example.org"\n',
}
LATE = (
    "c3,ana,content,article,2026-03-01,Late,\n"
    "c4,ben,content,article,2026-03-02,A secret,https://ben.example/secret\n"
)
AFTER = {**BEFORE, "contributions.csv": FILES["contributions.csv"] + LATE}
NOT_MINE, MINE, WRONG = "This is not mine", "This is mine", "This figure is wrong"
SENT = "Sent; not yet decided"
TOLD = "Told then: 1 of 1, on track · By today's data: 2 of 1, ahead"


def rebuilt(folder: Path, files: dict[str, str]) -> Program:
    """The program of `files` in `folder`, built as of today with what is frozen there."""
    source = written(folder / "input", files)
    now = datetime.now(UTC).date()
    frozen = source / "checkpoints"
    checkpoints = frozen if frozen.is_dir() else None
    build(source, folder / "mvp.duckdb", now, load_program(source), checkpoints=checkpoints)
    return Program(folder / "mvp.duckdb", source, now)


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Ana was told of 1 piece at the checkpoint of March; then an article of before it arrived."""
    folder = tmp_path_factory.mktemp("disputed")
    program = rebuilt(folder, BEFORE)
    day = Day(program.database.resolve(), MARCH)
    freeze(day, program.source / "checkpoints", program.as_of)
    return rebuilt(folder, AFTER)


@pytest.fixture
def program(disputed: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A copy of that program, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    return copied(disputed, tmp_path)


def fields(program: Program) -> list[dict[str, str]]:
    """The fields of what was said, in order."""
    folder = EventFolder(program.database.with_name("mvp-events"))
    return [dict(event.fields) for event in folder.read().events]


def counted(program: Program) -> set[str]:
    """The ids of Ana's contributions in the newest build."""
    view = ViewContext(build_at(program.database.resolve()), program.as_of, Scope(mvp_id="ana"))
    rows = read(view, "requests/contributions", contribution_id=None)
    return set(rows["contribution_id"])


def picked(app: AppTest, label: str, value: object) -> AppTest:
    """The app after a choice was made in the one field with that label."""
    (field,) = [field for field in app.selectbox if field.label == label]
    return field.set_value(value).run()


def labels(app: AppTest) -> list[str]:
    return [each.label for each in (*app.button, *app.selectbox, *app.text_area)]


def texts(app: AppTest) -> str:
    return "\n".join(each.value for each in app.main.markdown)


def disputes_contribution(contribution_id: str = "c1", email: str | None = ANA) -> AppTest:
    return click(picked(asks(email), "Which one?", contribution_id), NOT_MINE)


def at_accounts(email: str | None = ANA) -> AppTest:
    return opened(email, "mvp", mvp="ana", tab="data")


def claims_account(source: str | None, account: str) -> AppTest:
    app = picked(at_accounts(), "Source", source)
    (field,) = [field for field in app.text_input if field.label == "Account"]
    return click(field.set_value(account).run(), MINE)


def letter_link(program: Program) -> dict[str, str]:
    """The query of the address in Ana's letter of March that disputes a figure."""
    day = Day(program.database.resolve(), MARCH)
    (letter,) = letters(day, Scope(mvp_id="ana"), "https://mvp.example.org/mvp")
    (line,) = [line for line in letter.text.splitlines() if "wrong? Say so here: " in line]
    link = urlsplit(line.partition("here: ")[2])
    assert (link.netloc, link.path) == ("mvp.example.org", "/mvp")
    return dict(parse_qsl(link.query))


def test_a_contribution_that_is_not_theirs_is_decided_and_left_out(program):
    app = disputes_contribution()
    assert said(app) == [SENT]
    about = {"what": "contribution", "is_mine": "no", "contribution_id": "c1"}
    assert fields(program) == [{**about, "title": "A *counted* one", "day": "2026-02-01"}]

    queue = opened(TEAM, "requests")
    beside = r"content: video · February 1, 2026 · counts"
    for text in (r"This is not mine: “A \*counted\* one”", beside):
        assert text in texts(queue)
    assert "blog.example" not in texts(queue)
    assert [html.partition(">")[2] for html in typed(queue)] == [f"{COUNTED}</p>"]
    click(queue, "Accept")
    assert queue.success[0].value == "Ana Asks · Accepted. The next build leaves it out."
    assert said(asks(ANA)) == ["Accepted. The next build leaves it out."]
    assert "c1" in counted(program)

    rebuilt(program.source.parent, AFTER)
    assert counted(program) == {"c2", "c3"}
    app = asks(ANA)
    assert said(app) == ["Accepted and left out"]
    for page in (app, opened(TEAM, "requests")):
        assert r"This is not mine: “A \*counted\* one” of February 1, 2026" in texts(page)
        assert "`c1`" not in texts(page)
    click(app, "Withdraw it")
    assert said(asks(ANA)) == ["Withdrawn; left out until the next build"]
    rebuilt(program.source.parent, AFTER)
    assert "c1" in counted(program)
    assert said(asks(ANA)) == ["Withdrawn"]


def test_what_was_disputed_before_is_said_before_it_is_sent(program):
    disputes_contribution()
    app = picked(asks(ANA), "Which one?", "c1")
    assert [warning.value for warning in app.warning] == ["You have said so before."]
    assert not picked(app, "Which one?", "c2").warning
    click(fill(opened(TEAM, "requests"), "Reason or question", "It is"), "Decline")
    assert not picked(asks(ANA), "Which one?", "c1").warning


def test_only_the_mvp_of_a_page_has_the_forms(program):
    for email in (TEAM, LEAD, None):
        for tab in ("contributions", "checkpoints", "data"):
            app = opened(email, "mvp", mvp="ana", tab=tab)
            assert not {NOT_MINE, MINE, WRONG} & set(labels(app))
    assert NOT_MINE in labels(asks(ANA))


def test_an_account_that_is_theirs_is_linked_by_the_next_build(program):
    app = claims_account("forum", "ana.second")
    assert said(app) == [SENT]
    queue = opened(TEAM, "requests")
    assert "This is mine: the account `ana.second` in `forum`" in texts(queue)
    assert "Linked to nobody" in texts(queue)
    click(queue, "Accept")
    assert queue.success[0].value == "Ana Asks · Accepted. The next build links it."
    rebuilt(program.source.parent, AFTER)
    app = at_accounts()
    assert said(app) == ["Accepted and linked"]
    (field,) = [field for field in app.selectbox if field.label == "Account"]
    assert field.options == ["ana.s in forum", "ana.second in forum"]


def test_an_account_that_is_not_theirs_is_no_longer_linked(program):
    app = click(picked(at_accounts(), "Account", ("forum", "ana.s")), NOT_MINE)
    assert said(app) == [SENT]
    queue = opened(TEAM, "requests")
    assert "Linked to Ana Asks" in texts(queue)
    click(queue, "Accept")
    rebuilt(program.source.parent, AFTER)
    app = at_accounts()
    assert said(app) == ["Accepted and no longer linked"]
    assert "Account" not in [field.label for field in app.selectbox]


def test_of_two_people_with_one_name_a_dispute_says_whom_it_means(program):
    """Another Ana Asks is in another team; the program team sees both."""
    namesake = "ana2,Ana Asks,ana2@example.org,2025-01-10,India\n"
    mvps = {"mvps.csv": AFTER["mvps.csv"] + namesake}
    rebuilt(program.source.parent, {**AFTER, **mvps})
    click(picked(at_accounts(), "Account", ("forum", "ana.s")), NOT_MINE)
    queue = opened(TEAM, "requests")
    assert "Linked to Ana Asks · Iberia" in texts(queue)
    assert "**Ana Asks · Iberia** · " in texts(queue)


def test_saying_that_an_account_is_theirs_tells_nothing_of_whose_it_is(program):
    """Ben has the account; those who decide see so, and Ana does not."""
    app = claims_account("forum", "BENNY")
    assert said(app) == [SENT]
    assert "Ben" not in texts(app).replace("BENNY", "")
    assert "Linked" not in texts(app)
    assert "Linked to Ben Bystander" in texts(opened(TEAM, "requests"))
    assert "Linked to nobody whom you can see" in texts(opened(LEAD, "requests"))


def test_the_link_of_a_letter_opens_the_form_with_the_figure_beside_it(program):
    query = letter_link(program)
    app = opened(ANA, "mvp", **query)
    (form,) = [each for each in app.expander if each.label == "A figure is wrong"]
    assert form.proto.expanded
    chosen = {field.label: field.value for field in form.selectbox}
    assert chosen == {"Checkpoint": str(MARCH), "Track": "content"}
    assert [each.value for each in form.markdown] == [TOLD]
    assert [error.value for error in click(app, WRONG).error] == ["Fill in the text."]
    app = click(fill(app, "What is wrong?", "There were three"), WRONG)
    assert said(app) == [SENT]
    about = {"what": "figure", "checkpoint": str(MARCH), "track": "content"}
    assert fields(program) == [{**about, "text": "There were three"}]
    again = "You have said so before."
    assert again not in [warning.value for warning in app.warning]
    app = fill(app, "What is wrong?", "There were three")
    assert again in [warning.value for warning in app.warning]

    queue = opened(TEAM, "requests")
    assert "This figure is wrong: content on March 31, 2026" in texts(queue)
    assert TOLD in texts(queue)
    click(queue, "Accept")
    assert queue.success[0].value.startswith(
        "Ana Asks · Accepted. No build changes a figure by itself"
    )
    assert said(opened(ANA, "mvp", **query)) == ["Accepted"]


def test_the_link_of_a_letter_shows_others_nothing(program):
    query = letter_link(program)
    for email in (LEAD, TEAM):
        assert WRONG not in labels(opened(email, "mvp", **query))
    app = opened(BEN, "mvp", **query)
    assert "nobody whom you can see" in app.warning[0].value
    assert not {"Ana Asks", TOLD} & {each.value for each in (*app.title, *app.main.markdown)}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"disputed": "2025-02-01"}, "“2025-02-01” is not a checkpoint with a figure of yours."),
        (
            {"disputed": str(MARCH), "disputed_track": "knitting"},
            "“knitting” is not a track with a figure of yours.",
        ),
    ],
)
def test_a_link_to_a_figure_that_is_not_there_says_so(program, query, says):
    app = opened(ANA, "mvp", mvp="ana", tab="checkpoints", **query)
    assert [warning.value.replace("\\", "") for warning in app.warning] == [says]


def test_what_was_not_frozen_has_only_what_is_known_today(program):
    app = opened(ANA, "mvp", mvp="ana", tab="checkpoints", disputed="2026-07-31")
    app = picked(app, "Track", "content")
    assert "Told then: not published · By today's data: 2 of 3, off track" in texts(app)


def say_something(fields: dict) -> None:
    """A part of the page that runs by itself, and says something."""
    from dashboard.page.in_url import begin_page
    from dashboard.page.requests.saying import send

    begin_page("mvp")
    send("mvp", "Done.", "dispute", "ana", fields)


CONTRIBUTION = {"what": "contribution", "is_mine": "no"}
ACCOUNT = {"what": "account", "source": "forum"}
NOT_LINKED = "This account is not linked to you."
LINKED = "This account is linked to you already."
FIGURE = {"what": "figure", "text": "Wrong", "track": "content"}


@pytest.mark.parametrize(
    ("email", "about", "says"),
    [
        (ANA, {**CONTRIBUTION, "contribution_id": "c1"}, None),
        (ANA, {**CONTRIBUTION, "contribution_id": "c4"}, "This is none of your contributions."),
        (ANA, {**CONTRIBUTION, "contribution_id": "c9"}, "This is none of your contributions."),
        (ANA, {**ACCOUNT, "account": "ana.s", "is_mine": "no"}, None),
        (ANA, {**ACCOUNT, "account": "benny", "is_mine": "no"}, NOT_LINKED),
        (ANA, {**ACCOUNT, "account": "ANA.S", "is_mine": "yes"}, LINKED),
        (ANA, {**ACCOUNT, "account": "new", "is_mine": "yes"}, None),
        (ANA, {**FIGURE, "checkpoint": "2026-03-31"}, None),
        (
            ANA,
            {**FIGURE, "checkpoint": "2026-03-30"},
            "There is no figure of this track at this checkpoint.",
        ),
        (TEAM, {**CONTRIBUTION, "contribution_id": "c1"}, "You cannot do this with your role."),
        (LEAD, {**CONTRIBUTION, "contribution_id": "c1"}, "You cannot do this with your role."),
        (BEN, {**CONTRIBUTION, "contribution_id": "c1"}, "This is about nobody whom you can see."),
    ],
)
def test_the_server_asks_again_whether_it_is_theirs(program, email, about, says):
    app = AppTest.from_function(say_something, args=(about,))
    app.secrets.update({"auth": {"client_id": "tests"}})
    app.user = signed_in(email)
    app.run(timeout=60)
    assert not app.exception
    assert [error.value for error in app.error] == ([says] if says else [])
    assert fields(program) == ([] if says else [about])
