-- One row per exam attempt that contradicts itself (docs/contract.md, Warnings).
-- key: file_number, line, warning
select
    file_number,
    line,
    'expires_before_taken' as warning,
    mvp_id || ': ' || taken_on || ' to ' || expires_on as value,
    1 as times,
from used
where expires_on < taken_on
