"""`python -m data fetch`: pages of a real server on this machine are saved below raw/."""

import gzip
import os
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from data.errors import ProgramError
from data.sources.fetch.client import Limits
from data.sources.fetch.fetch import Fetched, fetch_source, fetched_mappings
from data.sources.formats.files import raw_files
from data.sources.mapping_file import read_mappings
from tests.data.sources.web_server import Answer, Request, server
from tests.machine import unavailable

TODAY = date(2026, 11, 28)
TOKEN = "sesame-4711-open"
QUICK = Limits(tries=3, request=5, run=20, first_delay=0.01)
PAGES = {1: [{"id": 1}, {"id": 2}], 2: [{"id": 3}]}


def run(
    folder: Path,
    address: str,
    keys: str = "",
    query: str = "",
    today: date = TODAY,
    days: int | None = None,
    limits: Limits = QUICK,
) -> Fetched:
    """Fetch the source `forum` from `address`, with further keys of its table [fetch]."""
    text = f'[fetch]\nurl = "{address}/posts{query}"\nwait = 0\n{keys}\n'
    return fetch_mapping(folder, text, today, days, limits)


def fetch_mapping(
    folder: Path,
    text: str,
    today: date = TODAY,
    days: int | None = None,
    limits: Limits = QUICK,
) -> Fetched:
    """Fetch the source `forum`, whose mapping is `text`."""
    path = folder / "sources" / "forum.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    mappings, faults = fetched_mappings(folder, None)
    if faults:
        raise ProgramError(faults[0])
    variables = {"FORUM_TOKEN": TOKEN}
    return fetch_source(mappings[0], folder, today, days, lambda _: None, limits, variables)


def saved(folder: Path) -> dict[str, bytes]:
    """All files below raw/, by their path in it."""
    raw = folder / "raw"
    return {
        path.relative_to(raw).as_posix(): path.read_bytes()
        for path in sorted(raw.rglob("*"))
        if path.is_file()
    }


def by_page(request: Request) -> Answer:
    return Answer({"posts": PAGES.get(int(request.parameters["page"]), [])})


BY_PAGE = {"keys": 'paging = "page"', "query": "?page={page}&since={since}"}


def test_pages_by_number_end_at_an_empty_page(tmp_path: Path) -> None:
    with server(by_page) as web:
        found = run(tmp_path, web.address, **BY_PAGE)
    assert found.line == "forum: 2 pages, 3 items, since 2026-09-29"
    assert [request.parameters["page"] for request in web.requests] == ["1", "2", "3"]
    assert saved(tmp_path) == {
        "forum/forum-2026-11-28/page-1.json": b'{"posts": [{"id": 1}, {"id": 2}]}',
        "forum/forum-2026-11-28/page-2.json": b'{"posts": [{"id": 3}]}',
    }
    assert {file.source for file in raw_files(tmp_path)} == {"forum"}
    assert read_mappings(tmp_path) == ([], [])


def test_pages_by_number_end_where_the_page_says_that_there_are_no_more(tmp_path: Path) -> None:
    def answer(request: Request) -> Answer:
        page = int(request.parameters["page"])
        return Answer({"items": [{"id": page}], "has_more": page < 2})

    with server(answer) as web:
        found = run(tmp_path, web.address, 'paging = "page"\nmore = "has_more"', "?page={page}")
    assert (found.pages, len(web.requests)) == (2, 2)


def test_the_next_page_is_that_of_the_link_header(tmp_path: Path) -> None:
    def answer(request: Request) -> Answer:
        if request.parameters:
            return Answer([{"id": 2}])
        return Answer([{"id": 1}], headers={"Link": '</posts?after=1>; rel="next"'})

    with server(answer) as web:
        found = run(tmp_path, web.address, 'paging = "next-link"')
    assert found.line == "forum: 2 pages, 2 items"
    assert web.requests[1].parameters == {"after": "1"}


@pytest.mark.parametrize("is_address", [False, True])
def test_the_next_page_is_that_of_a_cursor_also_after_an_empty_page(
    tmp_path: Path, is_address: bool
) -> None:
    following = {None: ("a b&c", [1]), "a b&c": ("z", []), "z": (None, [2])}

    def answer(request: Request) -> Answer:
        cursor, items = following[request.parameters.get("cursor")]
        if is_address and cursor:
            cursor = "/posts?cursor=" + cursor.replace(" ", "%20").replace("&", "%26")
        return Answer({"rows": items and [{"id": items[0]}], "meta": {"next": cursor}})

    keys = 'paging = "cursor"\ncursor = "meta.next"\nitems = "rows"'
    with server(answer) as web:
        found = run(tmp_path, web.address, keys, "?size=5&cursor={cursor}")
    assert (found.pages, found.items) == (2, 2)
    assert [request.parameters.get("cursor") for request in web.requests] == [None, "a b&c", "z"]


