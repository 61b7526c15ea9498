"""Something is missing: what people say, what is answered, and what the next build counts."""

import ast
import json
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import page
from data.events.folder import EventFolder
from tests.asking import (
    ANA,
    LEAD,
    LEADS_DECIDE,
    OTHER_LEAD,
    TEAM,
    asks,
    claim,
    click,
    copied,
    fill,
    opened,
    pick,
    published,
    said,
    shown,
    typed,
)
from tests.conftest import Program
from tests.people import signed_in

ROOT = Path(__file__).parents[2]
MISSING, REASON = "A link, or one sentence", "Reason or question"
SENT = "Sent; not yet counted"


@pytest.fixture
def program(asking: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A copy of the program of tests/asking.py, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    return copied(asking, tmp_path)


def folder(program: Program) -> EventFolder:
    return EventFolder(program.database.with_name("mvp-events"))


def kinds(program: Program) -> list[str]:
    return [event.kind for event in folder(program).read().events]


def errors(app: AppTest) -> list[str]:
    return [error.value for error in app.error]


def test_a_claim_is_asked_back_answered_accepted_and_counted_by_the_next_build(program):
    app = claim("I spoke in Porto https://blog.example/porto.")
    assert said(app) == [SENT]
    assert app.success[0].value.startswith(SENT)
    assert [field.value for field in app.text_area if field.label == MISSING] == [""]

    queue = opened(TEAM, "requests")
    assert queue.header[0].value == "1 request waits for a decision."
    click(fill(queue, REASON, "Which evening?"), "Ask back")
    assert queue.header[0].value == "No request waits for a decision."

    app = asks(ANA)
    assert said(app) == ["Asked back; not yet counted"]
    assert "Which evening?" in typed(app)[-1]
    click(fill(app, "Your answer", "The first one"), "Reply")
    assert said(app) == [SENT]

    queue = opened(TEAM, "requests")
    assert [text.split(">")[1].split("<")[0] for text in typed(queue)] == [
        "I spoke in Porto https://blog.example/porto.",
        "Which evening?",
        "The first one",
    ]
    click(queue, "Accept")
    assert said(asks(ANA)) == ["Accepted; not yet counted: the next build counts it"]

    published(program.source.parent)
    app = asks(ANA)
    assert said(app) == ["Accepted and counted"]
    request, *answers = folder(program).read().events
    assert request.fields["url"] == "https://blog.example/porto"
    assert [(event.by, event.role) for event in (request, *answers)] == [
        (ANA, "mvp"),
        (TEAM, "program"),
        (ANA, "mvp"),
        (TEAM, "program"),
    ]


def test_an_accepted_claim_that_does_not_count_says_why(program):
    claim("Again: https://blog.example/counted", track="content: video")
    click(opened(TEAM, "requests"), "Accept")
    published(program.source.parent)
    (state,) = said(asks(ANA))
    assert state.startswith("Accepted; does not count: ")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "http://www.blog.example/counted/?utm_source=mail",
            r"This address is already counted: “A \*counted\* one”, content, "
            "February 1, 2026.",
        ),
        ("https://forum.example/moderated", "This address is already there and does not count: "),
        ("https://blog.example/another", ""),
        ("no link at all", ""),
    ],
)
def test_an_address_that_is_there_is_said_before_it_is_sent(program, text, says):
    app = fill(asks(ANA), MISSING, text)
    warnings = [warning.value for warning in app.warning]
    assert [warning.startswith(says) for warning in warnings] == ([True] if says else [])
    assert kinds(program) == []


def test_an_address_that_was_sent_before_is_said_until_it_is_declined(program):
    claim("https://blog.example/new")
    again = "https://blog.example/new#top"
    app = fill(asks(ANA), MISSING, again)
    assert [warning.value for warning in app.warning] == [
        "This address was sent before: see below."
    ]
    click(fill(opened(TEAM, "requests"), REASON, "Not public"), "Decline")
    assert not fill(asks(ANA), MISSING, again).warning


def test_the_track_of_the_site_is_proposed_and_can_be_changed(program):
    app = fill(asks(ANA), MISSING, "https://blog.example/more")
    (track,) = [field for field in app.selectbox if field.label == "Track"]
    assert track.value == ("content", "video")
    pick(app, "content: article")
    fill(app, MISSING, "https://unknown.example/more")
    (track,) = [field for field in app.selectbox if field.label == "Track"]
    assert track.value == ("content", "article")


def test_a_request_is_declined_with_a_reason_that_the_mvp_reads(program):
    claim("A private meeting")
    queue = opened(TEAM, "requests")
    click(queue, "Decline")
    assert errors(queue) == ["Fill in the text."]
    click(fill(queue, REASON, "Only <b>public</b> talks"), "Decline")
    app = asks(ANA)
    assert said(app) == ["Declined"]
    assert escape("Only <b>public</b> talks") in typed(app)[-1]
    assert TEAM not in "".join(each.value for each in (*app.markdown, *app.caption))
    assert not [button for button in app.button if shown(button.label) == "Withdraw it"]


