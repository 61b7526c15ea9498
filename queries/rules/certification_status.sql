-- One row per MVP of this year's roster who has not left (docs/rules.md sections 6 and 13). due_on
-- is the exam's deadline, or the certificate's last day (valid_until); null when there is neither.
-- Where nobody has to pass, valid_until may be past. No rows in a program without certification.
-- key: mvp_id
with people as (
    select roster.mvp_id, roster.as_of, membership.entered_on,
    from roster
    join membership using (mvp_id)
    where roster.is_current and membership.status != 'left'
),
attempts as (
    select people.*, passed, taken_on, coalesce(expires_on, 'infinity'::date) as ends_on,
    from people
    join certifications using (mvp_id)
    join rule_certificates using (level)
    where rule_certificates.is_qualifying and certifications.taken_on <= people.as_of
),
passes as (
    select
        mvp_id,
        max(ends_on) filter (ends_on >= as_of) as valid_to,
        max(ends_on) filter (ends_on between entered_on and as_of - 1) as last_ended_on,
        max(ends_on) filter (ends_on < as_of) as ever_ended_on,
    from attempts
    where passed and ends_on >= taken_on
    group by all
),
cycles as (
    select
        people.*,
        passes.* exclude (mvp_id),
        coalesce(passes.last_ended_on + 1, people.entered_on) as began_on,
    from people
    left join passes using (mvp_id)
),
failed as (
    select
        cycles.*,
        count(attempts.mvp_id)::integer as fails,
        max(attempts.taken_on) as last_failed_on,
    from cycles
    left join attempts on attempts.mvp_id = cycles.mvp_id and not attempts.passed
        and attempts.taken_on >= cycles.began_on
    group by all
),
decided as (
    select
        failed.*,
        rule_settings.attempts,
        coalesce(valid_to, if(uses_exams, null, ever_ended_on)) as ends_on,
        (coalesce(last_failed_on, began_on) + to_months(exam_months))::date as exam_by,
        case
            when not supplied.has_certifications then 'unknown'
            when valid_to <= as_of + expiring_days then 'expiring'
            when valid_to is not null then 'certified'
            when not uses_exams then if(ever_ended_on is null, 'none', 'expired')
            when fails >= rule_settings.attempts then 'failed_twice'
            when as_of > exam_by then 'overdue'
            when fails > 0 then 'second_chance'
            when last_ended_on is not null then 'expired'
            else 'exam_due'
        end as status,
    from failed
    cross join rule_settings cross join supplied
),
final as (
    select
        mvp_id,
        status,
        rule_certification_statuses.label as status_label,
        needs_exam,
        if(isfinite(ends_on), ends_on, null) as valid_until,
        if(needs_exam and fails < attempts, exam_by, null) as deadline,
        if(needs_exam, fails, null) as failed_attempts,
        if(needs_exam, greatest(0, attempts - fails), null) as attempts_left,
        coalesce(deadline, valid_until) as due_on,
    from decided
    join rule_certification_statuses using (status)
)
select * from final
