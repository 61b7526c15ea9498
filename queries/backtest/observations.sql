-- One row per past checkpoint, of the years with a commitment, and day before it on which its
-- chances are observed (docs/rules.md section 11).
with years as (
    select distinct year from commitments
),
passed as (
    select make_date(years.year, rule_checkpoints.month, rule_checkpoints.day) as checkpoint,
    from years
    cross join rule_checkpoints
),
final as (
    select
        passed.checkpoint,
        rule_look_aheads.days as look_ahead,
        (passed.checkpoint - rule_look_aheads.days)::date as observed_on,
    from passed
    join dates on passed.checkpoint <= dates.as_of
    cross join rule_look_aheads
)
select * from final
