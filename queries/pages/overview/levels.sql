-- One row per track and level: active MVPs committed to the track.
with final as (
    select
        track,
        level_rank,
        replace(level, '_', ' ') as level,
        count(*) as mvps,
        count(*) / sum(count(*)) over (partition by track) as ratio,
    from progress
    where is_committed and status = 'active'
    group by track, level_rank, level
)
select track, level, mvps, ratio::decimal(3, 2) as share from final order by track, level_rank desc
