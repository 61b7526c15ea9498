-- One row per checkpoint up to D, and D, and judged track of the MVP, as people read it. What is
-- null in `checkpoint_progress` is null here; published is null where nothing was published.
-- key: day, mvp_id, track
select
    year_label,
    day,
    mvp_id,
    day = dates.as_of as is_today,
    is_checkpoint,
    is_over,
    status_label,
    mvp_level_label,
    goals_met,
    no_data_label,
    certification_label,
    valid_until,
    track,
    coalesce(track_label, track) as track_label,
    unit,
    is_committed,
    done,
    expected,
    target,
    level_label,
    rule_levels.sign,
    goal_met,
    published_done || ' of ' || published_expected || ', ' || published_level_label as published,
    reason,
from checkpoint_progress
cross join dates
left join rule_levels using (level)
order by day, track_rank nulls last, track
