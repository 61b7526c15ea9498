"""docs/rules.md section 19: what a person should look at, and that nothing follows from it."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from data.build.build import build
from data.build.kept_days import KEEP
from data.days.day import Day
from data.days.rules import RULES
from data.days.scope import Scope
from data.events.folder import EventFolder
from data.events.model import Event
from data.outputs.csv_text import csv_text
from data.outputs.snapshot import FILES, snapshot_table
from data.settings.files import load_program
from tests.data.events.said import decided, said
from tests.data.folders import HEADERS, written
from tests.reference.patterns import Row, are_alike, compared, found

AS_OF = date(2026, 7, 1)
EVERYBODY = Scope(everybody=True)
SETTINGS = {
    "title_likeness": "3/4",
    "title_days": 30,
    "burst_size": 3,
    "burst_minutes": 10,
    "same_asker": 3,
    "claim_days": 30,
}
COLUMNS = "contribution_id,mvp_id,track,kind,occurred_at,title,url,asker,is_own_question"
KINDS = {"forum": "answer", "forge": "component", "content": "article", "meetup": "organized"}


@pytest.fixture(autouse=True)
def keep_no_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds are faster when they keep no days that pages would ask for."""
    monkeypatch.setenv(KEEP, "no")


def toml(settings: dict[str, object]) -> str:
    lines = [
        f'{key} = "{v}"' if isinstance(v, str) else f"{key} = {v}" for key, v in settings.items()
    ]
    return "\n".join(["[patterns]", *lines]) + "\n"


def built(
    folder: Path, rows: list[str], settings: dict[str, object], *events: Event, access: str = ""
) -> Day:
    """A build of contributions after these events, as of AS_OF; an MVP is whoever has one."""
    mvps = sorted({row.split(",")[1] for row in rows})
    people = [f"{mvp},{mvp},{mvp}@example.org,2025-01-01,South" for mvp in mvps]
    said_in = EventFolder(folder / "out" / "mvp-events")
    written(folder / "out", {})
    for event in events:
        said_in.write(event)
    source = written(
        folder / "input",
        {
            **HEADERS,
            "mvps.csv": "\n".join(["mvp_id,name,email,entered_on,team", *people]) + "\n",
            "contributions.csv": "\n".join([COLUMNS, *rows]) + "\n",
            "program.toml": toml(settings),
            **({"access.csv": access} if access else {}),
        },
    )
    done = build(source, folder / "out" / "mvp.duckdb", AS_OF, load_program(source))
    assert done.report.rejects == []
    return Day(done.path, AS_OF)


def groups(day: Day, pattern: str, scope: Scope = EVERYBODY) -> set[tuple[str, ...]]:
    """The contributions of each group of a pattern."""
    made: dict[str, list[str]] = {}
    for table in ("patterns_of_one", "patterns_of_several"):
        text = (
            f"select group_id, contribution_id from {table} where pattern = $pattern order by all"
        )
        for group, name in day.query(scope, text, {"pattern": pattern}).fetchall():
            made.setdefault(group, []).append(name)
    return {tuple(names) for names in made.values()}


def at(name: str, occurred_at: str, title: str = "", track: str = "content", url: str = "") -> str:
    """A row of the MVP whose id is that of the contribution without its digits."""
    mvp = name.rstrip("0123456789")
    return f"{name},{mvp},{track},{KINDS[track]},{occurred_at},{title},{url},,"


# By hand: of each case, the rows have an MVP of their own, and a title of their own.

LIKE = [
    at("letter1", "2026-03-01", "Testing in practice"),
    at("letter2", "2026-03-05", "Testing: in Practise"),
    at("number1", "2026-03-01", "Part 1 of a series on reviews"),
    at("number2", "2026-03-05", "Part 2 of a series on reviews"),
    # pairs: _a aa ab b_ and _a ab b_, so 3 of 4; then _a aa ab bb b_, so 3 of 5
    at("enough1", "2026-03-01", "aab"),
    at("enough2", "2026-03-05", "ab"),
    at("toofew1", "2026-03-01", "xxyy"),
    at("toofew2", "2026-03-05", "xy"),
    at("inside1", "2026-03-01", "Thirty days apart"),
    at("inside2", "2026-03-31", "Thirty days apart"),
    at("outside1", "2026-03-01", "More days apart"),
    at("outside2", "2026-04-01", "More days apart"),
    at("track1", "2026-03-01", "In two tracks"),
    at("track2", "2026-03-05", "In two tracks", "meetup"),
    at("repeat1", "2026-03-01", "Counted once", url="https://blog.example/once"),
    at("repeat2", "2026-03-05", "Counted once", url="https://blog.example/once"),
    at("answer1", "2026-03-01", "The title of a question", "forum"),
    at("answer2", "2026-03-05", "The title of a question", "forum"),
    at("newyear1", "2025-12-20", "Over the end of the year"),
    at("newyear2", "2026-01-10", "Over the end of the year"),
    at("lastyear1", "2025-12-01", "In the year before"),
    at("lastyear2", "2025-12-05", "In the year before"),
    at("later1", "2026-06-30", "After the day"),
    at("later2", "2026-07-02", "After the day"),
    at("accent1", "2026-03-01", "ÉTUDE — première"),
    at("accent2", "2026-03-05", "e\u0301tude premie\u0300re"),
    at("signs1", "2026-03-01", "!!!"),
    at("signs2", "2026-03-05", "???"),
    # the third is like the second alone, so the second is in two groups
    at("chain1", "2026-03-01", "aaabbbcccd"),
    at("chain2", "2026-03-21", "aaabbbcccd"),
    at("chain3", "2026-04-10", "aaabbbcccd"),
]


