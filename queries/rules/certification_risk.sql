-- One row per active or awaiting MVP whose certification is a risk before the next checkpoint
-- (docs/rules.md sections 6 and 7): the reason as risk.csv has it, the explanation that people
-- read, and what the MVP has to do in words.
-- key: mvp_id
with worded as (
    select
        certification_status.*,
        rule_certification_statuses.risk,
        roster.as_of,
        case status
            when 'expiring' then 'certificate ends on '
            when 'failed_twice' then 'failed ' || failed_attempts
                || if(failed_attempts = 1, ' time', ' times') || '; no attempt left'
            when 'overdue' then 'exam was due by '
            when 'expired' then 'certificate has ended; exam due by '
            else 'exam due by '
        end as what,
        case status when 'expiring' then valid_until when 'failed_twice' then null else deadline end
            as day,
        if(status in ('expiring', 'failed_twice'), '',
            if(failed_attempts > 0, '; ' || failed_attempts || ' failed', '') || '; '
                || attempts_left || if(attempts_left = 1, ' attempt left', ' attempts left')
        ) as attempts,
    from certification_status
    join rule_certification_statuses using (status)
    join roster on roster.mvp_id = certification_status.mvp_id and roster.is_current
    where
        rule_certification_statuses.risk is not null
        and (
            rule_certification_statuses.is_urgent
            or certification_status.due_on <= roster.next_checkpoint
        )
),
final as (
    select
        mvp_id,
        risk,
        what || coalesce(day::varchar, '') || attempts as reason,
        what || coalesce(strftime(day, '%b %-d, %Y'), '') || attempts as explanation,
        case
            when not needs_exam then 'renew the certificate by ' || strftime(due_on, '%b %-d')
            when attempts_left = 0 then 'talk to the program team, as no exam attempt is left'
            when due_on < as_of
                then 'pass the exam, which was due by ' || strftime(due_on, '%b %-d')
            else 'pass the exam by ' || strftime(due_on, '%b %-d')
        end as duty,
    from worded
)
select * from final
