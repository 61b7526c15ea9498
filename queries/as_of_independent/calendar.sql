-- One row per day of the program years and between them, with the number of weekdays from the first
-- day to it (docs/rules.md section 1). $last_weekday: the ISO number of the last weekday.
-- key: day
with days as (
    select unnest(generate_series(
        (select min(first_day) from program_years),
        (select max(next_first_day) from program_years) - 1,
        to_days(1)
    ))::date as day,
),
final as (
    select
        days.day,
        isodow(days.day) <= $last_weekday as is_weekday,
        (count(*) filter (isodow(days.day) <= $last_weekday) over (order by days.day))::integer
            as weekdays_through,
        program_years.year is not null as is_in_year,
    from days
    left join program_years
        on days.day between program_years.first_day and program_years.final_checkpoint
)
select * from final order by day
