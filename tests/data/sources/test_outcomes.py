"""What becomes of the rows of raw exports, and of exports that cannot be read."""

from pathlib import Path

from tests.data.folders import written

from .exports import MAPPING, MATCH, SECTION, built, counts, values

HEADER = "id,who,at\n"
ROW = "1,ana_t,2025-03-01\n"


def test_the_counts_of_an_export_add_up(tmp_path):
    mapping = (
        MATCH
        + '[only]\n"kind" = { not = ["draft"] }\n'
        + SECTION.replace(
            '{ value = "component" }', '{ column = "kind", values = { x = "component" } }'
        )
        + 'url = "link"\n'
    )
    newest = (
        "id,who,at,kind,link\n"
        "1,ana_t,2025-03-01,x,\n"  # good
        "1,ana_t,2025-03-01,x,\n"  # the same row
        "2,ana_t,yesterday,x,\n"  # rejected
        "3,stranger,2025-03-01,x,\n"
        "4,ana_t,2025-03-01,draft,\n"  # left out
        "5,ana_t,2025-03-01,talk,\n"  # unmapped
        "6,ana_t,2025-03-05,x,https://x.org/a\n"  # repeats the next row, which is earlier
        "7,ana_t,2025-03-04,x,http://www.x.org/a/?utm_source=b\n"
        "8,ana_t,2025-03-01\n"  # no row: a cell is missing
    )
    older = "id,who,at,kind,link\n1,ana_t,2025-03-01,x,\n3,ana_t,2025-03-01,x,\n"
    outcome = built(
        tmp_path, mapping, "", **{"raw__forum__2.csv": newest, "raw__forum__1.csv": older}
    )
    assert counts(outcome) == {
        "1.csv": {"rows_read": 2, "collapsed": 1, "superseded": 1},
        "2.csv": {
            "rows_read": 9,
            "good": 2,
            "rejected": 2,
            "collapsed": 1,
            "repeats": 1,
            "strangers": 1,
            "left_out": 1,
            "unmapped": 1,
        },
    }
    assert values(outcome, "contribution_id") == ["forum:1", "forum:7"]
    assert [row[1:5] for row in outcome.rejects] == [
        ("4", "occurred_at", "yesterday", "bad_date"),
        ("10", "", "", "unreadable_row"),
    ]
    assert outcome.rows('select file, line, "column", value, times, to_do from warnings') == [
        (
            "raw/forum/2.csv",
            7,
            "kind",
            "talk",
            1,
            "add it to `kind.values` under [contributions] in sources/forum.toml, or leave such "
            "rows out with `only`",
        )
    ]


def test_a_kind_of_no_track_is_pointed_out_with_the_kinds_of_the_program(tmp_path):
    mapping = MAPPING.replace('track = { value = "forge" }\n', "").replace(
        '{ value = "component" }', '"kind"'
    )
    assert "track" not in mapping.replace("tracking", "")
    outcome = built(tmp_path, mapping, "id,who,at,kind\n1,ana_t,2025-03-01,podcast\n")
    ((column, value, to_do),) = outcome.rows('select "column", value, to_do from warnings')
    assert (column, value) == ("kind", "podcast")
    assert to_do == (
        "no track of the program has this kind: say with `kind.values` under [contributions] in "
        "sources/forum.toml which kind it is (answer, article, attended, component, "
        "documentation, howto, moderation, organized, other, release, spoke, tutorial, video), "
        "or add it to `counts` or `shown` of a track in the settings, or leave such rows out with "
        "`only`"
    )


def test_values_that_are_not_named_are_counted_together_whatever_their_case(tmp_path):
    mapping = MAPPING.replace(
        '{ value = "component" }', '{ column = "kind", values = { x = "component" } }'
    )
    outcome = built(
        tmp_path,
        mapping,
        "id,who,at,kind\n1,ana_t,2025-03-01,Talk\n2,ana_t,2025-03-01, talk \n"
        "3,ana_t,2025-03-01,poem\n",
    )
    assert outcome.rows("select line, value, times from warnings") == [
        (2, "Talk", 2),
        (4, "poem", 1),
    ]


