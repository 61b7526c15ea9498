"""The address of a contribution, in the form in which addresses are compared (docs/rules.md 2)."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb

from data.sql.files import quoted
from data.sql.one_row import one_row
from data.store.confined import scratch

_LETTER = r"[\p{L}\p{N}]"
_HOST = rf"[^\s/?#]*{_LETTER}[^\s/?#]*"
_DOMAIN = r"([^\s/?#:@.]+\.)+[^\s/?#:@.\d]{2,}(:\d+)?"
# With a scheme; a domain and a path; a domain that begins with www; a path on the platform.
_ADDRESS = rf"([a-z][a-z0-9+.-]*:)?//{_HOST}.*|{_DOMAIN}/\S*|www\.{_HOST}\S*|/{_LETTER}\S*"
# Most addresses need no more than to lose their scheme.
_SIMPLE = r"https://[a-z0-9-]+(\.[a-z0-9-]+)+/[^?#\s]*[^?#\s/]"
_SCHEME_AND_HOST = r"^([a-zA-Z][a-zA-Z0-9+.-]*:)?(//)?[^/]*"
_ROUTE = r"#[/!].*$"  # a page inside of a page, not a place on it

# SQL macros, each on the ones before it. `url` is the cell of an input row.
_MACROS = {
    "page_of(url)": "regexp_extract(split_part(url, '#', 1), '^[^?]*')",
    "query_of(url)": "substr(split_part(url, '#', 1), length(page_of(url)) + 2)",
    "host_of(url)": f"regexp_extract(page_of(url), '{_SCHEME_AND_HOST}')",
    "short_host(host)": r"""regexp_replace(regexp_replace(regexp_replace(
        lower(host), '^(http://.*):80$', '\1'), '^((https:)?//.*):443$', '\1'),
        '^((https?:)?//)?(www\.)?', '')""",
    "query_without(query, tracking)": """array_to_string(list_filter(
        string_split(query, '&'),
        lambda cell: cell != '' and not regexp_full_match(split_part(cell, '=', 1), tracking, 'i')
        ), '&')""",
    "with_mark(query)": "if(query = '', '', '?' || query)",
    "short_address(url, tracking)": f"""short_host(host_of(url))
        || rtrim(substr(page_of(url), length(host_of(url)) + 1), '/')
        || if(contains(url, '?'), with_mark(query_without(query_of(url), tracking)), '')
        || if(contains(url, '#'), regexp_extract(url, '{_ROUTE}'), '')""",
}


def create_address_of(con: duckdb.DuckDBPyConnection) -> None:
    """Create the macros `address_of(url)` and `compared_address(track, url)`.

    They follow the settings in the rule_* tables. Both are null when `url` is empty or not an
    address. `compared_address` is also null in tracks without repeats.
    """
    for macro, body in _MACROS.items():
        con.execute(f"create or replace temp macro {macro} as {body}")
    words = _listed(con, "select word from rule_no_addresses order by word")
    no_address = ", ".join(quoted(word) for word in ["", *words])
    names = _listed(con, "select parameter from rule_tracking_parameters order by parameter")
    tracking = quoted("|".join(re.escape(name).replace(r"\*", ".*") for name in names))
    # `in` a long list would become a join, whose side `text` DuckDB computes for each row, used or
    # not. That takes ten times as long.
    con.execute(f"""
        create or replace temp macro known_word(text) as if(
            list_position([{no_address}], lower(text)) > 0, null, text
        )""")
    con.execute(rf"""
        create or replace temp macro address_of(url) as case
            when regexp_full_match(url, '{_SIMPLE}') and not starts_with(url, 'https://www.')
                then substr(url, length('https://') + 1)
            when regexp_full_match(known_word(url), '{_ADDRESS}', 'i')
                then if(
                    known_word(ltrim(short_address(url, {tracking}), '/')) is not null,
                    short_address(url, {tracking}), null
                )
        end""")
    unique = _listed(con, "select track from rule_tracks where not has_repeats")
    apart = ", ".join(map(quoted, unique))
    con.execute(f"""
        create or replace temp macro compared_address(track, url) as
        if(list_position([{apart}]::varchar[], track) > 0, null, address_of(url))""")


def have_address(
    urls: Sequence[str], url: str, no_addresses: Sequence[str], tracking: Sequence[str]
) -> list[bool]:
    """Which of `urls` have the same address as `url`, in any track.

    `no_addresses` and `tracking` are the words and the parameters of the settings.
    """
    with _comparing(no_addresses, tracking) as con:
        found = con.execute(
            "select address_of(other) is not distinct from address_of($url) "
            "and address_of($url) is not null "
            "from (select unnest($urls::varchar[]) as other, unnest(range($count)) as place) "
            "order by place",
            {"url": url, "urls": [*urls], "count": len(urls)},
        ).fetchall()
        return [is_same for (is_same,) in found]


def address(url: str, no_addresses: Sequence[str], tracking: Sequence[str]) -> str | None:
    """The address of `url` as it is compared; None where it is none. See `have_address`."""
    with _comparing(no_addresses, tracking) as con:
        (found,) = one_row(con.execute("select address_of($url)", {"url": url}))
        return None if found is None else str(found)


@contextmanager
def _comparing(
    no_addresses: Sequence[str], tracking: Sequence[str]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of its own with the macro `address_of`."""
    with scratch() as con:
        for table, column, texts in (
            ("rule_no_addresses", "word", no_addresses),
            ("rule_tracking_parameters", "parameter", tracking),
        ):
            con.execute(
                f"create table {table} as select unnest($1::varchar[]) as {column}", [[*texts]]
            )
        con.execute("create table rule_tracks (track varchar, has_repeats boolean)")
        create_address_of(con)
        yield con


def _listed(con: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    return [text for (text,) in con.execute(query).fetchall()]
