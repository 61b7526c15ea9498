-- One row per MVP and year of the roster with a judged goal that is not met: what the goals still
-- ask for, in words (docs/rules.md sections 7, 8 and 13).
-- key: mvp_id, year
with unmet as (
    select
        progress_level.mvp_id,
        progress_level.year,
        committed.require,
        list(
            concat_ws(' and ',
                if(expected.needed > 0, expected.needed || ' more ' || expected.unit, null),
                if(progress_level.has_enough_solutions, null, rule_tracks.min_solutions || ' in '
                    || rule_tracks.min_solutions_of || ' answers accepted')
            ) || if(reach.is_stale, ' (' || coalesce('data up to '
                || strftime(reach.complete_until, '%b %-d, %Y'), 'no data') || ')', '')
            order by rule_tracks.track_rank
        ) as goals,
    from progress_level
    join committed using (mvp_id, year, track)
    join expected using (mvp_id, year, track)
    join rule_tracks using (track)
    join reach using (track)
    where
        expected.horizon = 'final' and committed.is_judged and not progress_level.goal_met
    group by progress_level.mvp_id, progress_level.year, committed.require
),
final as (
    select
        mvp_id,
        year,
        if(require = 'any', array_to_string(goals, ' or '), array_to_string(goals, ', ')) as goals,
    from unmet
)
select * from final