def test_a_withdrawn_request_is_settled(program):
    app = click(claim("A mistake"), "Withdraw it")
    assert said(app) == ["Withdrawn"]
    queue = opened(TEAM, "requests")
    assert said(queue) == ["Withdrawn"]
    assert not [button for button in queue.button if shown(button.label) == "Accept"]
    assert kinds(program) == ["claim", "withdrawal"]


def test_what_is_decided_stays_in_its_place_until_the_page_is_opened_again(program):
    """A second click at the same place does not meet the request of somebody else."""
    for text in ("A first talk", "A second talk", "A third talk"):
        claim(text)
    queue = opened(TEAM, "requests")
    for done in (1, 2):
        [button for button in queue.button if shown(button.label) == "Accept"][done - 1].click()
        queue.run()
        assert queue.success[0].value == "Ana Asks · Accepted. The next build counts it."
        assert [text.split(">")[1].split("<")[0] for text in typed(queue)] == [
            "A first talk",
            "A second talk",
            "A third talk",
        ]
        assert [state.partition(";")[0] for state in said(queue)] == [
            *["Accepted"] * done,
            *["Sent"] * (3 - done),
        ]
        assert len(queue.subheader) == 1
        assert [event.kind for event in folder(program).read().events].count("verdict") == done
    queue.switch_page(page("overview").file).run()
    queue.switch_page(page("requests").file).run()
    assert [state.partition(";")[0] for state in said(queue)] == ["Sent", "Accepted", "Accepted"]
    assert len(queue.subheader) == 2


def test_who_decides_reads_before_that_the_address_is_counted_or_was_sent(program):
    def warnings() -> list[str]:
        return [warning.value for warning in opened(TEAM, "requests").warning]

    claim("https://blog.example/counted?utm_source=mail")
    counted = "This address is already counted: “A \\*counted\\* one”, content, February 1, 2026."
    assert warnings() == [counted]
    claim("https://blog.example/new")
    assert warnings() == [counted]
    claim("New again: https://blog.example/new/")
    assert warnings() == [counted, "This address was sent before."]


def test_who_decides_is_not_warned_of_what_became_of_the_request_itself(program):
    claim("https://blog.example/new")
    click(opened(TEAM, "requests"), "Accept")
    published(program.source.parent)
    click(fill(opened(TEAM, "requests"), REASON, "Which one?"), "Ask back")
    queue = opened(TEAM, "requests")
    assert said(queue)[0].endswith("; counted until the next build")
    assert not queue.warning


def test_a_decision_can_be_made_again(program):
    claim("A talk")
    queue = click(opened(TEAM, "requests"), "Accept")
    click(fill(queue, REASON, "It was another one"), "Decline")
    assert said(queue) == ["Declined"]


def test_nothing_can_be_sent_where_events_cannot_be_kept_and_the_page_says_why(
    program, tmp_path, monkeypatch
):
    claim("A talk")
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("MVP_EVENTS", str(tmp_path / "file"))
    for app in (asks(ANA), opened(TEAM, "requests")):
        assert [info.value for info in app.info if "Nothing can" in info.value] == [
            "Nothing can be sent here now. The folder for what people say is no folder."
        ]
        assert not app.text_area
        assert str(tmp_path) not in "".join(info.value for info in app.info)


def test_pages_show_their_figures_where_what_people_say_cannot_be_read(program, monkeypatch):
    claim("A talk")
    monkeypatch.setattr("data.events.folder.MOST_FILES", 0)
    says = (
        "Nothing can be sent here now. The folder for what people say has more than 0 files; "
        "move the oldest away"
    )
    for app in (asks(ANA), opened(TEAM, "mvp", mvp="ana"), opened(TEAM, "requests")):
        assert says in [info.value.rstrip(".") for info in app.info]
        assert not app.text_area


def test_what_people_type_is_shown_as_they_typed_it(program):
    text = "**bold** <script>x</script> [here](https://evil.example)\n# no heading"
    claim(text)
    for app in (asks(ANA), opened(TEAM, "requests")):
        assert [html.partition(">")[2] for html in typed(app)] == [f"{escape(text)}</p>"]
        assert not [each for each in app.main.markdown if "bold" in each.value]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x" * 1001, "The text has 1,001 characters; at most 1,000 are kept."),
        ("https://[x", "The address does not begin with https:// or http:// and a server."),
        (
            "turned \u202e round",
            "The text has signs that cannot be shown; type it again without them.",
        ),
        ("  \n ", "Fill in the text."),
    ],
)
def test_bad_input_has_one_sentence_and_keeps_what_was_typed(program, text, says):
    app = claim(text)
    assert [error.replace("\\", "") for error in errors(app)] == [says]
    assert [field.value for field in app.text_area if field.label == MISSING] == [text]
    assert kinds(program) == []


