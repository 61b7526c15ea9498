-- One row per track and level: how many active MVPs committed to the track have the level, and the
-- share of them.
-- key: track, level
with final as (
    select
        track_label as track,
        track_rank,
        level_rank,
        level_label as level,
        count(*) as mvps,
        count(*) / sum(count(*)) over (partition by track) as ratio,
    from progress
    where is_committed and status = 'active'
    group by track, track_label, track_rank, level_rank, level_label
)
select track, level, mvps, ratio::decimal(3, 2) as share
from final
order by track_rank, level_rank desc
