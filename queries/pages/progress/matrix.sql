-- One row per MVP on the roster: a cell a track, sign of the level and done / expected / target; a
-- star marks a committed track (hollow: one of the four may do). $track, $level, $name: or null.
with cells as (
    select
        mvp_id, track, is_judged, level, level_rank,
        sign || ' ' || done || ' / ' || expected || ' / ' || target
            || case when is_committed then ' ★' when is_judged then ' ☆' else '' end as cell,
    from progress join rule_levels using (level, level_rank)
),
wide as (
    select
        mvp_id,
        any_value(cell) filter (track = 'forum') as forum,
        any_value(cell) filter (track = 'forge') as forge,
        any_value(cell) filter (track = 'content') as content,
        any_value(cell) filter (track = 'meetup') as meetup,
        bool_or(is_judged and (track = $track or $track is null)) as has_track,
    from cells group by mvp_id
)
select mvp_id, name, team, replace(status, '_', ' ') as status, replace(level, '_', ' ') as level,
    wide.* exclude (mvp_id, has_track),
from members join wide using (mvp_id) join rule_levels using (level)
where has_track and ($level is null or replace(level, '_', ' ') = $level)
    and ($name is null or contains(lower(name), lower($name)))
order by status = 'left', if($sort = 'worst first', level_rank, 0) desc,
    if($sort = 'team', team, ''), name, mvp_id
