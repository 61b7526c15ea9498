"""The digest in a chat: what is posted, what names can do in it, and what an answer means."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.outputs.digest import NOTHING, Digest, Item, Part, TeamNews
from data.outputs.digest.chat import bodies
from data.sending.chat import WEBHOOK, ChatTransport
from data.sending.log import open_log
from data.sending.outgoing import Outgoing
from data.sending.run import Outcome, send_all
from tests.data.sending.chat_server import HANG_UP, chat_server
from tests.data.sending.mail_server import free_port
from tests.data.sending.test_answers import QUICK

SECRET = "sesame-4711"
MARKUP = "*S* _x_ ~y~ `z` <!channel> <https://x.org|here> &amp; [a](https://x.org) <at>all</at>"
WEEK = Digest(
    title="MVP program, the week up to Apr 14, 2025",
    sentences=["As of Apr 14, 2025. Next checkpoint: Jul 31, in 108 days."],
    teams=[
        TeamNews("North", [Part("New flags", [Item(MARKUP, "forge", "high (0 of 3)")])]),
        TeamNews("South & <East>", []),
    ],
)
LINES = [
    WEEK.title, WEEK.sentences[0], "North", "New flags", f"{MARKUP}: forge, high (0 of 3)",
    "South & <East>", NOTHING,
]  # fmt: skip


def posts(week: Digest, chat: str) -> list[Any]:
    return [json.loads(line) for line in bodies(week, chat).splitlines()]


def slack_lines(post: dict[str, Any]) -> list[str]:
    """The lines that Slack shows of a post of one `rich_text` block."""
    (block,) = post["blocks"]
    assert (block["type"], post.keys()) == ("rich_text", {"text", "blocks"})
    return [_line_of(section) for section in _sections(block)]


def _sections(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for element in block["elements"]:
        if element["type"] == "rich_text_list":
            yield from element["elements"]
        else:
            yield element


def _line_of(section: dict[str, Any]) -> str:
    assert section["type"] == "rich_text_section"
    assert {element["type"] for element in section["elements"]} == {"text"}
    return "".join(element["text"] for element in section["elements"]).strip("\n")


def teams_lines(post: dict[str, Any]) -> list[str]:
    """The lines that Teams shows of a message with one card."""
    (attachment,) = post["attachments"]
    card = attachment["content"]
    assert post["type"] == "message"
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert (card["type"], card["version"]) == ("AdaptiveCard", "1.4")
    runs = [run for block in card["body"] for run in block["inlines"]]
    assert {block["type"] for block in card["body"]} == {"RichTextBlock"}
    assert {run["type"] for run in runs} == {"TextRun"}
    return [
        "".join(run["text"] for run in block["inlines"]).removeprefix("• ")
        for block in card["body"]
    ]


SHOWN = {"slack": slack_lines, "teams": teams_lines}


@pytest.mark.parametrize("chat", ["slack", "teams"])
def test_a_post_has_every_line_and_names_stay_as_they_are(chat):
    (post,) = posts(WEEK, chat)
    assert SHOWN[chat](post) == LINES


def test_a_notification_of_slack_reads_no_markup():
    (post,) = posts(Digest("A & <!channel>", [], []), "slack")
    assert post["text"] == "A &amp; &lt;!channel&gt;"


@pytest.mark.parametrize("chat", ["slack", "teams"])
def test_a_long_digest_becomes_several_posts_that_say_which_team_it_is(chat):
    items = [Item(f"Person {number:03}", None, "x" * 80) for number in range(200)]
    teams = [TeamNews(team, [Part("New flags", items)]) for team in ("North", "South")]
    found = posts(Digest(WEEK.title, WEEK.sentences, teams), chat)
    shown = [SHOWN[chat](post) for post in found]
    assert len(shown) > 2
    assert max(len(json.dumps(post)) for post in found) < (13_000 if chat == "slack" else 28_000)
    assert all(lines[0] == WEEK.title for lines in shown)
    people = [line for lines in shown for line in lines if line.startswith("Person")]
    assert people == [f"{item.name}: {item.said}" for item in items] * 2
    team = ""
    for lines in shown:
        headings = [line for line in lines if line in ("North", "South", "New flags")]
        assert headings[:2] in (["North", "New flags"], ["South", "New flags"])
        assert headings[0] >= team
        team = headings[-2]


def message(parts: int = 1) -> Outgoing:
    content = b"\n".join(b'{"part":%d}' % number for number in range(parts))
    return Outgoing("slack", "slack", "A week", "A week", content)


def posted(folder: Path, address: str, parts: int = 1) -> Outcome:
    with open_log(folder / "log.jsonl") as log:
        transport = ChatTransport(address, seconds_between=0)
        return send_all([message(parts)], transport, log, QUICK)


def test_parts_are_posted_in_order_and_once(tmp_path):
    with chat_server() as chat:
        assert posted(tmp_path, chat.address, 3).sent == ["slack"]
        assert posted(tmp_path, chat.address, 3).sent_before == ["slack"]
    assert chat.posts == [{"part": 0}, {"part": 1}, {"part": 2}]
    assert chat.kinds == ["application/json"] * 3


def test_a_post_goes_by_https_to_a_server_with_a_valid_certificate_only(
    tmp_path, certificate, monkeypatch
):
    with chat_server(certificate=certificate) as chat:
        outcome = posted(tmp_path, chat.address)
        assert outcome.stopped == f"the chat cannot be reached; look at {WEBHOOK}"
        assert chat.times == 0
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert posted(tmp_path, chat.address).sent == ["slack"]
    assert chat.posts == [{"part": 0}]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_chat_is_asked_again_after_the_time_that_it_names(tmp_path, status):
    with chat_server(lambda n: (status, {"Retry-After": "1"}) if n == 1 else (202, {})) as chat:
        outcome = posted(tmp_path, chat.address)
    assert (outcome.sent, chat.times) == (["slack"], 2)


def test_a_chat_that_stays_busy_is_named_after_three_tries(tmp_path):
    with chat_server(lambda _: (429, {})) as chat:
        outcome = posted(tmp_path, chat.address)
        assert outcome.not_sent == {"slack": "the chat answers 429"}
        assert chat.times == 3
    with chat_server() as chat:  # the next run sends it
        assert posted(tmp_path, chat.address).sent == ["slack"]


@pytest.mark.parametrize("status", [302, 400, 404, 410])
def test_a_chat_that_refuses_is_named_and_not_followed_elsewhere(tmp_path, status):
    with chat_server() as other:
        with chat_server(lambda _: (status, {"Location": other.address})) as chat:
            outcome = posted(tmp_path, chat.address)
        assert outcome.not_sent == {"slack": f"the chat answers {status}; look at {WEBHOOK}"}
        assert (chat.times, other.times) == (1, 0)


@pytest.mark.parametrize(
    ("answer", "said"), [(500, "the chat answers 500"), (HANG_UP, "the chat did not answer")]
)
def test_without_a_clear_answer_it_is_uncertain_and_not_posted_again(tmp_path, answer, said):
    with chat_server(lambda _: (answer, {})) as chat:
        outcome = posted(tmp_path, chat.address)
        assert outcome.uncertain == {"slack": f"{said}; it may have arrived"}
        assert [*posted(tmp_path, chat.address).uncertain] == ["slack"]
    assert chat.times == 1


def test_a_digest_that_was_posted_in_part_is_uncertain(tmp_path):
    with chat_server(lambda n: (200 if n == 1 else 404, {})) as chat:
        outcome = posted(tmp_path, chat.address, 3)
    assert len(chat.posts) == 1
    assert outcome.uncertain == {
        "slack": "only 1 of its 3 parts were posted: the chat answers 404; look at "
        f"{WEBHOOK}; it may have arrived"
    }


def test_a_chat_that_is_not_there_leaves_nothing_uncertain(tmp_path):
    outcome = posted(tmp_path, f"http://127.0.0.1:{free_port()}/{SECRET}")
    assert outcome.stopped == f"the chat cannot be reached; look at {WEBHOOK}"
    with chat_server() as chat:
        assert posted(tmp_path, chat.address).sent == ["slack"]


@pytest.mark.parametrize("chat", ["slack", "teams"])
def test_the_command_posts_the_week_once_and_never_shows_the_address(
    sending, send, sent, monkeypatch, chat
):
    digest = ("digest", "--as-of", "2025-01-03", "--chat", chat)
    assert send(*digest).error == (
        f"the environment variable {WEBHOOK} is not set; set it to the address of the chat's "
        "webhook"
    )
    with chat_server() as server:
        monkeypatch.setenv(WEBHOOK, server.address)
        runs = [send(*digest), send(*digest), send(*digest, "--team", "North")]
    assert [run.status for run in runs] == [0, 0, 0]
    assert [run.lines[0].partition(";")[0] for run in runs] == [
        "Sent 1 digest", "Sent no digests", "Sent 1 digest",
    ]  # fmt: skip
    whole, north = (SHOWN[chat](post) for post in server.posts)
    assert {"North", "South", "+Lab"} <= {*whole}
    assert ("North" in north, "South" in north) == (True, False)
    ivy = "Ivy: invited on Jan 2, 2025, to decide by Jan 31, 2025, 28 days left"
    assert ivy in whole
    assert ivy in north
    shown = "\n".join(line for run in runs for line in [*run.lines, run.error])
    log = (sent / "digest-2025-01-03.jsonl").read_text(encoding="utf-8")
    for word in (SECRET, "localhost", "services"):
        assert word not in shown + log


@pytest.mark.parametrize("status", [404, 500, HANG_UP])
def test_no_fault_shows_the_address(send, sent, monkeypatch, status):
    with chat_server(lambda _: (status, {})) as server:
        monkeypatch.setenv(WEBHOOK, server.address)
        done = send("digest", "--as-of", "2025-01-03", "--chat", "slack")
    assert done.status == 1
    log = (sent / "digest-2025-01-03.jsonl").read_text(encoding="utf-8")
    for word in (SECRET, "localhost", "services"):
        assert word not in "\n".join(done.lines) + done.error + log


def test_a_dry_run_needs_no_address_and_shows_what_the_chat_would(send, sent):
    done = send(*"digest --as-of 2025-01-03 --chat teams --team North --dry-run".split())
    assert (done.status, done.error) == (0, "")
    assert done.lines[:2] == [
        "To: teams (teams, North)", "Subject: MVP program, the week up to Jan 3, 2025",
    ]  # fmt: skip
    assert "* Ivy: invited on Jan 2, 2025, to decide by Jan 31, 2025, 28 days left" in done.lines
    assert not sent.exists()


def test_a_team_goes_with_a_chat_only(send):
    done = send("digest", "--as-of", "2025-01-03", "--team", "North")
    assert done.status == 2
    assert "--team goes with --chat" in done.error
