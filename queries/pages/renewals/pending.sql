-- One row per MVP who met the goals and has not decided yet, with the days left to decide.
select
    renewal_stage.mvp_id,
    membership.name,
    membership.team,
    replace(renewal_stage.stage, '_', ' ') as stage,
    renewal_stage.invited_on,
    renewal_stage.decide_by,
    greatest(0, renewal_stage.decide_by - dates.as_of)::integer as days_left,
from renewal_stage
join membership using (mvp_id)
cross join dates
where renewal_stage.stage in ('to_invite', 'invited')
order by renewal_stage.invited_on nulls first, membership.name, mvp_id
