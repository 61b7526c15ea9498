-- One row per look, MVP active then and track committed to: what the chance was, and what came of
-- it (docs/rules.md section 11). done and expected are those of the checkpoint itself; band is that
-- of the chance, from 0 on.
select
    observations.checkpoint,
    observations.look_ahead,
    observations.observed_on,
    year(observations.checkpoint)::integer as year,
    said.mvp_id,
    said.track,
    said.chance,
    least(rule_settings.bands - 1, floor(said.chance * rule_settings.bands))::integer as band,
    said.chance < rule_settings.flagged_below as is_flagged,
    said.done as done_then,
    said.expected as expected_then,
    said.done >= said.expected as was_on_pace,
    outcome.done,
    outcome.expected,
    outcome.done >= outcome.expected as is_reached,
from observations
join earlier_tracks as said
    on said.compared_on = observations.observed_on
    and said.checkpoint = observations.checkpoint
    and said.is_active
join earlier_tracks as outcome
    on outcome.compared_on = observations.checkpoint
    and outcome.mvp_id = said.mvp_id
    and outcome.track = said.track
cross join rule_settings
