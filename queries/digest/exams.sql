-- One row per MVP whose exam is due or whose certificate ends from D to the next checkpoint
-- (docs/rules.md sections 6 and 7).
select
    risk.mvp_id,
    membership.name,
    membership.team,
    coalesce(certification_status.deadline, certification_status.valid_until) as day,
    risk.reason,
from risk
join membership using (mvp_id)
join certification_status on certification_status.mvp_id = risk.mvp_id
cross join dates
where risk.about = 'certification'
    and coalesce(certification_status.deadline, certification_status.valid_until) >= dates.as_of
order by day, membership.name, risk.mvp_id
