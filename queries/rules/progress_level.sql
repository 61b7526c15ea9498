-- One row per MVP, year of the roster and track: done against expected, level and goal
-- (docs/rules.md sections 2 and 4). answers and solutions are null for tracks without answers.
with expectations as (
    select
        mvp_id,
        year,
        track,
        max(expected) filter (horizon = 'as_of') as expected,
        max(expected) filter (horizon = 'checkpoint') as expected_at_checkpoint,
        max(expected) filter (horizon = 'final') as target,
    from expected
    group by all
),
measured as (
    select
        expectations.*,
        done.done,
        if(rule_tracks.is_daily, done.answers, null) as answers,
        if(rule_tracks.is_daily, done.solutions, null) as solutions,
        rule_tracks.min_solutions is null
            or done.solutions * rule_tracks.min_solutions_of
            >= done.answers * rule_tracks.min_solutions as has_enough_solutions,
    from expectations
    join done using (mvp_id, year, track)
    join rule_tracks using (track)
),
paced as (
    select measured.*, min(rule_levels.level_rank) as pace_rank,
    from measured
    join rule_levels
        on rule_levels.min_done is null
        or (
            measured.expected > 0
            and measured.done * rule_levels.min_done_of
            >= measured.expected * rule_levels.min_done
        )
        or (
            measured.expected = 0
            and rule_levels.level = if(measured.done > 0, 'ahead', 'on_track')
        )
    group by all
),
final as (
    select
        paced.* exclude (pace_rank),
        levels.level,
        levels.level_rank,
        greatest(0, paced.expected_at_checkpoint - paced.done) as needed,
        paced.done >= paced.target and paced.has_enough_solutions as goal_met,
    from paced
    cross join (select level_rank from rule_levels where level = 'behind') as behind
    join rule_levels as levels
        on levels.level_rank = if(
            paced.has_enough_solutions,
            paced.pace_rank,
            greatest(paced.pace_rank, behind.level_rank)
        )
)
select * from final
