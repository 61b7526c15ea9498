-- One row per MVP and year of the roster: the level and goals of the judged tracks together
-- (docs/rules.md sections 3 and 4). tracks is null without a commitment.
-- key: mvp_id, year
with judged as (
    select
        committed.mvp_id,
        committed.year,
        committed.require,
        list(committed.track order by committed.track) filter (committed.is_committed) as tracks,
        bool_and(progress_level.goal_met) filter (committed.is_judged) as all_met,
        bool_or(progress_level.goal_met) filter (committed.is_judged) as any_met,
        max(progress_level.level_rank) filter (committed.is_judged) as worst_rank,
        min(progress_level.level_rank) filter (committed.is_judged) as best_rank,
    from committed
    join progress_level using (mvp_id, year, track)
    group by all
),
final as (
    select
        judged.mvp_id,
        judged.year,
        judged.require,
        array_to_string(judged.tracks, ';') as tracks,
        array_to_string(judged.tracks, ', ') as tracks_label,
        if(judged.require = 'any', judged.any_met, judged.all_met) as goals_met,
        rule_levels.level,
        rule_levels.label as level_label,
        rule_levels.level_rank,
        rule_levels.is_on_track,
    from judged
    join rule_levels
        on rule_levels.level_rank
        = if(judged.require = 'any', judged.best_rank, judged.worst_rank)
)
select * from final
