-- One row per year in play: the year of D, and the year of the renewal cycle when that is the year
-- before (docs/rules.md sections 1 and 8). seen_to is D, or the year's last day once it has passed;
-- next_checkpoint is then that day. decide_by is the last day to decide about the renewal.
-- key: year
with limited as (
    select
        program_years.year,
        program_years.year_label,
        program_years.first_day,
        program_years.final_checkpoint,
        program_years.next_first_day,
        if(final_checkpoint <= dates.as_of,
            cycle_months.decide_months, rule_settings.decide_months
        ) as months_to_decide,
        (next_first_day + to_months(months_to_decide))::date - 1 as decide_by,
        dates.as_of,
        least(dates.as_of, program_years.final_checkpoint) as seen_to,
        program_years.year = dates.year as is_current,
        program_years.year = dates.cycle_year as is_cycle,
    from program_years
    join dates on program_years.year in (dates.year, dates.cycle_year)
    join cycle_months on cycle_months.year = program_years.year
    cross join rule_settings
),
final as (
    select limited.* exclude (months_to_decide), min(checkpoints.checkpoint) as next_checkpoint,
    from limited
    join checkpoints
        on checkpoints.year = limited.year and checkpoints.checkpoint >= limited.seen_to
    group by all
)
select * from final
