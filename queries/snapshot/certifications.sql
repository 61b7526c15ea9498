-- certifications.csv: one row per MVP of the year's roster who has not left.
-- key: mvp_id
select
    certification_status.mvp_id,
    membership.name,
    membership.team,
    certification_status.status,
    certification_status.valid_until,
    certification_status.deadline,
    certification_status.failed_attempts,
    certification_status.attempts_left,
from certification_status
join membership using (mvp_id)
order by certification_status.mvp_id
