"""Warnings about good rows that contradict themselves or other rows (docs/contract.md, Warnings).

queries/warnings/<input>.sql finds them in the view `used`: the rows of the input that are used,
with their file_number and line; an input with many of them has several files, such as
`mvps_teams.sql`. They may also read the tables of the inputs before them, the settings and the view
`stays`.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import duckdb

from data.inputs.accounts import ACCOUNT_KEY
from data.inputs.contract import Input
from data.inputs.input_files import InputFile
from data.inputs.limits import LONGEST_SHOWN
from data.inputs.report import FileReport, RejectCount
from data.settings.saying import in_own_words
from data.sql.files import names, sql

MOST_IDS = 20  # that a warning about all of them names
# What each warning means, what happens to the row, and what to do; `to_do` says it in own words.
TO_DO = {
    "ends_before_it_begins": "it ends before it begins, so it has no day: correct the days",
    "cancelled_before_agreed": "cancelled before it was agreed, so it never had an effect: correct "
    "one of the days",
    "overlapping_spells": "it overlaps with another spell of the MVP, so both are one spell: "
    "correct the days, also left_on in mvps",
    "left_before_entering": "whoever leaves before the second day was never a member and is on no "
    "roster: correct the days; for someone who came back, see memberships in docs/contract.md",
    "left_without_day": "without left_on the MVP is still in the program: fill it in, or empty "
    "left_reason",
    "nda_after_leaving": "who signs after leaving was never active: correct one of the days",
    "same_email": "nobody can sign in with the e-mail address of two MVPs: correct the address, "
    "or delete the row that is there twice",
    "other_email_of_another": "an address of two MVPs links no row to either of them: take it out "
    "of one of the rows",
    "similar_id": "they are taken for different people: if it is one, use one spelling in all "
    "files; nothing is merged by itself",
    "same_name": "they are taken for different people: if it is one, use one mvp_id or one e-mail "
    "address; nothing is merged by itself",
    "replaced_another_person": "a later file has this id for somebody with another name and "
    "another e-mail address, and replaces the earlier row: give each person an id of their own",
    "team_spelling": "they are taken for two teams, so a lead sees only one of them: use one "
    "spelling",
    "same_account": "nobody knows whose it is on the days in both rows, so what it did then is "
    "linked to neither: correct mvp_id or the days",
    "account_twice": "the row links the same days to the same MVP again: delete it",
    "source_without_files": "no folder in raw/ and no mapping in sources/ has this name, so these "
    "rows link nothing: correct source",
    "not_there_that_year": "the MVP was not in the program that year, so this has no effect: "
    "correct the year, or the days of the MVP",
    "hardly_anyone_this_year": "without a commitment for the current year, any track is enough: "
    "correct the year if the current one is meant; its number is that of the calendar year in "
    "which it ends or begins, as `year.named_after` says",
    "decision_without_date": "without its date the decision is never seen: fill in decided_on",
    "date_without_decision": "a date without a decision decides nothing: fill in decision, or "
    "empty decided_on",
    "renewed_after_declining": "renewed although the MVP declined; renewed is shown: correct the "
    "decision, or empty renewed_on",
    "renewed_too_early": "renewed before the invitation or the decision; renewed is shown: "
    "correct the dates",
    "renewed_before_the_year_ends": "year is the year whose goals are judged, and it was not over "
    "yet; renewed is shown: correct year or renewed_on",
    "renewed_a_year_late": "year is the year whose goals are judged, and the next one had ended "
    "already: correct year or the dates",
    "decided_before_nominated": "decided before the nomination: correct one of the dates",
    "linked_but_not_selected": "linked to an MVP although not selected: correct the decision, or "
    "empty mvp_id",
    "linked_to_two_mvps": "one nominee cannot become two MVPs: correct mvp_id or the e-mail "
    "address",
    "feedback_before_nomination": "feedback on a nomination that was not there yet: correct one "
    "of the dates",
    "revoked_before_granted": "revoked before it was granted, so it was never held: correct one "
    "of the dates",
    "revoked_without_granting": "without granted_on the benefit was never held: fill it in, or "
    "empty revoked_on",
    "expires_before_taken": "this certificate ends before it begins, so it was never valid and "
    "counts as no pass: correct the days",
    "passed_and_failed": "an exam cannot be passed and failed on one day; both are used: delete "
    "one of the rows",
    "complete_in_the_future": "nobody can know that data is complete up to a day to come: correct "
    "complete_until",
    "complete_from_after_until": "the data cannot begin after it ends: correct one of the days",
    "lead_without_team": "a lead without a team sees nobody: fill in the team",
    "team_without_mvps": "no MVP has this team, letter by letter, so the lead sees nobody: use "
    "the spelling of mvps",
    "nobody_known": "no row of this file is about a known person, so none is used: compare its "
    "ids with those of the people in the other files",
    "no_address": "not an address, so the row is treated as one without an address and is never a "
    "repeat: write the address, or leave the cell empty",
    "same_address": "what happened on different days is different, although it has the same "
    "address: delete a row if something is there twice",
    "unmapped_value": "add it to `{key}.values` under [{input}] in sources/{file}, or leave such "
    "rows out with `only`",
    "accepted_own_answer": "answers to a question of one's own do not count, accepted or not: "
    "nothing to do if is_own_question is right",
}


def to_do(warning: str) -> str:
    """What a warning means, what happens to the row, and what to do, in the program's own words."""
    return in_own_words(TO_DO[warning])


