-- risk.csv: one row per active or awaiting MVP and reason.
-- key: mvp_id, about
select
    risk.mvp_id,
    membership.name,
    membership.team,
    risk.about,
    risk.checkpoint,
    risk.days_left,
    risk.done,
    risk.expected_at_checkpoint,
    risk.needed,
    risk.chance::decimal(5, 4) as chance,
    risk.risk,
    risk.reason,
from risk
join membership using (mvp_id)
order by risk.mvp_id, risk.about
