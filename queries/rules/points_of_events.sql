-- One row per MVP of this year's roster and track in points: how many points come at once
-- (docs/forecast.md). An event of mean_points is taken as steps_an_event steps of step_points each,
-- which have the mean and the spread of the points.
-- key: mvp_id, track
with own as (
    select
        roster.mvp_id,
        points_of_everybody.track,
        sum(activity.events * pow(daily_weight, as_of - day)) as events,
        sum(activity.done * pow(daily_weight, as_of - day)) as points,
        sum(activity.squared_points * pow(daily_weight, as_of - day)) as squares,
    from roster
    cross join points_of_everybody
    join activity
        on activity.mvp_id = roster.mvp_id
        and activity.track = points_of_everybody.track
        and activity.day <= roster.as_of
    where roster.is_current
    group by all
),
taken_together as (
    -- The points of one contribution of everybody are added to those of the MVP.
    select
        roster.mvp_id,
        points_of_everybody.track,
        (points_of_everybody.mean_points + coalesce(own.points, 0)) / (1 + coalesce(own.events, 0))
            as mean_points,
        (points_of_everybody.mean_square + coalesce(own.squares, 0)) / (1 + coalesce(own.events, 0))
            as mean_square,
    from roster
    cross join points_of_everybody
    left join own on own.mvp_id = roster.mvp_id and own.track = points_of_everybody.track
    where roster.is_current
),
final as (
    select
        mvp_id,
        track,
        mean_points,
        mean_square / mean_points as step_points,
        mean_points * mean_points / mean_square as steps_an_event,
    from taken_together
)
select * from final