# Text without case, accents, blanks and characters that nobody sees.
_PLAIN = rf"""
    create or replace temp macro plain(text) as
    lower(strip_accents(regexp_replace(nfc_normalize(left(text, {LONGEST_SHOWN})),
        '[\s\x{{a0}}\x{{ad}}\x{{200b}}-\x{{200f}}\x{{2060}}\x{{feff}}]+', '', 'g')))"""
# The ids of a group as one text: of very many, each row of the group would have them all.
_FIRST_IDS = f"""
    create or replace temp macro first_ids(id) as
    array_to_string(min(id, {MOST_IDS}), ', ')
        || if(count(id) > {MOST_IDS}, ' and ' || (count(id) - {MOST_IDS}) || ' more', '')"""
# With how many rows of an account, or spells of an MVP, the others are compared: with all of very
# many, that would take the square of their number.
_MOST_COMPARED = "create or replace temp macro most_compared() as 100"
_SHARES_OF_PEOPLE = (
    "create or replace temp macro is_hardly_any(part, whole) as part * 10 <= whole",
    "create or replace temp macro is_most(part, whole) as part * 2 > whole",
)
# When each MVP was in the program, whatever breaks there were.
_STAYS = """
    create or replace temp view stays as
    with spells_of_all as (
        select mvp_id, entered_on as from_on, left_on as to_on from mvps
        union all
        select mvp_id, from_on, to_on from memberships
        union all
        select mvp_id, entered_on, left_on from spells_of_mvps
    )
    select
        mvp_id,
        min(from_on) as first_on,
        if(bool_or(to_on is null), null, max(to_on)) as left_on,
        'from ' || min(from_on) || if(bool_or(to_on is null), ' on', ' to ' || max(to_on)) as stay,
    from spells_of_all
    group by all"""


_FOUND = """
    create or replace temp table found (
        file_number integer, line bigint, warning varchar, value varchar, times bigint
    )"""
_FIND = f"""
    insert into found by name
    select file_number, line, warning, left(value, {LONGEST_SHOWN}) as value, times
    from ({{query}})"""
_INSERT = """
    insert into warnings by name
    select
        $names[found.file_number + 1] as file,
        coalesce(places.line, found.line) as line,
        $input as input,
        warning,
        value,
        times,
        $to_do[list_position($words, warning)] as to_do,
    from found
    left join places on places.file_number = found.file_number and places.row = found.line
    order by found.file_number, found.line, warning, value, times"""


def keep_warnings(
    con: duckdb.DuckDBPyConnection, spec: Input, files: Sequence[InputFile], as_of: date
) -> None:
    """Add those about the rows of `spec` in `used` to `warnings`, by file and line.

    The rows are of `files`; `places` must be there.
    """
    queries = [name for name in names("warnings") if name.partition("_")[0] == spec.name]
    if not queries:
        return
    con.execute(_PLAIN)
    con.execute(_FIRST_IDS)
    con.execute(_MOST_COMPARED)
    for macro in _SHARES_OF_PEOPLE:
        con.execute(macro)
    con.execute(ACCOUNT_KEY)
    con.execute(_STAYS)
    con.execute(_FOUND)
    for name in queries:
        query = sql(f"warnings/{name}")
        parameters = {"as_of": as_of} if "$as_of" in query else None
        con.execute(_FIND.format(query=query), parameters)
    con.execute(
        _INSERT,
        {
            "names": [file.name for file in files],
            "input": spec.name,
            "words": [*TO_DO],
            "to_do": [to_do(word) for word in TO_DO],
        },
    )
    con.execute("drop table found")


def warn_of_strangers(
    con: duckdb.DuckDBPyConnection, files: list[FileReport], rejects: list[RejectCount]
) -> None:
    """Add to `warnings` each file that has rows of unknown people only."""
    unknown = defaultdict(list)
    for count in rejects:
        if count.is_of_unknown_person:
            unknown[count.file].append(count)
    word = "nobody_known"
    for file in files:
        if (counts := unknown[file.file]) and not file.good and not file.collapsed:
            times = sum(count.rows for count in counts)
            value, line = counts[0].value or "", counts[0].line
            row = [file.file, line, file.input, word, value, times, to_do(word)]
            con.execute("insert into warnings values (?, ?, ?, ?, ?, ?, ?, null)", row)
