-- One row per MVP of this year's roster and track: how often they contribute, with more weight on
-- recent days (docs/forecast.md). size and days are the parameters of the gamma distribution before
-- the days ahead; recent counts the contributions of the last recent_days days. accepted and
-- not_accepted are the parameters of the beta distribution; null in a track without the criterion.
-- key: mvp_id, track
with people as (
    select roster.mvp_id, roster.as_of, min(spells.from_on) as entered_on,
    from roster
    join spells using (mvp_id)
    where roster.is_current
    group by all
),
observed as (
    select people.mvp_id, people.as_of, least(people.entered_on, min(activity.day)) as since,
    from people
    left join activity on activity.mvp_id = people.mvp_id and activity.day <= people.as_of
    group by people.mvp_id, people.as_of, people.entered_on
),
events as (
    select
        observed.mvp_id,
        activity.track,
        sum(activity.done * pow(rule_tracks.daily_weight, observed.as_of - activity.day))
            as weight,
        sum(activity.solutions * pow(rule_tracks.daily_weight, observed.as_of - activity.day))
            as accepted,
        sum(
            (activity.answers - activity.solutions)
            * pow(rule_tracks.daily_weight, observed.as_of - activity.day)
        ) as not_accepted,
        sum(activity.done) filter (
            activity.day > observed.as_of - rule_settings.recent_days
        ) as recent,
    from observed
    join activity
        on activity.mvp_id = observed.mvp_id and activity.day <= observed.as_of
    join rule_tracks using (track)
    cross join rule_settings
    group by all
),
on_leave as (
    select
        observed.mvp_id,
        rule_tracks.track,
        sum(seen_leave.share * pow(rule_tracks.daily_weight, observed.as_of - seen_leave.day))
            as weight,
    from observed
    join seen_leave
        on seen_leave.mvp_id = observed.mvp_id
        and seen_leave.day between observed.since and observed.as_of
    cross join rule_tracks
    group by all
),
weighted as (
    select
        observed.mvp_id,
        rule_tracks.*,
        coalesce(events.recent, 0)::integer as recent,
        coalesce(events.weight, 0) as event_weight,
        prior_accepted + coalesce(events.accepted, 0) as accepted,
        prior_not_accepted + coalesce(events.not_accepted, 0) as not_accepted,
        (1 - pow(rule_tracks.daily_weight, observed.as_of - observed.since + 1))
            / (1 - rule_tracks.daily_weight) - coalesce(on_leave.weight, 0) as day_weight,
    from observed
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
        accepted,
        not_accepted,
    from weighted
)
select * from final
