-- One row per MVP of this year's roster, with all that describes the MVP as a whole (docs/rules.md
-- sections 3 to 8). risk and certification are null for those who left, tracks without a
-- commitment, renewal_stage for those who were not on the cycle's roster; goals_met and
-- no_data_label as in goals; is_on_track unless the MVP is active and the level is known.
-- key: mvp_id
with final as (
    select
        membership.mvp_id,
        membership.name,
        membership.team,
        membership.country,
        membership.status,
        membership.status_label,
        membership.entered_on,
        goals.tracks,
        goals.tracks_label,
        goals.level,
        goals.level_label,
        goals.level_rank,
        goals.goals_met,
        goals.no_data_label,
        goals.require,
        mvp_risk.risk,
        certification_status.status as certification,
        certification_status.status_label as certification_label,
        renewal_stage.stage as renewal_stage,
        renewal_stage.stage_label as renewal_stage_label,
        membership.status = 'active' and goals.tracks is null and supplied.has_commitments
            as is_uncommitted,
        coalesce(mvp_risk.is_at_risk, false) as is_at_risk,
        if(membership.status = 'active' and goals.level != 'unknown', goals.is_on_track, null)
            as is_on_track,
        membership.status = 'active' and certification_status.needs_exam as is_exam_due,
        coalesce(renewal_stage.is_decision_pending, false) as is_decision_pending,
    from roster
    cross join supplied
    join membership using (mvp_id)
    join goals on goals.mvp_id = roster.mvp_id and goals.year = roster.year
    left join mvp_risk on mvp_risk.mvp_id = roster.mvp_id and membership.status != 'left'
    left join certification_status on certification_status.mvp_id = roster.mvp_id
    left join renewal_stage on renewal_stage.mvp_id = roster.mvp_id
    where roster.is_current
)
select * from final
