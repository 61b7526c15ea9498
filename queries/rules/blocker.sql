-- One row per MVP of the cycle's roster: what stands between them and the renewal, in words, or
-- what happens next (docs/rules.md section 8). Null when nothing does.
with missing as (
    select
        progress_level.mvp_id,
        progress_level.year,
        list(
            case
                when progress_level.done < progress_level.target
                    then (progress_level.target - progress_level.done) || ' more ' || if(
                        progress_level.target - progress_level.done = 1,
                        rule_tracks.unit_one,
                        rule_tracks.unit_many
                    )
                else rule_tracks.min_solutions || ' in ' || rule_tracks.min_solutions_of
                    || ' answers accepted'
            end order by progress_level.track
        ) as goals,
        committed.require,
    from progress_level
    join committed using (mvp_id, year, track)
    join rule_tracks using (track)
    where committed.is_judged and not progress_level.goal_met
    group by progress_level.mvp_id, progress_level.year, committed.require
),
worded as (
    select
        mvp_id,
        year,
        if(require = 'any', array_to_string(goals, ' or '), array_to_string(goals, ', ')) as goals,
    from missing
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
                if(renewal_stage.certification in ('certified', 'expiring'), null,
                    'exam to be passed (' || replace(renewal_stage.certification, '_', ' ') || ')')
            )
            when renewal_stage.stage = 'lapsed'
                then 'no decision by ' || strftime(renewal_stage.decide_by, '%b %-d')
            when renewal_stage.stage = 'to_invite' then 'invitation to be sent'
            when renewal_stage.stage = 'invited'
                then 'decision due by ' || strftime(renewal_stage.decide_by, '%b %-d')
            when renewal_stage.stage = 'extending' then 'renewal to be recorded'
        end as blocker,
    from renewal_stage
    join membership using (mvp_id)
    left join worded using (mvp_id, year)
)
select * from final
