-- One row per MVP whose certification or NDA needs something before the next checkpoint. deadline
-- is null for an NDA and after the last failed attempt.
-- key: mvp_id, about
select
    risk.mvp_id,
    members.name,
    members.team,
    risk.about,
    risk.risk_label as risk,
    certification_status.due_on as deadline,
    risk.explanation as reason,
from risk
join members using (mvp_id)
left join certification_status
    on certification_status.mvp_id = risk.mvp_id and risk.about = 'certification'
where risk.about in ('certification', 'nda')
order by risk.risk_rank desc, deadline, members.name, risk.mvp_id, risk.about