def test_like_titles_of_one_mvp_are_found_and_those_that_differ_in_a_number_or_are_apart_are_not(
    tmp_path,
):
    day = built(tmp_path, LIKE, SETTINGS)
    assert groups(day, "like_titles") == {
        *(("letter1", "letter2"), ("enough1", "enough2"), ("inside1", "inside2")),
        *(("newyear1", "newyear2"), ("accent1", "accent2")),
        *(("chain1", "chain2"), ("chain2", "chain3")),
    }


def test_the_same_title_of_two_mvps_is_found_and_a_like_one_is_not(tmp_path):
    rows = [
        at("ana1", "2026-03-01", "A year of reviews"),
        at("ben1", "2026-03-05", "A YEAR OF REVIEWS!"),
        at("cai1", "2026-03-20", "a year: of  reviews"),
        at("dora1", "2026-03-06", "A year of review"),
        at("eva1", "2026-03-06", "A year of reviews", "meetup"),
        at("fay1", "2026-04-20", "A year of reviews"),  # 31 days after cai1
        at("gil1", "2026-03-06", "A question", "forum"),
        at("hal1", "2026-03-06", "A question", "forum"),
    ]
    day = built(tmp_path, rows, SETTINGS)
    assert groups(day, "shared_titles") == {("ana1", "ben1", "cai1")}


def forum(name: str, occurred_at: str) -> str:
    return at(name, occurred_at, track="forum")


def test_contributions_within_minutes_are_a_burst_and_those_without_a_time_are_not(tmp_path):
    day_alone = [forum(f"days{n}", "2026-03-01") for n in (1, 2, 3)]
    midnight = [forum(f"midnight{n}", "2026-03-01T00:00:00Z") for n in (1, 2, 3)]
    rows = [
        *(forum(f"within{n}", f"2026-03-01T10:{5 * n:02}:00") for n in (1, 2, 3)),
        *(forum(f"over{n}", f"2026-03-01T10:{5 * n:02}:0{n}") for n in (1, 2, 3)),
        *day_alone,
        *midnight,
        forum("offset1", "2026-03-01 10:00:00Z"),
        forum("offset2", "2026-03-01T12:02:00+02:00"),
        forum("offset3", "2026-03-01 10:03:00 UTC"),
        forum("mixed1", "2026-03-01 10:00:00Z"),
        forum("mixed2", "2026-03-01 10:02:00Z"),
        forum("mixed3", "2026-03-01 10:03:00"),
        *(forum(f"chain{n}", f"2026-03-01 10:{4 * n:02}:00") for n in (1, 2, 3, 4)),
        *(forum(f"twice{n}", f"2026-03-01 {9 + n // 4}:0{n}:00") for n in range(1, 7)),
        *(forum(f"halves{n}", f"2026-03-01 2:0{n} PM") for n in (1, 2, 3)),
        *(forum(f"lastyear{n}", f"2025-12-31 10:0{n}:00") for n in (1, 2, 3)),
        at("tracks1", "2026-03-01 10:00:01"),
        at("tracks2", "2026-03-01 10:01:00", track="forge"),
        forum("tracks3", "2026-03-01 10:02:00"),
    ]
    assert groups(built(tmp_path, rows, SETTINGS), "burst") == {
        ("within1", "within2", "within3"),
        ("offset1", "offset2", "offset3"),
        ("chain1", "chain2", "chain3", "chain4"),
        *(("twice1", "twice2", "twice3"), ("twice4", "twice5", "twice6")),
        ("tracks1", "tracks2", "tracks3"),
    }


