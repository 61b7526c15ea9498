-- One row per MVP of this year's roster and judged track: its progress on the checkpoint D, and
-- what is needed by the next one (docs/rules.md sections 2, 4, 7 and 13). next_checkpoint is null
-- at the final checkpoint, where needed is 0; way_back is null unless the track is behind;
-- complete_until is null if there is no data at all.
-- key: mvp_id, track
select
    progress.mvp_id,
    progress.track,
    progress.track_title as title,
    progress.level_label as level,
    progress.done,
    progress.expected,
    progress.target,
    progress.answers,
    progress.solutions,
    progress.goal_met,
    progress.has_enough_solutions,
    progress.is_known,
    reach.no_data_label,
    upcoming.due_on as next_checkpoint,
    coalesce(upcoming.needed, 0) as needed,
    way_back.way_back,
    if(progress.done = 1, unit_one, unit_many) as unit_done,
    upcoming.unit as unit_needed,
    if(supplied.acceptance_is_tracked, rule_tracks.min_solutions, null) as min_solutions,
    rule_tracks.min_solutions_of,
    reach.is_stale,
    reach.complete_until,
from progress
join rule_tracks using (track)
join reach using (track)
cross join supplied
left join expected_by_next_checkpoint as upcoming using (mvp_id, track)
left join way_back using (mvp_id, track)
where progress.is_judged
order by progress.mvp_id, progress.track_rank
