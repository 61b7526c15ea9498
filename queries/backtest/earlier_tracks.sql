-- One row per MVP on the roster of an earlier day and track committed to for its year, if the data
-- covers the year (docs/rules.md section 13): the progress on that day (section 11). chance is the
-- chance to reach what is expected by the next checkpoint, with the second criterion.
-- key: compared_on, mvp_id, track
select
    dates.as_of as compared_on,
    committed.mvp_id,
    committed.track,
    membership.status = 'active' as is_active,
    done.done,
    expected.expected,
    done.has_enough_solutions,
    chances.due_on as checkpoint,
    chances.chance,
from dates
join committed using (year)
join membership using (mvp_id)
join done using (mvp_id, year, track)
join expected using (mvp_id, year, track)
join chances using (mvp_id, track)
where
    committed.is_committed
    and done.is_known
    and expected.horizon = 'as_of'
    and chances.horizon = 'checkpoint'
