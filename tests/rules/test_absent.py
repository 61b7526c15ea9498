"""docs/rules.md section 13: an input that was never supplied is unknown."""

import pytest

# As of 2025-12-31 a component a month since January meets Ana's goal; Ben has none. Both entered
# long ago without any exam, and nobody has a date in nda_signed_on.
TABLES = {
    "mvps": """
        mvp_id | entered_on | nda_signed_on | left_on
        ana    | 2025-01-01 |               |
        ben    | 2025-01-01 |               |
        gone   | 2025-01-01 |               | 2025-12-01
    """,
    "contributions": """
        mvp_id | track | occurred_at | days
        ana    | forge | 2025-02-01  | 12
    """,
    "commitments": """
        mvp_id | year | track
        ana    | 2025 | forge
        ben    | 2025 | forge
        gone   | 2025 | forge
    """,
    "sources": """
        track   | complete_until
        content | 2027-12-31
        forge   | 2027-12-31
        forum   | 2027-12-31
        meetup  | 2027-12-31
    """,
}
INPUTS = ("commitments", "certifications", "renewals", "nominations", "feedback", "benefits")


@pytest.fixture(scope="module")
def absent(draw):
    """The program without any of the inputs that may be absent, but with commitments."""
    return draw(absent=INPUTS, **TABLES)


@pytest.fixture(scope="module")
def supplied(draw):
    """The same with a file of each that has its header alone."""
    return draw(**TABLES)


def test_a_header_alone_is_supplied(absent, supplied):
    columns = ", ".join(f"has_{name}" for name in INPUTS)
    assert absent.rows("supplied", columns, "2025-12-31") == [(True, *[False] * 5)]
    assert supplied.rows("supplied", columns, "2025-12-31") == [(True,) * 6]


@pytest.mark.parametrize("name", INPUTS)
def test_each_input_is_supplied_by_its_own_file(draw, name):
    tables = {"mvps": TABLES["mvps"]}
    program = draw(absent=[other for other in INPUTS if other != name], **tables)
    columns = ", ".join(f"has_{each}" for each in INPUTS)
    assert program.rows("supplied", columns, "2025-12-31") == [
        tuple(each == name for each in INPUTS)
    ]


def test_without_certifications_every_status_is_unknown(absent, supplied):
    absent.shows(
        "certification_status",
        """
        as_of      | mvp_id | status  | valid_until | deadline | failed_attempts | attempts_left
        2025-01-01 | ana    | unknown |             |          |                 |
        2025-12-31 | ana    | unknown |             |          |                 |
        """,
    )
    supplied.shows(
        "certification_status",
        """
        as_of      | mvp_id | status   | deadline   | failed_attempts | attempts_left
        2025-01-01 | ana    | exam_due | 2025-04-01 | 0               | 2
        2025-12-31 | ana    | overdue  | 2025-04-01 | 0               | 2
        """,
    )


def test_an_unknown_certification_is_no_risk_and_no_exam_is_due(absent, supplied):
    absent.shows(
        "risk",
        """
        mvp_id | about | risk
        ana    | forge | met
        ben    | forge | out_of_reach
        """,
        as_of="2025-12-31",
    )
    members = """
        mvp_id | status | risk         | certification | is_exam_due
        ana    | active | met          | unknown       | false
        ben    | active | out_of_reach | unknown       | false
        gone   | left   |              |               | false
        """
    absent.shows("members", members, as_of="2025-12-31")
    supplied.shows(
        "risk",
        """
        mvp_id | about         | risk
        ana    | forge         | met
        ana    | certification | high
        ben    | forge         | out_of_reach
        ben    | certification | high
        """,
        as_of="2025-12-31",
    )


def test_without_certifications_no_renewal_is_blocked_for_them(draw):
    program = draw(absent=["certifications"], **TABLES)
    program.shows(
        "renewal_stage",
        """
        as_of      | mvp_id | stage        | certification
        2025-12-31 | ana    | to_invite    | unknown
        2025-12-31 | ben    | goals_missed | unknown
        2025-12-31 | gone   | left         |
        2026-02-01 | ana    | lapsed       | unknown
        2026-02-01 | ben    | goals_missed | unknown
        2026-02-01 | gone   | left         |
        """,
    )


