-- One row: how many days of leave the MVP $mvp_id has in the year of D, as seen as of D, and how
-- many days and weekdays from $from_on to $to_on are no leave yet (docs/rules.md section 2).
-- key: one row
with leave_of_mvp as (
    select day, share from seen_leave where mvp_id = $mvp_id
),
this_year as (
    select years.year_label, coalesce(sum(leave_of_mvp.share), 0)::double as leave_days,
    from years
    left join leave_of_mvp
        on leave_of_mvp.day >= years.first_day and leave_of_mvp.day < years.next_first_day
    where years.is_current
    group by all
),
added as (
    select count(*) as days, count(*) filter (calendar.is_weekday) as weekdays,
    from calendar
    anti join leave_of_mvp using (day)
    where calendar.day between $from_on::date and $to_on::date
)
select this_year.year_label, this_year.leave_days, added.days, added.weekdays,
from this_year cross join added
