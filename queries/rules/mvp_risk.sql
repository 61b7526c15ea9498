-- One row per active or awaiting MVP with a risk: the highest one (docs/rules.md section 7). Where
-- one of the tracks is enough, only the best track counts among the tracks.
-- key: mvp_id
with ranked as (
    select
        risk.mvp_id,
        risk.risk_rank,
        rule_tracks.track is not null as is_track,
        goals.require,
    from risk
    join dates on true
    join goals on goals.mvp_id = risk.mvp_id and goals.year = dates.year
    left join rule_tracks on rule_tracks.track = risk.about
),
worst as (
    select
        mvp_id,
        greatest(
            max(risk_rank) filter (not is_track),
            if(
                require = 'any',
                min(risk_rank) filter (is_track),
                max(risk_rank) filter (is_track)
            )
        ) as risk_rank,
    from ranked
    group by mvp_id, require
),
final as (
    select
        worst.mvp_id,
        rule_risks.risk,
        rule_risks.label as risk_label,
        rule_risks.risk_rank,
        rule_risks.is_at_risk,
    from worst
    join rule_risks using (risk_rank)
)
select * from final
