-- One row per track: this year up to D beside the same days of the year before, and all of it.
with counted as (
    select
        track,
        sum(done) filter (day between first_day and as_of) as this_year,
        sum(done) filter (
            day between first_day - to_years(1) and as_of - to_years(1)
        ) as same_days_before,
        sum(done) filter (day between first_day - to_years(1) and first_day - 1) as year_before,
    from activity
    cross join (select first_day, years.as_of from years where is_current)
    where in_title
    group by all
)
select
    track,
    coalesce(this_year, 0)::integer as this_year,
    coalesce(same_days_before, 0)::integer as same_days_before,
    coalesce(year_before, 0)::integer as year_before,
from rule_tracks
left join counted using (track)
order by track
