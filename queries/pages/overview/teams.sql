-- One row per team: its active MVPs, and how many are on track or better, or at risk.
with final as (
    select
        team,
        count(*) as mvps,
        count(*) filter (level in ('ahead', 'on_track')) as on_track,
        count(*) filter (is_at_risk) as at_risk,
        count(*) filter (level in ('ahead', 'on_track')) / count(*) as share,
    from members
    where status = 'active' and team is not null
    group by all
)
select team, mvps, on_track, at_risk, share from final order by share, team
