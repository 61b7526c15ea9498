-- One row per day from $first_day to $last_day, with the number of weekdays from $first_day to it
-- (docs/rules.md section 1). $last_weekday: the ISO number of the last weekday.
-- key: day
with days as (
    select unnest(generate_series($first_day::date, $last_day::date, to_days(1)))::date as day,
),
final as (
    select
        day,
        isodow(day) <= $last_weekday as is_weekday,
        (count(*) filter (isodow(day) <= $last_weekday) over (order by day))::integer
            as weekdays_through,
    from days
)
select * from final order by day
