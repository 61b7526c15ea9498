-- One row per MVP of the cycle's roster, with what stands in the way and what would help.
select
    renewal_stage.mvp_id,
    membership.name,
    membership.team,
    replace(renewal_stage.stage, '_', ' ') as stage,
    blocker.blocker,
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
join blocker using (mvp_id)
join rule_stages using (stage)
where $stage is null or replace(renewal_stage.stage, '_', ' ') = $stage
order by rule_stages.stage_rank, membership.name, mvp_id
