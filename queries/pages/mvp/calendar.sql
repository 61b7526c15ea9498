-- One row per day of the year up to D: how many contributions counted, in all tracks together.
-- key: day
with counted as (
    select day, sum(contributions)::integer as contributions,
    from activity
    where in_title
    group by all
)
select
    calendar.day,
    strftime(calendar.day, '%a') as weekday,
    date_trunc('week', calendar.day)::date as week,
    coalesce(counted.contributions, 0) as contributions,
from dates
join years using (year)
join calendar on calendar.day between years.first_day and years.seen_to
left join counted on counted.day = calendar.day
order by calendar.day
