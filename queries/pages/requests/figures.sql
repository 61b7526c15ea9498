-- One row per checkpoint up to D, MVP and judged track, the latest checkpoint first; only those of
-- $checkpoint and $track, if they are not null. told is what was published last for it, null where
-- the checkpoint was not frozen, and known what is known for that day now, null where nothing is.
-- key: checkpoint, mvp_id, track
select
    day as checkpoint,
    mvp_id,
    track,
    coalesce(track_label, track) as track_label,
    format('{:,} of {:,}, ', published_done, published_expected) || published_level_label as told,
    format('{:,} of {:,}, ', done, expected) || level_label as known,
from checkpoint_progress
where
    is_checkpoint
    and coalesce(day = $checkpoint::date, true)
    and coalesce(track = $track, true)
order by checkpoint desc, mvp_id, track_rank nulls last, track
