-- One row per MVP who is on the roster of a day and has not left, and judged track: how they stand
-- on that day by the rules as of it, and what was published last for it (docs/rules.md sections 1
-- and 12). The day is D, or a checkpoint before it; between two years there are no rows of D.
-- published_…, number and reason are null where nothing was published of the MVP; done … where the
-- MVP is not on the roster of that day any more; goals_met and goal_met also if not known.
-- key: day, mvp_id, track
with published as (
    select
        published_progress.mvp_id,
        published_progress.track,
        published_checkpoints.number,
        published_checkpoints.reason,
        published_members.level as mvp_level,
        published_members.goals_met,
        published_progress.committed,
        published_progress.done,
        published_progress.expected,
        published_progress.target,
        published_progress.level,
        published_progress.goal_met,
    from dates
    join published_checkpoints
        on published_checkpoints.checkpoint = dates.as_of and published_checkpoints.is_latest
    join published_progress using (checkpoint, number)
    join published_members using (checkpoint, number, mvp_id)
),
final as (
    select
        years.seen_to as day,
        years.year,
        years.year_label,
        years.seen_to in (select checkpoint from checkpoints) as is_checkpoint,
        years.seen_to = years.final_checkpoint as is_over,
        mvp_id,
        progress.status,
        rule_member_statuses.label as status_label,
        goals.level as mvp_level,
        goals.level_label as mvp_level_label,
        goals.goals_met,
        goals.no_data_label,
        certification_status.status as certification,
        certification_status.status_label as certification_label,
        certification_status.valid_until,
        track,
        rule_tracks.track_label,
        rule_tracks.track_rank,
        rule_tracks.unit_many as unit,
        progress.is_committed,
        progress.done,
        progress.expected,
        progress.target,
        progress.level,
        progress.level_label,
        progress.goal_met,
        published.number,
        published.reason,
        published.mvp_level as published_mvp_level,
        published.goals_met as published_goals_met,
        published.done as published_done,
        published.expected as published_expected,
        published.target as published_target,
        published.level as published_level,
        rule_levels.label as published_level_label,
        published.goal_met as published_goal_met,
    from progress
    full join published using (mvp_id, track)
    join years on years.is_current and years.seen_to = years.as_of
    left join goals on goals.mvp_id = progress.mvp_id and goals.year = years.year
    left join certification_status on certification_status.mvp_id = progress.mvp_id
    left join rule_member_statuses on rule_member_statuses.status = progress.status
    left join rule_tracks using (track)
    left join rule_levels on rule_levels.level = published.level
    where
        progress.status is distinct from 'left'
        and coalesce(published.committed or progress.is_judged, published.committed,
            progress.is_judged)
)
select * from final
