-- One row per track and kind that the program knows, and whether that kind counts: what a request
-- may be about. unit_one and unit_many are null unless the track counts points.
-- key: track, kind
select
    rule_kinds.track,
    rule_tracks.track_label,
    rule_kinds.kind,
    rule_kinds.is_counted,
    if(rule_tracks.measure = 'points', rule_tracks.unit_one, null) as unit_one,
    if(rule_tracks.measure = 'points', rule_tracks.unit_many, null) as unit_many,
from rule_kinds
join rule_tracks using (track)
order by rule_tracks.track_rank, rule_kinds.track, not rule_kinds.is_counted, rule_kinds.kind
