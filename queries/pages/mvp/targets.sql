-- One row per judged track of the MVP: the target beside that of a whole year without leave, and
-- what makes it another one, in a sentence (docs/rules.md section 2). Leave of every week is a run.
-- key: track
with own_year as (
    select roster.*, first_day from roster join years using (year) where roster.is_current
),
away as (
    select day, share, day - lag(day) over (order by day) > days_a_week as is_new,
    from seen_leave join own_year using (mvp_id)
    join rule_settings on day between start and final_checkpoint
),
spans as (
    select run, strftime(min(day), 'from %b %-d') || strftime(max(day), ' to %b %-d')
        || format(' ({:g} day', sum(share)::double) || if(sum(share) = 1, ')', 's)') as span,
    from (select *, count(*) filter (is_new) over (order by day) as run from away) group by run
)
select track, format('Target: {:,}', progress.target) || if(progress.target = whole.expected,
    ', that of a whole year.', format(' instead of {:,}: ', whole.expected) || concat_ws('; ',
        if(start > first_day, 'in the program since ' || strftime(start, '%b %-d'), null),
        (select 'on leave or paused ' || string_agg(span, ', ' order by run) from spans))
        || '.') as sentence,
from progress
join expected_in_whole_year as whole using (mvp_id, track)
join own_year using (mvp_id)
where is_judged
order by track_rank
