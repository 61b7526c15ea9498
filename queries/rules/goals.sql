-- One row per MVP and year of the roster: the judged tracks taken together
-- (docs/rules.md sections 3 and 4). tracks is null without a commitment.
with judged as (
    select
        committed.mvp_id,
        committed.year,
        committed.require,
        string_agg(committed.track, ';' order by committed.track) filter (committed.is_committed)
            as tracks,
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
        judged.tracks,
        if(judged.require = 'any', judged.any_met, judged.all_met) as goals_met,
        rule_levels.level,
    from judged
    join rule_levels
        on rule_levels.level_rank
        = if(judged.require = 'any', judged.best_rank, judged.worst_rank)
)
select * from final