def asked(name: str, asker: str, day: str = "2026-03-01", own: str = "") -> str:
    mvp = name.rstrip("0123456789")
    return f"{name},{mvp},forum,answer,{day},,,{asker},{own}"


def test_many_answers_to_one_person_are_found_and_those_to_oneself_or_of_last_year_are_not(
    tmp_path,
):
    rows = [
        *(asked(f"same{n}", name) for n, name in enumerate(("Zoe", "zoe", " ZOE "), 1)),
        *(asked(f"two{n}", "Zoe") for n in (1, 2)),
        *(asked(f"both{n}", name) for n, name in enumerate(("Zoe", "Zoe", "Yan", "Yan"), 1)),
        *(asked(f"own{n}", "Zoe", own="yes" if n == 1 else "") for n in (1, 2, 3)),
        *(asked(f"year{n}", "Zoe", f"202{4 + min(n, 2)}-03-01") for n in (1, 2, 3)),
        *(asked(f"nobody{n}", "") for n in (1, 2, 3)),
    ]
    assert groups(built(tmp_path, rows, SETTINGS), "same_asker") == {("same1", "same2", "same3")}


def there(case: str = "") -> list[str]:
    """What Ana and Ben of a case have before something is said to be missing."""
    ana, ben, site = f"ana{case}", f"ben{case}", f"https://blog{case}.example"
    return [
        at(f"{ana}1", "2025-02-01", "An old article", url=f"{site}/old"),
        at(f"{ana}2", "2026-03-01", "A new article"),
        at(f"{ana}3", "2026-03-01", "Part 1", url=f"{site}/part-1"),
        at(f"{ana}4", "2026-03-01", "Spring", "meetup", f"{site}/group"),
        at(f"{ben}1", "2026-03-01", "Something else", url=f"{site}/ben"),
    ]


MEETUP = {"track": "meetup", "kind": "organized"}
# Who says that what is missing, and which row it repeats.
CLAIMS = [
    ("ana", "2026-05-01", "Another title", "/old/", {}, "ana1"),
    ("ana", "2026-03-31", "A new articles", None, {}, "ana2"),
    ("ana", "2026-01-30", "A new articles", None, {}, "ana2"),
    ("ana", "2026-03-31", "Article", None, {}, None),
    ("ana", "2026-04-01", "A new articles", None, {}, None),
    ("ana", "2026-03-02", "Part 2", None, {}, None),
    ("ana", "2026-03-01", "Autumn", "/group", MEETUP, "ana4"),
    ("ana", "2026-04-01", "Autumn", "/group", MEETUP, None),
    ("ben", "2026-05-01", "Mine", "/old", {}, "ana1"),
    ("ben", "2026-03-01", "A new article", None, {}, None),
]


def test_a_claim_that_repeats_what_is_there_is_found(tmp_path):
    rows, events = [], []
    expected: dict[str, set[tuple[str, ...]]] = {"ana": set(), "ben": set()}
    for case, (mvp, day, title, path, more, other) in zip("abcdefghij", CLAIMS, strict=True):
        url = path and f"http://www.blog{case}.example{path}"
        claim = said("claim", mvp_id=f"{mvp}{case}", day=day, title=title, url=url, **more)
        rows += there(case)
        events += [claim, decided(claim, 1)]
        if other:
            expected[mvp].add((f"ana{case}{other[-1]}", f"claim-{claim.id}"))
    found_in = built(tmp_path, rows, SETTINGS, *events)
    assert groups(found_in, "repeated_claim") == expected["ana"]
    assert groups(found_in, "shared_claim") == expected["ben"]


def test_of_two_claims_of_one_thing_the_later_one_repeats_the_other(tmp_path):
    one, two = (
        said("claim", n, day=day, title=f"Talk {n}", url="https://blog.example/new")
        for n, day in enumerate(("2026-05-02", "2026-05-01"))
    )
    day = built(tmp_path, there(), SETTINGS, one, two, decided(one, 5), decided(two, 6))
    ((first, second),) = groups(day, "repeated_claim")
    assert {first, second} == {f"claim-{one.id}", f"claim-{two.id}"}
    followed = day.query(EVERYBODY, "select distinct group_id from patterns_of_one").fetchall()
    assert followed == [(f"claim-{two.id}",)]  # that of the earlier day


def test_what_was_not_accepted_is_no_claim_that_repeats(tmp_path):
    claim = said("claim", day="2026-05-01", title="Again", url="https://blog.example/old")
    day = built(tmp_path, there(), SETTINGS, claim, decided(claim, 1, "decline"))
    assert groups(day, "repeated_claim") == set()


