-- One row per MVP of this year's roster and track: where they stand (docs/rules.md sections 2-4).
with final as (
    select
        standing.mvp_id,
        membership.name,
        membership.team,
        membership.status,
        standing.track,
        committed.is_committed,
        committed.is_judged,
        standing.* exclude (mvp_id, year, track),
        roster.next_checkpoint,
    from standing
    join roster using (mvp_id, year)
    join membership using (mvp_id)
    join committed using (mvp_id, year, track)
    where roster.is_current
)
select * from final
