-- One row per exam attempt that contradicts itself or another one (docs/contract.md, Warnings).
-- key: file_number, line, warning
with found as (
    select file_number, line, mvp_id, unnest([
        if(expires_on < taken_on,
            {'warning': 'expires_before_taken', 'value': taken_on || ' to ' || expires_on}, null),
        if(count(*) over (partition by mvp_id, certification, level, taken_on) > 1,
            {'warning': 'passed_and_failed', 'value': certification || ', ' || taken_on}, null),
    ]) as found
    from used
)
select file_number, line, found.warning, mvp_id || ': ' || found.value as value, 1 as times,
from found
where found is not null
