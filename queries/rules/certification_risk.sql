-- One row per active or awaiting MVP whose certification is a risk before the next checkpoint
-- (docs/rules.md sections 6 and 7), with the reason and what the MVP has to do in words.
-- key: mvp_id
with final as (
    select
        certification_status.mvp_id,
        rule_certification_statuses.risk,
        case status
            when 'expiring' then 'certificate ends on ' || valid_until
            when 'failed_twice' then 'failed ' || failed_attempts
                || if(failed_attempts = 1, ' time', ' times') || '; no attempt left'
            else concat_ws('; ',
                case status
                    when 'overdue' then 'exam was due by ' || deadline
                    when 'expired' then 'certificate has ended; exam due by ' || deadline
                    else 'exam due by ' || deadline
                end,
                if(failed_attempts > 0, failed_attempts || ' failed', null),
                attempts_left || if(attempts_left = 1, ' attempt left', ' attempts left')
            )
        end as reason,
        case
            when not certification_status.needs_exam
                then 'renew the certificate by ' || strftime(due_on, '%b %-d')
            when attempts_left = 0 then 'talk to the program team, as no exam attempt is left'
            when due_on < roster.as_of
                then 'pass the exam, which was due by ' || strftime(due_on, '%b %-d')
            else 'pass the exam by ' || strftime(due_on, '%b %-d')
        end as duty,
    from certification_status
    join rule_certification_statuses using (status)
    join roster on roster.mvp_id = certification_status.mvp_id and roster.is_current
    where
        rule_certification_statuses.risk is not null
        and (
            rule_certification_statuses.is_urgent
            or certification_status.due_on <= roster.next_checkpoint
        )
)
select * from final
