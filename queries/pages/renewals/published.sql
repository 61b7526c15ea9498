-- One row per frozen checkpoint and MVP whose published level or goals have since changed, with the
-- number of contributions that have arrived since.
-- key: checkpoint, mvp_id
with arrived as (
    select compared_on, mvp_id, count(*) as arrived
    from arrived_since
    group by all
)
select
    member_comparison.compared_on as checkpoint,
    mvp_id,
    membership.name,
    membership.team,
    member_comparison.published_level_label as published_level,
    member_comparison.level_label as known_level,
    member_comparison.published_goals_met,
    member_comparison.goals_met as known_goals_met,
    coalesce(arrived.arrived, 0) as arrived,
    if(member_comparison.is_by_other_settings, 'changed since', 'the same') as settings,
from member_comparison
join membership using (mvp_id)
left join arrived using (compared_on, mvp_id)
where
    member_comparison.published_level is distinct from member_comparison.level
    or member_comparison.published_goals_met is distinct from member_comparison.goals_met
order by member_comparison.compared_on desc, membership.name, mvp_id
