-- One row per MVP of this year's roster and track that decides something: where it stands on the
-- checkpoint D, and what is needed by the one after it (docs/rules.md sections 2, 4, 7 and 13).
-- ahead_on is null at the final checkpoint, where needed is 0; way_back is null unless the track is
-- behind; complete_until is null where there is no data at all.
select
    progress.mvp_id,
    progress.track,
    replace(progress.level, '_', ' ') as level,
    progress.done,
    progress.expected,
    progress.target,
    progress.answers,
    progress.solutions,
    progress.goal_met,
    expected_ahead.due_on as ahead_on,
    greatest(0, expected_ahead.expected - progress.done) as needed,
    way_back.way_back,
    if(progress.done = 1, unit_one, unit_many) as unit_done,
    if(expected_ahead.expected - progress.done = 1, unit_one, unit_many) as unit_needed,
    rule_tracks.min_solutions,
    rule_tracks.min_solutions_of,
    reach.is_stale,
    reach.complete_until,
from progress
join rule_tracks using (track)
join reach using (track)
left join expected_ahead
    on expected_ahead.mvp_id = progress.mvp_id and expected_ahead.track = progress.track
left join way_back on way_back.mvp_id = progress.mvp_id and way_back.track = progress.track
where progress.is_judged
order by progress.mvp_id, progress.track
