-- One row per state of the planning MVP, judged track and horizon ahead: how much is planned
-- (docs/rules.md section 18). pieces are those between the horizon before and this one, planned all
-- up to it; they are spread over `places` days. room is how many can be planned at most up to then;
-- null: any number.
-- key: mvp_id, track, horizon
with counted as (
    select mvp_id, horizon, count(*) as free, count(*) filter (is_weekday) as free_weekdays,
    from free_days
    group by all
),
wanted as (
    select
        deadlines.mvp_id,
        committed.track,
        deadlines.horizon,
        deadlines.due_on,
        rule_tracks.measure = 'days' as is_in_days,
        coalesce(counted.free, 0) as days,
        coalesce(counted.free_weekdays, 0) as weekdays,
        if(is_in_days or days = 0, days, null) as room_here,
        coalesce(
            floor(intended.a_week * deadlines.open_time_left / rule_settings.days_a_week),
            intended.pieces,
            0
        )::integer as asked,
    from deadlines
    join dates using (year)
    join committed using (mvp_id, year)
    join rule_tracks using (track)
    cross join rule_settings
    left join counted
        on counted.mvp_id = deadlines.mvp_id and counted.horizon = deadlines.horizon
    left join intended on intended.track = committed.track and intended.horizon = deadlines.horizon
    where
        deadlines.horizon != 'as_of'
        and deadlines.due_on > deadlines.as_of
        and committed.is_judged
),
limited as (
    select
        wanted.*,
        coalesce(lag(least(room_here, asked)) over up_to_here, 0) as planned_before,
        if(
            bool_or(room_here is null) over up_to_here, null, sum(room_here) over up_to_here
        )::integer as room,
    from wanted
    window up_to_here as (partition by mvp_id, track order by due_on, horizon)
),
final as (
    select
        limited.mvp_id,
        limited.track,
        limited.horizon,
        limited.room,
        least(room_here, greatest(0, asked - planned_before))::integer as pieces,
        (planned_before + pieces)::integer as planned,
        weekdays = 0 or (is_in_days and pieces > weekdays) as is_on_any_day,
        if(is_on_any_day, days, weekdays)::integer as places,
    from limited
)
select * from final
