-- One row per observation, MVP who was active then and track committed to: the chance given then,
-- and the outcome (docs/rules.md section 11). done and expected are those of the checkpoint itself;
-- band is the band of the chance, counted from 0.
-- key: checkpoint, look_ahead, mvp_id, track
select
    observations.checkpoint,
    observations.look_ahead,
    observations.observed_on,
    observations.year,
    observations.year_label,
    given.mvp_id,
    given.track,
    rule_tracks.track_label,
    rule_tracks.track_rank,
    given.chance,
    least(rule_settings.bands - 1, floor(given.chance * rule_settings.bands))::integer as band,
    given.chance < rule_settings.flagged_below as is_flagged,
    given.done as done_then,
    given.expected as expected_then,
    given.done >= given.expected and given.has_enough_solutions as was_on_pace,
    outcome.done,
    outcome.expected,
    outcome.done >= outcome.expected and outcome.has_enough_solutions as is_reached,
from observations
join earlier_tracks as given
    on given.compared_on = observations.observed_on
    and given.checkpoint = observations.checkpoint
    and given.is_active
join earlier_tracks as outcome
    on outcome.compared_on = observations.checkpoint
    and outcome.mvp_id = given.mvp_id
    and outcome.track = given.track
join rule_tracks on rule_tracks.track = given.track
cross join rule_settings
