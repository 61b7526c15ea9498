-- One row per MVP of the roster who has not left, the most urgent first. $status: null for all.
select
    certification_status.mvp_id,
    membership.name,
    membership.team,
    replace(certification_status.status, '_', ' ') as status,
    deadline,
    valid_until,
    failed_attempts,
    attempts_left,
from certification_status
join membership using (mvp_id)
where $status is null or replace(certification_status.status, '_', ' ') = $status
order by deadline nulls last, valid_until nulls last, membership.name, mvp_id
