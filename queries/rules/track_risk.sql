-- One row per active MVP and judged track: the risk before the next checkpoint (docs/rules.md
-- sections 7 and 13). Without a commitment only the best of the tracks has a row.
-- key: mvp_id, track
with judged as (
    select
        chances.*,
        committed.require,
        committed.is_committed,
        progress_level.done,
        progress_level.expected_at_checkpoint,
        progress_level.answers,
        progress_level.solutions,
        progress_level.has_enough_solutions,
        progress_level.is_known,
        progress_level.goal_met,
        reach.no_data_label,
        reach.complete_until,
        reach.is_stale,
    from chances
    join membership using (mvp_id)
    join dates on true
    join committed on committed.mvp_id = chances.mvp_id
        and committed.track = chances.track and committed.year = dates.year
    join progress_level on progress_level.mvp_id = chances.mvp_id
        and progress_level.track = chances.track and progress_level.year = dates.year
    join reach on reach.track = chances.track
    where
        chances.horizon = 'checkpoint'
        and membership.status = 'active'
        and committed.is_judged
),
by_chance as (
    select judged.*, min(rule_risks.risk_rank) as chance_rank,
    from judged
    join rule_risks on judged.chance >= rule_risks.min_chance
    group by all
),
by_likelihood as (
    select
        by_chance.* exclude (chance_rank),
        case
            when by_chance.is_certain then 'met'
            when by_chance.is_out_of_reach then 'out_of_reach'
            else rule_risks.risk
        end as likely_risk,
    from by_chance
    join rule_risks on rule_risks.risk_rank = by_chance.chance_rank
),
by_criterion as (
    select
        by_likelihood.* exclude (likely_risk),
        case
            when by_likelihood.is_stale or not by_likelihood.is_known then 'unknown'
            when not by_likelihood.has_enough_solutions and counted.risk_rank < medium.risk_rank
                then medium.risk
            else counted.risk
        end as risk,
    from by_likelihood
    join rule_risks as counted on counted.risk = by_likelihood.likely_risk
    join rule_risks as medium on medium.risk = 'medium'
),
final as (
    select
        by_criterion.*,
        rule_tracks.track_label,
        rule_tracks.track_rank,
        rule_risks.label as risk_label,
        rule_risks.risk_rank,
        rule_risks.needs_call,
    from by_criterion
    join rule_risks using (risk)
    join rule_tracks using (track)
    qualify is_committed or row_number() over (
        partition by mvp_id order by rule_risks.risk_rank, chance desc, track
    ) = 1
)
select * from final
