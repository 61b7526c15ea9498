"""Who is linked: by accounts.csv and verified addresses, and by nothing else."""

import csv

import pytest

from .exports import MAPPING, built, values

HEADER = "id,who,at\n"
BOTH = MAPPING.replace('account = "who"\n', 'account = "who"\nemail = "mail"\n')


@pytest.mark.parametrize("account", ["ana_t", "ANA_T", " ana_t\u00a0", "Ben  b", "Ben\u2003B"])
def test_accounts_are_compared_without_case_and_blanks(tmp_path, account):
    outcome = built(tmp_path, MAPPING, f"{HEADER}1,{account},2025-03-01\n")
    assert values(outcome, "mvp_id") in (["ana"], ["ben"])


def test_an_accent_is_the_same_however_it_is_stored(tmp_path):
    accounts = "source,account,mvp_id\nForum,Jos\u00e9,ana\n"
    outcome = built(
        tmp_path, MAPPING, f"{HEADER}1,Jose\u0301,2025-03-01\n", **{"accounts.csv": accounts}
    )
    assert values(outcome, "mvp_id") == ["ana"]


def test_a_name_alone_links_nobody(tmp_path):
    outcome = built(tmp_path, MAPPING, f"{HEADER}1,Ana,2025-03-01\n2,ana,2025-03-01\n")
    assert values(outcome, "mvp_id") == []
    assert outcome.rows("select account, rows from strangers") == [("Ana", 2)]


def test_an_account_of_another_source_links_nobody(tmp_path):
    accounts = "source,account,mvp_id\nblog,ana_t,ana\n"
    outcome = built(
        tmp_path, MAPPING, f"{HEADER}1,ana_t,2025-03-01\n", **{"accounts.csv": accounts}
    )
    assert values(outcome, "mvp_id") == []


def test_a_verified_address_links_and_an_account_goes_before_it(tmp_path):
    outcome = built(
        tmp_path,
        BOTH,
        "id,who,at,mail\n1,x,2025-03-01,mailto:ANA@example.org\n"
        "2,ben b,2025-03-01,ana@example.org\n"
        "3,,2025-03-01,old@example.org\n4,x,2025-03-01,nobody@example.org\n",
        **{
            "mvps.csv": (
                "mvp_id,name,email,entered_on,other_emails\n"
                "ana,Ana,ana@example.org,2024-01-10,OLD@example.org\n"
                "ben,Ben,ben@example.org,2024-01-10,\n"
            )
        },
    )
    assert values(outcome, "mvp_id") == ["ana", "ben", "ana"]


def test_an_address_of_two_mvps_links_neither(tmp_path):
    mvps = (
        "mvp_id,name,email,entered_on\nana,Ana,a@example.org,2024-01-10\n"
        "ben,Ben,A@example.org,2024-01-10\n"
    )
    outcome = built(
        tmp_path,
        BOTH,
        "id,who,at,mail\n1,,2025-03-01,a@example.org\n",
        **{"mvps.csv": mvps, "accounts.csv": ""},
    )
    assert values(outcome, "mvp_id") == []


def test_an_account_that_changed_hands_is_linked_by_the_local_day(tmp_path):
    accounts = (
        "source,account,mvp_id,from_on,to_on\n"
        "forum,shared,ana,,2025-03-02\nforum,shared,ben,2025-03-03,2025-03-31\n"
    )
    outcome = built(
        tmp_path,
        MAPPING,
        HEADER
        + "1,shared,2025-03-02T14:59:00Z\n"  # March 2 in Tokyo, where Ana is
        + "2,shared,2025-03-02T15:01:00Z\n"  # March 3 in Tokyo, March 2 in UTC, where Ben is
        + "3,shared,2025-03-03\n"
        + "4,shared,2025-04-01\n",
        **{"accounts.csv": accounts},
    )
    assert values(outcome, "contribution_id") == ["forum:1", "forum:3"]
    assert values(outcome, "mvp_id") == ["ana", "ben"]
    assert outcome.rows("select rows from strangers") == [(2,)]


def test_an_account_that_two_people_have_at_once_links_neither(tmp_path):
    accounts = "source,account,mvp_id\nforum,x,ana\nforum,X,ben\n"
    outcome = built(tmp_path, MAPPING, f"{HEADER}1,x,2025-03-01\n", **{"accounts.csv": accounts})
    assert values(outcome, "mvp_id") == []


def test_strangers_are_counted_by_account_with_the_most_rows_first(tmp_path):
    outcome = built(
        tmp_path,
        MAPPING,
        f"{HEADER}1,One,2025-03-01\n2,two@X.org,2025-02-01\n3,TWO@x.org,2025-05-01\n4,one,soon\n"
        "5,two@x.org,2025-04-01\n",
    )
    assert outcome.rows(
        "select * replace (first_on::varchar as first_on, last_on::varchar as "
        "last_on) from strangers"
    ) == [
        ("forum", "two@x.org", 3, "2025-02-01", "2025-05-01", "raw/forum/posts.csv line 3"),
        ("forum", "One", 2, "2025-03-01", "2025-03-01", "raw/forum/posts.csv line 2"),
    ]
    with outcome.built.strangers_csv.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[:2] == [
            ["source", "account", "rows", "first_on", "last_on", "example"],
            ["forum", "two@x.org", "3", "2025-02-01", "2025-05-01", "raw/forum/posts.csv line 3"],
        ]


def test_a_row_without_an_account_is_rejected(tmp_path):
    outcome = built(tmp_path, MAPPING, f"{HEADER}1,,2025-03-01\nTotal,,\n")
    assert [row[1:5] for row in outcome.rejects] == [
        ("2", "mvp_id", "", "missing_value"),
        ("3", "mvp_id", "", "missing_value"),
    ]


def test_ids_of_an_export_need_no_link(tmp_path):
    mapping = MAPPING.replace('account = "who"', 'mvp_id = "who"')
    outcome = built(tmp_path, mapping, f"{HEADER}1,ben,2025-03-01\n2,zoe,2025-03-01\n")
    assert values(outcome, "mvp_id") == ["ben"]
    assert [row[4] for row in outcome.rejects] == ["unknown_mvp"]
