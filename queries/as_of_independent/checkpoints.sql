-- One row per checkpoint of a year in the calendar (docs/rules.md section 1).
-- key: checkpoint
with years as (
    select distinct year(day)::integer as year from calendar
),
dated as (
    select
        make_date(years.year, rule_checkpoints.month, rule_checkpoints.day) as checkpoint,
        years.year,
    from years
    cross join rule_checkpoints
),
final as (
    select
        checkpoint,
        year,
        checkpoint = max(checkpoint) over (partition by year) as is_final,
    from dated
)
select * from final order by checkpoint
