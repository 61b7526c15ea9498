-- One row per MVP of the roster, with a cell per track: sign of the level, done / expected /
-- target, and a star on a committed track (hollow where any one is enough). $track, $level, $name:
-- null for all, as $on_track, otherwise true for those who are active and on_track or better.
-- key: mvp_id
with cells as (
    select
        mvp_id, track_label, track_title, track_rank, is_judged,
        sign || ' ' || done || ' / ' || expected || ' / ' || target
            || case when is_committed then ' ★' when is_judged then ' ☆' else '' end as cell,
    from progress join rule_levels using (level)
),
wide as (
    select
        mvp_id,
        map(list(track_title order by track_rank), list(cell order by track_rank)) as by_track,
        bool_or(is_judged and (track_label = $track or $track is null)) as has_track,
    from cells
    group by mvp_id
)
select mvp_id, name, level_label as level, wide.* exclude (mvp_id, has_track),
    team, status_label as status,
from members
join wide using (mvp_id)
where has_track and ($level is null or level_label = $level) and ($on_track is null or is_on_track)
    and ($name is null or contains(lower(name), lower($name)))
order by status = 'left', if($sort = 'worst first', level_rank, 0) desc,
    if($sort = 'team', team, ''), name, mvp_id
