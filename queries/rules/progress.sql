-- One row per MVP of this year's roster and track, with all that describes the progress in it
-- (docs/rules.md sections 2 to 4). For null, see progress_level.
-- key: mvp_id, track
with final as (
    select
        progress_level.mvp_id,
        membership.name,
        membership.team,
        membership.status,
        progress_level.track,
        rule_tracks.track_label,
        rule_tracks.track_title,
        rule_tracks.track_rank,
        committed.is_committed,
        committed.is_judged,
        progress_level.* exclude (mvp_id, year, track),
        roster.next_checkpoint,
    from progress_level
    join roster using (mvp_id, year)
    join membership using (mvp_id)
    join committed using (mvp_id, year, track)
    join rule_tracks using (track)
    where roster.is_current
)
select * from final