def test_without_a_likeness_only_the_same_title_is_like_that_of_a_claim(tmp_path):
    like = said("claim", 1, day="2026-03-02", title="A new articles", url=None)
    same = said("claim", 2, day="2026-03-03", title="a new ARTICLE", url=None)
    events = (like, same, decided(like, 5), decided(same, 6))
    day = built(tmp_path, there(), {"claim_days": 30}, *events)
    assert groups(day, "repeated_claim") == {("ana2", f"claim-{same.id}")}


# Each pattern is on by its own settings, and none without them.

SWITCHES = {
    ("title_likeness", "title_days"): {"like_titles", "shared_titles"},
    ("burst_size", "burst_minutes"): {"burst"},
    ("same_asker",): {"same_asker"},
    ("claim_days",): {"repeated_claim", "shared_claim"},
}
EACH = [
    at("ana1", "2026-03-01 10:00:01", "One", url="https://blog.example/one"),
    at("ana2", "2026-03-01 10:00:02", "One"),
    at("ana3", "2026-03-01 10:00:03", "Three"),
    at("ben1", "2026-03-02", "One"),
    *(asked(f"ana{n}", "Zaphod Quill") for n in (4, 5, 6)),
]
AGAIN = [
    said("claim", n, mvp_id=mvp, day="2026-03-03", title="Again", url="https://blog.example/one")
    for n, mvp in enumerate(("ana", "ben"))
]


def of_each(folder: Path, settings: dict[str, object], access: str = "") -> Day:
    """A program in which all patterns are."""
    verdicts = [decided(each, 9) for each in AGAIN]
    return built(folder, EACH, settings, *AGAIN, *verdicts, access=access)


def patterns(day: Day, scope: Scope = EVERYBODY) -> set[str]:
    return {
        pattern
        for table in ("patterns_of_one", "patterns_of_several")
        for (pattern,) in day.query(scope, f"select distinct pattern from {table}").fetchall()
    }


@pytest.mark.parametrize("keys", [(), *SWITCHES])
def test_a_pattern_is_found_only_where_its_settings_switch_it_on(tmp_path, keys):
    day = of_each(tmp_path, {key: SETTINGS[key] for key in keys})
    assert patterns(day) == SWITCHES.get(keys, set())
    on = day.query(EVERYBODY, "select pattern from rule_patterns").fetchall()
    assert {pattern for (pattern,) in on} == SWITCHES.get(keys, set())


def test_the_program_team_sees_all_an_mvp_their_own_rows_and_a_lead_none(tmp_path):
    day = of_each(tmp_path, SETTINGS)
    own = {"like_titles", "burst", "same_asker", "repeated_claim"}
    assert patterns(day) == own | {"shared_titles", "shared_claim"}
    assert patterns(day, Scope(mvp_id="ana")) == own
    for scope in (
        Scope(mvp_id="ben"),
        Scope(teams=("South",)),
        Scope(teams=("South",), mvp_id="ben"),  # who leads the team of ana and of ben
        Scope(teams=("South",), only_mvp="ana"),
        Scope(mvp_id="ana", only_mvp="ben"),
        Scope(),
    ):
        assert patterns(day, scope) == set(), scope
    rows = day.query(Scope(teams=("South",), mvp_id="ana"), "from patterns_of_one").fetchall()
    assert {mvp for _, _, mvp, _ in rows} == {"ana"}


def test_a_build_has_a_fingerprint_of_who_asked_and_not_the_name(tmp_path):
    day = of_each(tmp_path, SETTINGS)
    ((asker,),) = day.query(
        EVERYBODY, "select distinct asker from contributions where asker is not null"
    ).fetchall()
    assert len(asker) == 16
    assert "aphod" not in asker
    assert b"aphod" not in Path(day.location).read_bytes()
    assert b"blog.example/one" in Path(day.location).read_bytes()  # texts can be found in it


# No number depends on them.


def test_patterns_change_no_row_of_a_rule_and_no_byte_of_a_snapshot(tmp_path):
    answers = []
    for name, settings in (("off", {}), ("on", SETTINGS)):
        day = of_each(tmp_path / name, settings)
        assert bool(patterns(day)) is (name == "on")
        files = {file: csv_text(*snapshot_table(day, EVERYBODY, file)) for file in FILES}
        rules = [day.query(EVERYBODY, f"from {rule} order by all").fetchall() for rule in RULES]
        digest = day.query(EVERYBODY, "select rules_digest from rule_settings").fetchall()
        answers.append((files, rules, digest))
    assert answers[0] == answers[1]


