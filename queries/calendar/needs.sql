-- One row per MVP of this year's roster and day ahead, the next checkpoint and the final one: what
-- is still missing by then, in words (docs/rules.md section 7, What is missing); null where nothing
-- is. Whoever has no track with data has no row. Those at the highest risk come first.
-- key: mvp_id, day
with tracks as (
    select
        progress.mvp_id,
        progress.track_rank,
        members.require = 'any' as is_any_enough,
        still_missing.due_on as day,
        still_missing.missing_in_track as missing,
    from progress
    join members using (mvp_id)
    join still_missing using (mvp_id, track)
    join years on years.is_current and years.as_of <= years.final_checkpoint
    where
        progress.is_judged
        and progress.is_known
        and members.status != 'left'
        and (
            still_missing.horizon = 'checkpoint'
            or progress.next_checkpoint < years.final_checkpoint
        )
),
summed as (
    select
        mvp_id,
        day,
        case
            when not is_any_enough
                then string_agg(missing, ', ' order by track_rank)
            when count(missing) = count(*)
                then string_agg(missing, ', or ' order by track_rank)
        end as missing,
    from tracks
    group by mvp_id, day, is_any_enough
)
select summed.mvp_id, summed.day, summed.missing,
from summed
left join mvp_risk using (mvp_id)
order by summed.day, mvp_risk.risk_rank desc nulls last, summed.mvp_id
