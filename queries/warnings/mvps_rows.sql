-- One row per MVP whose row contradicts itself or replaces that of another person, and per
-- contradiction (docs/contract.md, Warnings). `checked` has the rows that are not used as well.
-- key: file_number, line, warning
with alone as (
    select file_number, line, mvp_id, unnest([
        if(left_on <= entered_on,
            {'warning': 'left_before_entering', 'value': entered_on || ' to ' || left_on}, null),
        if(left_on is null and left_reason is not null,
            {'warning': 'left_without_day', 'value': left_reason}, null),
        if(nda_signed_on >= left_on and left_on > entered_on,
            {'warning': 'nda_after_leaving',
             'value': 'left ' || left_on || ', signed ' || nda_signed_on}, null),
    ]) as found
    from used
),
replacing as (
    select distinct on (used.file_number, used.line)
        used.file_number,
        used.line,
        'replaced_another_person' as warning,
        used.mvp_id || ': ' || used.name || ' replaces ' || checked.name as value,
        1 as times,
    from used
    join checked
        on checked.mvp_id = used.mvp_id
        and checked.file_number < used.file_number
        and checked.fault is null
    where plain(checked.name) != plain(used.name) and lower(checked.email) != lower(used.email)
    order by checked.file_number desc, checked.line
),
final as (
    from replacing
    union all by name
    select file_number, line, found.warning, mvp_id || ': ' || found.value as value, 1 as times,
    from alone
    where found is not null
)
select file_number, line, warning, value, times from final
