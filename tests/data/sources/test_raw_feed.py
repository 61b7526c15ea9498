"""RSS and Atom feeds as tables of text: one row for each author of an entry."""

import pytest

from tests.data.sources.raw_folder import Table, read_one, refusal


def rss(*items: str, above: str = "") -> str:
    entries = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0"?>{above}<rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Blog</title>'
        f"<link>https://blog.example.org/</link>{entries}</channel></rss>"
    )


def atom(*entries: str, above: str = "") -> str:
    found = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://planet.example.org/">'
        f"<title>Planet</title>{above}{found}</feed>"
    )


def feed(folder, text: str | bytes) -> Table:
    return read_one(folder, "feed.xml", text)


def test_an_item_of_rss_is_a_row(tmp_path):
    item = (
        "<title>Q&amp;A for &lt;T&gt;</title><link>https://blog.example.org/1?utm_source=rss</link>"
        "<dc:creator><![CDATA[Łucja Wrzesińska]]></dc:creator><category>How</category>"
        "<category>Tips</category><guid isPermaLink='false'>p=1</guid>"
        "<pubDate>Sun, 08 Nov 2026 13:17:15 +0200</pubDate><description>No</description>"
    )
    table = feed(tmp_path, rss(item))
    assert table.header == table.found.columns
    assert table.rows[0] | {"_row": 1} == {
        **{"_row": 1, "_line": 1, "_line_count": 1, "_hint": None, "_text": None},
        "title": "Q&A for <T>",
        "link": "https://blog.example.org/1?utm_source=rss",
        "author": "Łucja Wrzesińska",
        "author_email": None,
        "published": "2026-11-08T11:17:15+00:00",
        "updated": None,
        "id": "p=1",
        "categories": "How; Tips",
    }


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Sun, 08 Nov 2026 13:17:15 EST", "2026-11-08T18:17:15+00:00"),
        ("Sun, 08 Nov 2026 13:17:15 GMT", "2026-11-08T13:17:15+00:00"),
        ("08 Nov 2026 13:17:15 -0300", "2026-11-08T16:17:15+00:00"),
        ("Sun, 08 Nov 2026 13:17 GMT+02:00", "2026-11-08T11:17:00+00:00"),
        ("2026-11-08T13:17:15-03:00", "2026-11-08T16:17:15+00:00"),
        ("2026-11-08T13:17:15.250Z", "2026-11-08T13:17:15+00:00"),
        ("2026-11-08T23:17:15", "2026-11-08T23:17:15"),
        ("2026-11-08", "2026-11-08"),
        ("Sun, 08 Nov 2026", "2026-11-08"),
        ("Sun, 08 Nov 2026 13:17:15 CEST", "Sun, 08 Nov 2026 13:17:15 CEST"),
        ("31/03/2026", "31/03/2026"),
        ("last week", "last week"),
        ("", None),
    ],
)
def test_a_date_is_a_moment_a_day_or_its_text(tmp_path, text, published):
    table = feed(tmp_path, rss(f"<title>A</title><pubDate>{text}</pubDate>"))
    assert table.cells("published") == [(published,)]


def test_the_day_of_an_entry_is_that_of_publishing_and_else_of_updating(tmp_path):
    updated = "<updated>2026-11-11T13:17:15Z</updated>"
    table = feed(
        tmp_path,
        atom(
            f"<title>A</title>{updated}<published>2026-11-08T23:30:00-08:00</published>",
            f"<title>B</title>{updated}",
            "<title>C</title>",
        ),
    )
    assert table.cells("published", "updated") == [
        ("2026-11-09T07:30:00+00:00", "2026-11-11T13:17:15+00:00"),
        ("2026-11-11T13:17:15+00:00", "2026-11-11T13:17:15+00:00"),
        (None, None),
    ]


def test_the_link_is_never_that_of_the_replies_or_of_a_file(tmp_path):
    replies = '<link rel="replies" type="text/html" href="https://b.example.org/1/#comments"/>'
    file = '<link rel="enclosure" type="audio/mpeg" href="https://b.example.org/1.mp3"/>'
    own = '<link rel="alternate" type="text/html" href="https://b.example.org/1/?a=1&amp;b=2"/>'
    table = feed(
        tmp_path,
        atom(
            f"<title>A</title>{replies}{file}{own}",
            f"<title>B</title>{replies}",
            '<title>C</title><link href="posts/3"/>',
        ),
    )
    assert table.cells("link") == [
        ("https://b.example.org/1/?a=1&b=2",),
        (None,),
        ("https://planet.example.org/posts/3",),
    ]


