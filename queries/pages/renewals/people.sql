-- One row per MVP of the cycle's roster: the stage of the renewal, and what prevents it or comes
-- next (blocker). $stage: a stage, or null for all.
-- key: mvp_id
select
    renewal_stage.mvp_id,
    membership.name,
    membership.team,
    renewal_stage.stage_label as stage,
    blocker.blocker,
    renewal_stage.tracks_label as tracks,
    renewal_stage.goals_met,
    renewal_stage.chance,
    renewal_stage.certification_label as certification,
    renewal_stage.invited_on,
    renewal_stage.decision,
    renewal_stage.decided_on,
    renewal_stage.renewed_on,
from renewal_stage
join membership using (mvp_id)
join blocker using (mvp_id)
where $stage is null or renewal_stage.stage_label = $stage
order by renewal_stage.stage_rank, membership.name, mvp_id
