"""Properties of any input: the counts add up, order does not matter, and no key is repeated."""

import csv
import io
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data.days.day import Day
from data.inputs.contract import INPUTS, Input, Kind
from data.inputs.csv_header import header_of
from data.inputs.csv_records import CsvFile
from data.outputs.snapshot import write_snapshot
from tests import reference
from tests.reference.inputs import read_inputs
from tests.reference.reading import truth_of
from tests.reference.settings import PROGRAM_TOML, read_settings

from .folders import AS_OF, HEADERS, MVPS, Outcome, build_files, rejected_rows, written
from .input_tables import InputTables
from .tiny_rows import Tables, tiny_rows

Rows = list[dict[str, str]]


def steady(examples: int) -> settings:
    """The same few examples in every run, however slow the machine; a failing one is not shrunk."""
    return settings(
        phases=[Phase.explicit, Phase.generate],
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def snapshot(outcome: Outcome, as_of: date, out: Path) -> dict[str, str]:
    """The CSV files of a snapshot, by name."""
    write_snapshot(Day(outcome.built.path, as_of), out)
    return {path.name: path.read_text(encoding="utf-8") for path in out.glob("*.csv")}


def text_of(rows: Rows) -> str:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


# Reading: every physical line belongs to one record, or is blank.


@steady(300)
@given(st.text(alphabet='ab,;" \r\n', max_size=60))
def test_no_physical_line_is_lost_or_read_twice(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_text(f"m,n\n{text}", encoding="utf-8", newline="")
    records = list(CsvFile(path).records())
    covered = [record.line + more for record in records for more in range(record.line_count)]
    assert covered == sorted(set(covered))
    with path.open(encoding="utf-8", newline="") as file:
        written = dict(enumerate(file, start=1))
    left = [line for line in written if line not in covered]
    assert left[:1] == [1]
    assert all(written[line].strip("\r\n") == "" for line in left[1:])


# Intake: rows of pools of good and bad values, some of them broken, in up to three files.

# Good cells and bad ones; a cell is bad about once in twenty times.
CELLS = {
    "contribution_id": (["c1", "c2", "c3", "c4", "c5", "c6", " c7 "], [""]),
    "mvp_id": (["ana", "ben", "eve"], ["zoe", ""]),
    "track": (["forge", " Forge"], ["forum", "blog", ""]),
    "kind": (["component", "COMPONENT", "release"], ["answer", "song", ""]),
    "occurred_at": (["2025-01-31", "2025-06-30T23:30+02:00"], ["2025-02-30", "1999-12-31", ""]),
    "title": (["", "Plain", 'with "quotes"', "two\nlines", "=1+1", "岳"], []),
    "url": (["", "https://example.org/1", "HTTP://www.example.org/1/?ref=x", "see attached"], []),
    "accepted": (["", "true", "0"], ["maybe"]),
    "name": (["Ana", "Ben"], [""]),
    "email": (["a@example.org", "b@example.org"], ["nobody"]),
    "entered_on": (["2024-01-10", "2025-03-31"], ["2025-13-01", ""]),
    "timezone": (["", "Asia/Tokyo"], ["Mars/Base"]),
    "left_on": (["", "2025-06-30", "2023-12-31"], ["never"]),
}
BROKEN = ["", '"', ',"', ",", ",,", "\n", '\n"', "a"]


TOPS = ["", "", "A title, and more\r\n", ",,\r\n\r\n", "sep=,\r\n", "\ufeff\ufeff"]
EMPTY_ROWS = ["", "", "", ",,,\r\n", " , ,\u00a0,,,,,,\r\n"]


def some_rows(columns: list[str]) -> st.SearchStrategy[str]:
    """The text of a file: rows of cells from the pools, a few with something broken in them."""

    def written(cells: list[str], broken: str) -> str:
        line = text_of([dict(zip(columns, cells, strict=True))]).split("\n", 1)[1]
        return line.removesuffix("\r\n") + broken + "\r\n"

    def pooled(good: list[str], bad: list[str]) -> st.SearchStrategy[str]:
        pools = [good] * 19 + [bad or good]
        return st.sampled_from(pools).flatmap(st.sampled_from)

    cells = st.tuples(*(pooled(*CELLS[column]) for column in columns)).map(list)
    broken = st.sampled_from([""] * 5 * len(BROKEN) + BROKEN)
    row = st.builds(written, cells, broken)
    lines = st.builds(str.__add__, st.sampled_from(EMPTY_ROWS), row)
    header = st.sampled_from(TOPS).map(lambda top: top + ",".join(columns) + "\r\n")
    rows = st.lists(lines, min_size=2, max_size=16).map("".join)
    return st.builds(str.__add__, header, rows)


some_mvps = some_rows("mvp_id name email entered_on timezone left_on".split())
some_contributions = some_rows(
    "contribution_id mvp_id track kind occurred_at title url accepted".split()
)


@steady(12)
@given(
    st.lists(some_mvps, min_size=1, max_size=2),
    st.lists(some_contributions, max_size=3),
)
def test_every_row_is_good_rejected_or_collapsed_and_no_key_is_repeated(
    tmp_path_factory, mvps, contributions
):
    folder = tmp_path_factory.mktemp("messy")
    files = {f"mvps-{number}.csv": text for number, text in enumerate(mvps)}
    files |= {f"contributions_{number}.csv": text for number, text in enumerate(contributions)}
    outcome = build_files(folder, {"mvps.csv": MVPS, **files})
    rejected = Counter(reject[0] for reject in rejected_rows(outcome.built.rejects_csv))
    for name, (read, good, bad, collapsed, replaced) in outcome.counts.items():
        assert read == good + bad + collapsed
        spec = next(spec for spec in INPUTS if name.startswith(spec.name))
        records = CsvFile(folder / "input" / name, header_of(spec)).records()
        assert read == sum(1 for r in records if r.cells is None or any(map(str.strip, r.cells)))
        assert bad == rejected[name]
        assert replaced <= good
    for table in ("mvps", "contributions"):
        counts = [c for name, c in outcome.counts.items() if name.startswith(table)]
        stands = sum(good - replaced for _, good, _, _, replaced in counts)
        key = "mvp_id" if table == "mvps" else "contribution_id"
        found = outcome.rows(f"select count(*), count(distinct {key}) from {table}")
        assert found == [(stands, stands)]

    # Only good rows have warnings, and every row that contradicts itself has one.
    lines = set(outcome.rows("select file, line from warnings where warning != 'nobody_known'"))
    assert not lines & set(outcome.rows("select file, line from rejects"))
    warned = outcome.rows("select value from warnings where warning = 'left_before_entering'")
    ended = outcome.rows("""
        select mvp_id || ': ' || entered_on || ' to ' || left_on
        from mvps where left_on <= entered_on""")
    assert sorted(warned) == sorted(ended)

    out = snapshot(outcome, date(2025, 7, 15), folder / "snapshot")
    for name, width in {"members.csv": 1, "progress.csv": 4, "contributions.csv": 1}.items():
        keys = [row[:width] for row in csv.reader(io.StringIO(out[name], newline=""))]
        assert len(keys) == len({tuple(key) for key in keys}), name


LEAVE_FILES = st.lists(
    st.tuples(
        st.sampled_from([(), ("to_on",), ("reason",), ("to_on", "reason")]),
        st.lists(
            st.tuples(
                st.integers(1, 3),
                st.sampled_from(["", "2025-05-11", "2025-05-12"]),
                st.sampled_from(["", "rest"]),
            ),
            max_size=6,
        ),
    ),
    max_size=4,
)


@steady(15)
@given(LEAVE_FILES)
def test_duplicates_give_the_same_result_as_reading_row_by_row(tmp_path_factory, leave_files):
    """A file has some of the columns to_on and reason; the day on which a leave begins is its key.

    A column that a file lacks keeps what earlier files said, and an empty cell clears it.
    """
    stands, counts, files = {}, {}, {}
    for number, (columns, rows) in enumerate(leave_files):
        first, tally, lines = {}, Counter(rows_read=len(rows)), []
        for key, to_on, reason in rows:
            cells = {"to_on": to_on, "reason": reason}
            row = {column: cells[column] for column in columns}
            lines.append(",".join(["ana", f"2025-05-0{key}", *row.values()]))
            tally["collapsed"] += first.get(key) == row
            tally["rejected"] += first.setdefault(key, row) != row
        for key, row in first.items():
            merged = {"to_on": "", "reason": ""} | stands.get(key, {}) | row
            tally["replaced"] += stands.get(key, merged) != merged
            tally["collapsed"] += stands.get(key) == merged
            stands[key] = merged
        tally["good"] = tally["rows_read"] - tally["rejected"] - tally["collapsed"]
        name = f"leaves-{number}.csv"
        counted = ("rows_read", "good", "rejected", "collapsed", "replaced")
        counts[name] = tuple(tally[count] for count in counted)
        files[name] = "\n".join([",".join(["mvp_id", "from_on", *columns]), *lines]) + "\n"
    outcome = build_files(tmp_path_factory.mktemp("duplicates"), files)
    assert {name: outcome.counts[name] for name in counts} == counts
    found = outcome.rows(
        "select day(from_on), coalesce(to_on::varchar, ''), coalesce(reason, '') from leaves"
    )
    assert sorted(found) == sorted((key, *row.values()) for key, row in stands.items())


# The tiny program, each of its rows once, in another order and in other files.


@pytest.fixture(scope="module")
def tiny() -> Tables:
    """The rows of each input of the tiny program that stand, in the order of their files."""
    return tiny_rows()


@pytest.fixture(scope="module")
def tiny_snapshots(tiny, tmp_path_factory) -> dict[date, dict[str, str]]:
    folder = tmp_path_factory.mktemp("tiny")
    outcome = build_files(folder, {f"{name}.csv": text_of(rows) for name, rows in tiny.items()})
    assert outcome.rejects == []
    return {day: snapshot(outcome, day, folder / day.isoformat()) for day in DAYS}


DAYS = [date(2024, 8, 15), date(2024, 12, 31), date(2025, 2, 1)]


@steady(5)
@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_neither_the_order_of_rows_nor_their_split_into_files_changes_a_snapshot(
    tmp_path_factory, tiny, tiny_snapshots, random, parts
):
    files = {}
    for name, rows in tiny.items():
        mixed = random.sample(rows, len(rows))
        columns = random.sample(list(rows[0]), len(rows[0]))
        for part in range(min(parts, len(rows))):
            taken = [{column: row[column] for column in columns} for row in mixed[part::parts]]
            files[f"{name}-{part}.csv" if part else f"{name}.csv"] = text_of(taken)
    folder = tmp_path_factory.mktemp("shuffled")
    outcome = build_files(folder, files)
    assert outcome.rejects == []
    for day, expected in tiny_snapshots.items():
        assert snapshot(outcome, day, folder / day.isoformat()) == expected


# People who left and came back, and leave of every kind.


def some_day(random: Random) -> date:
    return date(2023, 6, 1) + timedelta(days=random.randrange(900))


def some_spell(random: Random, who: str) -> str:
    from_on = some_day(random)
    to_on = from_on + timedelta(days=random.choice([-20, 0, 1, 30, 200]))
    return f"{who},{from_on},{random.choice([to_on, to_on, ''])}"


def some_leave(random: Random, who: str) -> str:
    from_on = some_day(random)
    cells = [
        random.choice([who, "*"]),
        from_on,
        random.choice([from_on + timedelta(days=random.randrange(-3, 90)), ""]),
        random.choice([some_day(random), ""]),
        random.choice([some_day(random), "", ""]),
        random.choice(["", "0", "0.5", "0.3333", "25 %", "1"]),
        random.choice(["", "cancelled", "allowed", "half"]),  # half is no word of a status
        random.choice(["", "morning", "full", "pending"]),  # and pending none of a day's length
    ]
    return ",".join(map(str, cells))


@steady(5)
@given(st.randoms(use_true_random=False))
def test_any_spells_and_leaves_give_the_snapshot_of_the_reference(tmp_path_factory, tiny, random):
    people = [row["mvp_id"].strip() for row in tiny["mvps"]]
    files = {f"{name}.csv": text_of(rows) for name, rows in tiny.items()}
    for name, header, some in [
        ("memberships.csv", "mvp_id,from_on,to_on", some_spell),
        (
            "leaves_z.csv",
            "mvp_id,from_on,to_on,agreed_on,cancelled_on,share,status,day_length",
            some_leave,
        ),
    ]:
        rows = [some(random, random.choice(people)) for _ in range(random.randrange(12))]
        keyed = {tuple(row.split(",")[:2]): row for row in rows}
        files[name] = "\n".join([header, *keyed.values()]) + "\n"
    folder = tmp_path_factory.mktemp("spells")
    outcome = build_files(folder, files)
    assert outcome.rejects == []
    for day in DAYS:
        found = snapshot(outcome, day, folder / day.isoformat())
        for name, expected in reference.snapshot(folder / "input", day).items():
            assert list(csv.DictReader(io.StringIO(found[name], newline=""))) == expected, name


# What was never supplied, in any combination.

OPTIONAL = [spec.name for spec in INPUTS if not spec.is_required]
HOW = ("full", "full", "header", "absent")
# The risks, stages and states that only a supplied input can give.
NEEDS = {
    "certifications": ("exam due", "exam was due", "certificate", "failed"),
    "benefits": ("missing", "granted", "to_revoke"),
    "renewals": ("to_invite", "invited", "lapsed", "extending", "renewed", "stepping_down"),
}


@steady(5)
@given(st.fixed_dictionaries({name: st.sampled_from(HOW) for name in OPTIONAL}), st.booleans())
def test_any_absent_inputs_give_the_snapshot_of_the_reference_and_no_flag(
    tmp_path_factory, tiny, how, has_ndas
):
    folder = tmp_path_factory.mktemp("absent")
    mvps = [row if has_ndas else row | {"nda_signed_on": ""} for row in tiny["mvps"]]
    full = {name: text_of(tiny[name]) for name in tiny if how.get(name) == "full"}
    files = {f"{name}.csv": text for name, text in {**full, "mvps": text_of(mvps)}.items()}
    files |= {f"{n}.csv": HEADERS[f"{n}.csv"] for n in OPTIONAL if how[n] == "header"}
    if how["nominations"] != "full":
        files.pop("feedback.csv", None)  # each opinion is about a nomination
    outcome = build_files(folder, files)
    assert outcome.rejects == []
    for day in DAYS:
        found = snapshot(outcome, day, folder / day.isoformat())
        expected = reference.snapshot(folder / "input", day)
        for name, rows in expected.items():
            assert list(csv.DictReader(io.StringIO(found[name], newline=""))) == rows, (name, day)
        for name in [name for name in NEEDS if how[name] == "absent"]:
            text = "\n".join(found[f] for f in ("risk.csv", "members.csv", "benefits.csv"))
            assert [word for word in NEEDS[name] if f"{word}," in text or f" {word}" in text] == []
        if not has_ndas:
            assert "awaiting_nda" not in found["members.csv"]
            assert ",nda," not in found["risk.csv"]


# The tiny program as people would write it: other forms of the same cells and files.

FORMS_OF_A_DAY = ["%Y/%m/%d", "%Y-%m-%d 00:00:00", "%Y-%m-%dT00:00:00Z", "%d %B %Y", "%b %d, %Y"]
FORMS_OF_A_DAY += ["%Y.%m.%d 0:00", "%Y-%m-%d 00:00:00 +0200", "%Y-%m-%d"]
LAST_DAYS_OF_A_MONTH = ["%d.%m.%Y", "%m/%d/%Y", "%d-%m-%Y 9:05"]  # one reading from the 13th on
FORMS_OF_A_FLAG = {True: "true t T yes Y 1 1.0", False: "false f F no N 0 0.0"}


def as_people_write(kind: Kind, text: str, random: Random) -> str:
    """Another form of a cell, which means the same."""
    match kind:
        case Kind.DATE | Kind.END_DATE if text.strip():
            day = date.fromisoformat(text.strip())
            forms = FORMS_OF_A_DAY + (LAST_DAYS_OF_A_MONTH if day.day > 12 else [])
            return day.strftime(random.choice(forms))
        case Kind.END_DATE:
            return random.choice(["", "9999-12-31", "31.12.9999"])
        case Kind.FLAG if text.strip():
            return random.choice(FORMS_OF_A_FLAG[truth_of(text)].split())
        case Kind.MOMENT if text.strip().endswith("Z"):
            return text.strip().replace("T", " ").replace("Z", random.choice([" UTC", "+00"]))
        case Kind.ID | Kind.LABEL | Kind.MVP if text.strip():
            return random.choice([text, f'="{text.strip()}"'])
    return text


def messy_text(spec: Input, rows: Rows, random: Random) -> str:
    """A file with the rows of an input, as a spreadsheet or an export could have saved it."""
    kinds = {column.name: column.kind for column in spec.columns}
    cells = [[as_people_write(kinds[c], row[c], random) for c in row] for row in rows]
    delimiter, quote = random.choice(",;\t"), random.choice(['"', ' "'])
    empty = delimiter * random.randrange(1, 9) + "\n"
    lines = [
        delimiter.join(quote + cell.replace('"', '""') + '"' for cell in row) + "\n"
        for row in [[*rows[0]], *cells]
    ]
    for _ in range(random.randrange(4)):
        lines.insert(random.randrange(len(lines) + 1), empty)
    top = random.choice(["", "\ufeff\ufeff", f"sep={delimiter}\n", "A title\n\n", empty])
    return top + "".join(lines)


@steady(6)
@given(st.randoms(use_true_random=False))
def test_the_way_in_which_people_write_files_changes_no_snapshot(
    tmp_path_factory, tiny, tiny_snapshots, random
):
    files = {
        f"{spec.name}.csv": messy_text(spec, tiny[spec.name], random)
        for spec in INPUTS
        if spec.name in tiny
    }
    folder = tmp_path_factory.mktemp("messy")
    outcome = build_files(folder, files)
    assert outcome.rejects == []
    for day, expected in tiny_snapshots.items():
        assert snapshot(outcome, day, folder / day.isoformat()) == expected
    plain = tmp_path_factory.mktemp("plain")
    written(plain, {f"{name}.csv": text_of(rows) for name, rows in tiny.items()})
    settings = read_settings(PROGRAM_TOML)
    assert read_inputs(folder / "input", settings) == read_inputs(plain, settings)


# Names of files and folders are names, whatever characters they have.

names = st.text(alphabet="ab1[]*?!{}=- é", min_size=1, max_size=6).filter(str.strip)


@steady(15)
@given(st.lists(st.tuples(names, names), min_size=1, max_size=5, unique=True), names)
def test_each_parquet_file_is_read_once_whatever_its_name(tmp_path_factory, places, above):
    folder = tmp_path_factory.mktemp("named") / above
    for number, (part, name) in enumerate(places):
        rows = {"mvp_id": ["ana", "ana"], "from_on": [f"2025-05-{number + 1:02}", "2025-04-01"]}
        path = folder / "leaves" / part / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.table(rows), path)
    tables = InputTables()
    report = tables.read(written(folder, {"mvps.csv": MVPS}), AS_OF)
    assert {file.file: file.rows_read for file in report.files[1:]} == {
        f"leaves/{part}/{name}.parquet": 2 for part, name in places
    }
    assert tables.rows("select count(*) from leaves") == [(len(places) + 1,)]


# What is dated after a day is not seen on it.

D = date(2024, 8, 15)
LATER = {
    "contributions": "contribution_id,mvp_id,track,kind,occurred_at,url",
    "leaves": "mvp_id,from_on,to_on",
    "certifications": "mvp_id,certification,level,taken_on,passed,expires_on",
    "nominations": "nomination_id,nominee_name,nominee_email,nominated_by,nominated_on",
    "feedback": "nomination_id,reviewer,given_on,recommendation",
    "benefits": "mvp_id,benefit,granted_on",
    "mvps": "mvp_id,name,email,entered_on,nda_signed_on",
}


def later_row(name: str, number: int, random: Random, tiny: Tables) -> str:
    """A row of the file `name` about somebody of the tiny program, dated after D."""
    who = random.choice(tiny["mvps"])["mvp_id"]
    day = D + timedelta(days=random.randrange(1, 400))
    match name:
        case "contributions":
            of = random.choice(tiny["contributions"])
            return f"z{number},{of['mvp_id']},{of['track']},{of['kind']},{day},{of['url']}"
        case "leaves":
            return f"{random.choice([who, '*'])},{day},{random.choice([day, ''])}"
        case "certifications":
            return f"{who},core,expert,{day},{random.choice(['yes', 'no'])},"
        case "nominations":
            of = random.choice(tiny["nominations"])
            return f"z{number},Later,{of['nominee_email']},ana,{day}"
        case "feedback":
            return f"{random.choice(tiny['nominations'])['nomination_id']},z{number},{day},yes"
        case "benefits":
            return f"{who},later-{number},{day}"
    return f"z{number},Later,z@example.org,{day},{day}"


@steady(5)
@given(st.randoms(use_true_random=False))
def test_rows_dated_after_a_day_change_nothing_on_it(tmp_path_factory, tiny, random):
    folder = tmp_path_factory.mktemp("later")
    files = {f"{name}.csv": text_of(rows) for name, rows in tiny.items()}
    # Without a word on every track, the newest contribution says how far the data reaches.
    files["sources-all.csv"] = "track,complete_until\n" + "".join(
        f"{track},{D}\n" for track in ("content", "forge", "forum", "meetup")
    )
    before = build_files(folder / "before", files)
    for name, header in LATER.items():
        rows = {later_row(name, number, random, tiny) for number in range(random.randrange(8))}
        keyed = {tuple(row.split(",")[:2]): row for row in sorted(rows)}  # a leave a day
        files[f"{name}_z.csv"] = "\n".join([header, *keyed.values()]) + "\n"
    after = build_files(folder / "after", files)
    assert after.rejects == []
    assert snapshot(after, D, folder / "b") == snapshot(before, D, folder / "a")
