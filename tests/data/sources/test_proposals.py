"""Which MVPs are proposed for an account that is linked to nobody, and why; never more is done."""

# ruff: noqa: RUF001 - names of many scripts
import duckdb
import pytest

from data.sources.proposals import MOST_CANDIDATES, propose
from data.sql.files import sql

MVPS = [
    ("anneli", "Anneli Brandvold", "anneli.brandvold@example.org", None),
    ("anika", "Anika Devrukhe", "anika.devrukhe@example.net", "a.d@former.example.net"),
    ("juergen", "Jürgen Großkreutzer", "j@example.net", None),
    ("tomas1", "Tomás Vieirinha", "t.vieirinha.lisbon@example.org", None),
    ("tomas2", "Tomas Vieirinha", "t.vieirinha.recife@example.org", None),
    ("minori", "高峰 みのり", "minori.takamine@example.com", None),
    ("elpida", "Ελπίδα Καραμήτρου", "elpida.k@example.net", None),
    ("devon", "Devon Ashgrove", "devon@example.org", None),
    ("maria", "María-José Ibarrondo", "mj@example.com", None),
    ("seorin", "박서린", "seorin.bak@example.org", None),
    ("lukasz", "Łukasz Wiśniewski", "lw@example.org", None),
    ("kealani", "Kealani Moreau", "kealani.moreau@example.net", None),
]
ACCOUNTS = [
    ("forum", "AnneliB", "anneli", None, None),
    ("forum", "kmo_88", "kealani", None, None),
    ("forum", "lw", "lukasz", None, "2026-03-31"),
]


def proposed(
    *strangers: tuple[str, str], refusals: list[tuple[str, str, str | None]] = (), mvps=MVPS
) -> list[tuple[str, str, str]]:
    """The (account, mvp_id, reason) that are proposed for strangers, in the order of proposals."""
    with duckdb.connect() as con:
        for table in ("mvps", "accounts", "refusals", "strangers"):
            con.execute(sql(f"schema/{table}"))
        con.executemany(
            "insert into mvps by name select $1 as mvp_id, $2 as name, $3 as email, "
            "$4 as other_emails, date '2024-01-01' as entered_on",
            mvps,
        )
        con.executemany("insert into accounts values ($1, $2, $3, $4, $5)", ACCOUNTS)
        for row in refusals:
            con.execute("insert into refusals values ($1, $2, $3)", row)
        for number, (source, account) in enumerate(strangers):
            con.execute(
                "insert into strangers values ($1, $2, $3, null, null, 'raw/x.csv, line 2')",
                [source, account, 1000 - number],
            )
        return [
            (proposal.stranger.account, each.mvp_id, each.reason)
            for proposal in propose(con)
            for each in proposal.candidates
        ]


ONE = {
    "ANNELI.brandvold@Example.org": ("anneli", "their own e-mail address"),
    "a.d@former.example.net": ("anika", "their own e-mail address"),
    "lw": ("lukasz", "theirs on other days"),
    "Brandvold, Anneli": ("anneli", "same name"),
    "devon ashgrove": ("devon", "same name"),
    "ΕΛΠΙΔΑ ΚΑΡΑΜΗΤΡΟΥ": ("elpida", "same name"),
    "Wisniewski Lukasz": ("lukasz", "same name"),
    "Juergen Grosskreutzer": ("juergen", "same name"),
    "Takamine, Minori": ("minori", "same name as in their e-mail address"),
    "anneli.brandvold@example.com": (
        "anneli",
        "an address with the same part before the @",
    ),
    "kealani.moreau+mvp@example.com": (
        "kealani",
        "an address with the same part before the @",
    ),
    "elpidak": ("elpida", "user name is their e-mail address before the @"),
    "annelib2": ("anneli", "user name made of the name"),
    "juergen_gk": ("juergen", "user name made of the name"),
    "AnikaD": ("anika", "user name made of the name"),
    "dashgrove": ("devon", "user name made of the name"),
    "ashgrove.devon": ("devon", "same name"),
    "DevonAshgrove7": ("devon", "user name made of the name"),
    "x_anikadevrukhe": ("anika", "user name made of the name"),
    "高峰みのり": ("minori", "user name made of the name"),
    "mjibarrondo": ("maria", "user name made of the name"),
    "devon_a": ("devon", "user name made of the name"),
    "Minori T.": ("minori", "the name in their e-mail address with words shortened or left out"),
    "Bak-Kim, Seorin": ("seorin", "the name in their e-mail address with further words"),
    "Minor": ("minori", "first or last name alone"),
    "mtakamine": ("minori", "user name made of the name in their e-mail address"),
    "Anika Devrukhe (Pune)": ("anika", "the name with further words"),
    "Gast: Devon Ashgrove": ("devon", "the name with further words"),
    "Anika D.": ("anika", "the name with words shortened or left out"),
    "María Ibarrondo": ("maria", "the name with words shortened or left out"),
    "kealani codes": ("kealani", "first or last name alone"),
    "Ashgrove": ("devon", "first or last name alone"),
    "Kealany Moreau": ("kealani", "similar name"),
    "Aneli Brandvold": ("anneli", "similar name"),
}


