-- One row per file and year with the commitments of most members, of whom hardly any has one for
-- the current year: its number may be wrong. For the year to come, newcomers are looked at too, as
-- the others have those of earlier years (docs/contract.md, Warnings).
-- `is_hardly_any` and `is_most` say how many of all these are.
-- key: file_number, line, warning
with named_years as (
    select
        *,
        year || if(year_label = year::varchar, '', ' (' || year_label || ')') as named,
        first_day <= $as_of and next_first_day > $as_of as is_current,
    from program_years
),
members as (
    select
        mvp_id,
        unnest(if(first_on >= first_day, [false, true], [false])) as is_of_newcomers,
        year as current_year,
        named as current_named,
    from stays
    join named_years on is_current
    where first_on <= $as_of and (left_on is null or left_on > $as_of)
),
committed as (
    select mvp_id, list(distinct year) as years from used group by mvp_id
),
counted as (
    select
        named_years.year,
        named_years.named,
        current_named,
        is_of_newcomers,
        count(*) as all_of_them,
        (count(*) filter (list_contains(years, named_years.year))) as in_that_year,
        (count(*) filter (list_contains(years, current_year))) as in_current_year,
    from members
    left join committed using (mvp_id)
    join named_years on abs(named_years.year - current_year) = 1
    where named_years.year > current_year or not is_of_newcomers
    group by all
),
found as (
    select
        year,
        format('{:,} of {:,} ', in_that_year, all_of_them) || people_word
            || if(is_of_newcomers, ' who entered in ' || current_named, '')
            || ' have commitments for ' || named || format(', {:,} for ', in_current_year)
            || current_named || ', the year of ' || $as_of::date as value,
    from counted
    cross join rule_settings
    where is_hardly_any(in_current_year, all_of_them) and is_most(in_that_year, all_of_them)
    qualify row_number() over (partition by year order by is_of_newcomers) = 1
)
select
    file_number,
    min(line) as line,
    'hardly_anyone_this_year' as warning,
    value,
    count(*) as times,
from used
join found using (year)
group by all
