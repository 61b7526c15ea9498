-- One row per MVP of this year's roster and track: how often they contribute, the latest days
-- weighing most (docs/forecast.md). size and days are the gamma's, before the days ahead.
with people as (
    select roster.mvp_id, roster.as_of, mvps.entered_on,
    from roster
    join mvps using (mvp_id)
    where roster.is_current
),
seen_since as (
    select people.mvp_id, people.as_of, least(people.entered_on, min(activity.day)) as since,
    from people
    left join activity on activity.mvp_id = people.mvp_id and activity.day <= people.as_of
    group by people.mvp_id, people.as_of, people.entered_on
),
events as (
    select
        seen_since.mvp_id,
        activity.track,
        sum(activity.done * pow(rule_tracks.daily_weight, seen_since.as_of - activity.day))
            as weight,
        sum(activity.done) filter (
            activity.day > seen_since.as_of - rule_settings.recent_days
        ) as recent,
    from seen_since
    join activity
        on activity.mvp_id = seen_since.mvp_id and activity.day <= seen_since.as_of
    join rule_tracks using (track)
    cross join rule_settings
    group by all
),
on_leave as (
    select
        seen_since.mvp_id,
        rule_tracks.track,
        sum(pow(rule_tracks.daily_weight, seen_since.as_of - leave_days.day)) as weight,
    from seen_since
    join leave_days
        on leave_days.mvp_id = seen_since.mvp_id
        and leave_days.day between seen_since.since and seen_since.as_of
        and leave_days.seen_on <= seen_since.as_of
    cross join rule_tracks
    group by all
),
weights as (
    select
        seen_since.mvp_id,
        rule_tracks.*,
        coalesce(events.recent, 0)::integer as recent,
        coalesce(events.weight, 0) as event_weight,
        (1 - pow(rule_tracks.daily_weight, seen_since.as_of - seen_since.since + 1))
            / (1 - rule_tracks.daily_weight) - coalesce(on_leave.weight, 0) as day_weight,
    from seen_since
    cross join rule_tracks
    left join events using (mvp_id, track)
    left join on_leave using (mvp_id, track)
),
final as (
    select
        mvp_id,
        track,
        recent,
        prior_events + event_weight / overdispersion as size,
        prior_days + greatest(0, day_weight) / overdispersion as days,
    from weights
)
select * from final
