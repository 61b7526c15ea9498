-- One row per MVP of the cycle's roster.
select
    renewal_stage.mvp_id,
    membership.name,
    membership.team,
    replace(renewal_stage.stage, '_', ' ') as stage,
    replace(renewal_stage.tracks, ';', ', ') as tracks,
    renewal_stage.goals_met,
    renewal_stage.chance::decimal(3, 2) as chance,
    replace(renewal_stage.certification, '_', ' ') as certification,
    renewal_stage.invited_on,
    renewal_stage.decision,
    renewal_stage.decided_on,
    renewal_stage.renewed_on,
from renewal_stage
join membership using (mvp_id)
order by renewal_stage.stage, membership.name
