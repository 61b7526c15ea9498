"""Each warning of docs/contract.md, with rows that have it and rows that just do not."""

import pytest

from data.inputs.contradictions import TO_DO
from data.settings.files import load

from .folders import build_files, written

MVPS = """
mvp_id,name,email,entered_on,left_on,nda_signed_on
ana,Ana,ana@example.org,2024-01-10,,2024-01-10
ben,Ben,ben@example.org,2024-02-29,2025-06-30,2024-02-29
cem,Cem,cem@example.org,2023-02-01,2024-12-31,2023-02-01
"""
# For each input: its files beside MVPS, and the (line, warning, value, times) that are expected.
# The build is as of 2025-12-31.
CASES = {
    "mvps": (
        """
mvp_id,name,email,entered_on,left_on,left_reason,nda_signed_on,team
ana,Ana Lopes,ana@example.org,2024-01-10,,,,Iberia
a02,ana  lópes,a02@example.org,2024-01-10,,,,Iberia
Ana,Other,ANA@example.org,2024-01-10,,,,iberia
b01,B1,b01@example.org,2025-03-02,2025-03-02,,,Ib\u200beria
b02,B2,b02@example.org,2025-03-02,2025-03-03,,2025-03-03,North
b03,B3,b03@example.org,2025-03-02,2025-03-03,done,2025-03-02,São Paulo
b04,B4,b04@example.org,2025-03-02,,moved,,Sa\u0303o Paulo
b05,B5,b05@example.org,2025-03-02,,,2025-01-01,São Paulo
""",
        [
            (2, "same_email", "Ana, ana: ana@example.org", 1),
            (3, "same_name", "a02, ana: ana  lópes", 1),
            (4, "same_email", "Ana, ana: ANA@example.org", 1),
            (4, "similar_id", "Ana, ana: differ only in spelling", 1),
            (4, "team_spelling", '"iberia" beside "Iberia"', 1),
            (5, "left_before_entering", "b01: 2025-03-02 to 2025-03-02", 1),
            (5, "team_spelling", '"Ib\u200beria" beside "Iberia"', 1),
            (6, "nda_after_leaving", "b02: left 2025-03-03, signed 2025-03-03", 1),
            (8, "left_without_day", "b04: moved", 1),
            (8, "team_spelling", '"Sa\u0303o Paulo" beside "São Paulo"', 1),
        ],
    ),
    "accounts": (
        """
source,account,mvp_id,from_on,to_on
forum,AnneliB,ana,,
Forum,anne\u200blib,ben,2025-03-01,
forum,kim,ana,,2025-02-28
forum,kim,ben,2025-03-01,
forum,lee,ana,,2025-03-01
forum,\u00a0LEE,ana,2025-03-01,
blog,Zoé  Strauß,ana,,
blog,Zoe\u0301\u00a0STRAUSS,ben,,
chat,AnneliB,ben,,
forum,max,ana,2025-03-02,2025-03-01
forum,max,ben,2025-02-01,
""",
        [
            (2, "same_account", "forum, AnneliB: ana, ben", 1),
            (3, "same_account", "Forum, anne\u200blib: ana, ben", 1),
            (7, "account_twice", "forum, LEE: ana", 1),
            (8, "same_account", "blog, Zoé  Strauß: ana, ben", 1),
            (9, "same_account", "blog, Zoe\u0301\u00a0STRAUSS: ana, ben", 1),
            (11, "ends_before_it_begins", "forum, max: 2025-03-02 to 2025-03-01", 1),
        ],
    ),
    "commitments": (
        """
mvp_id,year,track
ana,2023,forge
ana,2024,forge
ana,2026,forge
ben,2025,forge
ben,2026,forge
ana,2025,forge
""",
        [
            (2, "not_there_that_year", "ana, 2023: in the program from 2024-01-10 on", 1),
            (
                6,
                "not_there_that_year",
                "ben, 2026: in the program from 2024-02-29 to 2025-06-30",
                1,
            ),
        ],
    ),
    "contributions": (
        """
contribution_id,mvp_id,track,kind,occurred_at,url,accepted,is_own_question
c1,ana,forum,answer,2025-02-01,,yes,yes
c2,ana,forum,answer,2025-02-02,,yes,yes
c3,ana,forum,answer,2025-02-03,,no,yes
c4,ben,forum,answer,2025-02-03,,yes,no
c5,ben,content,article,2025-02-03,later,,
""",
        [(2, "accepted_own_answer", "ana", 2), (6, "no_address", "later", 1)],
    ),
    "leaves": (
        """
mvp_id,from_on,to_on,agreed_on,cancelled_on
ana,2025-03-31,2025-03-30,,
ana,2025-03-30,2025-03-30,,
ana,2025-05-01,2025-05-03,2025-04-02,2025-04-01
ana,2025-06-01,2025-06-03,2025-04-02,2025-04-02
ana,2025-07-01,2025-07-03,,2025-06-01
""",
        [
            (2, "ends_before_it_begins", "2025-03-31 to 2025-03-30", 1),
            (4, "cancelled_before_agreed", "agreed 2025-04-02, cancelled 2025-04-01", 1),
        ],
    ),
    "memberships": (
        """
mvp_id,from_on,to_on
ana,2010-01-01,2010-01-01
ana,2011-02-01,2011-03-01
ana,2011-02-15,2011-02-20
ana,2011-03-01,2011-04-01
ben,2025-06-01,
""",
        [
            (2, "left_before_entering", "ana: 2010-01-01 to 2010-01-01", 1),
            (3, "overlapping_spells", "ana: 2011-02-01 to 2011-03-01", 1),
            (4, "overlapping_spells", "ana: 2011-02-15 to 2011-02-20", 1),
            (6, "overlapping_spells", "ben: 2025-06-01 on", 1),
        ],
    ),
    "certifications": (
        """
mvp_id,certification,level,taken_on,passed,expires_on
ana,core,expert,2025-02-01,yes,2025-01-31
ana,core,expert,2025-02-02,yes,2025-02-02
ben,core,expert,2025-02-01,yes,
ben,core,expert,2025-02-01,no,
ben,more,expert,2025-02-01,no,
""",
        [
            (2, "expires_before_taken", "ana: 2025-02-01 to 2025-01-31", 1),
            (4, "passed_and_failed", "ben: core, 2025-02-01", 1),
            (5, "passed_and_failed", "ben: core, 2025-02-01", 1),
        ],
    ),
    "renewals": (
        """
mvp_id,year,invited_on,decision,decided_on,renewed_on
ana,2024,2025-01-05,extend,2025-01-10,2025-01-10
ana,2025,2025-12-30,extend,,2025-12-30
ben,2024,2025-01-05,decline,2025-01-04,2025-01-06
ben,2025,,,2025-12-31,
ana,2023,2024-01-06,,,2024-01-05
ben,2026,,extend,2025-12-30,
cem,2023,2024-12-30,,,2024-12-31
cem,2024,2024-12-31,,,2025-12-30
""",
        [
            (3, "decision_without_date", "ana, 2025: extend", 1),
            (3, "renewed_before_the_year_ends", "ana, 2025: 2025-12-30", 1),
            (4, "renewed_after_declining", "ben, 2024: 2025-01-06", 1),
            (5, "date_without_decision", "ben, 2025: 2025-12-31", 1),
            (6, "not_there_that_year", "ana, 2023: in the program from 2024-01-10 on", 1),
            (
                6,
                "renewed_too_early",
                "ana, 2023: invited 2024-01-06, renewed 2024-01-05",
                1,
            ),
            (
                7,
                "not_there_that_year",
                "ben, 2026: in the program from 2024-02-29 to 2025-06-30",
                1,
            ),
            (8, "renewed_a_year_late", "cem, 2023: invited 2024-12-30, renewed 2024-12-31", 1),
        ],
    ),
    "nominations": (
        """
nomination_id,nominee_name,nominee_email,nominated_by,nominated_on,decision,decided_on,mvp_id
n1,Noa Silva,noa@example.org,x,2025-02-03,selected,,
n2,Noa  SILVA,noa+mvp@example.org,x,2025-02-03,,2025-02-04,
n3,Kim,kim@example.org,x,2025-02-03,selected,2025-02-02,ana
n4,Kim,KIM@example.org,x,2025-02-03,selected,2025-02-03,ben
n5,Lea,lea@example.org,x,2025-02-03,not_selected,2025-02-03,ben
n6,Mia,mia@example.org,x,2025-02-03,not_selected,2025-02-03,
""",
        [
            (2, "decision_without_date", "n1: selected", 1),
            (2, "same_name", "n1, n2: Noa Silva", 1),
            (3, "date_without_decision", "n2: 2025-02-04", 1),
            (4, "decided_before_nominated", "n3: nominated 2025-02-03, decided 2025-02-02", 1),
            (4, "linked_to_two_mvps", "kim@example.org: ana, ben", 1),
            (5, "linked_to_two_mvps", "KIM@example.org: ana, ben", 1),
            (6, "linked_but_not_selected", "n5: ben", 1),
        ],
    ),
    "benefits": (
        """
mvp_id,benefit,granted_on,revoked_on
ana,slack,2025-05-01,2025-04-30
ana,badge,2025-05-01,2025-05-01
ana,swag,,2025-05-01
ben,swag,,
""",
        [
            (
                2,
                "revoked_before_granted",
                "ana, slack: granted 2025-05-01, revoked 2025-04-30",
                1,
            ),
            (4, "revoked_without_granting", "ana, swag: revoked 2025-05-01", 1),
        ],
    ),
    "sources": (
        """
track,complete_until,complete_from
forum,2026-01-01,
forge,2025-12-31,2025-12-31
content,2025-06-30,2025-07-01
""",
        [
            (2, "complete_in_the_future", "forum: 2026-01-01", 1),
            (4, "complete_from_after_until", "content: 2025-07-01 to 2025-06-30", 1),
        ],
    ),
    "access": (
        """
email,role,team
a@example.org,lead,
b@example.org,lead,iberia
c@example.org,program,
""",
        [
            (2, "lead_without_team", "a@example.org", 1),
            (3, "team_without_mvps", "b@example.org: iberia", 1),
        ],
    ),
}
NOMINATION = """
nomination_id,nominee_name,nominee_email,nominated_by,nominated_on
n1,Noa,noa@example.org,x,2025-02-03
"""


