-- One row per nomination that contradicts itself or another one, and per contradiction
-- (docs/contract.md, Warnings). `plain` leaves out case, accents, blanks and invisible characters;
-- `first_ids` are the first few of many ids as one text.
-- key: file_number, line, warning
with alone as (
    select file_number, line, nomination_id, unnest([
        if(decision is not null and decided_on is null,
            {'warning': 'decision_without_date', 'value': decision}, null),
        if(decision is null and decided_on is not null,
            {'warning': 'date_without_decision', 'value': decided_on::varchar}, null),
        if(decided_on < nominated_on,
            {'warning': 'decided_before_nominated',
             'value': 'nominated ' || nominated_on || ', decided ' || decided_on}, null),
        if(decision = 'not_selected' and mvp_id is not null,
            {'warning': 'linked_but_not_selected', 'value': mvp_id}, null),
    ]) as found
    from used
),
same_name as (
    select
        file_number,
        line,
        'same_name' as warning,
        ids || ': ' || nominee_name as value,
    from used
    join (
        select min(nomination_id) as nomination_id, first_ids(nomination_id) as ids,
        from used
        group by plain(nominee_name)
        having min(lower(nominee_email)) != max(lower(nominee_email))
    ) as same using (nomination_id)
),
two_mvps as (
    select
        file_number,
        line,
        'linked_to_two_mvps' as warning,
        nominee_email || ': ' || ids as value,
    from used
    join (
        select lower(nominee_email) as email, first_ids(mvp_id) as ids,
        from used
        where mvp_id is not null
        group by all
        having min(mvp_id) != max(mvp_id)
    ) as same on same.email = lower(used.nominee_email)
    where mvp_id is not null
),
replacing as (
    select distinct on (used.file_number, used.line)
        used.file_number,
        used.line,
        'replaced_another_person' as warning,
        used.nomination_id || ': ' || used.nominee_name || ' replaces ' || checked.nominee_name
            as value,
    from used
    join checked
        on checked.nomination_id = used.nomination_id
        and checked.file_number < used.file_number
        and checked.fault is null
    where plain(checked.nominee_name) != plain(used.nominee_name)
        and lower(checked.nominee_email) != lower(used.nominee_email)
    order by checked.file_number desc, checked.line
),
final as (
    from same_name
    union all by name
    from replacing
    union all by name
    from two_mvps
    union all by name
    select file_number, line, found.warning, nomination_id || ': ' || found.value as value,
    from alone
    where found is not null
)
select file_number, line, warning, value, 1 as times, from final
