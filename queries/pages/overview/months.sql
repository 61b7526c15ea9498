-- One row per month of the year up to D and track: how many contributions counted, in the same
-- month of the year before, and in that month in all tracks together. Months begin on the day of
-- the month on which the year begins, and are numbered from 0.
-- key: month, track
with months as (
    select first_day, unnest(range(date_sub('month', first_day, seen_to) + 1)) as number,
        (first_day + to_months(number::integer))::date as month,
    from years where is_current
),
placed as (
    select activity.*, day >= first_day as is_this_year,
        date_sub('month', if(is_this_year, first_day, first_day - to_years(1)), day) as number,
    from activity join years on day between first_day - to_years(1) and seen_to
    where in_title and is_current
),
counted as (
    select track, number, sum(contributions) filter (is_this_year)::bigint as this_year,
        sum(contributions) filter (not is_this_year)::bigint as before,
    from placed group by all
)
select
    strftime(month, '%b') || if(day(first_day) = 1, '', strftime(month, ' %-d')) as month,
    track_label as track, color, is_striped,
    coalesce(this_year, 0) as contributions,
    coalesce(before, if(month - to_years(1) >= complete_from, 0, null)) as year_before,
    sum(year_before) over (partition by number)::bigint as month_before,
from months cross join rule_tracks join reach using (track)
left join counted using (track, number)
order by number, track_rank
