-- One row per day of the year for one track ($track) of the MVP in sight: done up to it (null after
-- D), expected by it, the target, and on month ends after D how much will be done (low to high).
with added as (
    select activity.day, sum(activity.done) as done,
    from activity join dates on activity.day <= dates.as_of
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
    checkpoints.compared_on is not null as is_checkpoint,
from expected_by_day
cross join dates
join progress using (track)
left join added on added.day = expected_by_day.due_on
left join forecast_band using (track, due_on)
left join (
    select make_date(year, month, day) as compared_on from rule_checkpoints cross join dates
) as checkpoints on checkpoints.compared_on = expected_by_day.due_on
where track = $track
order by day