def test_without_renewals_the_stage_of_who_met_the_goals_is_unknown_from_the_final_checkpoint_on(
    draw,
):
    program = draw(absent=["renewals"], **TABLES)
    program.shows(
        "renewal_stage",
        """
        as_of      | mvp_id | stage        | is_decision_pending | why
        2025-12-30 | ana    | goals_met    | false               |
        2025-12-30 | ben    | at_risk      | false               |
        2025-12-30 | gone   | left         | false               |
        2025-12-31 | ana    | unknown      | false               | and not blocked for the exam
        2025-12-31 | ben    | goals_missed | false               |
        2025-12-31 | gone   | left         | false               |
        2026-02-28 | ana    | unknown      | false               | and not lapsed
        2026-02-28 | ben    | goals_missed | false               |
        2026-02-28 | gone   | left         | false               |
        """,
    )
    program.shows(
        "blocker",
        """
        mvp_id | blocker
        ana    | renewals were not supplied
        ben    | missed by 12 more components
        """,
        as_of="2025-12-31",
    )


def test_without_benefits_none_is_missing(absent, supplied):
    assert absent.rows("benefit_state", "mvp_id", "2025-12-31") == []
    missing = supplied.rows("benefit_state", "mvp_id", "2025-12-31", state="missing")
    assert len(missing) == 2 * 6


def test_without_commitments_any_track_is_enough_and_nobody_lacks_one(draw):
    tables = {name: table for name, table in TABLES.items() if name != "commitments"}
    expected = """
        mvp_id | tracks | goals_met | is_uncommitted
        ana    |        | true      | {0}
        ben    |        | false     | {0}
        """
    draw(absent=["commitments"], **tables).shows(
        "members", expected.format("false"), as_of="2025-12-31"
    )
    draw(**tables).shows("members", expected.format("true"), as_of="2025-12-31")


def test_without_feedback_its_counts_are_unknown(draw):
    nominations = """
        nomination_id | nominee_email   | nominated_on
        n1            | noa@example.org | 2025-02-03
    """
    tables = {"mvps": TABLES["mvps"], "nominations": nominations}
    expected = """
        nominee_email   | stage     | feedback_yes | feedback_no | feedback_unsure
        noa@example.org | nominated | {0}          | {0}         | {0}
        """
    draw(absent=["feedback"], **tables).shows("nominees", expected.format(""), as_of="2025-12-31")
    draw(**tables).shows("nominees", expected.format("0"), as_of="2025-12-31")


# NDAs (section 5)

SIGNED = TABLES["mvps"].replace(
    "ben    | 2025-01-01 |           ", "ben    | 2025-01-01 | 2025-06-01"
)


@pytest.mark.parametrize(
    ("setting", "mvps", "ana", "ben"),
    [
        ("auto", TABLES["mvps"], "active", "active"),
        ("required", TABLES["mvps"], "awaiting_nda", "awaiting_nda"),
        ("off", TABLES["mvps"], "active", "active"),
        ("auto", SIGNED, "awaiting_nda", "active"),
        ("required", SIGNED, "awaiting_nda", "active"),
        ("off", SIGNED, "active", "active"),
    ],
)
def test_the_setting_says_whether_an_nda_is_needed(draw, setting, mvps, ana, ben):
    program = draw({"membership.nda": setting}, mvps=mvps)
    program.shows(
        "membership",
        f"""
        mvp_id | status
        ana    | {ana}
        ben    | {ben}
        """,
        as_of="2025-07-01",
    )
    flagged = program.rows("risk", "mvp_id", "2025-07-01", about="nda")
    awaiting = [name for name, status in (("ana", ana), ("ben", ben)) if status == "awaiting_nda"]
    assert [mvp_id for (mvp_id,) in flagged] == [
        *awaiting,
        *(["gone"] if "awaiting_nda" in (ana, ben) else []),
    ]


def test_a_date_after_d_shows_already_that_ndas_are_tracked(draw):
    program = draw(mvps=SIGNED)
    program.shows(
        "membership",
        """
        mvp_id | status
        ana    | awaiting_nda
        ben    | awaiting_nda
        """,
        as_of="2025-05-31",
    )
