-- One row per benefit whose dates contradict each other (docs/contract.md, Warnings).
-- key: file_number, line, warning
select
    file_number,
    line,
    if(granted_on is null, 'revoked_without_granting', 'revoked_before_granted') as warning,
    mvp_id || ', ' || benefit || ': ' || coalesce('granted ' || granted_on || ', ', '')
        || 'revoked ' || revoked_on as value,
    1 as times,
from used
where revoked_on < granted_on or (revoked_on is not null and granted_on is null)
