-- One row per MVP who is active on the last day of a year, or on D while it is not over, and track
-- committed to for it (docs/rules.md section 15). done_share is what is done of what is expected by
-- that day; null where nothing is expected, nothing is known, or the data ends before that day.
-- key: year, mvp_id, track
select
    years.year,
    years.year_label,
    years.final_checkpoint <= years.as_of as is_over,
    committed.mvp_id,
    committed.track,
    rule_tracks.track_label,
    rule_tracks.color,
    rule_tracks.is_striped,
    if(
        progress_level.is_known and not progress_level.is_stale,
        progress_level.done / nullif(progress_level.expected, 0),
        null
    ) as done_share,
from years
join committed using (year)
join membership using (mvp_id)
join progress_level using (mvp_id, year, track)
join rule_tracks using (track)
where years.is_current and committed.is_committed and membership.status = 'active'
