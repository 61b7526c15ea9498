-- One row per track, in the order of the settings.
-- key: track
select track_label as track from rule_tracks order by track_rank
