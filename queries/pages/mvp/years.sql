-- One row per track: done this year up to D, on the same days of the year before, and in the whole
-- year before, null where there is no data of it.
-- key: track
with counted as (
    select
        track,
        sum(done) filter (day between first_day and as_of) as this_year,
        sum(done) filter (
            day between first_day - to_years(1) and as_of - to_years(1)
        ) as same_days_before,
        sum(done) filter (day between first_day - to_years(1) and first_day - 1) as year_before,
    from activity
    cross join (select first_day, as_of from years where is_current)
    where in_title
    group by all
)
select
    rule_tracks.track_label as track,
    coalesce(counted.this_year, 0)::integer as this_year,
    coalesce(counted.same_days_before, least_known)::integer as same_days_before,
    coalesce(counted.year_before, least_known)::integer as year_before,
from rule_tracks
join (
    select track, if(complete_from <= first_day - to_years(1), 0, null) as least_known,
    from reach
    join years on years.is_current
) using (track)
left join counted using (track)
order by rule_tracks.track_rank
