-- One row per MVP whose exam is due or whose certificate ends from D to the next checkpoint
-- (docs/rules.md sections 6 and 7).
-- key: mvp_id
select
    risk.mvp_id,
    membership.name,
    membership.team,
    certification_status.due_on as day,
    risk.explanation as reason,
from risk
join membership using (mvp_id)
join certification_status on certification_status.mvp_id = risk.mvp_id
cross join dates
where risk.about = 'certification' and certification_status.due_on >= dates.as_of
order by day, membership.name, risk.mvp_id