def test_a_second_run_with_nothing_new_leaves_the_same_files(tmp_path: Path) -> None:
    with server(by_page) as web:
        run(tmp_path, web.address, **BY_PAGE)
        before = saved(tmp_path)
        run(tmp_path, web.address, **BY_PAGE)
        run(tmp_path, web.address, **BY_PAGE, today=date(2026, 12, 1))
    assert saved(tmp_path) == before


def test_a_changed_page_is_a_run_of_its_own_that_comes_later(tmp_path: Path) -> None:
    texts = iter([b"id\n1\n", b"id\n2\n", b"id\n3\n"])
    with server(lambda _: Answer(next(texts))) as web:
        for day in (TODAY, TODAY, date(2026, 12, 1)):
            run(tmp_path, web.address, today=day)
    places = [file.place for file in raw_files(tmp_path)]
    assert places == [
        "raw/forum/forum-2026-11-28/page-1.csv",
        "raw/forum/forum-2026-11-28-2/page-1.csv",
        "raw/forum/forum-2026-12-01/page-1.csv",
    ]


def test_the_days_before_the_last_run_are_read_again_however_long_it_was_ago(
    tmp_path: Path,
) -> None:
    count = iter(range(9))
    query = "?since={since}&until={until}&s={since_seconds}&u={until_seconds}"
    with server(lambda _: Answer([{"id": next(count)}])) as web:
        keys = "start = 2026-01-01"
        run(tmp_path, web.address, keys, query)
        run(tmp_path, web.address, keys, query)
        run(tmp_path, web.address, keys, query, today=date(2027, 6, 1))
        run(tmp_path, web.address, keys, query, today=date(2027, 6, 2), days=7)
    since = [request.parameters["since"] for request in web.requests]
    assert since == ["2026-01-01", "2026-01-01", "2026-09-29", "2027-05-25"]
    # Midnight in UTC at the beginning of 2026-01-01 and at the end of 2026-11-28.
    first = web.requests[0].parameters
    assert (first["until"], first["s"], first["u"]) == ("2026-11-28", "1767225600", "1795910400")


def test_a_server_that_is_busy_is_asked_again_when_it_says(tmp_path: Path) -> None:
    answers = iter(
        [Answer(status=429, headers={"Retry-After": "1"}), Answer(status=503), Answer([{"id": 1}])]
    )
    started = time.monotonic()
    with server(lambda _: next(answers)) as web:
        assert run(tmp_path, web.address).items == 1
    assert time.monotonic() - started >= 1


def test_a_backoff_is_waited_for_before_the_next_page(tmp_path: Path) -> None:
    moments = []

    def answer(request: Request) -> Answer:
        moments.append(time.monotonic())
        rows = [{"id": 1}] if request.parameters["page"] == "1" else []
        return Answer({"items": rows, "backoff": 1})

    with server(answer) as web:
        run(tmp_path, web.address, 'paging = "page"', "?page={page}")
    assert moments[1] - moments[0] >= 1


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (Answer([{"id": 2}] * 50, cut_after=20), "cannot be read"),
        (Answer(status=500), "answers 500 Internal Server Error after 3 tries; run it again later"),
        (Answer(status=429, headers={"Retry-After": "9999"}), "asks to wait 9,999 seconds"),
        (Answer(status=404), "answers 404 Not Found; look at url"),
        (Answer(b"<!DOCTYPE html><html>Sign in</html>"), "is a web page"),
        (Answer(b"Too many requests"), "not JSON"),
        (Answer({"error": "no"}), "without a list of records"),
        (Answer({"posts": [{"id": 1}, {"id": 2}]}), "a page that it gave before"),
        (Answer(b" " * 3000), "more than 2,000 bytes"),
        (Answer(gzip.compress(b" " * 99_999), headers={"Content-Encoding": "gzip"}), "2,000 bytes"),
        (Answer(b'{"posts": []}', pause=0.3), "does not answer within 1 seconds"),
        (Answer({"posts": [{"text": TOKEN}]}), "repeats the value of FORUM_TOKEN"),
        (Answer(status=403), "403 Forbidden: it does not let you in; look at the value of FORUM_T"),
        (Answer(status=302, headers={"Location": "http://other.example/"}), "another server"),
        (Answer(status=302, headers={"Location": "/posts?page=2"}), "redirects again and again"),
    ],
)
def test_a_run_that_fails_in_the_middle_changes_nothing(
    tmp_path: Path, second: Answer, said: str
) -> None:
    limits = Limits(tries=3, request=1, run=20, response_bytes=2_000, first_delay=0.01)
    keys = 'paging = "page"\nheaders = { Authorization = "Bearer env:FORUM_TOKEN" }'
    with server(by_page) as web:
        run(tmp_path, web.address, keys, "?page={page}")
    before = saved(tmp_path)
    with (
        server(lambda r: by_page(r) if r.parameters["page"] == "1" else second) as web,
        pytest.raises(ProgramError) as error,
    ):
        run(tmp_path, web.address, keys, "?page={page}", limits=limits)
    assert said in str(error.value)
    assert str(error.value).startswith(f"sources/forum.toml: {web.address}/posts")
    assert TOKEN not in str(error.value)
    assert saved(tmp_path) == before
    assert [path.name for path in (tmp_path / "raw" / "forum").iterdir()] == ["forum-2026-11-28"]


