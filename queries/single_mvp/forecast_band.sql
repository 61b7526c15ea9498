-- One row per track and month end after D, for D itself and for the final checkpoint: how much the
-- MVP will have done by then. low, middle and high are the smallest counts whose chance of not
-- being exceeded is at least that of the settings (docs/forecast.md).
-- key: track, due_on
with month_ends as (
    select
        pace.track,
        deadlines.due_on,
        deadlines.days_left,
        pace.size,
        coalesce(points_of_events.step_points, 1) as step_points,
        deadlines.open_time_left * coalesce(points_of_events.steps_an_event, 1) as time_left,
        ln(pace.days) - ln(pace.days + time_left) as log_p,
        ln(nullif(time_left, 0)) - ln(pace.days + time_left) as log_q,
    from deadlines
    join pace using (mvp_id)
    join years using (year)
    left join points_of_events using (mvp_id, track)
    where
        deadlines.due_on = deadlines.as_of
        or (
            deadlines.due_on > deadlines.as_of
            and deadlines.due_on in (last_day(deadlines.due_on), years.final_checkpoint)
        )
),
counts as (
    select month_ends.*, unnest(range(days_left + 1)) as more,
    from month_ends
),
likely as (
    select
        counts.*,
        sum(exp(
            lgamma(size + more) - lgamma(size) - lgamma(more + 1)
            + size * log_p + coalesce(more * log_q, 0)
        )) over (partition by track, due_on order by more) as at_most,
    from counts
),
final as (
    select
        likely.track,
        likely.due_on,
        done.done + round(likely.step_points * coalesce(
            min(more) filter (at_most >= band_low), likely.days_left
        ))::integer as low,
        done.done + round(likely.step_points * coalesce(
            min(more) filter (at_most >= band_middle), likely.days_left
        ))::integer as middle,
        done.done + round(likely.step_points * coalesce(
            min(more) filter (at_most >= band_high), likely.days_left
        ))::integer as high,
    from likely
    join dates on true
    join done on done.track = likely.track and done.year = dates.year
    cross join rule_settings
    group by likely.track, likely.due_on, likely.days_left, likely.step_points, done.done
)
select * from final
