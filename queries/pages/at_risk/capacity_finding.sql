-- One row: how many of the calls are due this week, and in a note how many of these at once and how
-- many can wait; no row where nobody needs a call.
-- key: one row
with people as (
    select mvp_id, min(week) as week, bool_or(why_now is not null) as is_at_once,
    from call_deadlines join members using (mvp_id)
    group by mvp_id
),
counted as (
    select count(*) as calls, count(*) filter (week = 1) as due,
        count(*) filter (is_at_once) as at_once, count(*) filter (week > 1) as later,
    from people
)
select format('{:,} of {:,} ', due, calls) || if(calls = 1, 'call is', 'calls are')
        || ' due this week' as sentence,
    concat_ws(' ',
        format('{:,} of these at once, as no later day is enough.', nullif(at_once, 0)),
        format('{:,} can wait.', nullif(later, 0))) as note,
from counted
where calls > 0
