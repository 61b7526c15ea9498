-- One row per track and kind that the program knows, and whether that kind counts: what a request
-- may be about.
-- key: track, kind
select rule_kinds.track, rule_tracks.track_label, rule_kinds.kind, rule_kinds.is_counted,
from rule_kinds
join rule_tracks using (track)
order by rule_tracks.track_rank, rule_kinds.track, not rule_kinds.is_counted, rule_kinds.kind
