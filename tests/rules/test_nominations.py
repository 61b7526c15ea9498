"""docs/rules.md section 9: nominations."""

import pytest

NOMINATIONS = """
    nomination_id | nominee_email      | nominated_on | using_since | decision | decided_on | mvp_id
    n1            | noa@example.org    | 2025-02-03   | 2024-03-01  | selected | 2025-03-01 | noa
    n2            | " Noa@Example.org" | 2025-02-10   | 2024-03-01  |          |            |
    n3            | kai@example.org    | 2025-02-03   |             | selected | 2025-03-01 |
"""


@pytest.fixture(scope="module")
def noa(draw):
    return draw(
        mvps="""
            mvp_id | entered_on | nda_signed_on
            noa    | 2025-03-10 | 2025-03-18
        """,
        nominations=NOMINATIONS,
        feedback="""
            nomination_id | given_on   | recommendation
            n2            | 2025-02-20 | yes
        """,
    )


def test_from_a_nomination_to_an_mvp(noa):
    noa.shows(
        "nominees",
        """
        as_of      | nominee_email   | stage       | nominations | feedback_yes | one_year_of_use
        2025-02-03 | noa@example.org | nominated   | 1           | 0            | false
        2025-02-10 | noa@example.org | nominated   | 2           | 0            | false
        2025-02-20 | noa@example.org | in_feedback | 2           | 1            | false
        2025-03-01 | noa@example.org | onboarding  | 2           | 1            | false
        2025-03-02 | noa@example.org | onboarding  | 2           | 1            | true
        2025-03-18 | noa@example.org | mvp         | 2           | 1            | true
        """,
    )


def test_without_a_link_a_selected_nominee_stays_selected(noa):
    noa.shows(
        "nominees",
        """
        as_of      | nominee_email   | stage     | mvp_id
        2025-02-20 | kai@example.org | nominated |
        2025-03-01 | kai@example.org | selected  |
        2025-03-18 | kai@example.org | selected  |
        """,
    )


@pytest.fixture(scope="module")
def nominees(draw):
    return draw(
        mvps="""
            mvp_id   | entered_on | nda_signed_on | left_on
            active   | 2025-02-01 | 2025-02-01    |
            left     | 2025-02-01 | 2025-02-01    | 2025-06-01
            awaiting | 2025-06-01 |               |
            upcoming | 2025-08-01 | 2025-06-01    |
        """,
        nominations="""
            nomination_id | nominee_email  | nominated_on | decision     | decided_on | mvp_id
            today         | today@x.org    | 2025-07-01   |              |            |
            tomorrow      | tomorrow@x.org | 2025-07-02   |              |            |
            heard         | heard@x.org    | 2025-06-01   |              |            |
            unheard       | unheard@x.org  | 2025-06-01   |              |            |
            selected      | selected@x.org | 2025-06-01   | selected     | 2025-07-01 |
            refused       | refused@x.org  | 2025-06-01   | not_selected | 2025-07-01 | active
            not_yet       | not_yet@x.org  | 2025-06-01   | selected     | 2025-07-02 | active
            undated       | undated@x.org  | 2025-06-01   | selected     |            | active
            linked        | linked@x.org   | 2025-06-01   |              |            | active
            active        | active@x.org   | 2025-01-01   | selected     | 2025-01-20 | active
            left          | left@x.org     | 2025-01-01   | selected     | 2025-01-20 | left
            awaiting      | awaiting@x.org | 2025-01-01   | selected     | 2025-01-20 | awaiting
            upcoming      | upcoming@x.org | 2025-01-01   | selected     | 2025-01-20 | upcoming
            later_1       | later@x.org    | 2025-01-01   | selected     | 2025-05-01 |
            later_2       | Later@x.org    | 2025-02-01   | not_selected | 2025-06-01 |
            again_1       | again@x.org    | 2025-01-01   | not_selected | 2025-03-01 |
            again_2       | AGAIN@X.ORG    | 2025-05-01   | selected     | 2025-06-01 |
            again_3       | again@x.org    | 2025-06-15   |              |            |
            tie_a         | tie@x.org      | 2025-01-01   | selected     | 2025-06-01 |
            tie_b         | Tie@x.org      | 2025-01-01   | not_selected | 2025-06-01 |
            tie_2_b       | tie_2@x.org    | 2025-01-01   | selected     | 2025-06-01 |
            tie_2_a       | tie_2@x.org    | 2025-02-01   | not_selected | 2025-06-01 |
        """,
        nominations_used="""
            nomination_id | nominee_email | nominated_on | using_since | certification_level
            day_before    | before@x.org  | 2025-01-01   | 2024-02-28  |
            leap          | leap@x.org    | 2025-01-01   | 2024-02-29  |
            year          | year@x.org    | 2025-01-01   | 2024-03-01  |
            unknown       | unknown@x.org | 2025-01-01   |             |
            twice_1       | twice@x.org   | 2025-01-01   | 2024-06-01  | expert
            twice_2       | twice@x.org   | 2025-01-02   | 2023-06-01  | associate
            twice_3       | twice@x.org   | 2025-01-03   |             | Professional
        """,
        feedback="""
            nomination_id | given_on   | recommendation
            heard         | 2025-07-01 |
            unheard       | 2025-07-02 | yes
            refused       | 2025-06-10 | no
            later_1       | 2025-02-01 | yes
            later_1       | 2025-02-02 | Yes
            later_2       | 2025-02-03 | no
            later_2       | 2025-02-04 | unsure
            later_2       | 2025-07-02 | yes
            again_3       | 2025-06-20 | unsure
        """,
    )


