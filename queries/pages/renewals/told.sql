-- One row per passed checkpoint that was kept and MVP whose level or goals were told otherwise than
-- they are known today, with how many contributions have arrived since.
with arrived as (
    select moment, mvp_id, count(*) as arrived from arrived_since group by all
)
select
    members_told.moment as checkpoint,
    mvp_id,
    membership.name,
    membership.team,
    replace(members_told.told_level, '_', ' ') as told_level,
    replace(members_told.level, '_', ' ') as known_level,
    members_told.told_goals_met,
    members_told.goals_met as known_goals_met,
    coalesce(arrived.arrived, 0) as arrived,
    if(members_told.is_by_other_settings, 'changed since', 'the same') as settings,
from members_told
join membership using (mvp_id)
left join arrived using (moment, mvp_id)
where
    members_told.told_level is distinct from members_told.level
    or members_told.told_goals_met is distinct from members_told.goals_met
order by members_told.moment desc, membership.name, mvp_id
