-- One row per MVP and year of the roster: the level and goals of the judged tracks together
-- (docs/rules.md sections 3, 4 and 13). tracks is null without a commitment, goals_met where it is
-- not known. is_missed: the goals are not met, whatever stale data still lacks. no_data_label says
-- since when there is data; null when it covers all judged tracks.
-- key: mvp_id, year
with judged as (
    select
        committed.mvp_id,
        committed.year,
        committed.require,
        list(committed.track order by committed.track) filter (committed.is_committed) as tracks,
        list(rule_tracks.track_label order by rule_tracks.track_rank)
            filter (committed.is_committed) as track_labels,
        bool_and(progress_level.goal_met) filter (committed.is_judged) as all_known_met,
        bool_or(progress_level.goal_met) filter (committed.is_judged) as any_known_met,
        bool_and(progress_level.is_known) filter (committed.is_judged) as is_known,
        list(coalesce(not progress_level.goal_met, false) and not progress_level.is_stale)
            filter (committed.is_judged) as are_missed,
        arg_max(reach.no_data_label, reach.complete_from) filter (
            committed.is_judged and not progress_level.is_known
        ) as no_data_label,
        max(progress_level.level_rank) filter (committed.is_judged) as worst_rank,
        min(progress_level.level_rank) filter (committed.is_judged) as best_rank,
    from committed
    join progress_level using (mvp_id, year, track)
    join reach using (track)
    join rule_tracks using (track)
    group by all
),
final as (
    select
        judged.mvp_id,
        judged.year,
        judged.require,
        array_to_string(judged.tracks, ';') as tracks,
        array_to_string(judged.track_labels, ', ') as tracks_label,
        case
            when judged.require = 'any' and judged.any_known_met then true
            when judged.require != 'any' and not judged.all_known_met then false
            when judged.is_known then judged.require != 'any'
        end as goals_met,
        if(judged.require = 'any', list_bool_and(are_missed), list_bool_or(are_missed))
            as is_missed,
        if(judged.is_known, null, coalesce(judged.no_data_label, 'no data')) as no_data_label,
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