@pytest.mark.parametrize("name", CASES)
def test_rows_have_the_warnings_of_the_contract_and_no_other(tmp_path, name):
    text, expected = CASES[name]
    files = {"mvps.csv": MVPS.lstrip(), f"{name}.csv": text.lstrip()}
    outcome = build_files(tmp_path, files)
    assert outcome.rejects == []
    assert outcome.rows("select line, warning, value, times from warnings order by all") == expected
    assert outcome.rows("select distinct file, input from warnings") == [(f"{name}.csv", name)]


COMMITTED = "mvp_id,year,track\n"
VETERANS, NEWCOMERS = [f"v{n}" for n in range(20)], ["n1", "n2", "n3"]
# Years from December 1: whether their number is that of their end or start, the years that veterans
# and newcomers are committed to, and what is said. It is 2025-12-31, in the year 2025/26.
OF_A_YEAR = {
    "the calendar year of the start": (
        ("end", [2024, 2025], [2025]),
        (22, "23 of 23 MVPs have commitments for 2025 (2024/25), 0 for 2026 (2025/26), "
        "the year of 2025-12-31", 23),
    ),
    "that of the end": (
        ("start", [2025, 2026], [2026]),
        (22, "3 of 3 MVPs who entered in 2025 (2025/26) have commitments for 2026 (2026/27), "
        "0 for 2025 (2025/26), the year of 2025-12-31", 23),
    ),
    "the right one": (("end", [2025, 2026], [2026]), None),
    "the right one by the start": (("start", [2024, 2025], [2025]), None),
    "some have none yet": (("end", [2025], [2026]), None),
}  # fmt: skip


