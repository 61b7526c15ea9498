-- One row per MVP of this year's roster, with everything that is said of them as a whole
-- (docs/rules.md sections 3 to 8). risk and certification are null for those who left,
-- renewal_stage for those who were not on the cycle's roster.
with final as (
    select
        membership.mvp_id,
        membership.name,
        membership.team,
        membership.country,
        membership.status,
        membership.entered_on,
        goals.tracks,
        goals.level,
        goals.goals_met,
        mvp_risk.risk,
        coalesce(mvp_risk.is_at_risk, false) as is_at_risk,
        membership.status = 'active' and goals.level in ('ahead', 'on_track') as is_on_track,
        membership.status = 'active'
            and certification_status.status not in ('certified', 'expiring') as is_exam_due,
        coalesce(renewal_stage.stage in ('to_invite', 'invited'), false) as is_decision_pending,
        certification_status.status as certification,
        renewal_stage.stage as renewal_stage,
    from roster
    join membership using (mvp_id)
    join goals on goals.mvp_id = roster.mvp_id and goals.year = roster.year
    left join mvp_risk on mvp_risk.mvp_id = roster.mvp_id and membership.status != 'left'
    left join certification_status on certification_status.mvp_id = roster.mvp_id
    left join renewal_stage on renewal_stage.mvp_id = roster.mvp_id
    where roster.is_current
)
select * from final
