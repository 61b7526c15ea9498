-- One row: how many of those in the program renewed in the last year that is decided, and how many
-- in the year before it; no row where no such year is in the data.
-- key: one row
with counted as (
    select
        year,
        format('{:,} of {:,}', count(*) filter (outcome = 'renewed'), count(*)) as renewed,
        ' in ' || year_label as in_year,
    from renewal_outcomes
    where (select has_renewals from supplied)
    group by year, year_label
    having not bool_or(outcome = 'open')
),
compared as (
    select *, lag(renewed || in_year) over (order by year) as before
    from counted
)
select concat_ws('; ', renewed || ' renewed' || in_year, before) as sentence
from compared
qualify row_number() over (order by year desc) = 1