@pytest.mark.parametrize("case", OF_A_YEAR)
def test_commitments_of_hardly_anyone_for_the_current_year_are_pointed_out(tmp_path, case):
    (named_after, of_veterans, of_newcomers), expected = OF_A_YEAR[case]
    rows = [(who, year) for year in of_veterans for who in VETERANS]
    rows += [(who, year) for year in of_newcomers for who in NEWCOMERS]
    entered = dict.fromkeys(VETERANS, "2024-02-01") | dict.fromkeys(NEWCOMERS, "2025-12-02")
    people = "".join(f"{who},{who},{who}@example.org,{day}\n" for who, day in entered.items())
    own = written(
        tmp_path / "settings",
        {
            "program.toml": f"""
[year]
start = "12-01"
named_after = "{named_after}"
checkpoints = ["11-30"]
"""
        },
    )
    files = {
        "mvps.csv": f"mvp_id,name,email,entered_on\n{people}",
        "commitments.csv": COMMITTED + "".join(f"{who},{year},forge\n" for who, year in rows),
    }
    outcome = build_files(tmp_path, files, own=load(own / "program.toml"))
    found = outcome.rows(
        "select line, value, times from warnings where warning = 'hardly_anyone_this_year'"
    )
    assert found == ([expected] if expected else [])


