-- One row per team with somebody to call: how many people, how many calls are due this week and of
-- these at once, how many by the end of each later week in words, and the fewest a week that make
-- nobody late (docs/rules.md section 7, Calls a week). due_later is null where nobody can wait.
-- key: team
with people as (
    select mvp_id, coalesce(members.team, 'No team') as team,
        min(week) as week,
        min(week_ends_on) as week_ends_on,
        bool_or(why_now is not null) as is_at_once,
    from call_deadlines join members using (mvp_id)
    group by all
),
weeks as (
    select team, week, week_ends_on,
        count(*) as due,
        count(*) filter (is_at_once) as at_once,
        (sum(due) over (partition by team order by week))::bigint as due_so_far,
    from people
    group by team, week, week_ends_on
)
select team,
    sum(due)::bigint as mvps,
    coalesce(sum(due) filter (week = 1), 0)::bigint as due_this_week,
    sum(at_once)::bigint as due_at_once,
    string_agg(
        format('{:,} in the week to ', due) || strftime(week_ends_on, '%b %-d'), ', ' order by week
    ) filter (week > 1) as due_later,
    max((due_so_far + week - 1) // week)::bigint as calls_a_week,
from weeks group by team
order by due_this_week desc, mvps desc, team
