-- One row per track: from and up to which day its data is complete (docs/rules.md section 13), null
-- without any data. longest_pause is in days, 0 with one day of contributions in the year up to
-- complete_until, and null where complete_until is stated. $built_as_of: later days are left out.
-- key: track
with days as (
    -- What people say of themselves does not tell how far the exports of a track reach.
    select distinct track, day
    from contributions
    anti join events using (contribution_id)
    where day <= $built_as_of
),
newest as (
    select track, min(day) as oldest_on, max(day) as newest_on from days group by all
),
oldest as (
    select max(first_day) as begun_on
    from program_years
    where first_day <= (select min(day) from days)
),
begun as (
    -- An export that begins before all program years is complete from the first one on.
    select exported.track, coalesce(max(program_years.first_day), any_value(first_on)) as begun_on,
    from (
        select sources.track, min(least(sources.first_row_on, newest.oldest_on)) as first_on,
        from sources
        left join newest using (track)
        where sources.first_row_on is not null
        group by all
    ) as exported
    left join program_years on program_years.first_day <= exported.first_on
    group by all
),
stated as (
    select
        track,
        min(complete_from) as complete_from,
        max(if(complete_until > $built_as_of, $built_as_of, complete_until)) as complete_until,
        max(if(newest_row_on > $built_as_of, $built_as_of, newest_row_on)) as newest_row_on,
    from sources
    group by all
),
reached as (
    select
        rule_tracks.track,
        coalesce(
            stated.complete_from,
            begun.begun_on,
            oldest.begun_on
        ) as complete_from,
        coalesce(stated.complete_until, greatest(newest.newest_on, newest_row_on))
            as complete_until,
        stated.complete_until is not null as is_stated,
    from rule_tracks
    cross join oldest
    left join newest using (track)
    left join begun using (track)
    left join stated using (track)
),
pauses as (
    select
        reached.track,
        days.day - lag(days.day) over (partition by days.track order by days.day) as pause,
    from reached
    join days
        on days.track = reached.track
        and days.day > reached.complete_until - to_years(1)
        and days.day <= reached.complete_until
    where not reached.is_stated
),
longest as (
    select track, coalesce(max(pause), 0)::integer as longest_pause from pauses group by all
),
final as (
    select reached.* exclude (is_stated), longest.longest_pause,
    from reached
    left join longest using (track)
)
select * from final order by track
