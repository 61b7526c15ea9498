-- One row: the as-of date D, its year, and the year of the renewal cycle (docs/rules.md sections 1
-- and 8), which is the year before for as many months as that year says. Between two years, its
-- year is the one that has just ended. This is the only query with the parameter $as_of; all other
-- rules read D from here.
-- key: one row
with as_of as (
    select $as_of::date as as_of
),
final as (
    select
        as_of.as_of,
        program_years.year,
        program_years.year
            - coalesce((as_of.as_of < first_day + to_months(shown_months))::integer, 0)
            as cycle_year,
    from as_of
    join program_years
        on as_of.as_of >= program_years.first_day and as_of.as_of < program_years.next_first_day
    left join cycle_months on cycle_months.year = program_years.year - 1
)
select * from final
