-- One row per MVP whose certificate or NDA needs something before the next checkpoint.
select
    risk.mvp_id,
    members.name,
    members.team,
    risk.about,
    replace(risk.risk, '_', ' ') as risk,
    coalesce(certification_status.deadline, certification_status.valid_until) as deadline,
    risk.reason,
from risk
join members using (mvp_id)
left join certification_status
    on certification_status.mvp_id = risk.mvp_id and risk.about = 'certification'
where risk.about in ('certification', 'nda')
order by risk.risk_rank desc, deadline, members.name, risk.mvp_id, risk.about
