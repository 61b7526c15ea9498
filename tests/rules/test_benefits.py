"""docs/rules.md section 10: benefits."""

import pytest


@pytest.fixture(scope="module")
def kim(draw):
    return draw(
        mvps="""
            mvp_id | entered_on | nda_signed_on | left_on
            kim    | 2025-03-03 | 2025-03-20    | 2025-10-01
        """,
        benefits="""
            mvp_id | benefit  | granted_on | revoked_on
            kim    | slack    | 2025-03-22 |
            kim    | badge    | 2025-03-25 | 2025-05-01
            kim    | bootcamp | 2025-06-01 |
        """,
    )


@pytest.mark.parametrize(
    ("as_of", "table"),
    [
        (
            "2025-03-20",
            """
            benefit       | state   | granted_on
            badge         | missing |
            exam_voucher  | missing |
            moderator     | missing |
            release_notes | missing |
            slack         | missing |
            swag          | missing |
            """,
        ),
        (
            "2025-04-30",
            """
            benefit       | state   | granted_on
            badge         | granted | 2025-03-25
            exam_voucher  | missing |
            moderator     | missing |
            release_notes | missing |
            slack         | granted | 2025-03-22
            swag          | missing |
            """,
        ),
        (
            "2025-06-01",
            """
            benefit       | state   | granted_on
            badge         | missing |
            bootcamp      | granted | 2025-06-01
            exam_voucher  | missing |
            moderator     | missing |
            release_notes | missing |
            slack         | granted | 2025-03-22
            swag          | missing |
            """,
        ),
        (
            "2025-10-01",
            """
            benefit  | state     | granted_on
            bootcamp | granted   | 2025-06-01
            slack    | to_revoke | 2025-03-22
            """,
        ),
    ],
)
def test_benefits_from_the_first_active_day_to_the_day_of_leaving(kim, as_of, table):
    kim.shows("benefit_state", table, as_of=as_of, mvp_id="kim")


def test_without_certification_nobody_misses_an_exam_voucher(draw):
    """But who has one keeps it in the list, as any benefit that is not standard."""
    drawn = draw(
        settings={"parts.certification": "off", "benefits.standard": ["slack", "exam_voucher"]},
        absent=["certifications"],
        mvps="""
            mvp_id | entered_on
            ana    | 2025-01-01
            ben    | 2025-01-01
        """,
        benefits="""
            mvp_id | benefit      | granted_on
            ben    | exam_voucher | 2025-02-01
        """,
    )
    drawn.shows(
        "benefit_state",
        """
        mvp_id | benefit      | state
        ana    | slack        | missing
        ben    | exam_voucher | granted
        ben    | slack        | missing
        """,
        as_of="2025-07-01",
    )


@pytest.fixture(scope="module")
def states(draw):
    return draw(
        settings={"benefits.standard": ["slack", "badge"]},
        mvps="""
            mvp_id   | entered_on | nda_signed_on | left_on
            active   | 2025-01-01 | 2025-01-01    |
            left     | 2025-01-01 | 2025-01-01    | 2025-07-01
            awaiting | 2025-01-01 | 2025-07-02    |
            upcoming | 2025-07-02 | 2025-01-01    |
            last_out | 2023-01-01 | 2023-01-01    | 2024-01-01
            dates    | 2025-01-01 | 2025-01-01    |
        """,
        benefits="""
            mvp_id   | benefit  | granted_on | revoked_on
            active   | slack    | 2025-02-01 |
            active   | bootcamp | 2025-02-01 |
            active   | swag     | 2025-02-01 |
            left     | slack    | 2025-02-01 |
            left     | badge    | 2025-02-01 | 2025-06-01
            left     | bootcamp | 2025-02-01 |
            awaiting | Slack    | 2025-02-01 |
            awaiting | bootcamp | 2025-02-01 |
            upcoming | slack    | 2025-02-01 |
            upcoming | bootcamp | 2025-02-01 |
            last_out | slack    | 2023-02-01 |
            dates    | slack    | 2025-07-01 | 2025-07-02
            dates    | badge    | 2025-02-01 | 2025-07-01
            dates    | bootcamp | 2025-07-02 |
            dates    | swag     |            |
        """,
    )


def test_the_state_of_a_benefit_depends_on_the_status(states):
    states.shows(
        "benefit_state",
        """
        mvp_id   | benefit  | state     | why
        active   | slack    | granted   |
        active   | badge    | missing   |
        active   | bootcamp | granted   | not standard
        active   | swag     | granted   | not standard by these settings
        left     | slack    | to_revoke |
        left     | bootcamp | granted   | never to revoke; and the badge was revoked
        awaiting | slack    | to_revoke |
        awaiting | bootcamp | granted   |
        upcoming | slack    | to_revoke |
        upcoming | bootcamp | granted   |
        last_out | slack    | to_revoke | on no roster of the year any more
        """,
        as_of="2025-07-01",
    )


def test_a_benefit_is_held_from_the_day_of_granting_to_the_day_before_revoking(states):
    states.shows(
        "benefit_state",
        """
        mvp_id | benefit | state   | why
        dates  | slack   | granted | granted today, revoked tomorrow
        dates  | badge   | missing | revoked today; bootcamp is tomorrow's, swag has no date
        """,
        as_of="2025-07-01",
    )