def test_an_other_address_that_somebody_else_has_is_pointed_out(tmp_path):
    mvps = """mvp_id,name,email,entered_on,other_emails
ana,Ana,ana@example.org,2024-01-10,old@example.org;Ana@Example.org
ben,Ben,ben@example.org,2024-01-10,ANA@example.org
cem,Cem,cem@example.org,2024-01-10,cem@example.net;OLD@example.org
"""
    assert build_files(tmp_path, {"mvps.csv": mvps}).rows(
        "select line, warning, value from warnings order by all"
    ) == [
        (2, "other_email_of_another", "ana, ben: Ana@Example.org"),
        (2, "other_email_of_another", "ana, cem: old@example.org"),
        (3, "other_email_of_another", "ana, ben: ANA@example.org"),
        (4, "other_email_of_another", "ana, cem: OLD@example.org"),
    ]


def test_accounts_of_a_source_without_raw_files_are_pointed_out_where_there_are_some(tmp_path):
    accounts = """source,account,mvp_id
Forum,a,ana
forms,a,ana
forms,b,ben
blog,a,ana
"""
    files = {"accounts.csv": accounts}
    assert build_files(tmp_path, files).rows("select * from warnings") == []
    (tmp_path / "input" / "raw" / "forum").mkdir(parents=True)
    (tmp_path / "input" / "raw" / ".old").mkdir()
    written(tmp_path / "input" / "sources", {"blog.toml": ""})
    assert build_files(tmp_path, files).rows(
        "select line, warning, value, times from warnings"
    ) == [(3, "source_without_files", "forms", 2)]


def test_feedback_that_is_older_than_its_nomination_is_pointed_out(tmp_path):
    feedback = "nomination_id,reviewer,given_on\nn1,x,2025-02-02\nn1,y,2025-02-03\n"
    files = {"nominations.csv": NOMINATION.lstrip(), "feedback.csv": feedback}
    assert build_files(tmp_path, files).rows("select line, warning, value from warnings") == [
        (2, "feedback_before_nomination", "n1: nominated 2025-02-03, given 2025-02-02")
    ]


def test_an_id_that_a_later_file_has_for_somebody_else_is_pointed_out(tmp_path):
    files = {
        "mvps.csv": MVPS.lstrip(),
        "mvps-b.csv": "mvp_id,name,email,entered_on\n"
        "ana,Kim,kim@example.org,2024-01-10\n"
        "ben,Benjamin,ben@example.org,2024-02-29\n",
        "nominations.csv": NOMINATION.lstrip(),
        "nominations-b.csv": NOMINATION.lstrip().replace("Noa,noa@", "Lea,lea@"),
    }
    assert build_files(tmp_path, files).rows("select file, line, warning, value from warnings") == [
        ("mvps-b.csv", 2, "replaced_another_person", "ana: Kim replaces Ana"),
        ("nominations-b.csv", 2, "replaced_another_person", "n1: Lea replaces Noa"),
    ]


def test_an_earlier_spell_is_a_year_in_the_program(tmp_path):
    files = {
        "mvps.csv": MVPS.lstrip(),
        "memberships.csv": "mvp_id,from_on,to_on\nana,2022-01-01,2022-06-01\n",
        "commitments.csv": "mvp_id,year,track\nana,2022,forge\nana,2021,forge\n",
    }
    assert build_files(tmp_path, files).rows("select line, value from warnings") == [
        (3, "ana, 2021: in the program from 2022-01-01 on")
    ]


def test_every_warning_has_a_case():
    elsewhere = {
        "hardly_anyone_this_year",
        "replaced_another_person",
        "other_email_of_another",
        "source_without_files",
        "unmapped_value",
        "feedback_before_nomination",
        "nobody_known",
        "same_address",
    }
    shown = {warning for _, expected in CASES.values() for _, warning, _, _ in expected}
    assert shown | elsewhere == set(TO_DO)
    assert shown & elsewhere == set()
