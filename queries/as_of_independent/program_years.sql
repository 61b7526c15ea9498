-- One row per program year with a day from $first_day to $last_day, or with such a day between it
-- and the next one (docs/rules.md section 1).
-- key: year
with calendar_years as (
    select
        unnest(range(year($first_day::date) - 1, year($last_day::date) + 1))::integer as begun_in,
),
begun as (
    select
        make_date(begun_in, start_month, start_day) as first_day,
        (first_day + to_years(1))::date as next_first_day,
        is_named_after_end,
    from calendar_years
    cross join rule_settings
),
ended as (
    select
        begun.*,
        if(
            is_day_before_start,
            next_first_day - 1,
            make_date(year(first_day) + is_next_calendar_year::integer, month, "day")
        ) as final_checkpoint,
    from begun
    join rule_checkpoints on is_final
),
final as (
    select
        year(if(is_named_after_end, final_checkpoint, first_day))::integer as year,
        strftime(first_day, '%Y') || if(
            year(final_checkpoint) = year(first_day), '', '/' || strftime(final_checkpoint, '%y')
        ) as year_label,
        first_day,
        final_checkpoint,
        next_first_day,
    from ended
    where next_first_day > $first_day and first_day <= $last_day
)
select * from final order by first_day
