-- One row per MVP and day on leave, by the leaves seen as of D (docs/rules.md sections 1 and 2).
-- share is the leave share of the day.
-- key: mvp_id, day
with final as (
    select
        leave_days.mvp_id,
        leave_days.day,
        leave_days.is_weekday,
        max(leave_days.share) as share,
    from leave_days
    join dates
        on leave_days.seen_on <= dates.as_of
        and (leave_days.cancelled_on is null or leave_days.cancelled_on > dates.as_of)
    group by all
)
select * from final
