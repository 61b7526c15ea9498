-- One row per day of the year for the MVP in sight, from their start on: with these horizons the
-- rules `deadlines` and `expected` say what is expected by every day (docs/rules.md section 2).
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