def test_pages_without_an_end_are_given_up(tmp_path: Path) -> None:
    with (
        server(lambda r: Answer([{"id": r.parameters["page"]}])) as web,
        pytest.raises(ProgramError, match=r"has more than 5 pages; .*most_pages"),
    ):
        run(tmp_path, web.address, 'paging = "page"\nmost_pages = 5', "?page={page}")
    assert saved(tmp_path) == {}


def test_a_run_without_an_end_is_given_up(tmp_path: Path) -> None:
    limits = Limits(run=1)
    with (
        server(lambda r: Answer({"rows": [r.parameters], "backoff": 3_600})) as web,
        pytest.raises(ProgramError, match="takes longer than 1 seconds in all"),
    ):
        run(tmp_path, web.address, 'paging = "page"', "?page={page}", limits=limits)


def test_headers_go_to_the_first_server_only(tmp_path: Path) -> None:
    keys = 'paging = "next-link"\nheaders = { X-Api-Key = "env:FORUM_TOKEN" }'
    with server(lambda _: Answer([{"id": 2}])) as other:
        link = {"Link": f'<{other.address}/posts>; rel="next"'}
        with (
            server(lambda _: Answer([{"id": 1}], headers=link)) as web,
            pytest.raises(ProgramError, match="a next page on another server"),
        ):
            run(tmp_path, web.address, keys)
    assert web.requests[0].headers["x-api-key"] == TOKEN
    assert other.requests == []


def test_a_server_without_a_valid_certificate_is_asked_for_nothing(tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        unavailable("openssl is not installed (on Debian: apt-get install openssl)")
    path = tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -out".split()
    subprocess.run([*command, path, "-keyout", path], check=True, capture_output=True)
    with (
        server(lambda _: Answer([{"id": 1}]), path) as web,
        pytest.raises(ProgramError, match="has no valid certificate"),
    ):
        run(tmp_path, web.address, 'headers = { Authorization = "env:FORUM_TOKEN" }')
    assert web.requests == []


@pytest.mark.parametrize(
    ("url", "keys", "said"),
    [
        ("https://a.example/{sinse}", "", "line 2: fetch.url: {sinse} is not filled in; is {since"),
        ("http://a.example/", "", "must begin with https://"),
        ("ftp://a.example/", "", "is not an address"),
        ("https://me:pass@a.example/", "", "holds a password"),
        ("https://a.example/", "pagging = 1", "line 3: fetch.pagging: unknown key; is paging"),
        ("https://a.example/", 'headers = { Api-Key = "x" }', "Api-Key is secret: write"),
        ("https://a.example/{page}", "", "go together"),
        ("https://a.example/", 'paging = "pages"', '"pages" is not one of'),
        ("https://a.example/", 'headers = { A = "env:NOT_SET" }', "variable NOT_SET is not set"),
        ("https://nowhere.invalid/x", "", "nowhere.invalid/x"),
    ],
)
def test_a_mistake_in_the_mapping_is_one_line(
    tmp_path: Path, url: str, keys: str, said: str
) -> None:
    with pytest.raises(ProgramError) as error:
        fetch_mapping(tmp_path, f'[fetch]\nurl = "{url}"\n{keys}\n')
    assert str(error.value).startswith("sources/forum.toml")
    assert said in str(error.value)


def test_the_command_fetches_each_source_and_shows_no_secret(tmp_path: Path) -> None:
    with server(by_page) as web:
        (tmp_path / "sources").mkdir()
        for name, path in (("a", "posts"), ("b", "posts"), ("c", "posts")):
            (tmp_path / "sources" / f"{name}.toml").write_text(
                f'source = "forum"\n[fetch]\nurl = "{web.address}/{path}?page={{page}}"\n'
                'paging = "page"\nwait = 0\n'
                f'headers = {{ Authorization = "env:{"UNSET" if name == "b" else "TOKEN"}" }}\n'
            )
        done = subprocess.run(
            [sys.executable, "-m", "data", "fetch", tmp_path],
            capture_output=True,
            text=True,
            env={**os.environ, "TOKEN": TOKEN},
            check=False,
        )
    assert done.stdout.splitlines() == ["a: 2 pages, 3 items", "c: 2 pages, 3 items"]
    assert done.returncode == 1
    assert done.stderr.startswith("Error: sources/b.toml: fetch.headers: the environment variable")
    assert len(done.stderr.splitlines()) == 1
    assert web.requests[0].headers["authorization"] == TOKEN
    everything = [done.stdout, done.stderr, *map(str, tmp_path.rglob("*"))]
    everything += [content.decode() for content in saved(tmp_path).values()]
    assert not [text for text in everything if TOKEN in text]
    assert len(saved(tmp_path)) == 4
