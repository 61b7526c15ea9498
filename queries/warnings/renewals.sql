-- One row per renewal that contradicts itself or the membership, and per contradiction
-- (docs/contract.md, Warnings).
-- key: file_number, line, warning
with dated as (
    select
        used.*,
        program_years.* exclude (year),
        stays.* exclude (mvp_id),
        next_years.final_checkpoint as next_year_ends_on,
    from used
    join program_years using (year)
    left join program_years as next_years on next_years.year = program_years.year + 1
    left join stays using (mvp_id)
),
found as (
    select file_number, line, mvp_id, year, unnest([
        if(decision is not null and decided_on is null,
            {'warning': 'decision_without_date', 'value': decision}, null),
        if(decision is null and decided_on is not null,
            {'warning': 'date_without_decision', 'value': decided_on::varchar}, null),
        if(decision = 'decline' and renewed_on is not null,
            {'warning': 'renewed_after_declining', 'value': renewed_on::varchar}, null),
        if(renewed_on < greatest(invited_on, decided_on),
            {'warning': 'renewed_too_early',
             'value': concat_ws(', ', 'invited ' || invited_on, 'decided ' || decided_on,
                 'renewed ' || renewed_on)}, null),
        if(renewed_on < final_checkpoint,
            {'warning': 'renewed_before_the_year_ends', 'value': renewed_on::varchar}, null),
        if(greatest(invited_on, decided_on, renewed_on) >= next_year_ends_on,
            {'warning': 'renewed_a_year_late',
             'value': concat_ws(', ', 'invited ' || invited_on, 'decided ' || decided_on,
                 'renewed ' || renewed_on)}, null),
        if(final_checkpoint < first_on or left_on < first_day,
            {'warning': 'not_there_that_year', 'value': 'in the program ' || stay}, null),
    ]) as found
    from dated
)
select file_number, line, found.warning, mvp_id || ', ' || year || ': ' || found.value as value,
    1 as times,
from found
where found is not null
