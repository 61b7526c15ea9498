"""docs/rules.md section 2: what an address is, and which addresses are the same."""

import pytest

from tests.reference.addresses import address_of
from tests.reference.settings import PROGRAM_TOML, read_settings

from .drawn import changed_settings

SAME = [
    "https://blog.example/post",
    "https://blog.example/post/",
    "https://blog.example/post//",
    "http://blog.example/post",
    "HTTPS://Blog.example/post",
    "https://blog.example:443/post",
    "http://blog.example:80/post",
    "https://www.blog.example/post",
    "www.blog.example/post",
    "blog.example/post",
    "//blog.example/post",
    "https://blog.example/post#comments",
    "https://blog.example/post#",
    "https://blog.example/post?",
    "https://blog.example/post?utm_source=x",
    "https://blog.example/post/?UTM_medium=mail&fbclid=1&gclid=2&ref=home#c",
    "  https://blog.example/post  ",
]
OTHER = [
    "https://blog.example/Post",
    "https://blog.example/post/2",
    "https://blog.example/post.html",
    "https://blog.example/post?id=1",
    "https://blog.example/post?id=2",
    "https://blog.example/post?id=1&page=2",
    "https://blog.example/post?reference=1",
    "https://blog.example:8443/post",
    "http://blog.example:443/post",
    "https://me.blog.example/post",
    "https://blog.example/post#/1",
    "https://blog.example/post#/2",
    "https://blog.example/post#!2",
    "ftp://blog.example/post",
    "https://blog.example",
    "http://intranet/post",
    "/post",
    "/post/2",
    "https://блог.example/post",
    "https://blog.example/my post",
]
NONE = [
    *("see attached", "N/A", "-", "NULL", "none", "?", "/", "--", "tbd", "link", "#", "x", "."),
    *("https://", "http://n/a", "https://-", "www.", "mailto:ana@example.org", "and/or", "1.5/2"),
    *(
        "blog.example",
        "ana@example.org",
        "25.12.2025/26.12.2025",
        "/ ",
        "#N/A",
        "see blog.example/x",
    ),
]


@pytest.fixture(scope="module")
def written(draw):
    """Articles whose addresses are written in these ways, one a day, each text twice."""
    texts = [*SAME, *OTHER, *NONE]
    lines = [
        f'c{number:03} | ana | content | article | {day} | "{text}"'
        for number, (text, day) in enumerate(
            [(text, "2025-02-01") for text in texts] + [(text, "2025-02-02") for text in texts]
        )
    ]
    return draw(
        mvps="""
            mvp_id | entered_on
            ana    | 2025-01-01
        """,
        contributions="contribution_id | mvp_id | track | kind | occurred_at | url\n"
        + "\n".join(lines),
    )


def counted(program) -> list[str]:
    """The addresses of the articles that count, as they were typed."""
    return [
        url
        for (url,) in program.rows(
            "contributions", "url", "2025-12-31", counted=True, track="content"
        )
    ]


def test_other_spellings_of_an_address_are_the_same_contribution(written):
    assert [url for url in counted(written) if url in [text.strip() for text in SAME]] == SAME[:1]


def test_addresses_that_differ_in_anything_else_are_different_contributions(written):
    assert sorted(url for url in counted(written) if url in OTHER) == sorted(OTHER)


def test_what_is_not_an_address_is_never_a_repeat(written):
    of_none = [text.strip() for text in NONE]
    assert sorted(url for url in counted(written) if url in of_none) == sorted(2 * of_none)


def test_the_reference_reads_each_address_in_the_same_way(written):
    settings = read_settings(PROGRAM_TOML)
    assert {address_of(settings, text) for text in SAME} == {"blog.example/post"}
    others = [address_of(settings, text) for text in OTHER]
    assert len({*others, "blog.example/post", None}) == len(OTHER) + 2
    assert {address_of(settings, text) for text in NONE} == {None}


def test_words_for_no_address_and_tracking_parameters_are_settings(draw):
    program = draw(
        mvps="""
            mvp_id | entered_on
            ana    | 2025-01-01
        """,
        contributions="""
            contribution_id | mvp_id | track   | occurred_at | url
            word_1          | ana    | content | 2025-02-01  | https://later.example
            word_2          | ana    | content | 2025-02-02  | https://later.example/
            from_1          | ana    | content | 2025-02-01  | https://blog.example/?from=a
            from_2          | ana    | content | 2025-02-02  | https://blog.example/?from=b
            ref_1           | ana    | content | 2025-02-01  | https://blog.example/?ref=a
            ref_2           | ana    | content | 2025-02-02  | https://blog.example/?ref=b
        """,
        settings={
            "addresses.no_address": ["later.example"],
            "addresses.tracking_parameters": ["fr*"],
        },
    )
    program.shows(
        "contributions",
        """
        contribution_id | counted | not_counted_because
        word_1          | true    |
        word_2          | true    |
        from_1          | true    |
        from_2          | false   | repeat
        ref_1           | true    |
        ref_2           | true    |
        """,
        as_of="2025-12-31",
    )


def test_in_which_tracks_repeats_have_the_same_day_is_a_setting(draw):
    tables = {
        "mvps": "mvp_id | entered_on\nana | 2025-01-01",
        "contributions": """
            contribution_id | mvp_id | track  | occurred_at | url
            first           | ana    | meetup | 2025-02-01  | https://group.example/porto
            same_day        | ana    | meetup | 2025-02-01  | http://group.example/porto/
            later           | ana    | meetup | 2025-04-01  | https://group.example/porto
        """,
    }
    expected = """
        contribution_id | counted | not_counted_because
        first           | true    |
        same_day        | false   | repeat
        later           | {later}
    """
    draw(**tables).shows("contributions", expected.format(later="true | "), as_of="2025-12-31")
    draw(**tables, settings={"tracks.meetup.repeats": "any_day"}).shows(
        "contributions", expected.format(later="false | repeat"), as_of="2025-12-31"
    )


def test_repeats_is_one_of_three_words():
    with pytest.raises(ValueError, match="repeats"):
        changed_settings({"tracks.meetup.repeats": "each_week"})
