-- One row per day and team, and one per day for all teams, of whom team is null: how many MVPs
-- stand on it by the settings in force, and how many of them other settings would change
-- (docs/rules.md section 17). MVPs without a team are the team ''.
-- key: day, team
with people as (
    select kept_on as day, mvp_id, coalesce(any_value(team), '') as team
    from in_force
    group by all
),
changed as (
    select
        day,
        mvp_id,
        bool_or(figure in ('track', 'level')) as has_level,
        bool_or(figure = 'risk') as has_risk,
        bool_or(figure = 'stage') as has_stage,
    from changes
    group by all
),
final as (
    select
        people.day,
        people.team,
        count(*)::integer as people,
        count(changed.mvp_id)::integer as changed,
        (count(*) filter (has_level))::integer as levels,
        (count(*) filter (has_risk))::integer as risks,
        (count(*) filter (has_stage))::integer as stages,
    from people
    left join changed using (day, mvp_id)
    group by grouping sets ((day, team), (day))
)
select * from final order by day desc, team nulls first
