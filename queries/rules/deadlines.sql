-- One row per MVP, year of the roster, horizon and day due: the weekdays, months and days until
-- then, without leave (docs/rules.md sections 1 and 2). A leave counts when it began by D.
-- key: mvp_id, year, horizon, due_on
with on_leave as (
    select
        horizons.mvp_id,
        horizons.year,
        horizons.horizon,
        horizons.due_on,
        count(*)::integer as leave_days,
        (count(*) filter (leave_days.is_weekday))::integer as leave_weekdays,
        (count(*) filter (leave_days.day > horizons.as_of))::integer as leave_days_left,
    from horizons
    join leave_days
        on leave_days.mvp_id = horizons.mvp_id
        and leave_days.day between horizons.start and horizons.due_on
        and leave_days.seen_on <= horizons.as_of
    group by all
),
final as (
    select
        horizons.*,
        (due.weekdays_through - first.weekdays_through + first.is_weekday::integer)
            - coalesce(on_leave.leave_weekdays, 0) as weekdays,
        greatest(0, date_sub(
            'month',
            (horizons.start + coalesce(on_leave.leave_days, 0))::date,
            (horizons.due_on + 1)::date
        ))::integer as months,
        greatest(0, horizons.due_on - horizons.as_of)::integer as days_left,
        greatest(0, horizons.due_on - horizons.as_of)::integer
            - coalesce(on_leave.leave_days_left, 0) as open_days_left,
    from horizons
    join calendar as first on first.day = horizons.start
    join calendar as due on due.day = horizons.due_on
    left join on_leave using (mvp_id, year, horizon, due_on)
)
select * from final
