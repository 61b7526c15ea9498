-- One row per flag before a past checkpoint, MVP and track that was flagged on one or more of the
-- observed days (docs/rules.md section 11): the first of these days, whether the MVP recovered, and
-- whether somebody called or wrote from that day up to the checkpoint. Before the first recorded
-- call of all, there is none.
-- key: checkpoint, mvp_id, track
with flagged as (
    select
        checkpoint,
        mvp_id,
        track,
        is_reached as has_recovered,
        min(observed_on) as flagged_on,
    from cases
    where is_flagged and checkpoint >= (select min(called_on) from calls)
    group by all
),
final as (
    select
        flagged.*,
        exists (
            from calls
            where
                calls.mvp_id = flagged.mvp_id
                and calls.called_on between flagged.flagged_on and flagged.checkpoint
        ) as is_called,
    from flagged
)
select * from final
