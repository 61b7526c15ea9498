-- One row per MVP and day on leave: a day that several leaves cover is one row
-- (docs/rules.md section 2, Leave). A leave without an end lasts until the end of the calendar.
-- key: mvp_id, day
with leaves_of_mvps as (
    select mvps.mvp_id, leaves.from_on, leaves.to_on,
    from leaves
    join mvps on leaves.mvp_id in (mvps.mvp_id, '*')
),
final as (
    select
        leaves_of_mvps.mvp_id,
        calendar.day,
        calendar.is_weekday,
        min(leaves_of_mvps.from_on) as seen_on,
    from leaves_of_mvps
    join calendar
        on calendar.day >= leaves_of_mvps.from_on
        and (leaves_of_mvps.to_on is null or calendar.day <= leaves_of_mvps.to_on)
    group by all
)
select * from final order by mvp_id, day
