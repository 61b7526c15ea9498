-- One row per MVP and reason to call: first those that can still be turned, by chance and name.
select
    risk.mvp_id,
    members.name,
    members.team,
    risk.about,
    replace(risk.risk, '_', ' ') as risk,
    risk.chance::decimal(3, 2) as chance,
    risk.reason,
    risk.done,
    risk.expected_at_checkpoint,
    risk.needed,
    risk.days_left,
from risk
join members using (mvp_id)
where risk.is_at_risk or risk.risk = 'medium'
order by risk.risk = 'out_of_reach', risk.risk_rank desc, risk.chance desc, members.name, risk.about
