-- One row per MVP, year of the roster, horizon and day due: the weekdays, months and days until
-- then, without leave (docs/rules.md sections 1 and 2). open_days_left is rounded up to whole days,
-- open_time_left is not.
-- key: mvp_id, year, horizon, due_on
with on_leave as (
    select
        horizons.mvp_id,
        horizons.year,
        horizons.horizon,
        horizons.due_on,
        sum(seen_leave.share)::decimal(9, 4) as leave_days,
        sum(if(seen_leave.is_weekday, seen_leave.share, 0))::decimal(9, 4) as leave_weekdays,
        sum(if(seen_leave.day > horizons.as_of, seen_leave.share, 0))::decimal(9, 4)
            as leave_days_left,
    from horizons
    join seen_leave
        on seen_leave.mvp_id = horizons.mvp_id
        and seen_leave.day between horizons.start and horizons.due_on
    group by all
),
final as (
    select
        horizons.*,
        (due.weekdays_through - first.weekdays_through + first.is_weekday::integer)
            - ceil(coalesce(on_leave.leave_weekdays, 0))::integer as weekdays,
        greatest(0, date_sub(
            'month',
            (horizons.start + ceil(coalesce(on_leave.leave_days, 0))::integer)::date,
            (horizons.due_on + 1)::date
        ))::integer as months,
        greatest(0, horizons.due_on - horizons.as_of)::integer as days_left,
        days_left - coalesce(on_leave.leave_days_left, 0) as open_time_left,
        ceil(open_time_left)::integer as open_days_left,
    from horizons
    join calendar as first on first.day = horizons.start
    join calendar as due on due.day = horizons.due_on
    left join on_leave using (mvp_id, year, horizon, due_on)
)
select * from final
