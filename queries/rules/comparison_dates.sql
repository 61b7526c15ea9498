-- One row per day before D that today is held against (docs/rules.md section 1): the checkpoints of
-- the year that have passed, the final one of the year before, and a week ago.
with final as (
    select make_date(dates.year, month, day) as compared_on, 'checkpoint' as kind,
    from rule_checkpoints
    cross join dates
    where make_date(dates.year, month, day) < dates.as_of
    union all
    select (first_day - 1)::date, 'checkpoint' from years where is_current
    union all
    select (as_of - to_weeks(1))::date, 'week ago' from dates
)
select * from final
