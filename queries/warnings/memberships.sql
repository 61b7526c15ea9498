-- One row per spell that ends before its second day (docs/contract.md, Warnings).
-- key: file_number, line, warning
select
    file_number,
    line,
    'left_before_entering' as warning,
    mvp_id || ': ' || from_on || ' to ' || to_on as value,
    1 as times,
from used
where to_on <= from_on
