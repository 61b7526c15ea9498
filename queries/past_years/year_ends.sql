-- One row per program year up to that of D with somebody in the program and with data of a track:
-- its last day, which is D while the year is not over (docs/rules.md section 15).
-- key: year
with final as (
    select
        program_years.year,
        least(program_years.final_checkpoint, dates.as_of) as ended_on,
        program_years.final_checkpoint <= dates.as_of as is_over,
    from program_years
    join dates on program_years.first_day <= dates.as_of
    where
        program_years.final_checkpoint >= (select min(from_on) from spells)
        and program_years.final_checkpoint >= (select min(complete_from) from data_spans)
)
select * from final order by year
