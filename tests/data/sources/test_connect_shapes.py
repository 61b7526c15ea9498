"""What `python -m data connect` proposes for exports of shapes that are easily misread."""

import json
from pathlib import Path

from data.settings.files import load
from data.sources.connect.connect import connect
from tests.data.sources.raw_folder import written
from tests.data.sources.test_connect import AS_OF, connected, rows

MARKED = (
    "MVP No;Last name, first name;E-mail;MVP since;Time zone;{};{}\n"
    "M-1;Braun, Jörg;joerg@example.org;01.07.2025;Europe/Berlin;x;\n"
    "M-2;Lopes, Ana;ana@example.org;01.03.2024;Europe/Lisbon;no;x\n"
)


def test_a_column_for_each_track_gives_commitments(tmp_path: Path) -> None:
    connected(tmp_path / "p", "people/list 2026.csv", MARKED.format("Forum", "Meetups"))
    assert rows(tmp_path / "p", "commitments") == ["M-1,2026,forum", "M-2,2026,meetup"]
    assert [line.split(",")[:2] for line in rows(tmp_path / "p", "mvps")] == [
        ["M-1", "Jörg Braun"],
        ["M-2", "Ana Lopes"],
    ]


def test_a_column_for_each_year_gives_commitments(tmp_path: Path) -> None:
    text = (
        "First name,Surname,Email,Joined,Tracks 2025,Tracks 2026\n"
        "Ana,Lopes,ana@example.org,2024-03-01,Forum,Forum; Content\n"
    )
    _, mapping = connected(tmp_path / "p", "people/list.csv", text)
    assert mapping["mvps"]["name"] == {"join": ["First name", "Surname"]}
    assert rows(tmp_path / "p", "commitments") == [
        "ana@example.org,2025,forum",
        "ana@example.org,2026,content",
        "ana@example.org,2026,forum",
    ]


def test_a_list_without_a_year_gets_that_of_the_build(tmp_path: Path) -> None:
    connected(tmp_path / "p", "people/list.csv", MARKED.format("Forge", "Content"))
    assert rows(tmp_path / "p", "commitments") == ["M-1,2026,forge", "M-2,2026,content"]


def test_guests_of_an_event_are_no_mvps_and_do_not_organize_it(tmp_path: Path) -> None:
    text = "name,email,created_at,approval_status,Event start\n" + "".join(
        f"N {n},n{n}@example.org,2026-03-0{n}T10:00:00Z,{status},2026-03-20T18:00:00Z\n"
        for n, status in enumerate(["approved", "declined", "approved", "invited"], start=1)
    )
    _, mapping = connected(tmp_path, "luma/guests.csv", text)
    assert mapping.keys() == {"match", "contributions"}
    assert mapping["contributions"]["kind"] == {"value": "attended"}
    assert mapping["contributions"]["occurred_at"] == "Event start"
    assert mapping["contributions"]["only"] == {"approval_status": ["approved"]}


def test_a_log_with_a_column_of_tracks_is_one_of_contributions(tmp_path: Path) -> None:
    text = "Email,Track,Date,Title\na@example.org,Content,2026-03-01,One\n"
    _, mapping = connected(tmp_path, "log/activities 2026.csv", text)
    assert "contributions" in mapping
    assert "commitments" not in mapping


def test_accounts_that_are_linked_already_say_which_column_names_the_person(
    tmp_path: Path,
) -> None:
    (tmp_path / "accounts.csv").write_text("source,account,mvp_id\nstack,1001,M-1\n", "utf-8")
    owner = {"user_id": 1001, "link": "https://s.example/users/1001", "display_name": "J"}
    items = [
        {"owner": owner, "is_solution": False, "created": 1767700000 + n, "reply_id": n}
        for n in range(7000, 7004)
    ]
    text = json.dumps({"items": items, "has_more": False})
    _, mapping = connected(tmp_path, "stack/answers.json", text)
    section = mapping["contributions"]
    assert section["account"] == "owner.user_id"
    assert "url" not in section, "the address of a person would make all rows one contribution"


def test_a_list_of_speakers_is_split_where_accounts_say_so(tmp_path: Path) -> None:
    (tmp_path / "accounts.csv").write_text("source,account,mvp_id\ntalks,Ana L,M-1\n", "utf-8")
    text = (
        "Session Id,Title,Speakers,Scheduled At,Status\n"
        '1,One,"Ben B, Ana L",2026-03-01,Accepted\n'
        "2,Two,Ben B,2026-03-02,Declined\n3,Three,Ben B,2026-03-03,Accepted\n"
    )
    _, mapping = connected(tmp_path, "talks/sessions.csv", text)
    assert mapping["contributions"]["account"] == {"column": "Speakers", "split": [","]}
    assert mapping["contributions"]["only"] == {"Status": ["Accepted"]}


def test_titles_of_a_short_export_are_not_taken_for_types(tmp_path: Path) -> None:
    text = "Talk,Speaker email,Held on\n" + "".join(
        f"Talk {n},a@example.org,2026-03-0{n}\n" for n in range(1, 4)
    )
    _, mapping = connected(tmp_path, "talks/march.csv", text)
    assert mapping["contributions"]["kind"] == {"value": "spoke"}


def test_releases_are_versions_of_their_repository(tmp_path: Path) -> None:
    records = [
        {"author": {"login": "ana"}, "repository": "grid", "tag_name": tag, "published_at": day}
        for tag, day in [("v1", "2026-01-02T20:00:00Z"), ("v2", "2026-02-02T20:00:00Z")]
    ]
    text = "\n".join(
        json.dumps(record | {"html_url": f"https://g.example/{record['tag_name']}"})
        for record in records
    )
    _, mapping = connected(tmp_path, "repos/releases.jsonl", text)
    kind = {"first": "component", "later": "release", "of": ["repository"]}
    assert mapping["contributions"]["kind"] == kind


def test_a_feed_of_videos_is_not_read_as_the_blog_of_another_folder(tmp_path: Path) -> None:
    entry = (
        '<entry><title>T</title><link href="{}"/><author><name>A</name></author>'
        "<published>2026-03-01T10:00:00Z</published></entry>"
    )
    feeds = {"blog": "https://b.example/1", "more": "https://m.example/1"}
    feeds["videos"] = "https://www.youtube.com/watch?v=1"
    for source, link in feeds.items():
        text = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry.format(link)}</feed>'
        written(tmp_path, {"feed.xml": text}, source)
    found = [*connect(tmp_path / "raw", tmp_path, None, load(), AS_OF)]
    assert [one.mapping.stem if one.mapping else one.lines[0] for one in found] == [
        "blog",
        "is read by sources/blog.toml",
        "videos",
    ]
    assert '"video"' in (tmp_path / "sources" / "videos.toml").read_text("utf-8")
