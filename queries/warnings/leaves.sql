-- One row per leave that contradicts itself (docs/contract.md, Warnings).
-- key: file_number, line, warning
select
    file_number,
    line,
    'ends_before_it_begins' as warning,
    from_on || ' to ' || to_on as value,
    1 as times,
from used
where to_on < from_on
