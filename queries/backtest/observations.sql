-- One row per past checkpoint, of the years with a commitment, and day before it on which its
-- chances are observed (docs/rules.md section 11). Before the first program year there is none.
-- key: checkpoint, look_ahead
with final as (
    select
        checkpoints.checkpoint,
        program_years.year,
        program_years.year_label,
        rule_look_aheads.days as look_ahead,
        (checkpoints.checkpoint - rule_look_aheads.days)::date as observed_on,
    from checkpoints
    join program_years using (year)
    join dates on checkpoints.checkpoint <= dates.as_of
    cross join rule_look_aheads
    where checkpoints.year in (select year from commitments)
        and observed_on >= (select min(first_day) from program_years)
)
select * from final