def test_the_later_export_wins_in_the_natural_order_of_names(tmp_path):
    outcome = built(
        tmp_path,
        MAPPING + 'title = "t"\n',
        "",
        **{
            "raw__forum__page-10.csv": "id,who,at,t\n1,ana_t,2025-03-01,new\n",
            "raw__forum__page-9.csv": "id,who,at,t\n1,renamed,2025-03-01,old\n",
        },
    )
    assert values(outcome, "title") == ["new"]
    assert counts(outcome)["page-9.csv"] == {"rows_read": 1, "superseded": 1}
    assert outcome.rows("from strangers") == []


def test_the_same_contribution_from_two_sources_is_there_once(tmp_path):
    outcome = built(
        tmp_path,
        MAPPING + 'url = "link"\n',
        "id,who,at,link\n1,ana_t,2025-03-02,https://x.org/a\n",
        **{
            "raw__blog__b.csv": "id,author,at,link\n7,ana@example.org,2025-03-01,http://x.org/a\n",
            "sources__blog.toml": MAPPING.replace('"who"', '"author"').replace("account", "email")
            + 'url = "link"\n',
        },
    )
    assert values(outcome, "contribution_id") == ["blog:7"]


def test_repeats_stay_where_the_mapping_keeps_them(tmp_path):
    outcome = built(
        tmp_path,
        MAPPING + 'url = "link"\nsame_link = "keep"\n',
        "id,who,at,link\n1,ana_t,2025-03-02,https://x.org/a\n2,ana_t,2025-03-01,https://x.org/a\n",
    )
    assert values(outcome, "not_counted_because") == ["repeat", None]


def test_meetups_at_one_address_on_two_days_are_two(tmp_path):
    mapping = MAPPING.replace('"forge"', '"meetup"').replace('"component"', '"organized"')
    outcome = built(
        tmp_path,
        mapping + 'url = "link"\n',
        "id,who,at,link\n1,ana_t,2025-03-02,https://x.org/a\n2,ana_t,2025-03-01,https://x.org/a\n",
    )
    assert values(outcome, "counted") == [True, True]


def test_an_export_that_was_cut_off_stops_its_source_and_no_other(tmp_path):
    outcome = built(
        tmp_path,
        "cap = 2\n" + MAPPING,
        HEADER + ROW + "2,ana_t,2025-03-01\n",
        **{
            "raw__forum__before.csv": HEADER + "3,ana_t,2025-03-01\n",
            "sources__ratings.toml": MAPPING.replace('"id"', '"rating"'),
            "raw__forum__ratings.csv": "rating,who,at\n4,ana_t,2025-03-01\n",
            "raw__blog__rated.csv": "rating,who,at\n5,ana_t,2025-03-01\n",
            "accounts.csv": "source,account,mvp_id\nforum,ana_t,ana\nblog,ana_t,ana\n",
        },
    )
    assert values(outcome, "contribution_id") == ["blog:5"]
    said = (
        "has exactly 2 rows, the most that such an export holds (cap in sources/forum.toml): it "
        "was cut off, so nothing of the source forum is read; put exports in its place that have "
        "fewer rows, such as one for each quarter, or change cap when nothing is missing"
    )
    assert [notice for notice in outcome.notices if "raw/" in notice] == [
        f"raw/forum/posts.csv: {said}"
    ]
    stopped = "its source forum is stopped: see raw/forum/posts.csv"
    files = "select file, mapping, rows, not_read_because from raw_files order by file"
    assert outcome.rows(files) == [
        ("raw/blog/rated.csv", "ratings", 1, None),
        ("raw/forum/before.csv", "forum", 1, stopped),
        ("raw/forum/posts.csv", "forum", 2, said),
        ("raw/forum/ratings.csv", "ratings", 1, stopped),
    ]


def test_an_export_that_no_mapping_fits_is_said_and_the_others_are_read(tmp_path):
    outcome = built(tmp_path, MAPPING, HEADER + ROW, **{"raw__forum__it's.csv": "a,b\n1,2\n"})
    assert values(outcome, "contribution_id") == ["forum:1"]
    assert outcome.notices == [
        "raw/forum/it's.csv: no mapping in sources/ reads it; "
        "`python -m data connect 'raw/forum/it'\\''s.csv'` proposes one"
    ]


