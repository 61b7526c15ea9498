-- One row per MVP of the cycle's roster: what prevents the renewal, or the next step, in words
-- (docs/rules.md section 8). blocker is null when there is neither.
-- key: mvp_id
with unmet as (
    select
        progress_level.mvp_id,
        progress_level.year,
        committed.require,
        list(
            concat_ws(' and ',
                if(expected.needed > 0, expected.needed || ' more ' || expected.unit, null),
                if(progress_level.has_enough_solutions, null, rule_tracks.min_solutions || ' in '
                    || rule_tracks.min_solutions_of || ' answers accepted')
            ) || if(reach.is_stale, ' (' || coalesce('data up to '
                || strftime(reach.complete_until, '%b %-d, %Y'), 'no data') || ')', '')
            order by rule_tracks.track_rank
        ) as goals,
    from progress_level
    join committed using (mvp_id, year, track)
    join expected using (mvp_id, year, track)
    join rule_tracks using (track)
    join reach using (track)
    where
        expected.horizon = 'final' and committed.is_judged and not progress_level.goal_met
    group by progress_level.mvp_id, progress_level.year, committed.require
),
worded as (
    select
        mvp_id,
        year,
        if(require = 'any', array_to_string(goals, ' or '), array_to_string(goals, ', ')) as goals,
    from unmet
),
final as (
    select
        renewal_stage.mvp_id,
        case
            when renewal_stage.stage in ('at_risk', 'on_course')
                then 'goals ask for ' || worded.goals
            when renewal_stage.stage = 'goals_missed' then 'missed by ' || worded.goals
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
                if(is_before_final, 'goals ask for ', 'missed by ') || worded.goals)
        end as blocker,
    from renewal_stage
    join membership using (mvp_id)
    left join worded using (mvp_id, year)
)
select * from final
