-- One row per leave that contradicts itself, and per contradiction (docs/contract.md, Warnings).
-- key: file_number, line, warning
with found as (
    select file_number, line, unnest([
        if(to_on < from_on,
            {'warning': 'ends_before_it_begins', 'value': from_on || ' to ' || to_on}, null),
        if(cancelled_on < agreed_on,
            {'warning': 'cancelled_before_agreed',
             'value': 'agreed ' || agreed_on || ', cancelled ' || cancelled_on}, null),
    ]) as found
    from used
)
select file_number, line, found.warning, found.value, 1 as times,
from found
where found is not null
