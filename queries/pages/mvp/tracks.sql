-- One row per track of an MVP who has not left, judged ones first: the level, and for a judged one
-- what it takes to be on_track now, or the day up to which what is done is enough, and what is
-- missing by the next checkpoint, or since when there is data.
-- key: track
select
    progress.track, progress.track_title as title, progress.is_judged,
    progress.level_label as level, rule_levels.sign,
    progress.done, progress.expected, progress.target, progress.expected_at_checkpoint, needed,
    if(progress.is_judged, concat_ws(' ', case
        when not progress.is_known then 'Not judged: ' || no_data_label || '.'
        when progress.goal_met then 'Goal of the year met.'
        when as_of > final_checkpoint
            then 'Goal of the year missed' || coalesce(': it asked for ' || way_back, '') || '.'
        when way_back is not null then 'To be ' || good.label || ' now'
            || if(as_of < due_on and way_back = still_missing, ' and by '
                || strftime(due_on, '%b %-d'), '') || ': ' || way_back || '.'
        else 'Nothing more needed ' || if(enough_until = as_of, 'today',
            'until ' || strftime(enough_until, '%b %-d')) || '.' end,
        if(progress.is_known and as_of <= final_checkpoint
            and way_back is distinct from still_missing,
            'By ' || strftime(due_on, '%b %-d') || ': ' || still_missing || '.', null),
        if(reach.is_stale, coalesce('Data up to ' || strftime(complete_until, '%b %-d, %Y'),
            'No data') || ', so the risk is unknown.', null)), null) as outlook,
from progress join rule_levels using (level) join rule_levels as good on good.level = 'on_track'
join reach using (track) join years on is_current
join still_missing on still_missing.track = progress.track and horizon = 'checkpoint'
left join enough on enough.track = progress.track
left join way_back on way_back.track = progress.track
where progress.status != 'left'
order by progress.is_judged desc, progress.track_rank
