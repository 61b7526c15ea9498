-- One row per MVP and track on the call list: by when a call leaves enough days for what is needed
-- at the usual pace (docs/rules.md section 7, By when to call). Where no later day is enough, it is
-- due on the as-of date, and why_now says why; null otherwise. week counts from the as-of date on.
-- key: mvp_id, track
with listed as (
    select
        track_risk.mvp_id,
        track_risk.track,
        track_risk.due_on,
        track_risk.needed,
        still_missing.is_share_short,
        dates.as_of,
        if(
            rule_tracks.measure = 'days',
            if(pace.usual_a_day > 1, 1, pace.usual_a_day),  -- least() would make 1 of null
            pace.usual_a_day * coalesce(points_of_events.mean_points, 1)
        ) as usual_a_day,
    from track_risk
    join still_missing using (mvp_id, track, horizon)
    join pace using (mvp_id, track)
    join rule_tracks using (track)
    cross join dates
    left join points_of_events using (mvp_id, track)
    left join known_leavings using (mvp_id)
    where
        track_risk.needs_call
        and track_risk.risk != 'out_of_reach'
        and track_risk.mvp_id not in (
            select mvp_id from certification_risk where risk = 'out_of_reach'
        )
        and coalesce(known_leavings.leaves_on > track_risk.due_on, true)
),
days_ahead as (
    select
        listed.*,
        calendar.day,
        sum(1 - coalesce(seen_leave.share, 0)) over (
            partition by listed.mvp_id, listed.track
            order by calendar.day desc
            rows between unbounded preceding and 1 preceding
        ) as open_days_after,
    from listed
    join calendar on calendar.day between listed.as_of and listed.due_on
    left join seen_leave
        on seen_leave.mvp_id = listed.mvp_id and seen_leave.day = calendar.day
),
latest as (
    select
        days_ahead.* exclude (day, open_days_after),
        max(day) filter (
            needed > 0 and (open_days_after * usual_a_day)::decimal(18, 6) >= needed
        ) as latest_on,
    from days_ahead
    group by all
),
reasoned as (
    select
        latest.*,
        case
            when usual_a_day is null then 'nothing done so far'
            when needed > 0 and latest_on is null then 'at the usual pace it is not enough'
            when is_share_short then 'it is about the next answers'
        end as why_now,
    from latest
),
final as (
    select
        mvp_id,
        track,
        why_now,
        if(why_now is null, latest_on, as_of) as call_by,
        if(why_now is null, strftime(call_by, 'by %b %-d'), 'now') as call_when,
        ((call_by - as_of) // days_a_week + 1)::integer as week,
        least(as_of + week * days_a_week, due_on) - 1 as week_ends_on,
    from reasoned
    cross join rule_settings
)
select * from final