def test_of_mappings_that_fit_the_one_of_the_folder_reads(tmp_path):
    others = {"sources__a.toml": MAPPING.replace("forge", "content"), "sources__b.toml": ""}
    outcome = built(tmp_path, MAPPING, HEADER + ROW, **others)
    assert values(outcome, "track") == ["forge"]


def test_of_mappings_that_fit_the_one_with_most_columns_reads(tmp_path):
    more = MAPPING.replace('["id", "who", "at"]', '["id", "who", "at", "x"]')
    outcome = built(
        tmp_path,
        "",
        "",
        **{
            "sources__a.toml": MAPPING.replace("component", "release"),
            "sources__b.toml": more,
            "raw__forum__posts.csv": "id,who,at,x\n1,ana_t,2025-03-01,\n",
        },
    )
    assert values(outcome, "kind") == ["component"]


def test_mappings_that_fit_equally_are_both_named_and_neither_reads(tmp_path):
    outcome = built(
        tmp_path, "", HEADER + ROW, **{"sources__a.toml": MAPPING, "sources__b.toml": MAPPING}
    )
    assert values(outcome, "kind") == []
    assert outcome.notices == [
        "raw/forum/posts.csv: a.toml and b.toml in sources/ fit it equally well: "
        "add a column to `match` of one"
    ]


def test_a_required_column_that_an_export_lacks_is_said_with_the_likely_one(tmp_path):
    mapping = MATCH.replace(', "at"', "") + SECTION
    outcome = built(
        tmp_path,
        mapping,
        HEADER.replace("at", "att") + ROW,
        **{"raw__forum__good.csv": HEADER + "2,ana_t,2025-03-01\n"},
    )
    assert values(outcome, "contribution_id") == ["forum:2"]
    assert outcome.notices == [
        "raw/forum/posts.csv: sources/forum.toml [contributions] occurred_at names the column at, "
        "which is not in the header; is att meant?; no contributions are read from it"
    ]


def test_optional_columns_that_exports_lack_stay_empty_and_are_said_once(tmp_path):
    mapping = MAPPING + 'title = "Topic"\naccepted = "Whom"\n'
    later = {"raw__forum__posts2.csv": HEADER + ROW, "raw__forum__posts3.csv": "at,who,id\n"}
    outcome = built(tmp_path, mapping, HEADER + ROW, **later)
    assert values(outcome, "title") == [None]
    assert outcome.notices == [
        "raw/forum/posts.csv and 2 more: has no column for title (Topic) and accepted (Whom) of "
        "sources/forum.toml [contributions]; these cells stay empty"
    ]


def test_an_optional_column_that_is_probably_misspelt_is_pointed_out(tmp_path):
    header = "id,who,at,title\n"
    outcome = built(tmp_path, MAPPING + 'title = "Titel"\n', f"{header}1,ana_t,2025-03-01,x\n")
    assert values(outcome, "title") == [None]
    assert outcome.notices == [
        "raw/forum/posts.csv: sources/forum.toml [contributions] title names the column Titel, "
        "which is not in the header; is title meant?"
    ]


def test_a_source_without_a_folder_has_the_name_of_its_mapping(tmp_path):
    outcome = built(tmp_path, MAPPING, "", **{"raw__posts.csv": HEADER + ROW})
    assert values(outcome, "contribution_id") == ["forum:1"]


def test_raw_files_and_mappings_stay_as_they_are(tmp_path):
    source = written(tmp_path / "input", {"raw/forum/posts.csv": HEADER + ROW})
    before = {path: state(path) for path in source.rglob("*") if path.is_file()}
    built(tmp_path, MAPPING, "", **{"raw__forum__2.csv": '"broken'})
    assert {path: state(path) for path in before} == before


def state(path: Path) -> tuple[bytes, int]:
    return path.read_bytes(), path.stat().st_mtime_ns
