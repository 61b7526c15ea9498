-- One row per MVP who is active on the last day of a year, or on D while it is not over: the level,
-- by the rules and settings of that day (docs/rules.md section 15).
-- key: year, mvp_id
select
    years.year,
    years.year_label,
    years.final_checkpoint <= years.as_of as is_over,
    goals.mvp_id,
    goals.level,
    goals.level_label,
    goals.level_rank,
from years
join goals using (year)
join membership using (mvp_id)
where years.is_current and membership.status = 'active'
