-- One row per state of an explained MVP and track of this year's roster, and one with an empty
-- track for the MVP as a whole: the figures of the state (docs/rules.md section 16). Empty where a
-- state has no such figure.
-- key: number, person, track
with of_tracks as (
    select
        progress.mvp_id,
        progress.track,
        progress.track_label,
        progress.track_title,
        progress.track_rank,
        progress.is_judged,
        progress.done,
        progress.expected,
        progress.expected_at_checkpoint,
        progress.target,
        progress.answers,
        progress.solutions,
        progress.level_label,
        chances.chance,
        track_risk.risk_label,
    from progress
    left join chances
        on chances.mvp_id = progress.mvp_id
        and chances.track = progress.track and chances.horizon = 'checkpoint'
    left join track_risk
        on track_risk.mvp_id = progress.mvp_id and track_risk.track = progress.track
),
of_mvps as (
    select roster.mvp_id, '' as track, goals.level_label, mvp_risk.risk_label,
    from roster
    join goals on goals.mvp_id = roster.mvp_id and goals.year = roster.year
    left join mvp_risk on mvp_risk.mvp_id = roster.mvp_id
    where roster.is_current
),
together as (
    select * from of_tracks
    union all by name
    select * from of_mvps
),
final as (
    select states.number, states.person, together.* exclude (mvp_id),
    from states
    join together using (mvp_id)
)
select * from final
