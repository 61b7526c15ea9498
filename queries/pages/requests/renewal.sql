-- One row per MVP of the cycle's roster: the stage of the renewal, its days, and whether it is for
-- the MVP to answer now (docs/rules.md section 8). Days and decisions that are not known are null.
-- key: mvp_id
select
    renewal_stage.mvp_id,
    renewal_stage.year,
    years.year_label,
    renewal_stage.stage_label,
    blocker.blocker,
    renewal_stage.is_before_final,
    renewal_stage.final_checkpoint,
    renewal_stage.decide_by,
    dates.as_of > renewal_stage.decide_by as is_late,
    renewal_stage.invited_on,
    renewal_stage.decision,
    renewal_stage.renewed_on,
    renewal_stage.stage = 'left' as has_left,
    renewal_stage.stage = 'goals_missed' as is_missed,
    not renewal_stage.is_before_final
        and renewal_stage.stage not in ('left', 'renewed', 'goals_missed') as may_answer,
from renewal_stage
join years using (year)
join blocker using (mvp_id)
cross join dates
order by renewal_stage.mvp_id