def test_a_claim_without_a_track_is_not_sent(program):
    app = click(fill(asks(ANA), MISSING, "A talk"), "Send")
    assert errors(app) == ["Fill in the track."]


@pytest.mark.parametrize(("email", "by"), [(TEAM, TEAM), (LEAD, LEAD), (None, "local")])
def test_others_say_it_for_an_mvp_in_their_own_name(program, email, by):
    app = claim("A talk that I saw", email)
    (event,) = folder(program).read().events
    role = "lead" if email == LEAD else "program"
    assert (event.by, event.role, event.mvp_id) == (by, role, "ana")
    assert said(app) == [SENT]
    assert not [b for b in asks(ANA).button if shown(b.label) == "Withdraw it"]


def test_leads_decide_only_where_the_setting_says_so(program):
    claim("A talk")
    queue = opened(LEAD, "requests")
    assert said(queue) == [SENT]
    assert not queue.text_area
    assert "The program team decides." in [caption.value for caption in queue.caption]
    published(program.source.parent, **{"program.toml": LEADS_DECIDE})
    click(opened(LEAD, "requests"), "Accept")
    verdict = folder(program).read().events[-1]
    assert (verdict.by, verdict.role) == (LEAD, "lead")


def test_each_event_has_a_line_in_the_audit_log_without_its_text(program, tmp_path, monkeypatch):
    log = tmp_path / "audit.jsonl"
    monkeypatch.setenv("MVP_AUDIT_LOG", str(log))
    claim("A secret talk")
    (event,) = folder(program).read().events
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    (line,) = [line for line in lines if line["event"] == "said"]
    assert {key: line[key] for key in line if key != "at"} == {
        **{"event": "said", "who": ANA, "role": "mvp", "page": "mvp"},
        **{"what": "claim", "mvp": "ana", "id": event.id},
    }
    assert "secret" not in log.read_text()


def say_something(page: str, kind: str, mvp_id: str, fields: dict, answers: str | None) -> None:
    """A part of a page that runs by itself, and says something."""
    from dashboard.page.in_url import begin_page
    from dashboard.page.requests.saying import send

    begin_page(page)
    send(page, "Done.", kind, mvp_id, fields, answers)


CLAIM = {"text": "Forged", "day": "2026-02-01", "track": "content", "kind": "article"}


@pytest.mark.parametrize(
    ("email", "page", "kind", "mvp_id", "says"),
    [
        (ANA, "mvp", "claim", "ana", None),
        (ANA, "mvp", "claim", "ben", "This is about nobody whom you can see."),
        (LEAD, "mvp", "claim", "ana", None),
        (OTHER_LEAD, "mvp", "claim", "ana", "This is about nobody whom you can see."),
        (TEAM, "requests", "verdict", "ana", None),
        (LEAD, "requests", "verdict", "ana", "You cannot do this with your role."),
        (ANA, "mvp", "verdict", "ana", "You cannot do this with your role."),
        (ANA, "requests", "verdict", "ana", "You may not open this page."),
        (TEAM, "mvp", "withdrawal", "ana", "Only the person who wrote something answers so."),
        ("who@example.org", "mvp", "claim", "ana", "You may not open this page."),
        (None, "mvp", "claim", "ana", "You may not open this page."),
    ],
)
def test_a_part_that_runs_by_itself_asks_again_who_may_say_what(
    program, email, page, kind, mvp_id, says
):
    claim("A talk")
    (request,) = folder(program).read().events
    fields = {"claim": CLAIM, "verdict": {"decision": "accept"}, "withdrawal": {}}[kind]
    answers = None if kind == "claim" else request.id
    app = AppTest.from_function(say_something, args=(page, kind, mvp_id, fields, answers))
    app.secrets.update({"auth": {"client_id": "tests"}})
    app.user = signed_in(email) if email else {"is_logged_in": False}
    app.run(timeout=60)
    assert not app.exception
    assert errors(app) == ([says] if says else [])
    assert kinds(program) == (["claim"] if says else ["claim", kind])


def test_the_author_of_an_event_is_made_of_the_sign_in_and_nothing_else():
    """Only viewers/speaker.py makes a speaker, and only two modules of `reading` make events."""
    found: dict[str, set[str]] = {"Speaker": set(), "new": set(), "EventFolder": set()}
    for path in [*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (name := ast.unparse(node.func)) in found:
                found[name].add(f"{path.parent.name}/{path.name}")
    of_events = {"reading/events.py", "reading/calendars.py"}
    assert found == {
        "Speaker": {"viewers/speaker.py"},
        "new": of_events,
        "EventFolder": of_events,
    }
