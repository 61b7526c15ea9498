-- One row per day of the year from the MVP's start on. The rules `deadlines` and `expected` are
-- computed for these days (docs/rules.md section 2).
-- key: mvp_id, due_on
select
    roster.mvp_id,
    roster.year,
    roster.as_of,
    roster.start,
    'day' as horizon,
    calendar.day as due_on,
from roster
join calendar on calendar.day between roster.start and roster.final_checkpoint
where roster.is_current
