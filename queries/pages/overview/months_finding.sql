-- One row: how many contributions counted this year up to D, and on the same days of the year
-- before where the data of every track covers them; null where there is no data.
-- key: one row
with counted as (
    select
        coalesce(sum(contributions) filter (day >= first_day), 0)::bigint as this_year,
        coalesce(sum(contributions) filter (
            day between first_day - to_years(1) and seen_to - to_years(1)
        ), 0)::bigint as before,
    from years
    left join activity on in_title and day between first_day - to_years(1) and seen_to
    where is_current
),
covered as (
    select
        count(complete_from) > 0 as has_data,
        bool_and(coalesce(complete_from <= first_day - to_years(1), false)) as has_before,
    from reach
    cross join years
    where is_current
)
select if(has_data, concat_ws('; ',
    format('{:,}', this_year) || if(this_year = 1, ' contribution', ' contributions')
        || ' counted this year',
    if(has_before, format('{:,}', before) || ' on the same days of the year before', null)
), null) as sentence,
from counted
cross join covered
