-- One row per statement about the data of a track that cannot be true (docs/contract.md, Warnings).
-- $as_of: the as-of date of the build.
-- key: file_number, line, warning
with found as (
    select file_number, line, track, unnest([
        if(complete_until > $as_of,
            {'warning': 'complete_in_the_future', 'value': complete_until::varchar}, null),
        if(complete_until < complete_from,
            {'warning': 'complete_from_after_until',
             'value': complete_from || ' to ' || complete_until}, null),
    ]) as found
    from used
)
select file_number, line, found.warning, track || ': ' || found.value as value, 1 as times,
from found
where found is not null
