-- One row per checkpoint of a program year (docs/rules.md section 1).
-- key: checkpoint
with final as (
    select
        if(
            is_final,
            final_checkpoint,
            make_date(year(first_day) + is_next_calendar_year::integer, month, "day")
        ) as checkpoint,
        year,
        is_final,
    from program_years
    cross join rule_checkpoints
)
select * from final order by checkpoint
