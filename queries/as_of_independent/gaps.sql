-- One row per gap in the data of a track, in the year up to its newest contribution (docs/rules.md
-- section 13). usual_pause is the median of its pauses, in days. $built_as_of: later days are left
-- out.
-- key: track, from_on
with days as (
    -- What people say of themselves does not tell how far the exports of a track reach.
    select distinct track, day
    from contributions
    anti join events using (contribution_id)
    where day <= $built_as_of
),
newest as (
    select track, max(day) as newest_on from days group by all
),
pauses as (
    select
        track,
        lag(days.day) over (partition by track order by days.day) as from_on,
        days.day as to_on,
        (to_on - from_on)::integer as days,
    from days
    join newest using (track)
    where days.day > newest.newest_on - to_years(1)
),
rhythm as (
    select *, (median(days) over (partition by track))::integer as usual_pause,
    from pauses
    where days is not null
),
final as (
    select rhythm.*
    from rhythm
    cross join rule_settings
    where rhythm.days > rhythm.usual_pause + rule_settings.stale_days
)
select * from final order by track, from_on
