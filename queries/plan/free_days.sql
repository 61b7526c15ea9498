-- One row per state of the planning MVP, horizon ahead and day on which a plan can be kept: after D
-- and the horizon before, and without a full leave (docs/rules.md section 18).
-- key: mvp_id, horizon, day
with spans as (
    select
        deadlines.mvp_id,
        deadlines.horizon,
        deadlines.due_on,
        coalesce(
            lag(deadlines.due_on) over (
                partition by deadlines.mvp_id order by deadlines.due_on, deadlines.horizon
            ),
            deadlines.as_of
        ) as after_on,
    from deadlines
    join dates using (year)
    where deadlines.horizon != 'as_of' and deadlines.due_on > deadlines.as_of
),
final as (
    select spans.mvp_id, spans.horizon, calendar.day, calendar.is_weekday,
    from spans
    join calendar on calendar.day > spans.after_on and calendar.day <= spans.due_on
    left join seen_leave on seen_leave.mvp_id = spans.mvp_id and seen_leave.day = calendar.day
    where coalesce(seen_leave.share, 0) < 1
)
select * from final
