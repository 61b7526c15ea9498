-- One row per opinion that is older than its nomination (docs/contract.md, Warnings).
-- key: file_number, line, warning
select
    used.file_number,
    used.line,
    'feedback_before_nomination' as warning,
    used.nomination_id || ': nominated ' || nominations.nominated_on || ', given '
        || used.given_on as value,
    1 as times,
from used
join nominations using (nomination_id)
where used.given_on < nominations.nominated_on
