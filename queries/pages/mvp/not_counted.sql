-- One row: how many contributions of the year up to D did not count, in a sentence; null where
-- there is none.
-- key: one row
with listed as (
    select count(*) as contributions, count(*) filter (not counted) as uncounted,
    from contributions
    join years on years.is_current and contributions.day between years.first_day and years.as_of
)
select case
        when uncounted > 0
            then format('{:,}', uncounted) || ' of ' || format('{:,}', contributions)
                || ' did not count'
        when contributions > 1
            then 'All ' || format('{:,}', contributions) || ' contributions count'
        when contributions = 1 then 'The only contribution counts'
    end as sentence,
from listed
