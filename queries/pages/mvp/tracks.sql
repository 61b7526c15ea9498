-- One row per track of an MVP who has not left, judged ones first: the level, and either the way
-- back or the day up to which what is done is enough, or since when there is data.
-- key: track
select
    progress.track, progress.track_title as title, progress.is_judged,
    progress.level_label as level, rule_levels.sign,
    progress.done, progress.expected, progress.target, progress.expected_at_checkpoint, needed,
    case
        when not progress.is_known then 'Not judged: ' || no_data_label || '.'
        when progress.goal_met then 'Goal of the year met.'
        when as_of > final_checkpoint
            then 'Goal of the year missed' || coalesce(' by ' || way_back, '') || '.'
        when way_back is not null then 'Back ' || good.label || ' with ' || way_back || '.'
        else 'Nothing more needed until ' || strftime(enough_until, '%b %-d') || '.'
    end as outlook,
from progress
join rule_levels using (level)
join rule_levels as good on good.level = 'on_track'
join reach using (track) join years on is_current
left join enough using (track)
left join way_back on way_back.track = progress.track
where progress.status != 'left'
order by progress.is_judged desc, progress.track_rank
