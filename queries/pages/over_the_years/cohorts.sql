-- One row per year of entry and year from then on: how many MVPs entered, and how many of them were
-- in the program on the last day of the year, or on D while it is not over. All who entered before
-- the year of the first departure are one cohort. There is no row without any departure.
-- key: cohort, year_label
with counted as (
    select
        cohort_year,
        cohort,
        year,
        year_label || if(is_over, '', ' so far') as year_label,
        count(*) as entered,
        count(*) filter (is_in_program) as in_program,
    from membership_years
    where is_in_program is not null
    group by all
)
select cohort, entered, year_label, in_program, (in_program / entered)::decimal(3, 2) as share
from counted
order by starts_with(cohort, 'before') desc, cohort_year, year
