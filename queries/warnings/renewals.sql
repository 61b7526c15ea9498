-- One row per renewal that contradicts itself or the membership, and per contradiction
-- (docs/contract.md, Warnings).
-- key: file_number, line, warning
with dated as (
    select
        used.*,
        make_date(used.year, rule_checkpoints.month, rule_checkpoints.day) as year_end,
        membership_years.* exclude (mvp_id),
    from used
    cross join rule_checkpoints
    left join membership_years using (mvp_id)
    qualify row_number() over (
        partition by file_number, line order by month desc, rule_checkpoints.day desc
    ) = 1
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
        if(renewed_on < year_end,
            {'warning': 'renewed_before_the_year_ends', 'value': renewed_on::varchar}, null),
        if(year not between first_year and last_year,
            {'warning': 'not_there_that_year', 'value': 'in the program ' || stay}, null),
    ]) as found
    from dated
)
select file_number, line, found.warning, mvp_id || ', ' || year || ': ' || found.value as value,
    1 as times,
from found
where found is not null