@pytest.mark.parametrize("account", ONE)
def test_the_one_candidate_is_proposed_with_the_strongest_reason(account):
    mvp_id, reason = ONE[account]
    assert proposed(("forum", account)) == [(account, mvp_id, f"{reason}, one candidate")]


def test_an_account_of_another_source_is_a_reason():
    assert proposed(("blogs", "KMO_88")) == [
        ("KMO_88", "kealani", "their account on another source, one candidate")
    ]
    assert proposed(("forum", "kmo_88"))[0][2] == "theirs on other days, one candidate"


@pytest.mark.parametrize(
    "account",
    [
        *("Pat_Q", "system", "newbie2026", "lowcode_larry", "Editorial team", "42", "-", "@"),
        *("noreply+98@example.com", "info@example.org", "ana", "j", "Larry Ashgrave"),
        *(
            "陆晓帆",
            "مجهول",
            "Unknown Person",
            "c_188abc@group.calendar.example.com",
            "Anneli Moreau",
        ),
    ],
)
def test_an_account_that_looks_like_nobody_has_no_proposal(account):
    assert proposed(("forum", account)) == []


@pytest.mark.parametrize(
    "account", ["Tomás Vieirinha", "tomasv", "Vieirinha, Tomas", "TomasVieirinha", "Vieirinha"]
)
def test_people_of_one_name_are_all_candidates_and_it_is_said(account):
    found = proposed(("blogs", account))
    assert [mvp_id for _, mvp_id, _ in found] == ["tomas1", "tomas2"]
    assert all(reason.endswith(", one of 2 candidates") for *_, reason in found)


def test_an_address_of_one_of_two_people_of_one_name_says_that_there_are_two():
    assert proposed(("form", "t.vieirinha.recife@example.com")) == [
        (
            "t.vieirinha.recife@example.com",
            "tomas2",
            "an address with the same part before the @, 2 MVPs have this name",
        )
    ]


def test_a_refused_account_is_not_proposed_again_however_it_is_written():
    refused = [("Blogs", "ashgrove,\u00a0DEVON", None)]
    assert proposed(("blogs", "Ashgrove, Devon"), refusals=refused) == []
    assert len(proposed(("blogs", "Devon Ashgrove"), refusals=refused)) == 1
    assert len(proposed(("forum", "Ashgrove, Devon"), refusals=refused)) == 1


def test_a_refused_candidate_leaves_the_others_and_is_still_counted():
    refused = [("blogs", "tomasv", "tomas1")]
    assert proposed(("blogs", "tomasv"), refusals=refused) == [
        ("tomasv", "tomas2", "user name made of the name, one of 2 candidates")
    ]


def test_an_account_that_could_be_anybody_has_no_proposal():
    mvps = [
        (f"m{number}", f"Maria Nr{letter}", f"m{number}@example.org", None)
        for number, letter in enumerate("abcdef"[: MOST_CANDIDATES + 1])
    ]
    assert proposed(("forum", "Maria"), mvps=mvps) == []
    assert len(proposed(("forum", "Maria"), mvps=mvps[:-1])) == MOST_CANDIDATES


def test_accounts_with_the_most_rows_come_first():
    found = proposed(("forum", "dashgrove"), ("forum", "annelib2"), ("form", "dashgrove"))
    assert [account for account, *_ in found] == ["dashgrove", "annelib2", "dashgrove"]
