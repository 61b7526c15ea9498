-- One row per MVP of the cycle's roster: the stage of the renewal (docs/rules.md section 8). Dates
-- and decisions after D are null, chance from the final checkpoint on, goals_met and chance where
-- they are not known, and certification when the MVP has none (certification_status).
-- key: mvp_id
with answers as (
    select
        roster.mvp_id,
        roster.year,
        roster.as_of,
        roster.as_of < roster.final_checkpoint as is_before_final,
        roster.decide_by,
        roster.final_checkpoint,
        if(renewals.invited_on <= roster.as_of, renewals.invited_on, null) as invited_on,
        if(renewals.decided_on <= roster.as_of, renewals.decision, null) as decision,
        if(renewals.decided_on <= roster.as_of and renewals.decision is not null,
            renewals.decided_on, null) as decided_on,
        if(renewals.renewed_on <= roster.as_of, renewals.renewed_on, null) as renewed_on,
    from roster
    left join renewals using (mvp_id, year)
    where roster.is_cycle
),
decided as (
    select
        answers.* exclude (as_of),
        goals.goals_met,
        goals.no_data_label,
        goals.tracks_label,
        certification_status.status as certification,
        certification_status.status_label as certification_label,
        certification_status.needs_exam,
        if(answers.is_before_final, outlook.chance, null) as chance,
        case
            when membership.status = 'left' then 'left'
            when answers.renewed_on is not null then 'renewed'
            when answers.decision = 'extend' then 'extending'
            when answers.decision = 'decline' then 'stepping_down'
            when answers.is_before_final then case
                when goals.goals_met then 'goals_met'
                when outlook.is_at_risk then 'at_risk'
                when not outlook.is_at_risk then 'on_course'
                else 'unknown'
            end
            when goals.is_missed then 'goals_missed'
            when goals.goals_met is distinct from true or not supplied.has_renewals then 'unknown'
            when membership.status = 'awaiting_nda'
                or certification_status.needs_exam then 'blocked'
            when answers.as_of > answers.decide_by then 'lapsed'
            when answers.invited_on is not null then 'invited'
            else 'to_invite'
        end as stage,
    from answers cross join supplied
    join membership using (mvp_id)
    join goals on goals.mvp_id = answers.mvp_id and goals.year = answers.year
    left join certification_status on certification_status.mvp_id = answers.mvp_id
    left join outlook on outlook.mvp_id = answers.mvp_id
),
final as (
    select decided.*, stages.label as stage_label, stages.stage_rank, stages.is_decision_pending,
    from decided
    join rule_renewal_stages as stages using (stage)
)
select * from final
