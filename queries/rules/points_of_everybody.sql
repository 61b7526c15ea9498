-- One row per track in points: what a contribution of anybody has up to D (docs/forecast.md), the
-- mean of its points and of their squares. Without any, they follow from usual_points.
-- key: track
with final as (
    select
        rule_tracks.track,
        rule_tracks.daily_weight,
        coalesce(nullif(sum(activity.done), 0) / sum(activity.events), any_value(usual_points))
            as mean_points,
        coalesce(
            nullif(sum(activity.squared_points), 0) / sum(activity.events),
            any_value(usual_points * usual_points)
        ) as mean_square,
    from rule_tracks
    cross join dates
    left join activity on activity.track = rule_tracks.track and activity.day <= dates.as_of
    where rule_tracks.measure = 'points'
    group by rule_tracks.track, rule_tracks.daily_weight
)
select * from final
