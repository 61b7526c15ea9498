-- One row per track: the numbers of its forecast, and how many cases are too few to fit them.
-- key: track
select
    rule_tracks.track,
    rule_tracks.daily_weight,
    rule_tracks.prior_events,
    rule_tracks.prior_days,
    rule_tracks.overdispersion,
    rule_tracks.prior_accepted,
    rule_tracks.prior_not_accepted,
    rule_settings.too_few,
from rule_tracks
cross join rule_settings
order by rule_tracks.track_rank
