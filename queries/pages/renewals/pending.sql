-- One row per MVP who met the goals and has not decided yet, with the days left to decide.
-- invited_on is null for those who are not invited yet.
-- key: mvp_id
select
    renewal_stage.mvp_id,
    membership.name,
    membership.team,
    renewal_stage.stage_label as stage,
    renewal_stage.invited_on,
    renewal_stage.decide_by,
    greatest(0, renewal_stage.decide_by - dates.as_of)::integer as days_left,
from renewal_stage
join membership using (mvp_id)
cross join dates
where renewal_stage.is_decision_pending
order by renewal_stage.invited_on nulls first, membership.name, mvp_id
