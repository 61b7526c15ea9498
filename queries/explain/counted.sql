-- One row per state of an explained MVP and contribution: what it adds to `done` in the year of the
-- day (docs/rules.md section 16). worth is 0 where it does not count. Where days are counted, all
-- contributions of a day have the worth 1 together.
-- key: number, person, contribution_id
with final as (
    select
        states.number,
        states.person,
        contributions.of_contribution_id as contribution_id,
        contributions.track,
        contributions.day,
        contributions.kind,
        contributions.title,
        rule_tracks.measure,
        if(
            contributions.counted and contributions.day between roster.start and roster.seen_to,
            if(rule_tracks.measure = 'points', coalesce(contributions.points, 1), 1),
            0
        ) as worth,
        rule_not_counted.explanation as not_counted,
    from states
    join contributions using (mvp_id)
    left join roster on roster.mvp_id = states.mvp_id and roster.is_current
    left join rule_tracks using (track)
    left join rule_not_counted on rule_not_counted.reason = contributions.not_counted_because
)
select * from final