# Random programs, against each row compared with each other one.

TITLES = ["aab", "ab", "aabb", "Part 1", "part-2", "PART 1!", "Part 1 of it", "?", "", "Été 1"]
URLS = ["", "https://blog.example/1", "http://blog.example/1/", "https://blog.example/2", "see"]


def some_time(random: Random, day: date) -> str:
    clock = f"{random.choice((9, 10))}:{random.randrange(60):02}:0{random.randrange(3)}".zfill(8)
    ends = random.choice(["", "Z", " UTC", "+02:00"])
    return random.choice([str(day), f"{day} {clock}{ends}", f"{day}T00:00:00Z"])


def some_rows(random: Random) -> list[str]:
    rows = []
    for number in range(random.randrange(40, 200)):
        track = random.choice(["forum", "content", "content", "meetup"])
        when = some_time(
            random, date(2025, 11, 1) + timedelta(random.choice([random.randrange(300), 150, 151]))
        )
        cells = [
            *(f"r{number:03}", random.choice(["ana", "ben"]), track, KINDS[track], when),
            *(random.choice(TITLES), random.choice(URLS), random.choice(["", "Zoe", "zoe", "Yan"])),
            random.choice(["", "", "yes"]) if track == "forum" else "",
        ]
        rows.append(",".join(cells))
    return rows


def some_settings(random: Random, off: tuple[str, ...]) -> dict[str, object]:
    chosen = {
        "title_likeness": random.choice(["1/4", "1/2", "3/4", "1"]),
        "title_days": random.choice([1, 20, 200]),
        "burst_size": random.choice([2, 3]),
        "burst_minutes": random.choice([20, 600, 5000]),
        "same_asker": random.choice([2, 5]),
        "claim_days": random.choice([1, 40]),
    }
    return {key: value for key, value in chosen.items() if key not in off}


def some_claims(random: Random) -> list[Event]:
    claims = [
        said(
            *("claim", number),
            mvp_id=random.choice(["ana", "ben"]),
            day=str(date(2026, 1, 1) + timedelta(random.randrange(0, 180))),
            title=random.choice(TITLES) or None,
            url=random.choice([url for url in URLS if "://" in url or not url]) or None,
        )
        for number in range(random.randrange(8))
    ]
    return [*claims, *(decided(claim, 60) for claim in claims)]


def rows_of(day: Day, asked_by: dict[str, str]) -> list[Row]:
    """The contributions as the build has them, but for who asked."""
    answer = day.query(
        EVERYBODY,
        "select contribution_id, mvp_id, track, day, occurred_at, title, url, counted "
        "from contributions order by all",
    )
    addresses = {"https://blog.example/1": "1", "http://blog.example/1/": "1"}
    addresses["https://blog.example/2"] = "2"
    return [
        Row(
            *(name, mvp, track, local_day, occurred_at, title or ""),
            address=addresses.get(url),
            asker=asked_by.get(name),
            counted=counted,
            is_claim=name.startswith("claim-"),
            is_answer=track == "forum",
            only_on=local_day if track == "meetup" else None,
        )
        for name, mvp, track, local_day, occurred_at, title, url, counted in answer.fetchall()
    ]


def agree(folder: Path, seed: int) -> set[str]:
    """Assert that a random program has the patterns of the reference; returns which."""
    random = Random(seed)
    rows, settings = some_rows(random), some_settings(random, [(), *SWITCHES][seed % 5])
    day = built(folder, rows, settings, *some_claims(random))
    asked_by = {row.split(",")[0]: row.split(",")[7] for row in rows if row.split(",")[7]}
    expected = found(rows_of(day, asked_by), settings, date(2026, 1, 1), AS_OF)
    text = "select pattern, group_id, contribution_id from {}"
    answers = [
        row
        for table in ("patterns_of_one", "patterns_of_several")
        for row in day.query(EVERYBODY, text.format(table)).fetchall()
    ]
    assert len(answers) == len(set(answers))
    assert set(answers) == expected, f"seed {seed}, {settings}"
    return {pattern for pattern, *_ in expected}


def test_random_programs_have_the_patterns_of_the_reference(tmp_path):
    seen = [agree(tmp_path / str(seed), seed) for seed in range(5)]
    assert set().union(*seen) == set().union(*SWITCHES.values())


def test_the_likeness_of_the_example_in_the_rules():
    one, other = compared("Testing in practice"), compared("Testing: in Practise")
    assert are_alike(one, other, Fraction(4, 5))
    assert not are_alike(one, other, Fraction(81, 100))
