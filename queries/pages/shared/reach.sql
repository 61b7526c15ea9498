-- One row: up to which day the data reaches where that is before D, and how many contributions are
-- dated after D and so do not count, in a sentence each (docs/rules.md section 13). sentence is
-- empty where there is none.
-- key: one row
with reached as (
    select max(complete_until) as reached_on from reach
),
later as (
    select count(*) as contributions from contributions join dates on contributions.day > as_of
)
select concat_ws(' ',
    'The data reaches to ' || if(reached_on < dates.as_of, strftime(reached_on, '%b %-d, %Y'), null)
        || if(reached_on = build.as_of, ', the as-of date of the build.', '.'),
    format('{:,}', nullif(later.contributions, 0)) || if(later.contributions = 1,
        ' contribution is dated later and does not count yet.',
        ' contributions are dated later and do not count yet.')
) as sentence
from dates cross join build cross join reached cross join later
