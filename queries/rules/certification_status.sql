-- One row per MVP of this year's roster who has not left (docs/rules.md section 6).
-- valid_until: null also when valid for good. Without an open cycle the deadline, the failed
-- attempts and the attempts left are null; the deadline is null after the last failed attempt too.
with people as (
    select roster.mvp_id, roster.as_of, mvps.entered_on,
    from roster
    join membership using (mvp_id)
    join mvps using (mvp_id)
    where roster.is_current and membership.status != 'left'
),
attempts as (
    select
        people.mvp_id,
        people.as_of,
        people.entered_on,
        certifications.passed,
        certifications.taken_on,
        coalesce(certifications.expires_on, 'infinity'::date) as ends_on,
    from people
    join certifications
        on certifications.mvp_id = people.mvp_id and certifications.taken_on <= people.as_of
    join rule_certificates using (level)
    where rule_certificates.is_qualifying
),
passes as (
    select
        mvp_id,
        max(ends_on) filter (ends_on >= as_of) as valid_to,
        max(ends_on) filter (ends_on between entered_on and as_of - 1) as last_ended_on,
    from attempts
    where passed
    group by all
),
cycles as (
    select
        people.*,
        passes.valid_to,
        passes.last_ended_on is not null as is_later_cycle,
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
    left join attempts
        on attempts.mvp_id = cycles.mvp_id
        and not attempts.passed
        and attempts.taken_on >= cycles.began_on
    group by all
),
due as (
    select
        failed.*,
        (
            coalesce(failed.last_failed_on, failed.began_on)
            + to_months(rule_settings.exam_months)
        )::date as due_on,
        rule_settings.attempts,
        failed.valid_to is not null as is_valid,
        failed.valid_to <= failed.as_of + rule_settings.expiring_days as is_expiring,
    from failed
    cross join rule_settings
),
final as (
    select
        mvp_id,
        case
            when is_expiring then 'expiring'
            when is_valid then 'certified'
            when fails >= attempts then 'failed_twice'
            when as_of > due_on then 'overdue'
            when fails > 0 then 'second_chance'
            when is_later_cycle then 'expired'
            else 'exam_due'
        end as status,
        if(isfinite(valid_to), valid_to, null) as valid_until,
        if(is_valid or fails >= attempts, null, due_on) as deadline,
        if(is_valid, null, fails) as failed_attempts,
        if(is_valid, null, greatest(0, attempts - fails)) as attempts_left,
    from due
)
select * from final
