-- One row per team: its active MVPs, how many of them are on_track or better, and how many at risk.
-- share is of those whose level is known, null if it is of nobody. note is null unless the team is
-- small or levels are unknown.
-- key: team
with final as (
    select
        team,
        count(*) as mvps,
        count(*) filter (is_on_track) as on_track,
        count(*) filter (is_at_risk) as at_risk,
        count(*) filter (is_on_track) / nullif(count(is_on_track), 0) as ratio,
        nullif(concat_ws(', ',
            if(count(*) < any_value(small_team), 'small team', null),
            format('{:,} unknown', nullif(count(*) - count(is_on_track), 0))
        ), '') as note,
    from members
    cross join rule_settings
    where status = 'active' and team is not null
    group by team
)
select team, mvps, on_track, at_risk, ratio::decimal(3, 2) as share, note
from final
order by ratio, team