def test_the_stage_is_the_furthest_one_reached(nominees):
    nominees.shows(
        "nominees",
        """
        nominee_email  | stage        | why
        today@x.org    | nominated    | nominated today
        tomorrow@x.org | -            | nominated tomorrow
        heard@x.org    | in_feedback  | heard today, even without a recommendation
        unheard@x.org  | nominated    | heard tomorrow
        selected@x.org | selected     | decided today
        refused@x.org  | not_selected | decided today; the link matters to the selected alone
        not_yet@x.org  | nominated    | decided tomorrow
        undated@x.org  | nominated    | a decision without a date is not seen
        linked@x.org   | nominated    | a linked MVP alone makes no stage
        """,
        as_of="2025-07-01",
    )


def test_a_selected_nominees_stage_follows_the_linked_mvp(nominees):
    nominees.shows(
        "nominees",
        """
        nominee_email  | stage      | mvp_id
        active@x.org   | mvp        | active
        left@x.org     | mvp        | left
        awaiting@x.org | onboarding | awaiting
        upcoming@x.org | onboarding | upcoming
        """,
        as_of="2025-07-01",
    )


def test_nominations_of_one_address_are_one_nominee_with_the_latest_decision(nominees):
    nominees.shows(
        "nominees",
        """
        nominee_email | nominations | first_nominated_on | stage        | why
        later@x.org   | 2           | 2025-01-01         | not_selected | June 1 is after May 1
        again@x.org   | 3           | 2025-01-01         | selected     | June 1 is after March 1
        tie@x.org     | 2           | 2025-01-01         | not_selected | tie_b is after tie_a
        tie_2@x.org   | 2           | 2025-01-01         | selected     | tie_2_b is after tie_2_a
        """,
        as_of="2025-07-01",
    )


def test_before_the_latest_decision_the_previous_one_is_used(nominees):
    nominees.shows(
        "nominees",
        """
        nominee_email | stage
        later@x.org   | selected
        again@x.org   | not_selected
        """,
        as_of="2025-05-31",
    )


def test_the_feedback_on_all_nominations_of_a_nominee_is_counted(nominees):
    nominees.shows(
        "nominees",
        """
        nominee_email | feedback_yes | feedback_no | feedback_unsure | why
        later@x.org   | 2            | 1           | 1               | another yes is tomorrow's
        again@x.org   | 0            | 0           | 1               |
        heard@x.org   | 0            | 0           | 0               | no recommendation
        """,
        as_of="2025-07-01",
    )


def test_use_of_more_than_a_year_and_the_highest_level_are_shown(nominees):
    nominees.shows(
        "nominees",
        """
        as_of      | nominee_email | one_year_of_use | certification_level | why
        2025-02-28 | before@x.org  | false           |                     | not before D
        2025-02-28 | leap@x.org    | false           |                     | + 1 year is 2025-02-28
        2025-02-28 | year@x.org    | false           |                     |
        2025-02-28 | unknown@x.org |                 |                     | not known
        2025-02-28 | twice@x.org   | true            | expert              | since 2023-06-01
        2025-03-01 | before@x.org  | true            |                     |
        2025-03-01 | leap@x.org    | true            |                     | 2025-02-28 is before D
        2025-03-01 | year@x.org    | false           |                     | 2025-03-01 is not
        2025-03-01 | unknown@x.org |                 |                     |
        2025-03-01 | twice@x.org   | true            | expert              |
        """,
    )


def test_the_years_of_use_are_a_setting(draw):
    draw(
        settings={"nominations.years_of_use": 2},
        mvps="""
            mvp_id | entered_on
            ana    | 2025-01-01
        """,
        nominations="""
            nomination_id | nominee_email | nominated_on | using_since
            n1            | one@x.org     | 2025-01-01   | 2023-03-01
            n2            | two@x.org     | 2025-01-01   | 2023-02-28
        """,
    ).shows(
        "nominees",
        """
        nominee_email | one_year_of_use
        one@x.org     | false
        two@x.org     | true
        """,
        as_of="2025-03-01",
    )
