-- One row per step that the MVP has to take, with the day by which (docs/rules.md section 7, What
-- to do next). due_on is null for what has no day and cannot wait, chance where none is computed.
-- Where no track needs anything by the next checkpoint, a row says until when it is enough.
-- key: mvp_id, about, due_on
with current_year as (
    select *, as_of <= final_checkpoint as is_running from years where is_current
),
tracks as (
    select
        progress.mvp_id, progress.track, progress.track_rank,
        members.require, still_missing.horizon, still_missing.due_on,
        still_missing.missing_in_track as missing,
    from progress
    join members using (mvp_id)
    join current_year on is_running
    join still_missing using (mvp_id, track)
    where progress.is_judged and progress.is_known and members.status != 'left'
        and (still_missing.horizon = 'checkpoint' or progress.next_checkpoint < final_checkpoint)
),
open_tracks as (
    select *, count(*) over (partition by mvp_id, horizon) as judged,
        count(missing) over (partition by mvp_id, horizon) as unmet,
    from tracks
),
open_until as (
    -- Until when no track needs more; where one of them is enough, until when one needs none.
    select mvp_id, due_on,
        if(any_value(require) = 'any', max(enough_until), min(enough_until)) as enough_until,
        if(any_value(require) = 'any', max(unmet) < max(judged), max(unmet) = 0) as is_enough,
    from open_tracks join enough using (mvp_id, track)
    where horizon = 'checkpoint'
    group by all
),
steps as (
    select mvp_id, due_on, min(track_rank) as step_rank,
        if(horizon = 'final', 'year', if(require = 'any', 'tracks', track)) as about,
        if(horizon = 'final', 'For the goal of the year: ', '') || if(require = 'any',
            string_agg(missing, ', or ' order by track_rank),
            string_agg(missing, ', ' order by track_rank)) as step,
    from open_tracks
    where missing is not null and (require != 'any' or unmet = judged)
    group by mvp_id, due_on, about, horizon, require
    union all by name
    select mvp_id, 'nothing' as about, due_on,
        'Nothing more is needed by then: what is done is enough ' || if(
            enough_until < final_checkpoint, 'until ' || strftime(enough_until, '%b %-d'),
            'for the year') as step,
    from open_until cross join current_year where is_enough
    union all by name
    select mvp_id, 'nda' as about, 'Sign the NDA' as step from members where status = 'awaiting_nda'
    union all by name
    select mvp_id, 'certification' as about,
        if(attempts_left = 0, null, due_on) as due_on,
        case
            when attempts_left = 0 then 'Talk to the program team: no exam attempt is left'
            when needs_exam then 'Pass the exam: ' || exam_reason.reason || '; ' || attempts_left
                || if(attempts_left = 1, ' attempt left', ' attempts left')
            else 'Renew the certificate, which ends then'
        end as step,
    from certification_status left join exam_reason using (mvp_id)
    where needs_exam or status = 'expiring'
    union all by name
    select mvp_id, 'renewal' as about, if(stage = 'lapsed', null, decide_by) as due_on,
        case stage
            when 'invited' then 'Decide about another year'
            when 'lapsed' then 'Talk to the program team about the renewal: ' || blocker
            else 'Renewal: ' || blocker
        end as step,
    from renewal_stage join blocker using (mvp_id)
    where is_decision_pending or stage in ('blocked', 'lapsed')
),
final as (
    select steps.*, risk.risk_label, risk.chance,
    from steps left join risk using (mvp_id, about)
)
select * from final