def test_a_relative_link_of_rss_starts_at_the_link_of_the_blog(tmp_path):
    table = feed(
        tmp_path,
        rss(
            "<title>A</title><link>/2026/1</link>",
            "<title>B</title><guid>https://blog.example.org/2</guid>",
            "<title>C</title>",
        ),
    )
    assert table.cells("link") == [
        ("https://blog.example.org/2026/1",),
        ("https://blog.example.org/2",),
        (None,),
    ]


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ('<title type="html">A &amp;amp; B</title>', "A & B"),
        ('<title type="html">&lt;b&gt;A&lt;/b&gt; &amp;lt;T&amp;gt;</title>', "A <T>"),
        ('<title type="html">a &lt; b and &amp;#8217;c</title>', "a < b and ’c"),
        (
            '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <i>x</i> &amp; B</div>'
            "</title>",
            "A x & B",
        ),
        ("<title>List&lt;T&gt; &amp; more</title>", "List<T> & more"),
        ("<title>\n  Two\n  lines </title>", "Two lines"),
    ],
)
def test_a_title_is_plain_text(tmp_path, title, read):
    assert feed(tmp_path, atom(title)).cells("title") == [(read,)]


def test_each_author_of_an_entry_has_a_row(tmp_path):
    table = feed(
        tmp_path,
        atom(
            "<title>A</title><author><name>Ana</name><email>a@example.org</email></author>"
            "<author><name>Ben</name></author><contributor><name>Cia</name></contributor>",
            "<title>B</title><author><name>Ben</name><email>b@example.org</email></author>",
        ),
    )
    assert table.cells("_row", "_line", "title", "author", "author_email") == [
        (1, 1, "A", "Ana", None),
        (2, 1, "A", "Ben", None),
        (3, 2, "B", "Ben", "b@example.org"),
    ]


def test_several_creators_of_rss_are_several_authors(tmp_path):
    table = feed(
        tmp_path,
        rss(
            "<title>A</title><dc:creator>Ana</dc:creator><dc:creator>Ben</dc:creator>",
            "<title>B</title><author>cia@example.org (Cia Sá)</author>",
        ),
    )
    assert table.cells("title", "author", "author_email") == [
        ("A", "Ana", None),
        ("A", "Ben", None),
        ("B", "Cia Sá", "cia@example.org"),
    ]


def test_an_entry_of_atom_without_authors_has_those_of_its_source_or_feed(tmp_path):
    table = feed(
        tmp_path,
        atom(
            "<title>A</title><source><title>S</title><author><name>Sia</name></author></source>",
            "<title>B</title>",
            above="<author><name>Fay</name></author>",
        ),
    )
    assert table.cells("title", "author") == [("A", "Sia"), ("B", "Fay")]


def test_an_entry_without_any_author_is_a_row(tmp_path):
    table = feed(tmp_path, rss("<title>A</title>", above="<!-- a comment -->"))
    assert table.cells("title", "author") == [("A", None)]


def test_a_name_keeps_its_accents_as_they_are_written(tmp_path):
    name = "Jose\u0301"
    assert feed(tmp_path, rss(f"<dc:creator>{name}</dc:creator>")).cells("author") == [(name,)]


def test_a_feed_in_another_encoding_is_read(tmp_path):
    text = rss("<title>José</title>").replace('"1.0"?', '"1.0" encoding="iso-8859-1"?', 1)
    assert feed(tmp_path, text.encode("latin-1")).cells("title") == [("José",)]


def test_a_feed_that_is_cut_off_says_so(tmp_path):
    text = rss(*(f"<title>{number}</title><link>https://b.example.org/</link>" for number in "123"))
    table = feed(tmp_path, text[: text.index("<title>3")])
    assert table.cells("title") == [("1",), ("2",)]
    (notice,) = table.found.notices
    assert notice.startswith("raw/forum/feed.xml: is cut off or damaged (")
    assert notice.endswith("entries were read, and more may be missing: save it again")


def test_a_feed_without_entries_is_not_wrong(tmp_path):
    assert feed(tmp_path, rss()).found.count == 0


def test_entities_read_no_files_and_do_not_grow(tmp_path):
    (tmp_path / "secret").write_text("secret text")
    names = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    above = (
        f'<!DOCTYPE rss [<!ENTITY file SYSTEM "file://{tmp_path}/secret"><!ENTITY e0 "{"x" * 99}">'
        f"{names}]>"
    )
    table = feed(tmp_path, rss("<title>A &file;</title>", "<title>&e8;</title>", above=above))
    titles = [title for (title,) in table.cells("title")]
    assert all("secret" not in title and len(title) < 100 for title in titles)
    assert "is cut off or damaged" in table.found.notices[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "is a web page, such as the page to"),
        ("<?xml version='1.0'?><urlset><url/></urlset>", "is XML, but no RSS or Atom feed; "),
        ("<rss version='2.0'><channel><", "is a feed that cannot be read ("),
    ],
)
def test_what_is_no_feed_is_one_line(tmp_path, text, why):
    assert refusal(tmp_path, "feed.xml", text).startswith(why)
