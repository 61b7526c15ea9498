-- One row per MVP of this year's roster and track: how often they contribute, with more weight on
-- recent days (docs/forecast.md). size and days are the parameters of the gamma distribution before
-- the days ahead, event_weight and day_weight what they are made of; recent is what was done in the
-- last recent_days days, recent_before the part of it before the MVP's year began. usual_a_day is
-- null without any event. accepted and not_accepted are the parameters of the beta distribution;
-- null in a track without the criterion.
-- key: mvp_id, track
with begun as (
    select
        roster.mvp_id,
        roster.year,
        roster.as_of,
        roster.start,
        least(min(spells.from_on), min(activity.day)) as first_on,
    from roster
    join spells using (mvp_id)
    left join activity on activity.mvp_id = roster.mvp_id and activity.day <= roster.as_of
    where roster.is_current
    group by all
),
observed as (
    select
        begun.* exclude (year, first_on),
        rule_tracks.*,
        if(complete_from is null, as_of + 1, greatest(first_on, complete_from)) as since,
    from begun
    join committed using (mvp_id, year)
    join rule_tracks using (track)
    join reach using (track)
),
events as (
    select
        observed.mvp_id, observed.track,
        sum(activity.events * pow(daily_weight, as_of - day)) filter (day >= since) as weight,
        sum(activity.solutions * pow(daily_weight, as_of - day)) as accepted,
        sum((activity.answers - activity.solutions) * pow(daily_weight, as_of - day))
            as not_accepted,
        sum(activity.done) filter (day > as_of - recent_days) as recent,
        sum(activity.done) filter (day > as_of - recent_days and day < start) as recent_before,
    from observed
    join activity
        on activity.mvp_id = observed.mvp_id
        and activity.track = observed.track
        and activity.day <= observed.as_of
    cross join rule_settings
    group by all
),
on_leave as (
    select
        observed.mvp_id, observed.track,
        sum(seen_leave.share * pow(daily_weight, as_of - seen_leave.day)) as weight,
    from observed
    join seen_leave
        on seen_leave.mvp_id = observed.mvp_id
        and seen_leave.day between observed.since and observed.as_of
    group by all
),
weighted as (
    select
        observed.*,
        coalesce(events.recent, 0)::integer as recent,
        coalesce(events.recent_before, 0)::integer as recent_before,
        coalesce(events.weight, 0) as event_weight,
        prior_accepted + coalesce(events.accepted, 0) as accepted,
        prior_not_accepted + coalesce(events.not_accepted, 0) as not_accepted,
        (1 - pow(daily_weight, as_of - since + 1)) / (1 - daily_weight)
            - coalesce(on_leave.weight, 0) as day_weight,
    from observed
    left join events using (mvp_id, track)
    left join on_leave using (mvp_id, track)
),
final as (
    select
        mvp_id, track, recent, recent_before, event_weight, day_weight,
        prior_events + event_weight / overdispersion as size,
        prior_days + greatest(0, day_weight) / overdispersion as days,
        if(event_weight > 0, size / days, null) as usual_a_day, accepted, not_accepted,
    from weighted
)
select * from final
