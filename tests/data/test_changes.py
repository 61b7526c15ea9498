"""What a build reports as changed since the previous one, and the list of builds."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.build.build import Built, build
from data.store.publishing import current
from tests.rules.drawn import changed_settings

from .folders import written

AS_OF = date(2025, 12, 31)
HEADER = "mvp_id,name,email,entered_on,nda_signed_on\n"


@pytest.fixture
def database(tmp_path) -> Path:
    return tmp_path / "out" / "mvp.duckdb"


def mvps(**signed: str) -> str:
    """An mvps.csv of people who entered on December 15: no exam is due before the year ends, and
    nothing is expected of them but answers. Who has signed no NDA has one flag for that.
    """
    rows = [f"{mvp_id},X,{mvp_id}@x.org,2025-12-15,{day}\n" for mvp_id, day in signed.items()]
    return HEADER + "".join(rows)


def built(database: Path, files: dict[str, str], as_of: date = AS_OF) -> Built:
    source = database.parent.parent / "input"
    for path in source.glob("*"):
        path.unlink()
    settings = changed_settings({"data.max_rejected_share": 0.5, "membership.nda": "required"})
    return build(written(source, files), database, as_of, settings)


def known(database: Path) -> list[tuple]:
    """(rows read, good, rejected, collapsed, replaced, MVPs, flags) of each build it knows of."""
    with duckdb.connect(current(database), read_only=True) as con:
        return con.execute(
            "select rows_read, good, rejected, collapsed, replaced, mvps, flags "
            "from builds order by build_id"
        ).fetchall()


def digests(built: Built) -> tuple[str, list[tuple[str, str]]]:
    """The digest in `build`, and the id and digest of each row in `builds`."""
    with duckdb.connect(built.path, read_only=True) as con:
        (own,) = con.execute("select content_digest from build").fetchone()
        rows = con.execute("select build_id, content_digest from builds order by build_id")
        return own, rows.fetchall()


def when(built: Built) -> str:
    with duckdb.connect(built.path, read_only=True) as con:
        return str(con.execute("select built_at from build").fetchone()[0])


def test_the_first_build_has_nothing_to_compare_with(database):
    first = built(database, {"mvps.csv": mvps(ana="", ben="")})
    assert first.changes == ["First build: there is none before it to compare with"]
    assert known(database) == [(2, 2, 0, 0, 0, 2, 2)]


def test_new_and_removed_rows_mvps_and_flags_are_listed(database):
    leaves = "mvp_id,from_on\ncay,2025-12-20\ncay,2025-12-22\n"
    first = built(
        database,
        {"mvps.csv": mvps(ana="", ben="2025-12-16", cay=""), "leaves.csv": leaves},
    )
    second = built(
        database,
        {"mvps.csv": mvps(ana="2025-12-16", ben="2025-12-16", dov="", eve="2025-12-16")},
    )
    assert second.changes == [
        f"Since the build of {when(first)} UTC, as of 2025-12-31:",
        "  leaves: 0 rows (-2)",
        "  mvps: 4 rows (+1)",
        "  new MVPs (2): dov, eve",
        "  MVPs gone (1): cay",
        "  new flags (1):",
        "    dov, nda: NDA not signed",
        "  flags gone (2):",
        "    ana, nda: NDA not signed",
        "    cay, nda: NDA not signed",
    ]


def test_building_the_same_files_again_changes_nothing(database):
    files = {"mvps.csv": mvps(ana="", ben="")}
    first, second = built(database, files), built(database, files)
    assert second.changes == [
        f"Since the build of {when(first)} UTC, as of 2025-12-31:",
        "  no change in rows, MVPs or flags",
    ]


def test_the_passing_of_time_is_not_listed_as_a_change(database):
    files = {"mvps.csv": mvps(ana="2025-12-20")}
    built(database, files, as_of=date(2025, 12, 19))  # not signed by then: one flag
    second = built(database, files, as_of=AS_OF)
    assert second.changes[1:] == ["  no change in rows, MVPs or flags"]
    assert [flags for *_, flags in known(database)] == [1, 0]


def test_long_lists_are_cut(database):
    built(database, {"mvps.csv": HEADER})
    people = {f"mvp{number:02}": "" for number in range(14)}
    second = built(database, {"mvps.csv": mvps(**people)})
    assert second.changes[1:] == [
        "  mvps: 14 rows (+14)",
        "  new MVPs (14): mvp00, mvp01, mvp02, mvp03, mvp04 and 9 more",
        "  new flags (14):",
        *(f"    mvp{number:02}, nda: NDA not signed" for number in range(10)),
        "    … and 4 more",
    ]


def test_a_correction_does_not_add_a_row(database):
    files = {"mvps.csv": mvps(ana="", ben="2025-12-16")}
    built(database, files)
    second = built(database, {**files, "mvps-later.csv": mvps(ben="2025-12-17")})
    assert second.changes[1:] == ["  no change in rows, MVPs or flags"]
    assert known(database)[-1] == (3, 3, 0, 0, 1, 2, 1)


def test_a_database_lists_the_last_builds_and_its_content_digest_ignores_them(
    database, monkeypatch
):
    monkeypatch.setattr("data.build.changes._LISTED_BUILDS", 3)
    files = {"mvps.csv": mvps(ana="") + "bad\n"}
    made = [built(database, files) for _ in range(5)]
    own, rows = digests(made[-1])
    assert rows == [(build.path.stem.removeprefix("mvp-"), own) for build in made[-3:]]
    assert known(database) == [(2, 1, 1, 0, 0, 1, 1)] * 3


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.unlink(), "no database there"),
        (lambda path: path.write_bytes(b"no database"), "cannot be read"),
        (lambda path: path.write_bytes(path.read_bytes()[:200_000]), "cannot be read"),
        (lambda path: make_older(path), "was built by another version of this program"),
    ],
    ids=["gone", "no database", "cut off", "of another version"],
)
def test_an_unreadable_database_is_replaced_and_the_list_of_builds_begins_anew(
    database, spoil, said
):
    files = {"mvps.csv": mvps(ana="")}
    spoil(built(database, files).path)
    second = built(database, files)
    (line,) = second.changes
    assert line.startswith("Not compared with the previous build: ")
    assert said in line
    assert current(database) == second.path
    assert len(known(database)) == 1


def test_the_sample_or_another_program_is_not_compared_with(database):
    built(database, {"mvps.csv": mvps(somebody="", other="")})
    second = built(database, {"mvps.csv": mvps(ana="")})
    assert second.changes == [
        "First build of this program: the one before it is of another, with none of these MVPs"
    ]


def make_older(path: Path) -> None:
    with duckdb.connect(path) as con:
        con.execute("update build set schema_digest = 'older'")


def test_a_build_that_does_not_cover_the_date_is_listed_but_not_compared(database):
    files = {"mvps.csv": mvps()}
    first = built(database, files, as_of=date(2020, 1, 1))
    second = built(database, files)
    # 366 days after January 1 of a leap year is January 1 of the next
    assert second.changes == [
        f"Not compared with the previous build: {first.path.name}: "
        "knows the days from 2000-01-01 to 2021-01-01, not 2025-12-31"
    ]
    assert len(known(database)) == 2
