-- One row per track, in the order of the settings.
-- key: track
select track from rule_tracks order by track_rank
