-- One row per day of the year for one track of the MVP ($track): done (null after D), expected, the
-- target, and on month ends after D the forecast band of done (null on other days).
-- key: day
with added as (
    select activity.day, sum(activity.done) as done,
    from activity
    join dates on activity.day <= dates.as_of
    where activity.track = $track and activity.in_title
    group by all
)
select
    expected_by_day.due_on as day,
    if(due_on <= dates.as_of,
        coalesce(sum(added.done) over (order by due_on), 0), null)::integer as done,
    expected_by_day.expected,
    progress.target,
    forecast_band.low,
    forecast_band.middle,
    forecast_band.high,
    checkpoints.checkpoint is not null as is_checkpoint,
from expected_by_day
cross join dates
join progress using (track)
left join added on added.day = expected_by_day.due_on
left join forecast_band using (track, due_on)
left join checkpoints on checkpoints.checkpoint = expected_by_day.due_on
where track = $track
order by day
