-- One row per active MVP and judged track where something is needed and can still be done: the pace
-- that this takes, and the recent pace. needed_a_week is null on the checkpoint itself.
-- key: mvp_id, track
select
    track_risk.mvp_id,
    members.name,
    members.team,
    track_risk.track_label as track,
    track_risk.risk_label as risk,
    track_risk.needed_a_week::decimal(6, 1) as needed_a_week,
    track_risk.recent_a_week::decimal(6, 1) as recent_a_week,
    track_risk.chance,
from track_risk
join members using (mvp_id)
where track_risk.needed > 0 and track_risk.risk != 'out_of_reach'
order by members.name, mvp_id, track_risk.track_rank
