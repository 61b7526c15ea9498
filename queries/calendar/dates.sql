-- One row per MVP and date of their own, with what it is about (docs/rules.md sections 6 and 8):
-- the deadline of an exam, also when it is over; the last day of a certificate; the last day to
-- decide about the renewal, unless it is decided or there is nothing to decide.
-- key: mvp_id, about
with final as (
    select
        certification_status.mvp_id,
        'exam' as about,
        deadline as day,
        concat_ws(': ', status_label, exam_reason.reason) || '; ' || attempts_left
            || if(attempts_left = 1, ' attempt left', ' attempts left') as said,
    from certification_status
    left join exam_reason using (mvp_id)
    where deadline is not null
    union all
    select mvp_id, 'certificate' as about, valid_until as day, status_label as said,
    from certification_status
    join dates on valid_until >= dates.as_of
    where not needs_exam
    union all
    select
        renewal_stage.mvp_id,
        'decision' as about,
        renewal_stage.decide_by as day,
        concat_ws(': ', stage_label, blocker.blocker) as said,
    from renewal_stage
    join dates on renewal_stage.decide_by >= dates.as_of
    left join blocker using (mvp_id)
    where
        decided_on is null
        and renewed_on is null
        and stage not in ('left', 'goals_missed', 'lapsed')
)
select * from final order by day, about, mvp_id
