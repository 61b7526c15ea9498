"""Numbers from 1,000 on have a comma in what pages and letters say."""

import re
from itertools import islice, product

import pytest

from data.days.scope import Scope
from data.outputs.letters import letters
from data.sql.files import sql
from tests.figures import PAGE_FIGURES, is_of

from .drawn import Program

DAY = "2025-06-30"
IDS = ["".join(letters) for letters in islice(product("bcdefghijkl", repeat=3), 1200)]
# Columns with texts of snapshot files, with cells of a table, and with colors.
OTHERS = {"blocker", "says", "by_track", "color"}
NUMBER = re.compile(r"(?<![\d,.%-])(?!20[0-3]\d\b)\d{4,}(?![\d-])")


def lines(header: str, *rows: str) -> str:
    return "\n".join([header, *rows])


@pytest.fixture(scope="module")
def program(draw) -> Program:
    """Ana, who has done 2,500 points of 9,000, and 1,200 others, each in a team of their own."""
    return draw(
        settings={
            "letters.contact": "somebody@example.org",
            "tracks.mentoring": {
                **{"counts": ["session"], "shown": [], "unit": ["point", "points"]},
                **{"measure": "points", "pieces": 9000, "cadence_months": 12, "repeats": "never"},
            },
        },
        mvps=lines(
            "mvp_id | entered_on | team",
            "ana | 2024-01-01 | north",
            *(f"{mvp} | 2024-01-01 | team of {mvp}" for mvp in IDS),
        ),
        commitments=lines(
            "mvp_id | year | track",
            *(f"{mvp} | 2025 | mentoring" for mvp in ["ana", *IDS]),
        ),
        contributions=lines(
            "mvp_id | track | kind | occurred_at | points | title",
            "ana | mentoring | session | 2025-02-01 | 2500 | A",
            *(f"{mvp} | mentoring | session | 2025-12-01 | 1 | B" for mvp in IDS),
        ),
        nominations=lines(
            "nomination_id | nominee_name | nominee_email | nominated_on",
            *(f"{mvp} | N | {mvp}@example.org | 2025-03-01" for mvp in IDS),
        ),
        sources=lines("track | complete_until", "mentoring | 2025-12-31"),
    )


def said(program: Program, page: str, scope: Scope) -> dict[str, set[str]]:
    """The numbers without a comma in the texts of the figures of a page: query -> numbers."""
    found: dict[str, set[str]] = {}
    for figure in PAGE_FIGURES:
        if not is_of(figure, page):
            continue
        parameters = {**figure.parameters}
        if "track" in parameters and page == "mvp":
            parameters["track"] = "mentoring"
        answer = program.day(DAY).query(scope, sql(figure.sql_file), parameters or None)
        names = [column[0] for column in answer.description]
        for row in answer.fetchall():
            texts = {
                value
                for name, value in zip(names, row, strict=True)
                if isinstance(value, str) and name not in OTHERS
            }
            numbers = {number for text in texts for number in NUMBER.findall(text)}
            if numbers:
                found.setdefault(figure.query, set()).update(numbers)
    return found


@pytest.mark.parametrize(
    "page",
    [
        *("shared", "overview", "at_risk", "progress", "nominations", "benefits"),
        *("certifications", "over_the_years", "renewals"),
    ],
)
def test_no_page_about_everybody_says_a_long_number_without_a_comma(program: Program, page: str):
    assert said(program, page, Scope(everybody=True)) == {}


def test_no_text_on_the_page_of_an_mvp_has_a_long_number_without_a_comma(program: Program):
    assert said(program, "mvp", Scope(everybody=True, only_mvp="ana")) == {}


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("progress/headline", "0 of 1,201 active MVPs are on track or better: 1,201 off track."),
        ("shared/reach", "1,200 contributions are dated later and do not count yet."),
        (
            "nominations/headline",
            "1,200 nominees are being considered: 0 with feedback, 1,200 without. The first "
            "nomination is of Mar 1, 2025.",
        ),
        (
            "over_the_years/span",
            "1,201 MVPs are in the program; who left is not known, as no departure is in the data.",
        ),
    ],
)
def test_a_sentence_has_commas(program: Program, query: str, sentence: str):
    ((*_, found),) = program.day(DAY).query(Scope(everybody=True), sql(f"pages/{query}")).fetchall()
    assert found == sentence


def test_a_letter_has_commas(program: Program):
    (letter,) = letters(program.day(DAY), Scope(everybody=True, only_mvp="ana"))
    assert "2,500 points done, 4,500 expected by June 30, 2025, 9,000 by the end" in letter.text
    assert "2,500 points done" in letter.html
    assert NUMBER.findall(letter.text) == []
