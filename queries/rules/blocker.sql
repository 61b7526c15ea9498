-- One row per MVP of the cycle's roster: what prevents the renewal, or the next step, in words
-- (docs/rules.md section 8). blocker is null when there is neither.
-- key: mvp_id
with final as (
    select
        renewal_stage.mvp_id,
        case
            when renewal_stage.stage in ('at_risk', 'on_course')
                then 'goals ask for ' || unmet_goals.goals || ' by '
                || strftime(renewal_stage.final_checkpoint, '%b %-d')
            when renewal_stage.stage = 'goals_missed' then 'missed by ' || unmet_goals.goals
            when renewal_stage.stage = 'blocked' then concat_ws(', ',
                if(membership.status = 'awaiting_nda', 'NDA to be signed', null),
                if(renewal_stage.needs_exam,
                    'exam to be passed (' || renewal_stage.certification_label || ')', null)
            )
            when renewal_stage.stage = 'lapsed'
                then 'no decision by ' || strftime(renewal_stage.decide_by, '%b %-d')
            when renewal_stage.stage = 'to_invite' then 'invitation to be sent'
            when renewal_stage.stage = 'invited'
                then 'decision due by ' || strftime(renewal_stage.decide_by, '%b %-d')
            when renewal_stage.stage = 'extending' then 'renewal to be recorded'
            when renewal_stage.stage = 'unknown' and renewal_stage.goals_met
                then 'renewals were not supplied'
            when renewal_stage.stage = 'unknown' then coalesce(renewal_stage.no_data_label,
                if(is_before_final, 'goals ask for ' || unmet_goals.goals || ' by '
                    || strftime(renewal_stage.final_checkpoint, '%b %-d'),
                    'missed by ' || unmet_goals.goals))
        end as blocker,
    from renewal_stage
    join membership using (mvp_id)
    left join unmet_goals using (mvp_id, year)
)
select * from final
