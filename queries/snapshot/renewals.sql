-- renewals.csv: one row per MVP of the cycle's roster.
-- key: mvp_id
select
    renewal_stage.mvp_id,
    membership.name,
    membership.team,
    renewal_stage.year,
    renewal_stage.stage,
    renewal_stage.goals_met,
    renewal_stage.certification,
    renewal_stage.invited_on,
    renewal_stage.decision,
    renewal_stage.decided_on,
    renewal_stage.renewed_on,
from renewal_stage
join membership using (mvp_id)
order by renewal_stage.mvp_id
