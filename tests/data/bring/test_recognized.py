"""What raw files are recognized as when somebody brings them."""

from pathlib import Path

from data.bring.edit_mapping import CellEdit, set_cells, set_values
from data.bring.preview import preview
from data.bring.recognized import Recognized, recognize
from data.settings.files import load
from data.sources.connect.connect import connect
from tests.data.bring.programs import AS_OF, FORM, PEOPLE, connected, folder_with

EXAMPLES = Path(__file__).parents[1] / "sources" / "examples"
VIDEO = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Our blog</title>
<entry><id>post-1</id><title>Grids</title><link href="https://blog.example.org/grids"/>
<author><name>Ana L</name></author><published>2026-05-02T09:15:00Z</published></entry>
</feed>
"""


def found_in(folder: Path, files: tuple[str, ...] | None = None) -> dict[str, Recognized]:
    return {one.place: one for one in recognize(folder, load(), AS_OF, files)}


def test_files_that_nothing_reads_are_connected_as_the_command_does(tmp_path: Path) -> None:
    files = {"raw/form/answers.csv": FORM, "raw/people/list.csv": PEOPLE, "raw/blog/b.xml": VIDEO}
    folder = folder_with(tmp_path / "page", files)
    found = found_in(folder)
    assert {place: (one.mapping, one.inputs) for place, one in found.items()} == {
        "raw/blog/b.xml": ("blog", ("contributions",)),
        "raw/form/answers.csv": ("form", ("contributions",)),
        "raw/people/list.csv": ("people", ("mvps",)),
    }
    assert found["raw/people/list.csv"].sentence == "has rows of mvps, read by sources/people.toml"
    other = folder_with(tmp_path / "command", files)
    assert all(one.is_read for one in connect(other / "raw", other, None, load(), AS_OF))
    for name in ("blog", "form", "people"):
        path = f"sources/{name}.toml"
        assert (folder / path).read_bytes() == (other / path).read_bytes()


def test_questions_last_until_somebody_has_answered_them(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, {"raw/form/answers.csv": FORM, "raw/people/list.csv": PEOPLE})
    place = "raw/form/answers.csv"
    asked = (
        'contributions.kind: what "Beta tester" (2), "Sang a song" (1) means',
        "contributions.occurred_at: whether its dates begin with the day or with the month",
    )
    assert found_in(folder)[place].questions == asked
    assert found_in(folder, (place,))[place].questions == asked
    order = CellEdit(raw="When", order="month-first")
    set_cells(folder, "form", "contributions", 0, {"occurred_at": order})
    assert found_in(folder)[place].questions == asked[:1]
    set_values(folder, "form", "contributions", 0, "kind", {"Beta tester": "article"}, "spoke")
    assert found_in(folder)[place].questions == ()


def test_a_file_that_is_not_understood_says_so_and_stays_unread(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, {"raw/shop/prices.csv": "Product,Price\nTea,3\nCoffee,4\n"})
    (found,) = found_in(folder).values()
    assert (found.mapping, found.columns) == (None, ("Product", "Price"))
    assert found.sentence.startswith("is not understood: it has no columns for a person and a date")
    assert not (folder / "sources").exists()


def test_only_the_files_that_are_asked_for_are_described(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, {"raw/form/answers.csv": FORM, "raw/people/list.csv": PEOPLE})
    assert [*found_in(folder, ("raw/people/list.csv",))] == ["raw/people/list.csv"]
    assert found_in(folder_with(tmp_path / "empty", {"mvps.csv": "x"})) == {}


def test_mappings_that_fit_equally_well_are_named(tmp_path: Path) -> None:
    folder = connected(tmp_path, {"raw/people/list.csv": PEOPLE})
    text = (folder / "sources/people.toml").read_text("utf-8")
    (folder / "raw/list.csv").write_text(PEOPLE, encoding="utf-8")
    (folder / "sources/others.toml").write_text(text, encoding="utf-8")
    found = found_in(folder)["raw/list.csv"]
    assert (found.mapping, found.fitting) == (None, ("others", "people"))
    assert found.sentence.startswith("others.toml and people.toml in sources/ fit it equally well")


def test_the_preview_says_what_is_used_and_why_other_rows_are_not(tmp_path: Path) -> None:
    folder = connected(tmp_path, {"raw/form/answers.csv": FORM})
    order = CellEdit(raw="When", order="month-first")
    set_cells(folder, "form", "contributions", 0, {"occurred_at": order})
    found = preview(folder, "raw/form/answers.csv", "form", load(), AS_OF, most=1)
    assert (found.raw_count, found.fault, len(found.raw_rows)) == (6, None, 1)
    assert found.raw_rows[0][:2] == ["3/20/2026 10:00:00", "ana@example.org"]
    assert found.counts == {
        "used": 2,
        "rejected": 1,
        "unmapped": 2,
        "left_out": 1,
        "collapsed": 0,
    }
    (mapped,) = found.mapped
    assert (mapped.input, mapped.used, len(mapped.rows)) == ("contributions", 2, 1)
    shown = dict(zip(mapped.columns, mapped.rows[0], strict=True))
    assert (shown["line"], shown["email"], shown["kind"]) == ("2", "ana@example.org", "article")
    assert [(row.reason, row.column, row.value) for row in found.unused] == [
        ("unmapped", "kind", "Beta tester"),
        ("unmapped", "kind", "Sang a song"),
        ("bad_date", "occurred_at", "not yet"),
    ]
    assert [(row.line, row.reason, row.text) for row in found.unused] == [
        (4, "unmapped", FORM.splitlines()[3]),
        (6, "unmapped", FORM.splitlines()[5]),
        (7, "bad_date", FORM.splitlines()[6]),
    ]


def test_the_preview_of_a_file_that_was_cut_off_says_so(tmp_path: Path) -> None:
    folder = connected(tmp_path, {"raw/form/answers.csv": FORM})
    path = folder / "sources/form.toml"
    path.write_text("cap = 6\n" + path.read_text("utf-8"), encoding="utf-8")
    found = preview(folder, "raw/form/answers.csv", "form", load(), AS_OF)
    assert found.fault is not None
    assert "has exactly 6 rows, the most that such an export holds" in found.fault
    assert found.mapped == []


def test_nothing_is_proposed_for_exports_of_parts_that_the_program_lacks(tmp_path: Path) -> None:
    known = (EXAMPLES / "exams-pearson-vue.csv").read_text(encoding="utf-8")
    nominees = "Nominee,Nominee e-mail,Nominated by,Nominated on\nNoa,noa@x.test,Ana,2026-01-05\n"
    files = {"raw/exams/report.csv": known, "raw/form/nominees.csv": nominees}
    folder = folder_with(tmp_path, files)
    own = tmp_path / "own.toml"
    own.write_text('[parts]\ncertification = "off"\nnominations = false\n', encoding="utf-8")
    without = load(own)
    found = {one.place: one for one in recognize(folder, without, AS_OF)}
    assert {one.mapping for one in found.values()} == {None}
    assert found["raw/exams/report.csv"].sentence.endswith(
        "; the settings of this program switch its part off"
    )
    with_all = found_in(folder)
    assert {one.inputs for one in with_all.values()} == {("certifications",), ("nominations",)}
    again = {one.place: one for one in recognize(folder, without, AS_OF)}
    assert again["raw/exams/report.csv"].sentence == (
        "has no rows that this program reads, read by sources/exams.toml"
    )
    assert preview(folder, "raw/exams/report.csv", "exams", without, AS_OF).mapped == []


TRACK_ASKED = "contributions.track: this program has no track forum; write one of podcasts"
KIND_ASKED = "contributions.kind: this program has no kind answer; write one of episode, guest"


def test_a_known_shape_asks_for_the_tracks_and_kinds_that_the_program_lacks(tmp_path: Path) -> None:
    known = (EXAMPLES / "discourse.csv").read_text(encoding="utf-8")
    folder = folder_with(tmp_path, {"raw/discourse/answers.csv": known})
    own = tmp_path / "own.toml"
    own.write_text(
        '[tracks.podcasts]\ncounts = ["episode"]\nshown = ["guest"]\ncadence_months = 1\n'
        'unit = ["episode", "episodes"]\n'
        + "".join(f"[tracks.{name}]\nuse = false\n" for name in load().tracks),
        encoding="utf-8",
    )
    (written,) = connect(folder / "raw", folder, None, load(own), AS_OF)
    assert written.questions == [TRACK_ASKED, KIND_ASKED]
    assert written.mapping is not None
    assert f"# To decide: {TRACK_ASKED}" in written.mapping.read_text(encoding="utf-8")
    (again,) = connect(folder / "raw", folder, None, load(own), AS_OF)
    assert again.questions == [TRACK_ASKED, KIND_ASKED]
    (found,) = recognize(folder, load(own), AS_OF)
    assert found.questions == (TRACK_ASKED, KIND_ASKED)
    (of_standard,) = recognize(folder, load(), AS_OF)
    assert of_standard.questions == ()
    edits = {"track": CellEdit(value="podcasts"), "kind": CellEdit(value="episode")}
    set_cells(folder, "discourse", "contributions", 0, edits)
    (decided,) = recognize(folder, load(own), AS_OF)
    assert decided.questions == ()
