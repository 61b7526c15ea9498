-- One row per MVP, year of the roster and track: done compared with expected, the level, and
-- whether the year's goal is met (docs/rules.md sections 2, 4 and 13). needed is by the next
-- checkpoint. answers and solutions are null for tracks without answers, goal_met if not known.
-- key: mvp_id, year, track
with by_track as (
    select
        mvp_id,
        year,
        track,
        max(expected) filter (horizon = 'as_of') as expected,
        max(expected) filter (horizon = 'checkpoint') as expected_at_checkpoint,
        max(needed) filter (horizon = 'checkpoint') as needed,
        max(expected) filter (horizon = 'final') as target,
    from expected
    group by all
),
measured as (
    select
        by_track.*,
        done.done,
        done.is_known,
        done.is_stale,
        if(rule_tracks.has_answers, done.answers, null) as answers,
        if(rule_tracks.has_answers, done.solutions, null) as solutions,
        done.has_enough_solutions,
    from by_track
    join done using (mvp_id, year, track)
    join rule_tracks using (track)
),
ranked as (
    select measured.*, min(rule_levels.level_rank) as count_rank,
    from measured
    join rule_levels
        on measured.is_known = (rule_levels.level != 'unknown')
        and (
            rule_levels.min_done is null
            or (
                measured.expected > 0
                and measured.done::bigint * rule_levels.min_done_of
                >= measured.expected::bigint * rule_levels.min_done
            )
            or (
                measured.expected = 0
                and rule_levels.level = if(measured.done > 0, 'ahead', 'on_track')
            )
        )
    group by all
),
final as (
    select
        ranked.* exclude (count_rank),
        levels.level,
        levels.label as level_label,
        levels.level_rank,
        levels.is_on_track,
        if(
            ranked.is_known, ranked.done >= ranked.target and ranked.has_enough_solutions, null
        ) as goal_met,
    from ranked
    join rule_levels as behind on behind.level = 'behind'
    join rule_levels as levels
        on levels.level_rank = if(
            ranked.has_enough_solutions or not ranked.is_known,
            ranked.count_rank,
            greatest(ranked.count_rank, behind.level_rank)
        )
)
select * from final
