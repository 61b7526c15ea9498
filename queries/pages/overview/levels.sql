-- One row per track and level: active MVPs committed to the track.
with final as (
    select
        track,
        rule_levels.level_rank,
        replace(level, '_', ' ') as level,
        count(*) as mvps,
        count(*) / sum(count(*)) over (partition by track) as share,
    from progress
    join rule_levels using (level)
    where is_committed and status = 'active'
    group by track, level, level_rank
)
select track, level, mvps, share from final order by track, level_rank desc
